"""The ways a member of staff sees at the top of a page: those their duties open."""

from collections.abc import Sequence

from flask import request, url_for
from flask_babel import lazy_gettext as lazy

from portal.access import allows
from portal.signing_in import signed_in

WAYS = (
    (lazy("Duty list"), "duty.waiting", "see-concerns"),
    (lazy("Worrying evaluations"), "who_wrote.worried", "ask-who-wrote"),
    (lazy("My reviews"), "officers.caseload", "read-own-views"),
    (lazy("To file"), "officers.to_file", "file-statements"),
    (lazy("Follow-ups"), "officers.follow_ups", "follow-up-own"),
    (lazy("Caseload"), "office.caseload", "keep-caseload"),
    (lazy("Service"), "managers.clocks", "watch-service"),
    (lazy("SSDA903 return"), "returns.check", "make-return"),
    (lazy("Figures"), "figures.latest", "see-releases"),
    (lazy("Summaries"), "insight.releases", "see-releases"),
    (lazy("Comments"), "comments.overview", "code-comments"),
    (lazy("Quotes"), "comments.quotes", "agree-quotes"),
    (lazy("Languages"), "translators.languages", "review-translations"),
    (lazy("Who read"), "glass.reads", "watch-reads"),
    (lazy("Log"), "auditors.log", "see-log"),
    (lazy("People"), "people.everybody", "end-sessions"),
    (lazy("Outside my cases"), "glass.mine", "break-glass"),
    (lazy("Asked to read"), "glass.waiting", "agree-outside"),
    (lazy("Asked who wrote"), "who_wrote.asked", "agree-who-wrote"),
)


def ways() -> list[tuple[str, str, bool]]:
    """Return name, address and whether it is where we are, for each way that is open."""
    staff = signed_in()
    theirs = [
        (name, endpoint)
        for name, endpoint, permission in WAYS
        if staff and allows(staff.duties, permission)
    ]
    here = _here([endpoint for _name, endpoint in theirs])
    return [(str(name), url_for(endpoint), endpoint == here) for name, endpoint in theirs]


def home() -> str:
    """Return where somebody begins: the most pressing of their pages."""
    open_now = ways()
    return open_now[0][1] if open_now else url_for("staff.nothing_here")


def _here(endpoints: Sequence[str]) -> str | None:
    """Return the way whose page this is, or else the first of those to the same audience."""
    if request.endpoint in endpoints:
        return request.endpoint
    return next((e for e in endpoints if e.split(".")[0] == request.blueprint), None)
