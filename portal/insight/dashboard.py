"""The figures of a year in the order they are read: sentences, then tables, then pictures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from feedback.analysis.anchors_by import not_heard
from feedback.analysis.in_short import in_short
from feedback.analysis.quarters import quarters
from feedback.analysis.year_tables import year_tables
from feedback.services.look_at_figures import Figures
from portal.leaves import DrawnTable, drawn

Bars = tuple[tuple[str, str, int | None], ...]
"""Label, words at the end, and 0 to 100 or nothing to draw."""
_YEAR, _PERCENT = 0, 3


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its heading, its tables, and a picture of the last of them if any."""

    heading: str
    tables: tuple[DrawnTable, ...]
    bars: Bars = ()


@dataclass(frozen=True, slots=True)
class Short:
    """What is said about one thing, and the table it is taken from."""

    about: str
    table: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the page shows."""

    said: tuple[Short, ...]
    sections: tuple[Section, ...]


def board(figures: Figures) -> Board:
    """Put the figures of a year in order."""
    tables = {
        name: drawn(leaf) for name, leaf in year_tables(figures.report, figures.earlier).items()
    }

    beside = not_heard(figures.report)
    if beside is not None:
        tables[beside.name] = drawn(beside)

    def section(heading: str, *names: str, bars: Bars = ()) -> Section:
        return Section(heading, tuple(tables[name] for name in names if name in tables), bars)

    return Board(
        tuple(_short(figures)),
        (
            section(_("What children said"), "Anchors", "Not_heard", "By_group", "By_version"),
            section(
                _("Participation over the years"),
                *("Table_1", "Table_2", "Table_2a", "Table_3"),
                bars=_bars(tables["Table_3"]),
            ),
            section(_("On time"), "Table_4", "Table_5"),
            section(_("Who is missing"), "Answered_by_age", "Answered_by_group"),
            *_written(section, tables),
            section(_("What children asked for"), "Asked_for", "Asked_by_theme"),
            section(_("Are some children heard less?"), "Heard_less"),
            *_quarters(figures),
        ),
    )


def _written(section: Callable[..., Section], tables: Mapping[str, DrawnTable]) -> list[Section]:
    """Show the themes where the year’s release tells them; older ones did not."""
    name = "Written_about"
    return [section(_("What children wrote about"), name)] if name in tables else []


def _short(figures: Figures) -> Iterator[Short]:
    """Gather the sentences by what they are about."""
    names = {
        "Table_1": _("Reviews held"),
        "Table_3": _("Taking part"),
        "Table_4": _("On time"),
        "Table_5": _("Told in time, and documents ready"),
        "Anchors": _("What children said"),
        "Table_2": _("There, and not heard"),
        "Not_heard": _("What it was like for those not heard"),
        "Written_about": _("What children wrote about"),
        "Asked_for": _("What children asked for"),
        "Asked_by_theme": _("What came true, by what it was about"),
        "Answered_by_age": _("How many answered"),
        "Answered_by_group": _("Who is missing"),
        "Heard_less": _("Are some children heard less?"),
    }
    said = in_short(figures.report, figures.before)
    for table, about in names.items():
        sentences = tuple(one.words for one in said if one.about == table)
        if sentences:
            yield Short(about, table, sentences)


def _quarters(figures: Figures) -> tuple[Section, ...]:
    if not figures.quarters:
        return ()
    table = quarters(figures.report.period.name, figures.quarters)
    return (Section(_("The quarters"), (drawn(table),)),)


def _bars(table: DrawnTable) -> Bars:
    """Take a picture from a table: the very words of it, and a bar where they are a number.

    Where no year has a number there is nothing to draw.
    """
    found = []
    for row in table.rows:
        words = row.cells[_PERCENT].words
        number = words.replace(".", "", 1).isdigit()
        found.append(
            (
                row.cells[_YEAR].words,
                f"{words} %" if number else words,
                round(float(words)) if number else None,
            )
        )
    return tuple(found) if any(bar is not None for *_words, bar in found) else ()
