"""How the page of the indicator names what the sources say against each other."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from feedback.contradictions import Contradiction

CONTRADICTIONS: Mapping[Contradiction, object] = {
    Contradiction.AWAY_YET_SPOKE: _(
        "The record says that the child was not there, and also that they spoke there."
    ),
    Contradiction.AWAY_YET_SHOWED: _(
        "The record says that the child was not there, and also that they showed their views"
        " there."
    ),
    Contradiction.SENT_YET_NOTHING_CAME: _(
        "The record says that nothing usable came, but a real answer came through the portal"
        " before the review."
    ),
    Contradiction.SENT_IN_TIME_YET_LATE: _(
        "The record says that the child’s views came late, but the portal received them before"
        " the review."
    ),
    Contradiction.SENT_LATE_YET_USED: _(
        "The record says that views came in time, but the portal received them after the review"
        " began. Did something else come on paper or by phone?"
    ),
    Contradiction.BLANK_YET_USED: _(
        "The record says that views came, but what the portal received was blank. Did something"
        " else come on paper or by phone?"
    ),
    Contradiction.SENT_YET_NOT_HEARD: _(
        "PN7 says that the child’s views were not conveyed, but the child sent them through the"
        " portal before the review."
    ),
    Contradiction.REPORTED_OTHERWISE: _("The last import reported another code."),
}
