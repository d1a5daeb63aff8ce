"""Writes the small made-up caseload that the journeys bring in: ``-m tests.data.make_small_903``.

Forty children of one officer as their case system would write them on 3 March 2026, in the
shapes of the return, with names and planned reviews beside them. Nobody in it exists.
"""

import csv
from datetime import date
from pathlib import Path

from feedback.caseload import files
from feedback.services.rehearse.folder import write_folder
from feedback.services.rehearse.invent import invent
from feedback.services.rehearse.made_up import MadeUpCouncil

FOLDER = Path(__file__).parent / "small-903"
TODAY = date(2026, 3, 3)


def main() -> None:
    """Write the folder. The same seed writes the same bytes."""
    council = invent(children=40, reviews=110, first=date(2025, 4, 1), months=12, seed=33)
    FOLDER.mkdir(exist_ok=True)
    write_folder(council, FOLDER, today=TODAY)
    _add_held(council)


def _add_held(council: MadeUpCouncil) -> None:
    """Add the reviews of this year that were held by today, with their codes."""
    with (FOLDER / files.REVIEWS).open("a", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        for child in council.children:
            for review in child.reviews:
                if review.day < TODAY:
                    born, day = (when.strftime("%d/%m/%Y") for when in (child.born, review.day))
                    lines.writerow((child.number, born, day, str(review.code)))


if __name__ == "__main__":
    main()
