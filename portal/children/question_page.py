"""The page of one question: what it shows, and what it must not show here."""

from collections.abc import Callable, Mapping

from flask import render_template, request

from feedback.questionnaire import Kind, Question, Role
from feedback.services import cards
from feedback.services.cards import Asked
from feedback.services.form import Form
from portal.children import made, steps
from portal.children.made import Made, is_checking
from portal.forms import Answering
from portal.saying import worded
from portal.voices.aloud import ways
from portal.voices.offering import clips_of_question
from portal.whole import whole


def draw(form: Form, question: Question, answering: Answering) -> str | bytes:
    """Draw the page of one question; whole, where it says the same to every child."""
    checking = is_checking()
    things = made.for_question(form, question, checking=checking)
    earlier = _earlier(form) if question.role is Role.LAST_TIME else ()
    hidden, number = is_hidden(form, question), form.visit.letter.number
    leads = made.leads(form, question)
    shown = {
        "asked": answering.question,
        "action": steps.to(question, checking=checking),
        "place": None if checking else steps.place_on(form, question),
        "checking": "yes" if checking else None,
        "makeable": made.is_makeable(form, question),
        "leads": leads,
        "version": form.questionnaire.version,
        "back_url": steps.before(form, question, checking=checking),
    }
    if answering.is_blank and not (hidden or things or earlier):
        made_ = _nothing(answering, leads=leads)
        page = whole("children/ask.html", shown, own={"number": number}, made=made_)
        if page is not None:
            return page
    return render_template(
        "children/ask.html",
        **shown,
        **_kept(answering, things, leads=leads),
        hidden=hidden,
        earlier=earlier,
        number=number,
    )


def _nothing(answering: Answering, *, leads: bool) -> Callable[[], Mapping[str, object]]:
    """Make what a page needs on which nothing was said, drawn or asked for before."""
    return lambda: {**_kept(answering, (), leads=leads), "hidden": False, "earlier": ()}


def _kept(answering: Answering, things: tuple[Made, ...], *, leads: bool) -> Mapping[str, object]:
    """Give what is kept of an answer, and what is said aloud around it."""
    have = tuple(one.making for one in things if one.url)
    said = clips_of_question(answering.question, *(ways(have) if leads else ()))
    return {"said": said, "field": answering, "made": things, "makings": have}


def said_before(form: Form, question: Question) -> Answering:
    """Take what was said, as far as that may be shown here."""
    said = () if is_hidden(form, question) else form.answers([question.id]).get(question.id, ())
    return Answering(_worded(form, question), said)


def typed_in(form: Form, question: Question) -> Answering:
    """Take what was just sent; one tap may say all of them."""
    worded_ = _worded(form, question)
    if question.kind is Kind.TOPICS and request.form.get("do") == "all":
        return Answering(worded_, question.values)
    return Answering.sent(worded_, request.form)


def is_hidden(form: Form, question: Question) -> bool:
    """Whether there is an answer that may not be shown here, because of pictures or a helper."""
    if not form.holds(question.id):
        return False
    return steps.is_private(form, question) or not form.may_show(question.id)


def _worded(form: Form, question: Question) -> Question:
    return worded(question, form.title_of(question))


def _earlier(form: Form) -> tuple[Asked, ...]:
    """Find what was asked for at the review before this one, which only the pictures open."""
    shown = cards.read_all(form.transaction, form.visit)
    this_review = shown.hello.day if shown.hello else None
    earlier = [a for a in shown.asks if a.id and (this_review is None or a.of < this_review)]
    last = max((ask.of for ask in earlier), default=None)
    return tuple(ask for ask in earlier if ask.of == last)
