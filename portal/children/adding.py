"""After Send: one more thing, or an answer put right. It is added at once, to what stands."""

from uuid import UUID, uuid4

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from feedback.errors import AnswersUnsound, VisitOver
from feedback.questionnaire import MORE, Kind, Question, Role, Stage, Version
from feedback.services import add, cards, consult, look_back
from feedback.services.add import Addition
from feedback.services.send import Post
from feedback.store.models import Door
from portal.children import notes, own_words, steps
from portal.children.blueprint import bp
from portal.children.visit import Here, child, closed, looking, must_be_remembered
from portal.children.words_back import written
from portal.forms import Answering
from portal.one_more import ONE_MORE
from portal.saying import worded
from portal.storage import catalogue, journal, keys, now, store


@bp.get("/say-more/<question_id>")
@child
def say_more(question_id: str) -> ResponseReturnValue:
    """Ask for one more thing, or ask one question again. Nothing said before is shown."""
    with looking() as here:
        if not may_add(here):
            return redirect(url_for(".hello"))
        return _page(here, Answering(_asked(here, question_id)))


@bp.post("/say-more/<question_id>")
@child
def add_it(question_id: str) -> ResponseReturnValue:
    """Send what is added, once. A page that waited too long gives the words back."""
    try:
        return _add(question_id)
    except VisitOver:
        return closed(kept=False, said=written(question_id))


def _add(question_id: str) -> ResponseReturnValue:
    visit = must_be_remembered()
    with looking() as here:
        sent = Answering.sent(_asked(here, question_id), request.form)
        if not sent.data:
            return redirect(url_for(".say_more", question_id=question_id), 303)
        if not sent.is_sound:
            return _page(here, sent.with_mistake())
        if own_words.tells(here, sent):
            return _page(here, sent.with_mistake(own_words.kindly()))
        helped = bool(notes.read().get("helped"))
    addition = Addition(_key(), question_id, sent.data, helped=helped)
    add.add(store(), visit, addition, post=Post(catalogue(), keys(), journal()), now=now())
    answer = make_response(redirect(url_for(".added"), 303))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.get("/added")
@child
def added() -> ResponseReturnValue:
    """Say that it came, and who reads it."""
    with looking() as here:
        copy = look_back.copy_of(here.transaction, here.visit, catalogue=catalogue())
        if copy is None or copy.taken_back:
            return redirect(url_for(".hello"))
        return render_template(
            "children/added.html",
            hello=cards.read_all(here.transaction, here.visit).hello,
            copy_shown=here.visit.door is Door.OPEN,
            version=here.visit.letter.version,
        )


def may_add(here: Here) -> bool:
    """Whether something stands to which a child may still add."""
    letter = here.visit.letter
    asked = consult.is_open(letter, Stage.CONSULTATION, now=now())
    by_child = letter.version is not Version.WATCHING
    return asked and by_child and consult.is_sent(here.transaction, letter, Stage.CONSULTATION)


def _asked(here: Here, question_id: str) -> Question:
    if question_id == MORE:
        return Question(MORE, Kind.WORDS, str(ONE_MORE), picture="pencil")
    copy = look_back.copy_of(here.transaction, here.visit, catalogue=catalogue())
    if copy is None or copy.answers is None:
        raise NotFound
    try:
        question = copy.questionnaire.question(question_id)
    except AnswersUnsound as unknown:
        raise NotFound from unknown
    if not steps.may_be_put_right(question, helped=bool(notes.read().get("helped"))):
        raise NotFound
    return worded(question, question.title_for(copy.answers))


def _page(here: Here, answering: Answering) -> str:
    return render_template(
        "children/say-more.html",
        asked=answering.question,
        field=answering,
        again=answering.question.id != MORE,
        tells=answering.question.role is Role.SAFE,
        key=request.form.get("key") or uuid4().hex,
        version=here.visit.letter.version,
        back_url=url_for(".what_happened" if here.visit.door is Door.OPEN else ".hello"),
    )


def _key() -> UUID:
    try:
        return UUID(request.form.get("key", ""))
    except ValueError as problem:
        raise BadRequest from problem
