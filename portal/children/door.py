"""The front door: a letter’s number and its four words, or its picture to scan."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField

from feedback.errors import CodeSpent, FeedbackError
from feedback.services import enter
from feedback.services.enter import Knock
from feedback.services.visits import OpenVisit, Visit, find
from portal.access import anyone
from portal.addresses import fixed
from portal.children.blueprint import bp
from portal.children.refusals import NOT_OPENED, kindly
from portal.children.speaking import bring_along
from portal.children.visit import remember, remembered
from portal.network import network
from portal.storage import keys, now, settings, store
from portal.tongues import tongues
from portal.whole import whole

_LONGEST = 200


class LetterForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """What stands on a letter. The browser is asked to remember none of it."""

    number = StringField(
        _("Letter number"),
        description=_("It has six figures."),
        render_kw={"autocomplete": "off", "inputmode": "numeric", "maxlength": 30},
    )
    words = StringField(
        _("Your four words"),
        description=_("Or the four numbers under them. Big or small letters, it does not matter."),
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
            "maxlength": _LONGEST,
        },
    )


class ScannedForm(FlaskForm):  # type: ignore[misc]  # as above
    """What a scanned picture carries; the small script of the page puts it in."""

    scanned = HiddenField()


@bp.get("/")
@anyone
def front() -> ResponseReturnValue:
    """Ask for a letter, unless one was opened on this device a moment ago."""
    if _is_open():
        return redirect(fixed("children.hello"))
    page = whole("children/front.html", {"tongues": tongues()}, made=_blank)
    return _front(LetterForm()) if page is None else page


@bp.post("/")
@anyone
def knock() -> ResponseReturnValue:
    """Open the letter, or say kindly what was not right."""
    number, words = request.form.get("number", "")[:_LONGEST], request.form.get("words", "")
    try:
        knocked = Knock(number, words, network())
        visit = enter.try_words(store(), knocked, keys=keys(), now=now(), locks=settings().locks)
    except NOT_OPENED as refused:
        return _front(LetterForm(), refused)
    return _welcome(visit)


@bp.get("/q")
@anyone
def scan() -> ResponseReturnValue:
    """Let a small script take what was scanned out of the address and send it.

    The secret stands behind a ``#``, so no log and no other page ever sees it.
    """
    return render_template("children/scan.html", scanned=ScannedForm(), form=LetterForm())


@bp.post("/q")
@anyone
def scanned() -> ResponseReturnValue:
    """Open the letter with what was scanned: its number, a dot, and its secret."""
    number, _dot, secret = (ScannedForm().scanned.data or "")[:_LONGEST].partition(".")
    try:
        visit = enter.by_qr(store(), Knock(number, secret, network()), now=now())
    except CodeSpent as refused:
        return _front(LetterForm(formdata=None), refused)
    return _welcome(visit)


def _front(form: LetterForm, refused: FeedbackError | None = None) -> ResponseReturnValue:
    if refused is not None:
        refusal = kindly(refused)
        form[refusal.field].errors = [refusal.said]
    return render_template("children/front.html", form=form)


def _blank() -> dict[str, object]:
    return {"form": LetterForm(formdata=None)}


def _welcome(visit: Visit) -> ResponseReturnValue:
    remember(visit)
    bring_along()
    return redirect(fixed("children.hello"), 303)


def _is_open() -> bool:
    visit = remembered()
    if visit is None:
        return False
    with store().look() as transaction:
        found = find(transaction, visit.id, visit.secret, now=now())
    return isinstance(found, OpenVisit)
