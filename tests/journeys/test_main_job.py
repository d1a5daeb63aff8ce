"""The main job, end to end: a caseload in, a child heard, an officer deciding, a summary out."""

import json
import logging
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback.services.staff import Person
from feedback.store import audit
from feedback.store.models import Duty
from portal.cli import main
from portal.enrolling import enrol
from tests.feedback.caseload.caseloads import SAMPLE
from tests.journeys.people import Child, Staff
from tests.journeys.searching import files_under, found_in, words_of
from tests.journeys.served import Portal
from tests.journeys.watching import COOKIES, NOTHING, PHONE, QUIET, Watched
from tests.people import Enrolment, enrolled

pytestmark = pytest.mark.browser

CASELOAD = Path(__file__).parents[1] / "data/small-903"
SAID = {
    "people": "Nan Quillabeth & “Uncle” Żółwikowski – and my dog Brumblewick 🐕‍🦺",
    "good": 'L’été chez Zazafloof! It’s "snorkeltastic" <b>Plimsollini</b> &amp; 100% mine?',
    "worries": "When the door slams I count Grimblethwack.\n\n  Then مرحبا Fernweatherly\tשלום …",
    "who-comes": "Nan Quillabeth & Tootlepip. Mr Snerdlewhip may stay away – 🦔!",
    "only-iro": "Cafe\u0301 Zwieblingen; it's O'Fallowmeredith who shouts \\u0041 %41 {{ 7 * 7 }}",
}
ASKS = (
    "A red bike called Wobblescotch 🚲",
    "To see Pembertwistle’s cat; DROP TABLE child; --",
    '=HYPERLINK("Nobblesworth")',
)
WORDS = words_of([*SAID.values(), *ASKS])


@dataclass(frozen=True)
class Paper:
    """What stands on a letter."""

    number: str
    words: str


@dataclass
class Story:
    """Everybody’s browser, and all that they leave behind."""

    portal: Portal
    watched: list[Watched]

    @property
    def titles(self) -> str:
        return "\n".join(title for one in self.watched for title in one.titles)

    @property
    def addresses(self) -> str:
        asked = [a for one in self.watched for a in one.addresses]
        heard = [f"{e.address} {e.referer} {e.headers}" for e in self.portal.wire.exchanges]
        return "\n".join([*asked, *heard])


@pytest.fixture
def story(portal: Portal, tmp_path, monkeypatch) -> Story:
    """What this process cannot hold in memory it would put where the search finds it."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return Story(portal, [])


@pytest.fixture
def childs_page(story, playwright, browser_program, tmp_path):
    """The child’s own browser, without JavaScript, whose every file can be looked at after."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=browser_program,
        args=QUIET,
        java_script_enabled=False,
        viewport=PHONE,
        locale="en-GB",
    )
    story.watched.append(Watched(context, story.portal))
    yield story.watched[-1].page()
    context.close()


@pytest.fixture
def staffs_page(story, chromium):
    context = chromium.new_context(locale="en-GB")
    story.watched.append(Watched(context, story.portal))
    yield story.watched[-1].page()
    context.close()


def command(*words: object) -> Result:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done


