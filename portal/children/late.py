"""Keeping a page that waited too long: saved without reading, or given back."""

from flask import request
from flask.typing import ResponseReturnValue

from feedback.creations import Creation
from feedback.errors import AnswersUnsound, NoRoom
from feedback.services import consult, create, own_secret, visits
from feedback.services.visits import Expired
from portal.children import steps
from portal.children.visit import closed, remembered
from portal.children.words_back import written
from portal.storage import catalogue, keys, now, settings, store
from portal.typed import typed


def keep_late(question_id: str) -> ResponseReturnValue:
    """Save what was sent into the visit that ended, and ask for the letter again."""
    said = None if request.form.get("do") == "all" else typed(question_id, request.form)
    kept = said == () or _saved(question_id, said)
    return closed(kept=kept, said=() if kept else written(question_id))


def keep_made_late(question_id: str, made: Creation | None) -> ResponseReturnValue:
    """Save what was made, and the words beside it, into the visit that ended."""
    said = typed(question_id, request.form)
    kept = (not said or _saved(question_id, said)) and (made is None or _made(question_id, made))
    return closed(kept=kept, said=() if kept else written(question_id))


def _made(question_id: str, made: Creation) -> bool:
    visit = remembered()
    if visit is None:
        return False
    try:
        with store().begin() as transaction:
            found = visits.find(transaction, visit.id, visit.secret, now=now())
            if not isinstance(found, Expired):
                return False
            late = steps.stage_of(found.letter), question_id, made
            return create.make_late(transaction, found, late, catalogue=catalogue(), now=now())
    except (AnswersUnsound, NoRoom):
        return False


def _saved(question_id: str, said: tuple[str, ...] | None) -> bool:
    visit = remembered()
    if visit is None:
        return False
    try:
        with store().begin() as transaction:
            found = visits.find(transaction, visit.id, visit.secret, now=now())
            if not isinstance(found, Expired):
                return False
            locks, letter = settings().locks, found.letter
            if own_secret.is_told(transaction, letter, said or (), keys=keys(), locks=locks):
                return False
            late = steps.stage_of(found.letter), question_id, said
            return consult.save_blind(transaction, found, late, catalogue=catalogue(), now=now())
    except AnswersUnsound:
        return False
