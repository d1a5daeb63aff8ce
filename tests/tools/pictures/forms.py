"""Past every page of one form in one version: before the review, with a helper, and after it."""

from datetime import date

from feedback.questionnaire import Version
from feedback.store.models import Outcome
from tests.portal.children.conftest import after_the_review
from tests.portal.children.later import answers_ask, reads
from tests.tools.pictures.album import Visitor
from tests.tools.pictures.stops import ON_THE_WAY, OTHER_WAYS
from tests.tools.pictures.tour import Tour

BEFORE, AFTER = "before", "after"


def before_the_review(tour: Tour, version: Version) -> None:
    """Say everything, send it, and come to see what happened."""
    child = tour.invite(version)
    _settle_in(tour, child, version, BEFORE)
    first = tour.walk_to_the_end(child, version, BEFORE)
    tour.pass_by(version, (("answered-question", f"{first}?checking=yes"),), child)
    tour.pass_by(version, ON_THE_WAY, child)
    _make_something(tour, child, version)
    _send(tour, child, version, BEFORE)
    tour.pass_by(version, ((f"{BEFORE}-not-read-yet", "/what-happened"),), child)
    reads(child.road)
    still_asking = {"who": "Priya Shah", "by_day": date(2026, 4, 3)}
    answers_ask(child.road, Outcome.STILL_ASKING, **still_asking, **tour.in_person())
    tour.pass_by(version, ((f"{BEFORE}-what-happened", "/what-happened"),), child)


def with_a_helper(tour: Tour, version: Version) -> None:
    """Go as far as a helper makes a difference."""
    child = tour.invite(version).comes_in().says_who("Me, and someone helps me")
    tour.album.take(version, "helper", child)
    tour.album.take(version, "hand-over", child.tap("My carer"))
    child.follow("It is me now").picks()
    tour.album.take(version, "three-pictures-with-a-helper", child)
    tour.album.take(version, "who-sees-with-a-helper", child.tap("I will remember them"))


def saying_no(tour: Tour, version: Version) -> None:
    """Say that one does not want to."""
    child = tour.invite(version).comes_in().open("/up-to-you").press("I don’t want to")
    tour.album.take(version, "told-us-no", child)


def after_it(tour: Tour, version: Version) -> None:
    """Say how the review was."""
    child = tour.invite(version)
    after_the_review(child)
    _settle_in(tour, child, version, AFTER)
    tour.walk_to_the_end(child, version, AFTER)
    _send(tour, child, version, AFTER)


def watched(tour: Tour) -> None:
    """Let an adult write down what they saw of a small child."""
    version = Version.WATCHING
    child = tour.invite(version).comes_in()
    tour.album.take(version, f"{BEFORE}-hello", child)
    tour.album.take(version, f"{BEFORE}-who-sees", child.press("Begin"))
    child.follow("Start")
    tour.walk_to_the_end(child, version, BEFORE)
    _send(tour, child, version, BEFORE)


def _settle_in(tour: Tour, child: Visitor, version: Version, form: str) -> None:
    take = tour.album.take
    take(version, f"{form}-hello", child.comes_in())
    take(version, "secret-pictures", child.says_who())
    take(version, f"{form}-who-sees", child.picks())
    child.tap("Start")


def _make_something(tour: Tour, child: Visitor, version: Version) -> None:
    """Draw a house, and come to the other ways to answer."""
    child.open("/ask/only-iro/draw")
    child.press("Put it there", shape="house", size="big", row="2", column="3")
    tour.album.take(version, "draw-it", child)
    tour.album.take(version, "drawn", child.press("Keep my drawing"))
    tour.pass_by(version, OTHER_WAYS, child)


def _send(tour: Tour, child: Visitor, version: Version, form: str) -> None:
    tour.album.take(version, f"{form}-check", child.open("/check"))
    tour.album.take(version, f"{form}-sent", child.press("Send"))
    tour.album.take(version, f"{form}-hello-again", child.open("/hello"))