def test_a_child_is_heard_from_the_letter_to_the_summary_and_no_word_gets_out(
    story, clock, childs_page, staffs_page, tmp_path, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    portal = story.portal
    takes_in_the_sample(tmp_path)
    command("caseload", "import", CASELOAD)
    staff = Staff(portal, staffs_page)
    letter = a_letter_for_lil(staff)

    lil = Child(portal, childs_page)
    fills_in_and_sends(lil, letter)
    clock.move_to(datetime(2026, 3, 5, 17, 0, tzinfo=UTC))
    comes_back(lil, letter)

    clock.move_to(datetime(2026, 3, 6, 9, 30, tzinfo=UTC))
    officer = an_officer(portal)
    reads(staff, officer)
    clock.move_to(datetime(2026, 3, 20, 15, 0, tzinfo=UTC))
    decides(staff, officer)
    clock.move_to(datetime(2026, 4, 2, 10, 0, tzinfo=UTC))
    closes_and_releases(staff, tmp_path)
    command("work", "--once")

    left = {
        "log": caplog.text.encode(),
        "output": "".join(capfd.readouterr()).encode(),
        "titles": story.titles.encode(),
        "addresses": story.addresses.encode(),
    }
    childs_page.context.close()
    assert found_in(WORDS, left | files_under(tmp_path)) == []
    assert not any(one.strangers for one in story.watched)
    assert audit_is_whole(portal)
    (portal.instance / "planted").write_text(SAID["good"], "utf-8")
    planted = found_in(WORDS, files_under(tmp_path))
    assert {place for _, place in planted} == {str(portal.instance / "planted")}


def takes_in_the_sample(folder: Path) -> None:
    """The whole sample of the return comes in first, with exactly the verdicts it deserves."""
    done = command("caseload", "import", SAMPLE, "--report", folder / "report.csv")
    files = json.loads(done.stdout)["files"]
    assert {name: (f["kept"], f["doubted"], f["refused"]) for name, f in files.items()} == {
        "header.csv": (2_675, 0, 0),
        "episodes.csv": (5_050, 0, 0),
        "reviews.csv": (12_474, 7_239, 106 + 2),
        "uasc.csv": (132, 0, 0),
    }
    reasons = files["reviews.csv"]["reasons"]
    assert (reasons["after-today"], reasons["duplicate"]) == (106, 2)


def a_letter_for_lil(olu: Staff) -> Paper:
    """The office finds who is due, makes her letter, and reads what stands on it."""
    olu.signs_in(enrolled(olu.portal.app, Duty.OFFICE))
    olu.follows("Due to be invited")
    olu.follows("Choose a form for Lil Drummond")
    olu.presses("Make the letter")
    number = olu.page.locator(".code__number--large").inner_text()
    words = olu.page.locator(".code__word").all_inner_texts()
    olu.opens("/staff")
    olu.presses("Sign out")
    return Paper(number, " ".join(words))


def fills_in_and_sends(lil: Child, letter: Paper) -> None:
    lil.comes_in(letter.number, letter.words)
    assert lil.heading == "Hello, Lil"
    lil.presses("Just me")
    lil.picks()
    lil.presses("Start")
    lil.answers("home", "happy", "worried")
    lil.answers("school", "mixed")
    lil.answers("health", "sleep", "friends")
    for question in ("people", "good", "worries"):
        lil.answers(question, SAID[question])
    lil.answers("last-time", "no")
    lil.answers("wishes", *ASKS)
    lil.answers("go", "no")
    lil.answers("send", "use-this")
    lil.answers("who-comes", SAID["who-comes"])
    lil.answers("safe", "yes")
    lil.answers("talk", "no")
    lil.answers("only-iro", SAID["only-iro"])
    assert lil.heading == "What you said"
    assert set(lil.own_words) == {*SAID.values(), *ASKS}
    lil.presses("Send")
    assert lil.heading == "Thank you"
    leaves(lil)


def comes_back(lil: Child, letter: Paper) -> None:
    """The same words and pictures show the copy, on a device that remembers nothing."""
    lil.comes_in(letter.number, letter.words)
    lil.follows("See what happened")
    lil.picks()
    assert lil.heading == "What happened"
    assert {*SAID.values(), *ASKS} <= set(lil.own_words)
    assert lil.page.get_by_text("Nobody has read this yet").is_visible()
    leaves(lil)


def leaves(lil: Child) -> None:
    """Nothing is kept while she is here, and her visit’s cookie is gone when she leaves."""
    watched = Watched.of(lil.page)
    assert watched.what_is_kept(lil.page) == NOTHING
    assert watched.cookies <= COOKIES
    lil.follows("Leave this page")
    assert lil.page.url == lil.portal.weather
    assert watched.cookies == set()


def an_officer(portal: Portal) -> Enrolment:
    """Alison, whom the import named, is given her way in."""
    person = Person(
        "Alison Hargreaves", "alison@council.example", frozenset({Duty.OFFICER}), "IRO01"
    )
    return enrol(portal.store, person, keys=portal.keys, now=datetime.now(UTC))


def reads(alison: Staff, officer: Enrolment) -> None:
    """Byte for byte, before anything an adult says about it."""
    alison.signs_in(officer)
    assert alison.heading == "My reviews"
    alison.follows("Lil Drummond")
    read = [words.encode() for words in alison.own_words]
    own = [SAID[question] for question in ("people", "good", "only-iro", "who-comes")]
    assert read == [words.encode() for words in (*own, *ASKS, SAID["worries"])]
    alison.presses("Sign out")


def decides(alison: Staff, officer: Enrolment) -> None:
    """Lil was not there; her views were presented; that is PN6."""
    alison.signs_in(officer)
    alison.follows("Lil Drummond")
    alison.follows("Record the review")
    alison.chooses(
        held="yes", attended="no", spoke="no", signed="no", spokesperson="none", views="presented"
    )
    alison.presses("Write this down")
    assert alison.heading == "How Lil took part"
    alison.presses("Confirm PN6")
    assert alison.page.get_by_text("PN6 is confirmed.").is_visible()
    alison.presses("Sign out")


def closes_and_releases(sam: Staff, folder: Path) -> None:
    """The quarter is closed and prepared on a page; another agrees; a command writes the files."""
    sam.signs_in(enrolled(sam.portal.app, Duty.PARTICIPATION))
    sam.opens("/staff/releases")
    sam.follows("Close 2025-26Q4")
    sam.presses("Close 2025-26Q4")
    sam.presses("Prepare 2025-26Q4")
    command("work", "--once")
    sam.opens("/staff/releases/2025-26Q4/prepared")
    sam.presses("Sign out")
    sam.signs_in(enrolled(sam.portal.app, Duty.MANAGER))
    sam.opens("/staff/releases/2025-26Q4/prepared")
    sam.presses("Agree: it may leave")
    assert sam.path == "/staff/releases/2025-26Q4"
    command("release", "make", "--period", "2025-26Q4", "--out", folder / "release")
    assert (folder / "release" / "heard-2025-26Q4.csv").stat().st_size > 0
    sam.presses("Sign out")


def audit_is_whole(portal: Portal) -> bool:
    with portal.store.look() as transaction:
        return audit.first_broken(transaction, keys=portal.keys) is None
