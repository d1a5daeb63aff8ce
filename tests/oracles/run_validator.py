"""Runs the sector’s validator over a return and prints what it finds, as JSON lines.

``csc-validator-be-903`` needs pandas before 2, so this runs in an environment of its own,
by its own Python, and imports nothing of ours:

    python tests/oracles/run_validator.py FOLDER 2026

FOLDER holds reviews.csv, header.csv and episodes.csv. Exit status 0 when nothing is found.
"""

import json
import logging
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

READING_REVIEWS = ("166", "167", "399", "440", "441", "1012", "INT08", "INT17")
OLDEST, NEWEST = 2023, 2027
FILES = ("reviews.csv", "header.csv", "episodes.csv")


def findings(folder: Path, year: str) -> Iterator[dict[str, object]]:
    """Yield every row that one of the rules that read Reviews finds fault with."""
    validator = import_module("lac_validator.lac_validator")
    rules = import_module(f"lac_validator.rules.{_ruleset(int(year))}").registry
    files = [
        {"name": name, "description": "This year", "file_content": (folder / name).read_bytes()}
        for name in FILES
    ]
    metadata = {"collectionYear": year, "localAuthority": "E10000018"}
    run = validator.LacValidator(metadata, files, rules, selected_rules=list(READING_REVIEWS))
    left_out = sorted(set(READING_REVIEWS) - set(run.dones))
    if left_out:
        yield {"not_run": left_out}
    for table, rows in run.ds_results.items():
        if table == "metadata":
            continue
        for rule in (column for column in rows.columns if column.startswith("ERR_")):
            for place in rows.index[rows[rule].eq(other=True)]:
                yield {"rule": rule.removeprefix("ERR_"), "table": table, "row": int(place)}


def _ruleset(year: int) -> str:
    """Name the rules of a collection year, or the nearest there are."""
    year = min(max(year, OLDEST), NEWEST)
    return f"lac{year - 1}_{year % 100}"


def main(folder: str, year: str) -> int:
    """Print each finding on a line of its own."""
    logging.disable()
    found = list(findings(Path(folder), year))
    for finding in found:
        print(json.dumps(finding, sort_keys=True))  # noqa: T201  this is what it is for
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
