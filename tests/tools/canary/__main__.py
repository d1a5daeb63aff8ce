"""Types a word nobody knows into every field there is, and looks where it was left.

usage: python -m tests.tools.canary [--size N]
Every child with a letter and one member of staff with each duty go through N pages each and
type into every field of every form, well and badly. Then everything due is done, mail goes out,
a backup is made; and the words are looked for in logs, addresses, cookies, mails, the
database, the journal, the backup, titles, exports and every other file that was written. Each
field’s word must have arrived where it should: on a page, sealed, or given back. Its control: a
portal that is careless once in each of these, each of which must be found.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from portal.commands.opening import Opened, moment
from portal.mail import MailServer
from portal.worker import work_once
from tests.portal.test_mail import post_office
from tests.tools.canary.canary import Canaries
from tests.tools.canary.careless import CONTROL, careless
from tests.tools.canary.kept import sealed_words
from tests.tools.canary.looking import Left, everything, watching
from tests.tools.canary.typing import Typist
from tests.tools.demo_town import DemoTown, demo_town
from tests.tools.fuzz.people import everybody

PLAIN_ON_PURPOSE: Mapping[str, str] = {
    "/staff/office/officers OFFICER": "the council’s own reference of an officer",
    "/staff/people/invite name": "how somebody is known at work",
    "/staff/people/invite email": "what somebody signs in with at work",
    "/staff/office/officers OFFICER_NAME": "how an officer is known at work",
    "/staff/office/children/…/plan SOCIAL_WORKER": "how a social worker is known at work",
    "/staff/office/children/…/plan/… SOCIAL_WORKER": "how a social worker is known at work",
}
"""Fields of staff whose words lie open in the database, and why that is right (docs/data.md)."""


_OF_A_ROW = re.compile(r"-[0-9a-f]{8}-")
_FILES = ("/say voice", "/show photo", "/you/picture photo")
"""A file that is neither sound nor picture is not taken, and never given back."""

_PASSWORD = "a password: never shown again, and kept as a digest alone"
KEPT_NOWHERE: Mapping[str, str] = {
    "/staff/log/choose since": "a day to look for; what is none is looked for nowhere",
    "/staff/log/choose until": "as before",
    "/staff/log/choose number": "a child’s number, looked for and kept nowhere",
    "/staff/log/verify head": "a head of the log; what is none is refused and not given back",
    "/staff/office/children/…/left DEC": "a day; what is none is not given back",
    "/staff/you/password old": _PASSWORD,
    "/staff/you/password new": _PASSWORD,
    "/staff/you/password again": _PASSWORD,
}
"""Fields whose words are used once and kept nowhere, and why that is right."""


def main() -> int:
    """Type, look, print, and say by the exit code whether anything was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=300, help="how many pages each opens at most")
    given = asked.parse_args()
    began = time.process_time()
    whole = typed_everywhere(given.size)
    say(f"{whole.typed:,} times typed, into {whole.fields:,} fields of forms")
    for how, many in whole.arrived.items():
        say(f"    {how:18} {len(many)}")
    say(f"arrived nowhere    {len(whole.lost)}")
    for one in sorted(whole.lost):
        say(f"    {one}")
    for place, fields in whole.found.items():
        say(f"{place:12} {len(fields)}")
        for one in sorted(fields):
            say(f"    {one}")
    say(f"control, careless places not found: {', '.join(whole.missed) or 'none'}")
    say(f"{time.process_time() - began:.0f} s of CPU")
    return 1 if whole.missed or whole.lost or any(whole.found.values()) else 0


@dataclass(frozen=True, slots=True)
class Typed:
    """How often something was typed into how many fields, how they arrived, and what lay where.

    ``lost`` names the fields of which no word arrived anywhere, though it should: that none was
    found says nothing of those. ``missed`` are the places in which a word was then left on
    purpose, and not found.
    """

    typed: int
    fields: int
    arrived: dict[str, set[str]]
    lost: set[str]
    found: dict[str, set[str]]
    missed: tuple[str, ...]


def typed_everywhere(size: int, *, passes_by: tuple[str, ...] = ()) -> Typed:
    """Type everywhere, do what is due, and look; then be careless once, and look again."""
    canaries = Canaries()
    with TemporaryDirectory(prefix="heard-canary-") as name, post_office() as office:
        home = Path(name) / "instance"
        home.mkdir()
        with demo_town(home) as town, watching(home) as watch:
            typists = list(_typists(town, canaries, size, passes_by))
            _do_what_is_due(town, office.server)
            left = Left(
                [one for typist in typists for one in typist.addresses],
                [one for typist in typists for one in typist.cookies],
                [message.as_bytes() for message in office.came],
                [one for typist in typists for one in typist.titles],
                [one for typist in typists for one in typist.files],
            )
            found = everything(canaries, watch, left)
            arrived = {
                "shown again": _all(typist.met_again for typist in typists),
                "kept sealed": canaries.found_in(sealed_words(town)),
                "kept open": {one for one in found["database"] if _field(one) in PLAIN_ON_PURPOSE},
                "given back": _all(typist.given_back for typist in typists),
            }
            typed = len(canaries.typed)
            careless(canaries, home, watch, left)
            after = everything(canaries, watch, left)
    missed = tuple(place for place, fields in after.items() if CONTROL not in fields)
    fields = {_field(one) for one in canaries.typed[:typed]}
    lost = fields - {_field(one) for one in _all(arrived.values())} - set(KEPT_NOWHERE)
    lost = {one for one in lost if not one.endswith(_FILES)}
    ways = {how: {_field(one) for one in those} for how, those in arrived.items()}
    return Typed(typed, len(fields), ways, lost, _not_on_purpose(found), missed)


def _all(several: Iterable[set[str]]) -> set[str]:
    return set().union(*several)


def _field(one: str) -> str:
    """Name a field of a form, whoever typed into it and whatever row it is of."""
    return _OF_A_ROW.sub("-…-", one.partition(": ")[2])


def _typists(
    town: DemoTown, canaries: Canaries, size: int, passes_by: tuple[str, ...]
) -> Iterator[Typist]:
    for visitor in everybody(town, Random(1)):
        visitor.comes_in()
        typist = Typist(visitor.who, visitor.client, canaries, size, passes_by=passes_by)
        typist.goes_through(*_starts(visitor.who))
        yield typist


def _starts(who: str) -> tuple[str, ...]:
    if who.startswith("staff"):
        return ("/staff",)
    return ("/hello", "/ask/worries", "/ask/more", "/check", "/", "/q", "/about/")


def _do_what_is_due(town: DemoTown, server: MailServer) -> None:
    settings = replace(town.app.config["HEARD"], mail=server)
    work_once(Opened(settings, town.store, town.keys, moment()))


def _not_on_purpose(found: dict[str, set[str]]) -> dict[str, set[str]]:
    fine = {place: set(PLAIN_ON_PURPOSE) for place in found}
    return {
        place: {one for one in fields if one.partition(": ")[2] not in fine[place]}
        for place, fields in found.items()
    }


def say(line: str) -> None:
    """Print what was found, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
