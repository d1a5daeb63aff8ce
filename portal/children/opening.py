"""Hello: whose letter this is, what it is for today, and who is filling it in."""

from collections.abc import Hashable
from enum import StrEnum
from typing import TypeVar

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from feedback.questionnaire import Stage, Version
from feedback.services import cards, consult, gate, reply, visits, withdraw
from feedback.store.at_hand import LetterAtHand
from feedback.store.models import FilledBy, Helper
from portal.addresses import fixed
from portal.children import adding, notes, steps
from portal.children.blueprint import bp
from portal.children.officer import portrait_url
from portal.children.speaking import settle
from portal.children.visit import acting, alone, child, looking
from portal.dates import day_in_words, time_in_words
from portal.storage import now
from portal.tongues import tongues
from portal.whole import whole

Who = TypeVar("Who", FilledBy, Helper)


class Offer(StrEnum):
    """What a letter is for today."""

    SAY = "say"
    SENT = "sent"
    EVALUATE = "evaluate"
    EVALUATED = "evaluated"
    OVER = "over"
    EARLY = "early"
    LATE = "late"


@bp.get("/hello")
@child
def hello() -> ResponseReturnValue:
    """Greet a child by name and offer what can be done today."""
    with looking() as here:
        letter = here.visit.letter
        sent = consult.is_sent(here.transaction, letter, Stage.CONSULTATION)
        offer = _offer(letter, sent=sent)
        settle(letter)
        stage = steps.stage_of(letter)
        greeting = cards.read_all(here.transaction, here.visit).hello
        shown: dict[str, Hashable] = {
            **_greeted(greeting),
            "face": portrait_url(here, greeting),
            "offer": offer,
            "begun": offer in {Offer.SAY, Offer.EVALUATE} and steps.begun(here) is not None,
            "sent": sent,
            "watched": letter.version is Version.WATCHING,
            "reply": reply.find(here.transaction, letter.id, stage),
            "taken_back": withdraw.taken_back_at(here.transaction, letter.id),
            "may_add": offer is Offer.SENT and adding.may_add(here),
            "version": letter.version,
            "over": now() >= letter.closes_at,
            "asked_from": None
            if offer is Offer.SAY
            else consult.asks_how_it_was_from(letter, now=now()),
            "tongues": tongues(f"{stage}.{letter.version}"),
        }
        own = _own(greeting)
        same = offer is Offer.SAY and not (shown["reply"] or shown["taken_back"])
        page = whole("children/hello.html", shown, own=own) if same else None
        return page or render_template("children/hello.html", **{**shown, **own}, letter=letter)


@bp.post("/who")
@child
def who() -> ResponseReturnValue:
    """Keep who is filling this in: one tap."""
    filled_by = _one_of(FilledBy)
    helped = filled_by is not FilledBy.CHILD
    with acting() as here:
        form = steps.form_of(here)
        if not helped and steps.was_handed_over(form):
            visits.leave(here.transaction, here.visit.id)
            return alone()
        notes.write_who(filled_by)
        reply.go_on(here.transaction, here.visit.letter.id, steps.stage_of(here.visit.letter))
        if steps.is_watched(form):
            gate.skip(here.transaction, here.visit)
            notes.write_who(FilledBy.WRITTEN_DOWN, Helper.OTHER)
            form.who(FilledBy.WRITTEN_DOWN, Helper.OTHER, now=now())
            return redirect(steps.after_pictures(form), 303)
        form.who(filled_by, None, now=now())
        onwards = fixed("children.helper") if helped else steps.before_asking(here.visit, form)
    return redirect(onwards, 303)


@bp.get("/helper")
@child
def helper() -> ResponseReturnValue:
    """Ask in which role somebody helps; never their name."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(fixed("children.hello"))
        return render_template(
            "children/helper.html",
            writes=form.draft.filled_by is FilledBy.WRITTEN_DOWN,
            version=form.questionnaire.version,
            back_url=fixed("children.hello"),
        )


@bp.post("/helper")
@child
def helps() -> ResponseReturnValue:
    """Keep the role of whoever helps: one tap."""
    role = _one_of(Helper)
    with acting() as here:
        form = steps.form_of(here)
        written = form.draft.filled_by is FilledBy.WRITTEN_DOWN
        filled_by = FilledBy.WRITTEN_DOWN if written else FilledBy.WITH_HELP
        notes.write_who(filled_by, role)
        form.who(filled_by, role, now=now())
        onwards = steps.before_asking(here.visit, form)
    return redirect(onwards, 303)


def _greeted(greeting: cards.Hello | None) -> dict[str, bool]:
    """Say what there is to greet with, and nothing of it."""
    return {
        "greets": greeting is not None,
        "named": bool(greeting and greeting.name),
        "off": greeting is not None and greeting.off,
        "by_officer": bool(greeting and greeting.officer),
    }


def _own(greeting: cards.Hello | None) -> dict[str, str]:
    """Return what on this page is the child’s own: names, and when the review is."""
    if greeting is None:
        return {}
    at = f", {time_in_words(greeting.at)}" if greeting.at and not greeting.off else ""
    when = f"{day_in_words(greeting.day)}{at}"
    return {"name": greeting.name, "when": when, "officer": greeting.officer}


def _offer(letter: LetterAtHand, *, sent: bool) -> Offer:
    if letter.evaluation_used:
        return Offer.EVALUATED
    if consult.is_open(letter, Stage.EVALUATION, now=now()):
        return Offer.EVALUATE
    if consult.is_over(letter, now=now()):
        return Offer.OVER
    if sent:
        return Offer.SENT
    if consult.is_open(letter, Stage.CONSULTATION, now=now()):
        return Offer.SAY
    return Offer.EARLY if now() < letter.closes_at else Offer.LATE


def _one_of(kind: type[Who]) -> Who:
    try:
        return kind(request.form.get("who", ""))
    except ValueError as problem:
        raise BadRequest from problem
