"""Where a child is on their way, and which page comes next."""

from werkzeug.exceptions import NotFound

from feedback.errors import AlreadySent, AnswersUnsound
from feedback.how_many import branching, counts
from feedback.questionnaire import Kind, Question, Role, Stage
from feedback.services import consult
from feedback.services.form import Form
from feedback.services.visits import OpenVisit
from feedback.store.at_hand import LetterAtHand
from feedback.store.models import Door, FilledBy
from feedback.topics import last_before, next_after, place_in
from portal import language
from portal.addresses import fixed
from portal.children import notes
from portal.children.visit import Here
from portal.storage import catalogue, now

PRIVATE = frozenset({Role.SAFE, Role.TALK, Role.ONLY_IRO})
"""What is between the child and us. A helper is asked to look away, and does not see it after."""


def stage_of(letter: LetterAtHand) -> Stage:
    """Choose what one letter asks now: what comes after the review, once it is open."""
    afterwards = consult.is_open(letter, Stage.EVALUATION, now=now())
    return Stage.EVALUATION if afterwards else Stage.CONSULTATION


def begun(here: Here) -> Form | None:
    """Find the form of this letter, if it was begun, not sent, and is still open.

    It was begun when somebody said in this visit who is here, though nothing is written down.
    """
    stage = stage_of(here.visit.letter)
    if not consult.is_open(here.visit.letter, stage, now=now()):
        return None
    try:
        form = _started(here, stage)
    except AlreadySent:
        return None
    return _read(form) if form.draft.is_kept or form.draft.filled_by else None


def form_of(here: Here) -> Form:
    """Begin the form of this letter, or go on with it.

    Refuses with ``FormClosed`` and ``AlreadySent``.
    """
    stage = stage_of(here.visit.letter)
    return shown(_started(here, stage))


def _started(here: Here, stage: Stage) -> Form:
    """Begin a form, or go on with it. Until something is said in it, who is here is only noted."""
    form = consult.start(here.transaction, here.visit, stage, catalogue=catalogue(), now=now())
    said = None if form.draft.is_kept else notes.who()
    if said is not None:
        form.who(*said, now=now())
    return form


def shown(form: Form) -> Form:
    """Note in which language this form is shown to whoever answers it."""
    _read(form).read_in(language.tag_kept(), language.digest(form.questionnaire.id))
    return form


def _read(form: Form) -> Form:
    """Show a form in the child’s language where it is whole, and else all in English."""
    language.only_if_whole(form.questionnaire.id)
    return form


def asked(form: Form, question_id: str) -> Question:
    """Find the question an address names, or answer that there is no such page."""
    try:
        return form.questionnaire.question(question_id)
    except AnswersUnsound as unknown:
        raise NotFound from unknown


def was_handed_over(form: Form) -> bool:
    """Whether something private was said in this very visit while somebody helped."""
    said_here = {name for name, kept in form.kept.items() if kept.visit_id == form.visit.id}
    questions = [one for one in form.questionnaire.questions if one.id in said_here]
    return any(is_private(form, question) for question in questions)


def is_private(form: Form, question: Question) -> bool:
    """Whether a helper should not see what is said here.

    Of an evaluation the six anchors may be answered together. What a child thinks of people is
    theirs alone, and so are their words, unless they asked somebody to write them down.
    """
    if not is_helped(form):
        return False
    if form.questionnaire.kind is not Stage.EVALUATION:
        return question.role in PRIVATE
    written = form.draft.filled_by is FilledBy.WRITTEN_DOWN and question.kind is Kind.WORDS
    return question.anchor is None and not written


def private_on(form: Form) -> Question | None:
    """Return the first question on this way that a helper should not see answered."""
    return next((one for one in form.path if is_private(form, one)), None)


def is_helped(form: Form) -> bool:
    """Whether somebody else sits before the screen too."""
    return form.draft.filled_by in {FilledBy.WITH_HELP, FilledBy.WRITTEN_DOWN} and not is_watched(
        form
    )


def is_watched(form: Form) -> bool:
    """Whether an adult writes down what they saw of a small child."""
    return form.questionnaire.kind is Stage.WATCHING


def may_be_put_right(question: Question, *, helped: bool) -> bool:
    """Whether a sent question may be answered again: not which topics, nor before a helper."""
    private = helped and question.role in PRIVATE
    return question.role is not Role.TOPICS and not private


def before_asking(visit: OpenVisit, form: Form | None) -> str:
    """Return where to go once we know who is there: the pictures, if they were not dealt with."""
    if visit.door in {Door.NEW, Door.SHUT}:
        handing = form is not None and is_helped(form)
        return fixed("children.hand_over") if handing else fixed("children.pictures")
    return after_pictures(form)


def after_pictures(form: Form | None) -> str:
    """Return where to go behind the pictures, or without them."""
    if form is None:
        return fixed("children.what_happened")
    return onwards(form) if form.passed else fixed("children.who_sees")


def onwards(form: Form) -> str:
    """Return the first question that was neither answered nor missed, or the end."""
    question = form.first_unanswered
    return to(question) if question else fixed("children.check")


def after(form: Form, question: Question, *, checking: bool) -> str:
    """Return the page after this question. ``checking`` came from the end and goes back."""
    if checking:
        left = form.first_unanswered
        return to(left, checking=True) if left else fixed("children.check")
    following = next_after(form.order, question, passed=form.passed, meets=form.meets)
    if following is None:
        return fixed("children.check")
    if is_private(form, following) and not is_private(form, question):
        return fixed("children.just_you")
    return to(following)


def before(form: Form, question: Question, *, checking: bool) -> str:
    """Return the page that Back leads to."""
    if checking:
        return fixed("children.check")
    earlier = last_before(form.order, question, meets=form.meets)
    return to(earlier) if earlier else fixed("children.who_sees")


def to(question: Question, *, checking: bool = False) -> str:
    """Return the page of a question."""
    checked = "yes" if checking else None
    return fixed("children.ask", question_id=question.id, checking=checked)


def place_on(form: Form, question: Question) -> tuple[int, int, bool] | None:
    """Return which question of how many this is, and whether that number could still change.

    The second step of taking part has the number of the first. Nothing while the child has not
    chosen topics, because then nobody knows.
    """
    topics, order = form.questionnaire.topics, form.order
    place = place_in(order, question)
    if place is None or not form.meets(question):
        return None
    if topics is not None and topics.id not in form.passed:
        return None
    counted = [counts(one) and form.meets(one) for one in order]
    to_come = branching(form.questionnaire) - form.passed
    open_still = sum(one.id in to_come and form.meets(one) for one in order)
    return sum(counted[: place + 1]), sum(counted) + open_still, bool(open_still)
