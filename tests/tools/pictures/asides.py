"""Past what is the same in every version: the door, help, wrong pictures, and every mishap."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from feedback.portraying import portray
from feedback.questionnaire import MORE, Version
from feedback.store.models import Letter, Outcome, Portrait
from tests.made import a_face_drawn
from tests.portal.children.conftest import after_the_review
from tests.portal.children.later import answers_ask, reads
from tests.road import NOW, PICTURES
from tests.tools.pictures.album import EVERYBODY, Visitor
from tests.tools.pictures.stops import AT_THE_DOOR, KNOWN
from tests.tools.pictures.tour import Tour


def at_the_door(tour: Tour) -> None:
    """Before anybody is known, and with a letter that is open."""
    child = tour.invite()
    tour.pass_by(EVERYBODY, AT_THE_DOOR, child)
    child.open("/").press(number=child.road.issued.letter.number, words="not these four words")
    tour.album.take(EVERYBODY, "front-door-with-wrong-words", child)
    tour.pass_by(EVERYBODY, KNOWN, child.settles_in())
    told = child.open("/talk/someone").press("Yes, please tell someone")
    tour.album.take(EVERYBODY, "somebody-was-told", told)


def a_face(tour: Tour) -> None:
    """An officer who shows who they are."""
    child = tour.invite(Version.PICTURES)
    with child.road.store.begin() as transaction:
        shown = Portrait(officer_id=child.road.officer_id, content=portray(a_face_drawn()))
        shown.set_at = NOW
        transaction.add(shown)
    tour.album.take(EVERYBODY, "hello-with-a-face", child.comes_in())


def coming_back(tour: Tour) -> None:
    """The three pictures again, and wrong ones until they rest."""
    child = tour.invite().settles_in()
    child.leaves().comes_in().says_who()
    tour.album.take(EVERYBODY, "secret-pictures-again", child)
    tour.album.take(EVERYBODY, "secret-pictures-wrong", child.picks(PICTURES[::-1]))
    while child.page.select("[name=picture]"):
        child.picks(PICTURES[::-1])
    tour.album.take(EVERYBODY, "secret-pictures-resting", child)


def alone_again(tour: Tour) -> None:
    """A child who was helped says that they are alone now."""
    child = tour.invite().comes_in().says_who("Me, and someone helps me", "My carer")
    child.follow("It is me now").picks().tap("I will remember them")
    child.open("/ask/only-iro").press("Next", **{"only-iro": "He shouts."})
    tour.album.take(EVERYBODY, "alone-again", child.open("/hello").says_who())


def replied(tour: Tour) -> None:
    """No, later, another way: said back, and said on coming in again."""
    child = tour.invite().settles_in()
    tour.album.take(EVERYBODY, "you-told-us", child.open("/up-to-you").press("Ask me later"))
    tour.album.take(EVERYBODY, "hello-after-a-reply", child.leaves().comes_in())


def after_send(tour: Tour) -> None:
    """One more thing, an answer put right, and all of it taken back."""
    child, take = tour.invite().settles_in(), tour.album.take
    child.answers_everything().press("Send").open("/what-happened")
    take(EVERYBODY, "one-more-thing", child.open(f"/say-more/{MORE}"))
    take(EVERYBODY, "added", child.press("Send", **{MORE: "And the door sticks."}))
    take(EVERYBODY, "put-right", child.open("/say-more/school"))
    take(EVERYBODY, "copy-with-an-addition", child.open("/what-happened"))
    take(EVERYBODY, "take-back", child.open("/take-back"))
    take(EVERYBODY, "taken-back", child.press("Take it back"))


def closed(tour: Tour) -> None:
    """Too early, too late, and too late in the middle of a question."""
    take = tour.album.take
    with _changed(tour) as (child, letter):
        letter.opens_on = NOW.date() + timedelta(3)
    take(EVERYBODY, "too-early", child.open("/hello"))
    with _changed(tour) as (child, letter):
        letter.closes_at = NOW - timedelta(hours=1)
    take(EVERYBODY, "mishap", child.answers())
    take(EVERYBODY, "too-late", child.open("/hello"))


def since_last_time(tour: Tour) -> None:
    """What came of what a child asked for, before they say how it was; and too late for that."""
    child = tour.invite().settles_in().answers_everything().press("Send")
    reads(child.road)
    answers_ask(child.road, Outcome.DONE, **tour.in_person())
    after_the_review(child)
    tour.album.take(EVERYBODY, "what-happened-since", child.comes_back().follow("Start"))
    with child.road.store.begin() as transaction:
        letter = transaction.get_one(Letter, child.road.letter_id)
        letter.evaluation_until = NOW.date() - timedelta(1)
    tour.album.take(EVERYBODY, "how-it-was-is-over", child.open("/hello"))


def away_for_a_while(tour: Tour) -> None:
    """A page that waited until the visit was over."""
    child = tour.invite().settles_in()
    tour.clock.shift(timedelta(hours=1))
    tour.album.take(EVERYBODY, "away-for-a-while", child.answers())


@contextmanager
def _changed(tour: Tour) -> Iterator[tuple[Visitor, Letter]]:
    """Lend the letter of a child at their first question, to be changed once."""
    child = tour.invite().settles_in()
    with child.road.store.begin() as transaction:
        yield child, transaction.get_one(Letter, child.road.letter_id)
