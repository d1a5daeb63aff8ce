"""The list of children who meant to go to their review and were not there."""

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback.services.wanted_to_come import wanted_to_come
from portal import words
from portal.access import may
from portal.names import name_of
from portal.officers import bp
from portal.officers.desk import hand, permit
from portal.storage import store


@bp.get("/wanted-to-come")
@may("record-own-reviews")
def wanted() -> ResponseReturnValue:
    """List and count them. It is a list for the officer to work on, and no figure."""
    with store().look() as transaction:
        missed = wanted_to_come(transaction, by=hand())
    names = {}
    if missed:
        leave = permit("opened-names", "wanted-to-come")
        names = {one.child_id: name_of(one.named, one.child_id, leave) for one in missed}
    return render_template("officers/wanted.html", missed=missed, names=names, words=words)
