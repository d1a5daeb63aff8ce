"""Who settles what keeps the return from being made; a link only for those who may open it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import lazy_gettext as lazy

from feedback.return903 import Unsettled, Why
from feedback.services.return903 import Mend
from feedback.store.models import Duty
from portal.signing_in import SignedIn

WHYS: Mapping[Why, object] = {
    Why.DUPLICATE: lazy("The review is there twice"),
    Why.TWO_CODES: lazy("The child has two codes for that day"),
    Why.AFTER_TODAY: lazy("The review is after today"),
    Why.BEFORE_BIRTH: lazy("The review is before the child’s birth"),
    Why.NO_BIRTH: lazy("The child’s date of birth is blank"),
    Why.NOT_RECORDED: lazy("Nothing says whether the review was held"),
    Why.NOT_CONFIRMED: lazy("No code has been confirmed"),
    Why.CODE_AGE: lazy("The code does not fit the child’s age"),
    Why.OUTSIDE_EPISODES: lazy("The day is outside every episode of care"),
    Why.NO_HEADER: lazy("The child has no header row"),
    Why.HEADER_DIFFERS: lazy("The header row gives another date of birth"),
}
_BY_RECORD = {Why.NOT_RECORDED}
_BY_CODE = {Why.NOT_CONFIRMED, Why.CODE_AGE, Why.TWO_CODES}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to be settled: by whom, and where, if whoever looks may go there."""

    fault: Unsettled
    why: object
    officer: str
    """The officer who settles it; blank where the review has none."""
    by_office: bool
    """Whether the files of the case system have to be mended, which the office takes in."""
    url: str


def lines_of(
    mending: Iterable[tuple[Unsettled, tuple[Mend, ...]]], who: SignedIn, own: Collection[UUID]
) -> list[Line]:
    """Say of each who settles it. ``own`` are the children whoever looks answers for today."""
    return [_line(fault, mends, who, own) for fault, mends in mending]


def _line(fault: Unsettled, mends: tuple[Mend, ...], who: SignedIn, own: Collection[UUID]) -> Line:
    if fault.why in _BY_RECORD | _BY_CODE and mends:
        mend = mends[-1]
        page = "officers.record" if fault.why in _BY_RECORD else "officers.indicator"
        url = url_for(page, review_id=mend.review_id) if mend.child_id in own else ""
        return Line(fault, WHYS[fault.why], mend.officer, by_office=False, url=url)
    url = url_for("office.import_files") if Duty.OFFICE in who.duties else ""
    return Line(fault, WHYS[fault.why], "", by_office=True, url=url)
