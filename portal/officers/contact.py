"""The log of visits and other contact with a child: shown, added to, put right."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField

from feedback.services.case import Case
from feedback.services.contact import note, strike
from portal import words_beside
from portal.access import may
from portal.names import name_of
from portal.officers import bp
from portal.officers.beside_form import MetForm
from portal.officers.desk import case, hand, permit
from portal.storage import keys, store, today


class ContactForm(FlaskForm):  # type: ignore[misc]  # the library’s base is untyped to us
    """One line at a time."""

    met = FieldList(FormField(MetForm), min_entries=1, max_entries=1)

    def takes(self) -> bool:
        """Whether a whole line was filled in; what is missing is said beside its field."""
        if not self.validate_on_submit():
            return False
        line = self.met[0].form
        problems = list(line.problems(today()))
        if not problems and not line.met:
            problems = [(line.day, lazy("Say on which day."))]
        for field, said in problems:
            field.errors = [*field.errors, said]
        return not problems


@bp.route("/<uuid:review_id>/contact", methods=["GET", "POST"])
@may("record-own-reviews")
def contact(review_id: UUID) -> ResponseReturnValue:
    """List what is in the log, and take one more line."""
    found, form = case(review_id), ContactForm()
    if form.takes():
        with store().begin() as transaction:
            note(transaction, review_id, [form.met[0].form.met], by=hand(), keys=keys())
        flash(_("Noted."))
        return redirect(url_for(".contact", review_id=review_id))
    return _page(found, form)


@bp.post("/<uuid:review_id>/contact/<uuid:contact_id>/strike")
@may("record-own-reviews")
def strike_contact(review_id: UUID, contact_id: UUID) -> ResponseReturnValue:
    """Strike out a line that was noted in error."""
    case(review_id)
    with store().begin() as transaction:
        strike(transaction, review_id, contact_id, by=hand(), keys=keys())
    flash(_("Struck out."))
    return redirect(url_for(".contact", review_id=review_id))


def _page(found: Case, form: ContactForm) -> ResponseReturnValue:
    leave = permit("opened-name", "review", found.review_id)
    return render_template(
        "officers/contact.html",
        case=found,
        form=form,
        name=name_of(found.named, found.child_id, leave),
        words=words_beside,
    )
