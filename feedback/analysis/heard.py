"""Attendance without voice: children who were in the room and were not heard there.

Being there is not being heard. PN4 among PN1 to PN4 says how often; the anchors *voice*,
*audience* and *influence* say, group beside group, what it was like.
"""

from collections.abc import Mapping

from feedback.participation import Indicator
from feedback.rates import Rate

IN_THE_ROOM = (Indicator.PN1, Indicator.PN2, Indicator.PN3, Indicator.PN4)


def without_voice(reviews: Mapping[Indicator, int | None]) -> Rate | None:
    """Return the reviews attended without a voice, of those attended; none if any is withheld."""
    counted = [reviews.get(code) for code in IN_THE_ROOM]
    known = [number for number in counted if number is not None]
    if len(known) < len(counted):
        return None
    return Rate(known[-1], sum(known))
