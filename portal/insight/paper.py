"""The files of a release: tidy CSV, its description, and a page that stands by itself.

The page is made without the web application, so that a command and a member of staff make
the very same bytes. Jinja escapes whatever is put into it; nothing in it comes from a child.
"""

from collections.abc import Mapping
from pathlib import Path

from feedback.analysis.block import Block, block
from feedback.catalogue import Catalogue
from feedback.council import Council
from feedback.evaluation import NOT_VALIDATED
from feedback.questionnaire import Stage, Version
from feedback.releases.book import Imprint, book, title_of
from feedback.releases.csv_file import csv_file
from feedback.releases.description import description
from feedback.releases.json_file import json_file
from feedback.releases.ods_file import ods_file
from feedback.releases.report import Report
from feedback.releases.xlsx_file import xlsx_file
from feedback.services.work_out_release import Write
from portal.insight.by_itself import by_itself
from portal.leaves import drawn
from portal.telling import period_in_words, symbols, told

_STYLE = Path(__file__).parent / "release.css"
_VERSIONS = (Version.PICTURES, Version.SHORT, Version.LONGER, Version.FULL, Version.EASY)


def writer(council: Council, catalogue: Catalogue) -> Write:
    """Return what writes the files of any release of this council."""
    editions = instruments(catalogue)

    def write(report: Report) -> Mapping[str, bytes]:
        name = f"heard-{report.period.name}"
        csv, same = csv_file(report), _same_figures(report, Imprint(council.name, editions))
        beside = {f"{name}.{kind}": content for kind, content in same.items()}
        described = description(
            report,
            csv,
            path=f"{name}.csv",
            council=council.name,
            editions=editions,
            beside=beside,
        )
        return {
            **beside,
            f"{name}.csv": csv,
            f"{name}.datapackage.json": described,
            f"{name}.html": _page(report, council, editions),
            f"{name}.css": _STYLE.read_bytes(),
            **_annual(report, council),
        }

    return write


def _same_figures(report: Report, imprint: Imprint) -> Mapping[str, bytes]:
    """Write the same figures in each other format, by the ending of its name."""
    leaves, title = book(report, imprint), title_of(report)
    whose = {"title": title, "author": imprint.council}
    return {
        "json": json_file(report, imprint),
        "ods": ods_file(leaves, **whose, day=report.frozen_on),
        "xlsx": xlsx_file(leaves, **whose, day=report.frozen_on),
    }


def instruments(catalogue: Catalogue) -> tuple[str, ...]:
    """Name every version of the evaluation on offer, with its edition.

    What was on offer, and not what was used: that one child used Easy read is nobody’s business.
    """
    offered = (catalogue.find(Stage.EVALUATION, version) for version in _VERSIONS)
    return tuple(f"{one.name}, edition {one.edition}" for one in offered)


def _annual(report: Report, council: Council) -> Mapping[str, bytes]:
    """Write the block the annual report takes over. A quarter has none."""
    if not report.period.is_year:
        return {}
    name = f"heard-{report.period.name}"
    page = annual_page(report, block(report, report.earlier), council, style=f"{name}.css")
    return {f"{name}-annual-report.html": page.encode()}


def annual_page(report: Report, found: Block, council: Council, *, style: str) -> str:
    """Draw what the annual report takes over as a page by itself, its style at this address."""
    page = by_itself().get_template("insight/annual-report-alone.html")
    return page.render(
        name=report.period.name,
        council=council,
        made_up=report.made_up,
        sentences=found.sentences,
        tables=[drawn(leaf) for leaf in found.tables],
        style=style,
    )


def _page(report: Report, council: Council, editions: tuple[str, ...]) -> bytes:
    page = (
        by_itself()
        .get_template("insight/paper.html")
        .render(
            name=report.period.name,
            period=period_in_words(report.period),
            council=council,
            made_up=report.made_up,
            frozen_on=f"{report.frozen_on.day} {report.frozen_on:%B %Y}",
            tables=told(report),
            symbols=symbols(),
            not_validated=NOT_VALIDATED,
            editions=editions,
        )
    )
    return page.encode()
