"""How the pages for staff say what happens after a review: alerts, and what keeps it open."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from feedback.challenge import Ending, Level
from feedback.services.close_review import Gap

LEVELS: Mapping[Level, object] = {
    Level.SOCIAL_WORKER: _("The social worker"),
    Level.TEAM_MANAGER: _("The team manager"),
    Level.SERVICE_MANAGER: _("The service manager"),
    Level.HEAD_OF_SERVICE: _("The head of service"),
    Level.DIRECTOR: _("The director"),
    Level.CAFCASS: _("Cafcass"),
}
ENDINGS: Mapping[Ending, object] = {
    Ending.AGREED: _("Agreed"),
    Ending.PARTLY: _("Agreed in part"),
    Ending.NOT_AGREED: _("Not agreed"),
    Ending.TAKEN_UP: _("Taken up higher"),
    Ending.DROPPED: _("Dropped"),
}
GAPS: Mapping[Gap, object] = {
    Gap.NOT_HELD: _("Record that the review was held."),
    Gap.NO_CODE: _("Confirm how the child took part."),
    Gap.UNANSWERED: _("Answer everything the child asked for."),
}
