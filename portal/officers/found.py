"""What an officer found in words that asked to be read first."""

from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access import may
from portal.found import keep_found
from portal.officers import bp
from portal.officers.desk import case, hand


@bp.post("/<uuid:review_id>/views/<uuid:views_id>/found")
@may("read-own-views")
def found(review_id: UUID, views_id: UUID) -> ResponseReturnValue:
    """Keep it, beside the words of a child this officer answers for."""
    case(review_id)
    keep_found(views_id, by=hand().officer)
    return redirect(url_for(".review", review_id=review_id))
