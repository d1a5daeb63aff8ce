"""What became of what children asked for, by what it was about, as a year’s release tells it."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.disclosure.populations import NONE_FITS, NOT_GIVEN, OWN
from feedback.rates import Rate
from feedback.releases.figures import Symbol, shown
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.report import Report, Reported

TABLE = "asks-by-theme"
MOST_SAID = 3
_AT_THE_END = (OWN, NONE_FITS, NOT_GIVEN)


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """One theme: how many asks about it were answered, and how many of these were done."""

    id: str
    label: str
    done: int | None
    answered: int | None

    @property
    def hidden(self) -> bool:
        """Whether either number is hidden, and with it their share."""
        return self.done is None or self.answered is None

    @property
    def rate(self) -> Rate:
        """Return the share done; of hidden numbers there is none."""
        return Rate(0, 0) if self.hidden else Rate(self.done or 0, self.answered or 0)


def asked_about(report: Report) -> tuple[AskedAbout, ...]:
    """Return every theme, those most asked about first, hidden ones after them."""
    table = report.table(TABLE)
    return tuple(sorted(_of(table), key=_most_first)) if table else ()


def most_asked_about(report: Report) -> tuple[AskedAbout, ...]:
    """Return the themes most asked about of which a share can be said."""
    found = (one for one in asked_about(report) if one.id not in _AT_THE_END)
    return tuple(one for one in found if one.rate.whole is not None)[:MOST_SAID]


def asked_by_theme(report: Report) -> Leaf | None:
    """Lay out how many asks of each theme were done; none before a release told them."""
    found = asked_about(report)
    if not found:
        return None
    return Leaf(
        "Asked_by_theme",
        f"What came of what children asked for, by what it was about, {report.period.name}",
        (
            Line("Counted are things asked for that were answered. Each has one theme at most."),
            Line("Their officers gave the themes, never a machine."),
        ),
        (
            Column("What it was about", 36),
            Column("Answered"),
            Column("Of these done", 18),
            Column("Done (%)", bar=True),
        ),
        tuple((one.label, *_said(one)) for one in found),
    )


def _of(table: Reported) -> Iterator[AskedAbout]:
    for row in table.table.rows:
        label = table.table.row(row)[0].row_label
        yield AskedAbout(row, label, table.number(f"{row}/done"), table.base(row))


def _most_first(one: AskedAbout) -> tuple[int, int]:
    last = _AT_THE_END.index(one.id) + 1 if one.id in _AT_THE_END else 0
    return last, 1 if one.answered is None else -one.answered


def _said(one: AskedAbout) -> tuple[Value, Value, Value]:
    share = one.rate.whole
    few = Symbol.WITHHELD if one.hidden else Symbol.TOO_FEW
    return shown(one.answered), shown(one.done), few if share is None else share
