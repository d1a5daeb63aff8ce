"""How the pages for staff say why a review was cancelled."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from feedback.cancelling import CancelledBecause

CANCELLED: Mapping[CancelledBecause, object] = {
    CancelledBecause.PUT_OFF: _("It is put off, and no new day is known yet"),
    CancelledBecause.LEFT_CARE: _("The child left care"),
    CancelledBecause.ELSEWHERE: _("Another council holds it now"),
    CancelledBecause.BY_MISTAKE: _("It was entered by mistake"),
    CancelledBecause.OTHER: _("Another reason"),
}
