"""Asks for every page and button as every visitor, and says what came out otherwise.

usage: python -m tests.tools.matrix [--each N]
With 1 a visitor whom a page never serves asks there for one object. With more, there are so
many children under every relation, and everybody asks for everything. Its control, in the same
run, is a page whose guard was taken off.
"""

import argparse
import sys
import time

from tests.tools.matrix.council import Town, council
from tests.tools.matrix.table import VISITORS, Table, read_table
from tests.tools.matrix.walking import cases, walk


def main() -> None:
    """Walk, print one line for each case that came out wrong, and fail if there is any.

    A page that nobody walked whom it serves fails it too: that it is shut to all says nothing.
    """
    parser = argparse.ArgumentParser(description="Compare every page with what was promised.")
    parser.add_argument("--each", default=1, type=int)
    each = parser.parse_args().each
    began, table = time.process_time(), read_table()
    with council(each=each) as town:
        asked = list(cases(town, table, whole=each > 1))
        walked = walk(town, asked, table)
        found = unguarded(town, table)
    for one in walked.wrong:
        sys.stdout.write(f"{one}\n")
    for one in walked.never_opened:
        sys.stdout.write(f"{one} was opened by nobody whom it serves\n")
    routes = len({one.route for one in asked})
    sys.stdout.write(
        f"{walked.count} cases: {routes} pages and buttons, {len(VISITORS)} visitors; "
        f"{len(walked.wrong)} wrong ({time.process_time() - began:.0f} s of work)\n"
    )
    sys.stdout.write(f"control, a page without its guard: {found} cases wrong, as there must be\n")
    sys.exit(1 if walked.wrong or walked.never_opened or not found else 0)


def unguarded(town: Town, table: Table) -> int:
    """Take the guard off one page, and count what that makes wrong: none would prove nothing."""
    pages, page = town.app.view_functions, "managers.clocks"
    guarded = pages[page]
    pages[page] = guarded.__wrapped__  # type: ignore[attr-defined]  as every guard leaves it
    try:
        return len(walk(town, cases(town, table, only="GET /staff/service"), table).wrong)
    finally:
        pages[page] = guarded


if __name__ == "__main__":
    main()
