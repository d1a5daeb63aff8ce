"""An officer’s own photograph: given, looked at as a child sees it, and taken away again."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.exceptions import RequestEntityTooLarge

from feedback.errors import PhotoUnsound, StaffRefused
from feedback.photo import MOST_BYTES
from feedback.portrait import TOO_HEAVY, read_likeness
from feedback.services import portraits
from feedback.services.staff import Hand
from feedback.store.audit import Actor
from feedback.store.models import Duty
from portal.access import allows, may
from portal.creations import shown_photo
from portal.errors import page_for
from portal.limits import room_for
from portal.mishaps import BY_STATUS
from portal.people import bp
from portal.people.desk import here
from portal.signing_in import signed_in
from portal.storage import keys, now, store

_MAY = "show-own-picture"


class PortraitForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """One file, which is never kept as it is."""

    photo = FileField(
        lazy("Choose a photograph of yourself"),
        description=lazy(
            "JPEG, PNG or WebP, up to 8 MB. Your face alone, looking at the camera. A square is"
            " cut from the middle; of a tall picture, from just above it."
        ),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )


@bp.get("/you/picture")
@may(_MAY)
def portrait() -> ResponseReturnValue:
    """Say who would see it, and show it as a child does if there is one."""
    return _page(PortraitForm(formdata=None))


@bp.post("/you/picture")
@room_for(MOST_BYTES)
@may(_MAY)
def give_portrait() -> ResponseReturnValue:
    """Draw it anew and keep that, or say in one sentence why not; what was there stays then."""
    form = PortraitForm()
    sent = request.files.get("photo")
    content = sent.read() if sent else b""
    if not form.validate_on_submit() or not content:
        form.photo.errors = [_("Choose a picture first.")]
        return _page(form)
    try:
        likeness = read_likeness(content)
        with store().begin() as transaction:
            portraits.give(transaction, likeness, by=_hand())
    except (PhotoUnsound, StaffRefused) as refusal:
        form.photo.errors = [str(refusal)]
        return _page(form)
    flash(_("Kept. Children see it from their next page on."))
    return redirect(url_for(".portrait"), 303)


@bp.errorhandler(RequestEntityTooLarge)
def too_much(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say of a file that was too large to be taken in at all what is said of one that was read."""
    staff = signed_in()
    if request.endpoint != "people.give_portrait" or not (staff and allows(staff.duties, _MAY)):
        return page_for(BY_STATUS[error.code])
    form = PortraitForm(formdata=None)
    form.photo.errors = [TOO_HEAVY]
    return _page(form), error.code


@bp.post("/you/picture/remove")
@may(_MAY)
def remove_portrait() -> ResponseReturnValue:
    """Take it away, at once and for good."""
    with store().begin() as transaction:
        portraits.take_away(transaction, by=_hand())
    flash(_("Taken away. Children see a drawing beside your name."))
    return redirect(url_for(".portrait"), 303)


@bp.get("/you/picture/shown")
@may(_MAY)
def own_portrait() -> ResponseReturnValue:
    """Send one’s own photograph, for the page that shows it."""
    with store().look() as transaction:
        content = portraits.own(transaction, here().id)
    return shown_photo(content) if content else abort(404)


def _page(form: PortraitForm) -> str:
    with store().look() as transaction:
        there = portraits.own(transaction, here().id) is not None
    return render_template("people/portrait.html", form=form, there=there)


def _hand() -> Hand:
    return Hand(Actor(str(here().id), Duty.OFFICER.value), keys(), now())
