"""All of a child’s words before one review on a sheet for the case file, with its code."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import NothingToFile, StatementUnknown
from feedback.filing_code import spoken
from feedback.services import file_statement
from feedback.services.created import Sent
from feedback.services.interpret import english_of
from feedback.services.interpreted import key_of_ask
from feedback.services.read_ask import ReadAsk
from feedback.services.read_creation import open_creation
from feedback.services.read_views import Reading, open_views
from feedback.services.share_words import for_sharing
from feedback.store.models import SentViews
from portal import creations, words
from portal.access import hands_over, may
from portal.names import name_of
from portal.officers import bp
from portal.officers.creations import address
from portal.officers.desk import hand, permit, reader
from portal.officers.filing import CodeForm, filed
from portal.pdf import as_pdf, can_draw
from portal.said import Made, Shown, shown
from portal.storage import keys, now, store, today


@dataclass(frozen=True, slots=True)
class Ready:
    """Something that was sent, without what was said for the officer alone."""

    reading: Reading
    shown: tuple[Shown, ...]

    @property
    def asks(self) -> list[tuple[ReadAsk, str | None]]:
        """Return what was asked for, each with an interpreter’s version where it needs one."""
        return [(ask, english_of(self.reading, key_of_ask(ask.id))) for ask in self.reading.asks]


@bp.post("/<uuid:review_id>/statement")
@may("file-statements")
def make_statement(review_id: UUID) -> ResponseReturnValue:
    """Make the statement of all that a child sent before this review, or find it again."""
    try:
        with store().begin() as transaction:
            made = file_statement.make_statement(transaction, review_id, by=hand(), keys=keys())
    except NothingToFile:
        flash(_("There is nothing to file: the child sent nothing, or took it back."), "warning")
        return redirect(url_for(".review", review_id=review_id))
    return redirect(url_for(".statement", statement_id=made))


@bp.post("/for-another/<uuid:views_id>/statement")
@may("file-statements")
def make_statement_for_another(views_id: UUID) -> ResponseReturnValue:
    """Make the statement of what a child sent past their own officer."""
    with store().look() as transaction:
        if transaction.get(SentViews, views_id) is None:
            raise StatementUnknown("There is no such statement.")
    try:
        with store().begin() as transaction:
            made = file_statement.make_for_another(transaction, views_id, by=hand(), keys=keys())
    except NothingToFile:
        flash(_("There is nothing to file: the child took it back."), "warning")
        return redirect(url_for(".for_another", views_id=views_id))
    return redirect(url_for(".statement", statement_id=made))


@bp.route("/statements/<uuid:statement_id>", methods=["GET", "POST"])
@may("file-statements")
def statement(statement_id: UUID) -> ResponseReturnValue:
    """Show the statement to be printed. Each opening of words is written down first."""
    form = CodeForm()
    if form.validate_on_submit() and filed(form):
        return redirect(url_for(".to_file"))
    return _drawn(statement_id, form)[0]


@bp.get("/statements/<uuid:statement_id>/pdf")
@hands_over("file-statements", on="officers.statement")
def statement_file(statement_id: UUID) -> ResponseReturnValue:
    """Hand the statement over as a PDF, named after nobody."""
    page, made = _drawn(statement_id, CodeForm())
    pictures = {thing.url: _bytes_of(thing.sent) for thing in made if thing.sent.making != "voice"}
    return as_pdf(page, "statement", pictures)


def _drawn(statement_id: UUID, form: CodeForm) -> tuple[str, list[Made]]:
    """Draw the page, and say what the child made stands on it."""
    with store().look() as transaction:
        made = file_statement.find_statement(transaction, statement_id, by=hand())
    leave = permit("opened-statement", "review", made.review_id)
    readings = [open_views(store(), reader(), one, now=now()) for one in made.views]
    ready = [Ready(one, shown(one, address)) for one in for_sharing(readings)]
    page = render_template(
        "officers/statement.html",
        made=made,
        code=spoken(made.code),
        name=name_of(made.named, made.child_id, leave),
        readings=ready,
        taken_back=any(one.withdrawn for one in readings),
        form=form,
        can_draw=can_draw(),
        back_url=url_for(".to_file"),
        today=today(),
        words=words,
    )
    return page, [thing for one in ready for said in one.shown for thing in said.made]


def _bytes_of(sent: Sent) -> bytes:
    return creations.shown(open_creation(store(), reader(), sent.id, now=now())).get_data()
