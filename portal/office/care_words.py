"""The spell of care in one sentence, as the office reads it."""

from collections.abc import Mapping

from flask_babel import gettext as _

from feedback.caseload.care_codes import LEGAL_STATUS
from portal.dates import day_in_words
from portal.office.child_form import day_of


def care_in_words(care: Mapping[str, str]) -> str:
    """Say since when, by which legal status and until when, from the columns of the files."""
    since, ended = day_of(care["DECOM"]), day_of(care.get("DEC", ""))
    status = care.get("LS", "")
    known = LEGAL_STATUS.get(status)
    said = [
        _("In care since %(day)s.", day=day_in_words(since)) if since else "",
        _("Legal status: %(status)s.", status=f"{status} {known}" if known else status or "–"),
        _("Ended on %(day)s.", day=day_in_words(ended)) if ended else "",
    ]
    return " ".join(filter(None, said))
