"""What counting a year of all of England costs, beside the bare GROUP BY over the same rows.

Plants reviews and as many answer sheets (``made_up_year``) in a database that is thrown away,
closes the year and counts everything a release holds. The bare GROUP BY asks the database for the
same dimensions of each population by hand. The promise is at most twice its time, on SQLite and
PostgreSQL.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, text

from benchmarks.made_up_year import NOW, YEAR, plant
from feedback.disclosure.declared import tables_of
from feedback.disclosure.populations import ANCHORS
from feedback.services.close_period import close_period
from feedback.services.count_edition import count_edition
from feedback.store import Store
from feedback.store.audit import COMMAND
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate

TURNS = 5
_BANDS = (
    "CASE WHEN age<=3 THEN 0 WHEN age<=7 THEN 1 WHEN age<=9 THEN 2 WHEN age<=11 THEN 3"
    " WHEN age<=15 THEN 4 ELSE 5 END"
)
REVIEWS = (
    f"SELECT code, {_BANDS}, day <= due_day, at_a_distance, unaccompanied, disabled,"  # noqa: S608
    " notified_in_time, documents_in_time, count(*)"
    " FROM review JOIN child ON child.id = review.child_id"
    " LEFT JOIN disability ON disability.child_id = review.child_id AND purpose = 'equality'"
    " LEFT JOIN record ON record.review_id = review.id AND record.number ="
    " (SELECT max(number) FROM record AS other WHERE other.review_id = review.id)"
    " WHERE state = 'held' AND day BETWEEN '2025-04-01' AND '2026-03-31' AND age < 18"
    " GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
)
OF_AGE = (
    "SELECT count(*) FROM review WHERE state = 'held'"
    " AND day BETWEEN '2025-04-01' AND '2026-03-31' AND age >= 18"
)
CHILDREN = (
    "SELECT worst, latest, count(*) FROM (SELECT child_id, max(code) AS worst,"
    " min(code) AS latest FROM review WHERE state = 'held' AND day BETWEEN '2025-04-01' AND"
    " '2026-03-31' AND code <> 'PN0' GROUP BY child_id) AS each_child GROUP BY 1, 2"
)
THEMES_OF_SHEETS = (
    "SELECT theme, count(DISTINCT sheet_id) FROM comment_theme"
    " JOIN comment ON comment.id = comment_theme.comment_id JOIN sheet ON sheet.id = sheet_id"
    " WHERE quarter LIKE '2025-26%' GROUP BY theme"
)
ASKS = (
    "SELECT outcome, theme, count(*) FROM (SELECT review_id, outcome, theme FROM ask"
    " JOIN views ON views.id = views_id UNION ALL SELECT review_id, outcome, theme FROM past_ask)"
    " AS asked JOIN review ON review.id = review_id"
    " WHERE day BETWEEN '2025-04-01' AND '2026-03-31' GROUP BY 1, 2"
)
SHEETS_WITH_A_THEME = (
    "SELECT count(DISTINCT sheet_id) FROM comment_theme"
    " JOIN comment ON comment.id = comment_theme.comment_id JOIN sheet ON sheet.id = sheet_id"
    " WHERE quarter LIKE '2025-26%'"
)


def main() -> None:
    """Plant, measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=250_000, help="reviews, and as many sheets")
    asked.add_argument("--database", help="a database URL; without it SQLite in a passing file")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(given.database or f"sqlite:///{folder}/heard.sqlite")
        migrate(engine)
        store, keys = Store(engine), Path(folder) / "keys"
        make_keys(keys)
        plant(store, given.rows)
        print(f"{engine.dialect.name}, {given.rows:,} reviews and as many answer sheets")
        turns = [(timed(lambda: bare_group_by(engine)), timed(lambda: tabulate(store)))
                 for _ in range(TURNS)]  # fmt: skip
        bare, ours = (min(times) for times in zip(*turns, strict=True))
        closing = timed(lambda: close(store, keys))
        print(f"bare GROUP BY      {bare:6.2f} s")
        print(f"closing the year   {closing:6.2f} s")
        print(f"counting a release {ours:6.2f} s")
        print(f"together {(ours + closing) / bare:.2f} times the bare GROUP BY")
        engine.dispose()


def bare_group_by(engine: Engine) -> None:
    """Ask for the same dimensions by hand."""
    sign = "->>0" if engine.dialect.name == "postgresql" else "->>'$[0]'"
    said = ", ".join(f"(coded->'{anchor}'){sign}" for anchor in ANCHORS)
    places = ", ".join(str(place) for place in range(1, len(ANCHORS) + 3))
    sheets = (
        f"SELECT {said}, version, indicator_group, count(*) FROM sheet"  # noqa: S608  our own
        f" WHERE quarter LIKE '2025-26%' GROUP BY {places}"
    )
    with engine.connect() as connection:
        themes = (THEMES_OF_SHEETS, SHEETS_WITH_A_THEME)
        for question in (REVIEWS, OF_AGE, CHILDREN, sheets, ASKS, *themes):
            connection.execute(text(question)).all()


def tabulate(store: Store) -> None:
    """Count everything a release of the year holds."""
    with store.look() as transaction:
        edition = count_edition(transaction, YEAR)
    if not any(edition.counts(table) for table in tables_of(YEAR)):
        raise SystemExit("Nothing was counted.")


def close(store: Store, keys: Path) -> None:
    """Close the year."""
    with store.begin() as transaction:
        close_period(transaction, YEAR, by=COMMAND, keys=read_keys(keys), now=NOW)


def timed(doing: Callable[[], None]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
