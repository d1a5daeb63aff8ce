"""Work on a summary that goes on beside the pages: found again, and looked at until it is done."""

from typing import Any
from uuid import UUID

from flask import Response, flash, make_response, render_template

from feedback.errors import FeedbackError
from feedback.services import errands
from feedback.services.errands import Progress
from portal.insight.acting import actor
from portal.storage import now, store

_LOOK_AGAIN_SECONDS = 2


def found_again(errand_id: UUID) -> Progress | None:
    """Find what this person asked for, or say in a sentence why it is not there."""
    try:
        with store().look() as transaction:
            return errands.find(transaction, errand_id, by=UUID(actor().who), now=now())
    except FeedbackError as refused:
        flash(str(refused), "error")
        return None


def how_far(template: str, found: Progress, **shown: Any) -> Response:  # noqa: ANN401  a page’s own
    """Draw the page that says how far it is; it looks again by itself until it is over."""
    answer = make_response(render_template(template, found=found, **shown))
    if not found.is_over:
        answer.headers["Refresh"] = str(_LOOK_AGAIN_SECONDS)
    return answer
