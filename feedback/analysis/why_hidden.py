"""Saying of what is worked out that a table behind it is withheld whole for want of proof."""

from dataclasses import replace

from feedback.disclosure.populations import ANCHORS
from feedback.releases.leaf import Leaf, Line
from feedback.releases.of_age import TABLE as OF_AGE
from feedback.releases.report import Report
from feedback.releases.sentences import BECAUSE

_GROUPS = ("unaccompanied", "at-a-distance", "disabled", "disability-not-recorded", "age")
_BEHIND = {
    "Table_1": ("participation", "under-four", "on-time"),
    "Table_2": ("codes", "under-four"),
    "Table_3": ("participation",),
    "Table_4": ("on-time",),
    "Table_5": ("notified", "documents"),
    "Anchors": ANCHORS,
    "By_group": tuple(f"{anchor}-by-group" for anchor in ANCHORS),
    "By_version": tuple(f"{anchor}-by-version" for anchor in ANCHORS),
    "Answered_by_age": ("response", "asked", OF_AGE),
    "Answered_by_group": ("response-by-group", "groups"),
    "Written_about": ("themes",),
    "Asked_for": ("asks",),
    "Asked_by_theme": ("asks-by-theme",),
    "Heard_less": ("participation", *_GROUPS),
}
"""Which tables each is worked out of, in the year it is about."""


def with_why(report: Report, leaf: Leaf) -> Leaf:
    """Add why tables behind a leaf are withheld whole, where any is for want of proof."""
    tables = map(report.table, _BEHIND.get(leaf.name, ()))
    gone = [one.table for one in tables if one is not None and one.withheld and one.unproven]
    if not gone:
        return leaf
    titles = ", ".join(f"“{one.title}”" for one in gone)
    said = f"Worked out of tables withheld whole ({titles}). Of each of these {BECAUSE}"
    return replace(leaf, lines=(*leaf.lines, Line(said)), why_hidden=said)
