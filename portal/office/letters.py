"""A child’s letter: made once and shown once, made anew, or ended. Of many at once: ``batches``.

The answer to a POST is the letter itself. There is no redirect to a page that shows it,
because such a page would need its words to be kept somewhere, and nobody keeps them.
"""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice

from feedback.errors import InvitationRefused
from feedback.questionnaire import Version
from feedback.services import letter_desk
from feedback.services.letter_desk import Paper, Standing
from feedback.services.office_list import Show
from portal.access import may
from portal.names import name_of
from portal.office import bp, words
from portal.office.desk import clerk, permit
from portal.office.paper import grouped, sheets_of
from portal.storage import store, today


class VersionForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """Which form the letter opens; the child may still change it there."""

    version = RadioField(
        lazy("Which form shall it open?"),
        description=lazy("Chosen by age. The child can change it at any time."),
        choices=[SelectChoice(version.value, said) for version, said in words.VERSIONS.items()],
    )

    @property
    def chosen(self) -> Version:
        """Return the version that was chosen."""
        return Version(self.version.data)


@bp.get("/letters/<uuid:review_id>")
@may("send-letters")
def letter(review_id: UUID) -> ResponseReturnValue:
    """Say where the letter of one review stands, and offer what can be done."""
    standing = _standing(review_id)
    return _about(standing, "office/letter.html", _form(standing))


@bp.post("/letters/<uuid:review_id>/make")
@may("send-letters")
def make(review_id: UUID) -> ResponseReturnValue:
    """Make the letter and answer with it; the same form sent again makes no second one."""
    form = VersionForm()
    if not form.validate_on_submit():
        return _about(_standing(review_id), "office/letter.html", form)
    try:
        paper = letter_desk.make(store(), clerk(), review_id, version=form.chosen)
    except InvitationRefused as refused:
        return _back(review_id, refused)
    return _printed([paper])


@bp.route("/letters/<uuid:review_id>/anew", methods=["GET", "POST"])
@may("send-letters")
def anew(review_id: UUID) -> ResponseReturnValue:
    """Ask whether a letter shall take another’s place, then answer with it."""
    standing = _standing(review_id)
    form = _form(standing)
    if not form.validate_on_submit():
        return _about(standing, "office/anew.html", form)
    try:
        paper = letter_desk.make_anew(
            store(), clerk(), review_id, number=_number(), version=form.chosen
        )
    except InvitationRefused as refused:
        return _back(review_id, refused)
    return _printed([paper])


@bp.route("/letters/<uuid:review_id>/end", methods=["GET", "POST"])
@may("send-letters")
def end(review_id: UUID) -> ResponseReturnValue:
    """Ask whether a letter shall open nothing any more, then end it."""
    form = FlaskForm()
    if not form.validate_on_submit():
        return _about(_standing(review_id), "office/end.html", form)
    try:
        ended = letter_desk.end(store(), clerk(), review_id, number=_number())
    except InvitationRefused as refused:
        return _back(review_id, refused)
    if ended:
        flash(_("The letter is ended. It opens nothing now."))
    return redirect(url_for(".letter", review_id=review_id))


def _number() -> str:
    """Return the number of the letter that the form was about, so that no other is touched."""
    return request.form.get("number", "")


def _back(review_id: UUID, refused: InvitationRefused) -> ResponseReturnValue:
    flash(str(refused), "error")
    return redirect(url_for(".letter", review_id=review_id))


def _standing(review_id: UUID) -> Standing:
    with store().look() as transaction:
        return letter_desk.standing(transaction, review_id)


def _form(standing: Standing) -> VersionForm:
    """Choose what is usual: the version of the letter that was, or that of the child’s age."""
    usual = standing.letter.version if standing.letter else standing.version_by_age
    return VersionForm(data={"version": usual.value})


def _about(standing: Standing, template: str, form: FlaskForm) -> str:
    leave = permit("opened-name", "review", standing.review_id)
    return render_template(
        template,
        standing=standing,
        name=name_of(standing.named, standing.child_id, leave),
        form=form,
        words=words,
        grouped=grouped,
        today=today(),
    )


def _printed(papers: Sequence[Paper]) -> str:
    """Show letters, once. Every answer of the portal is ``no-store`` already."""
    return render_template(
        "letters/print.html",
        sheets=sheets_of(papers),
        number=len(papers),
        refused=0,
        kept=False,
        today=today(),
        back_url=url_for(".caseload", show=Show.DUE.value),
    )
