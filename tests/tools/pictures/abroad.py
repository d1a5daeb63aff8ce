"""The walk past every page by children who read one of the languages nobody speaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from feedback.questionnaire import Version
from feedback.store.models import Child, Duty
from portal.languages import STRETCHED
from portal.paper.layouts import Layout
from tests.people import StaffBrowser, enrolled, signed_in
from tests.road import NOW
from tests.tools.pictures import asides, forms
from tests.tools.pictures.album import EVERYBODY, Shot, Visitor
from tests.tools.pictures.tour import VERSIONS, Tour
from tests.tools.pictures.town import town


@dataclass
class AbroadTour(Tour):
    """A tour of which every child reads and presses in another language."""

    tongue: str = STRETCHED.tag

    def in_person(self) -> dict[str, object]:
        """Answers that no interpreter gave in the child’s language are told by somebody."""
        return {"told_by": "Robin Reviewer", "told_on": NOW.date()}

    def invite(self, version: Version | None = None) -> Visitor:
        return super().invite(version).speaks(self.tongue)


@contextmanager
def abroad(tongue: str) -> Iterator[AbroadTour]:
    """Build a town in which every child reads this language."""
    with town(pseudo=True) as built:
        yield AbroadTour(built.app, built.next_child, built.clock, tongue=tongue)


def printed(tour: AbroadTour) -> None:
    """Have the office print the letter of a child who reads this language, and their form."""
    office = signed_in(tour.app, enrolled(tour.app, Duty.OFFICE))
    road = tour.next_child()
    with road.store.begin() as transaction:
        transaction.get_one(Child, road.child_id).language = tour.tongue
    letter = f"/staff/office/letters/{road.review_id}"
    office.open(letter).press("Make the letter", version=Version.FULL.value)
    _keep(tour, "letter-to-print", office)
    _keep(tour, "form-to-print", office.open(f"{letter}/paper/{Layout.EASY}"))


def _keep(tour: Tour, name: str, office: StaffBrowser) -> None:
    html = str(office.page)
    tour.album.shots.append(Shot(EVERYBODY, name, office.path, office.heading, html))


def walk_all(tour: AbroadTour) -> None:
    """Walk past every page a child reads; what an adult watched is written in English."""
    asides.at_the_door(tour)
    for version in VERSIONS:
        walk_past(tour, version)
    walk_beside(tour)
    printed(tour)


def walk_past(tour: Tour, version: Version) -> None:
    """Walk past every page of one version."""
    forms.before_the_review(tour, version)
    forms.with_a_helper(tour, version)
    forms.saying_no(tour, version)
    forms.after_it(tour, version)


def walk_beside(tour: Tour) -> None:
    """Walk past what is the same in every version."""
    for part in (
        *(asides.coming_back, asides.replied, asides.after_send),
        *(asides.closed, asides.since_last_time, asides.away_for_a_while),
    ):
        part(tour)
