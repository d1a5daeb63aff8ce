"""Every table worked out of a year’s release, as the figures’ page and the workbook show them."""

from collections.abc import Sequence

from feedback.analysis.anchors import anchor_table
from feedback.analysis.anchors_by import anchors_by
from feedback.analysis.answered import answered_by_age, answered_by_group
from feedback.analysis.asked_by_theme import asked_by_theme
from feedback.analysis.asked_for import asked_for
from feedback.analysis.block import block
from feedback.analysis.equity import equity
from feedback.analysis.themes import themes
from feedback.analysis.why_hidden import with_why
from feedback.releases.leaf import Leaf
from feedback.releases.report import Report


def year_tables(report: Report, earlier: Sequence[Report]) -> dict[str, Leaf]:
    """Return the tables by name: the block’s, the anchors’, who answered, what was asked for."""
    wanted = report.period.year - 1
    before = next((one for one in earlier if one.period.year == wanted), None)
    leaves = (
        anchor_table(report, before),
        anchors_by(
            report,
            "group",
            name="By_group",
            title="By how the child took part",
            heading="How the child took part",
        ),
        anchors_by(
            report,
            "version",
            name="By_version",
            title="By version of the form",
            heading="Version of the form",
        ),
        answered_by_age(report),
        answered_by_group(report),
        themes(report),
        asked_for(report),
        asked_by_theme(report),
        equity(report),
    )
    told = (with_why(report, leaf) for leaf in leaves if leaf is not None)
    return {leaf.name: leaf for leaf in (*block(report, earlier).tables, *told)}
