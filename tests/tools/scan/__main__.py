"""Lets two scanners that know nothing of us look for holes at both doors, while they serve.

usage: python -m tests.tools.scan [--seconds N] [--each N] [--only WHO ...]
Plays the demo’s council, serves each door by itself, comes in as a stranger, as a child and as
staff of every duty, follows every link, and hands all pages and forms there are, so many of one
rule, to some modules of wapiti after others and to sqlmap, for N seconds each at most. Their
control: a careless page and a careless form, in which both must find the hole. Fails on anything
of medium weight or more, when a scanner did not come to its end, and when a visitor was no longer
signed in at that end.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from werkzeug.routing import Map

from tests.tools.demo_town import demo_town
from tests.tools.scan.careless import careless
from tests.tools.scan.reach import Asked, Key, reached
from tests.tools.scan.scanners import Given, scanners, sqlmap, wapiti
from tests.tools.scan.visitors import Browser, Visitor, doors, everybody

_CONTROL = [Asked("GET", "/?name=anna"), Asked("POST", "/say", "said=anna")]


def main() -> int:
    """Scan both doors as everybody, then the control, and say what was found."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=840, help="how long each may look")
    parser.add_argument("--each", type=int, default=3, help="pages, and forms, of one rule")
    parser.add_argument("--only", nargs="*", help="as whom alone")
    given = parser.parse_args()
    began, sound, done = monotonic(), True, set[Key]()
    with TemporaryDirectory(prefix="heard-scan-") as name:
        home = Path(name) / "instance"
        home.mkdir()
        with demo_town(home) as town, doors(town, home) as at:
            for visitor in everybody(town, at):
                if not given.only or visitor.who in given.only:
                    rules = town.app.url_map
                    sound &= as_one(visitor, rules, Path(name), given, done)
        sound &= control(Path(name), given.seconds)
    say(f"{monotonic() - began:.0f} s; {'sound' if sound else 'NOT SOUND'}")
    return 0 if sound else 1


def as_one(visitor: Visitor, rules: Map, folder: Path, given: Namespace, done: set[Key]) -> bool:
    """Let both scanners look as this visitor, who comes in anew for each.

    What several may ask is looked at as the first of them.
    """
    fine = True
    for scanner in scanners():
        browser = visitor.comes_in()
        if not still(visitor, browser):
            say(f"{visitor.who}: COULD NOT COME IN")
            return False
        found = reached(visitor, browser, rules, given.each)
        new = [one for key, one in found.items() if key not in done]
        if not new:
            say(f"{visitor.who}: all of {len(found)} pages and forms were looked at as others")
            return True
        asked = sorted(new, key=lambda one: one.path.startswith("/check"))
        looked = scanner(
            Given(browser.at, browser.cookie, browser.address, asked), folder, given.seconds
        )
        inside = still(visitor, browser)
        say(f"{visitor.who}: {looked}{'' if inside else '; NO LONGER IN'}")
        fine &= not (looked.holes or looked.unfinished) and inside
    done |= set(found)
    return fine


def still(visitor: Visitor, browser: Browser) -> bool:
    """Whether this visitor still sees what only they can."""
    return browser.open(visitor.still) == 200 and browser.path == visitor.still


def control(folder: Path, seconds: int) -> bool:
    """Let both look at what is careless: each must find a hole in the page and in the form."""
    with careless() as port:
        given = Given(f"http://127.0.0.1:{port}", "", "127.0.0.1", _CONTROL)
        both = [scanner(given, folder, seconds) for scanner in (wapiti, sqlmap)]
    for looked in both:
        say(f"control: {looked}")
    return all(
        any(name in hole for hole in looked.holes) for looked in both for name in ("name", "said")
    )


def say(line: str) -> None:
    """Print what was found, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
