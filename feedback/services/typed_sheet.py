"""A sheet that is typed in: how it came, whose words it holds, and what makes it impossible."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from feedback.catalogue import Catalogue
from feedback.errors import FeedbackError, NothingToSend
from feedback.questionnaire import Answers, Questionnaire, Role, Stage
from feedback.services.guessing import LONDON
from feedback.store.models import CameBy, FilledBy, Helper

EARLIEST = timedelta(days=190)
"""Before a review. What came earlier belongs to the review before it, or its year is wrong."""

_NOON = time(12)
_NO_VIEW = frozenset({Role.TOPICS, Role.TALK})


class TypedInRefused(FeedbackError):
    """What came on paper or by phone cannot be typed in as it stands."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How something came: when, whose words they are, and who wrote them down.

    Of what came by phone or in person, no helper means that whoever types it wrote it down.
    """

    came_by: CameBy
    received_on: date
    received_at: time | None = None
    filled_by: FilledBy = FilledBy.CHILD
    helper: Helper | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is typed in. ``key`` is made with the page, so that pressing twice types it in once."""

    key: UUID
    form: str
    provenance: Provenance
    answers: Answers = field(repr=False)
    may_quote: bool = False
    get_in_touch: bool = False
    not_iro: bool = False
    folded_sheet: bool = False
    drawn: bool = False


def name_of_form(asked: Questionnaire) -> str:
    """Return the name under which an edition is typed in, such as ``consultation.short.1``."""
    return f"{asked.id}.{asked.edition}"


def forms(catalogue: Catalogue) -> tuple[Questionnaire, ...]:
    """Return every edition that may be typed in, as it was printed.

    Not those about how a review was: they carry no name and do not come to the office.
    """
    return tuple(q for q in catalogue.questionnaires if q.kind is not Stage.EVALUATION)


def form_named(catalogue: Catalogue, name: str) -> Questionnaire:
    """Find a form by its name; refuses with ``TypedInRefused`` what is none."""
    for asked in forms(catalogue):
        if name_of_form(asked) == name:
            return asked
    raise TypedInRefused("Choose which form it is: its name stands at the top of the paper.")


def received(provenance: Provenance, now: datetime) -> datetime:
    """Return the moment it is dated by: when it came, never when it was typed."""
    at = provenance.received_at or _NOON
    return min(datetime.combine(provenance.received_on, at, LONDON), now)


def must_be_possible(sheet: Sheet, review_day: date, *, now: datetime) -> None:
    """Refuse with ``TypedInRefused`` a day or a provenance that cannot be."""
    said = sheet.provenance
    if said.came_by is CameBy.SCREEN:
        raise TypedInRefused("Say how it came: on paper, by phone or in person.")
    if said.received_on > now.astimezone(LONDON).date():
        raise TypedInRefused("It cannot have come after today.")
    if said.received_on < review_day - EARLIEST:
        raise TypedInRefused("That is half a year before this review. Is the year right?")
    if said.received_on == review_day and said.received_at is None:
        raise TypedInRefused("It came on the day of the review, so say at what time.")
    _must_say_who(said)


def fit(asked: Questionnaire, sheet: Sheet) -> Answers:
    """Return what was answered, in the order of the form; nothing written is left out.

    On paper a child may answer what the screen would not have asked them: it counts as well.
    """
    given = asked.accept(sheet.answers)
    kept = asked.with_role(Role.ONLY_IRO)
    if kept and kept.id in given and sheet.provenance.came_by is CameBy.PAPER:
        raise TypedInRefused("The folded sheet is only for the officer. Hand it over unopened.")
    if not given and not sheet.folded_sheet and not sheet.drawn:
        raise NothingToSend("Nothing was typed in.")
    met = [*(question.id for question in asked.path(given)), *given]
    return {key: given[key] for key in dict.fromkeys(met) if key in given}


def is_real(asked: Questionnaire, answers: Answers, sheet: Sheet) -> bool:
    """Whether it counts as the child’s views, whichever way through the form they took."""
    if asked.kind is Stage.WATCHING:
        return False
    said = (q for q in asked.questions if q.role not in _NO_VIEW and q.id in answers)
    return sheet.drawn or any(question.says_something(answers[question.id]) for question in said)


def _must_say_who(said: Provenance) -> None:
    if said.filled_by is FilledBy.CHILD:
        if said.came_by is not CameBy.PAPER:
            raise TypedInRefused("By phone or in person somebody wrote it down: say who.")
        if said.helper is not None:
            raise TypedInRefused("Either the child wrote it alone, or somebody helped: say which.")
    elif said.came_by is CameBy.PAPER and said.helper is None:
        raise TypedInRefused("Say in which role somebody helped, or wrote it down.")
