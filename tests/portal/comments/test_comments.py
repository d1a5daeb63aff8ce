"""From what a child wrote to what leaves, through the pages, by each who has a part in it."""

import pytest
from sqlalchemy import event, select, update

from feedback.store.models import (
    AuditRow,
    Comment,
    CommentTheme,
    Duty,
    Marked,
    Quote,
    QuoteState,
    Sheet,
    ToldBack,
)
from portal.storage import keys, store
from tests.cases import a_child, an_officer
from tests.commented import a_comment, a_sheet, staff
from tests.people import enrolled, signed_in

TOLD = "Ada says they let me finish my zorgled crocodile. i will come"
QUARTER = "2025-26Q3"


@pytest.fixture
def written(app):
    """Write so many sheets, read by duty or not, and given a theme or not."""

    def written(*texts, read=True, theme="", **sheet):
        with app.app_context(), store().begin() as transaction:
            (duty,) = staff(transaction, "Dana Duty")
            rows = [a_sheet(transaction, keys(), text, **sheet) for text in texts]
            themes = [theme] if theme else []
            return [
                a_comment(transaction, row, duty, *themes).id if read else row.id for row in rows
            ]

    return written


@pytest.fixture
def ada(app):
    with app.app_context(), store().begin() as transaction:
        a_child(transaction, keys(), an_officer(transaction).id)


@pytest.fixture
def second(app):
    return signed_in(app, enrolled(app, Duty.PARTICIPATION, name="Sam Second"))


def _rows(app, *columns):
    with app.app_context(), store().look() as transaction:
        return transaction.execute(select(*columns)).all()


def test_duty_reads_it_unmasked_and_not_whose_and_says_what_it_found(app, duty_browser, written):
    (sheet,) = written(TOLD, read=False)
    duty_browser.open("/staff/duty").follow("Read one answer sheet")
    assert "Ada says" in duty_browser.text

    duty_browser.press("I have read these", **{f"sheet-{sheet}": "already-known"})

    assert "You have read everything" in duty_browser.text
    assert _rows(app, Comment.marked) == [(Marked.KNOWN,)]


def test_a_worried_reader_is_told_whom_to_tell_and_nothing_is_kept_unmarked(duty_browser, written):
    (sheet,) = written(TOLD, read=False)
    duty_browser.open("/staff/duty/comments").press("I have read these")
    assert "Nothing was kept" in duty_browser.text

    duty_browser.press("I have read these", **{f"sheet-{sheet}": "concern"})

    assert "Tell the IRO manager now" in duty_browser.text


def test_nobody_else_reads_what_duty_has_not_read(insight_browser, written):
    written(TOLD, read=False)

    insight_browser.open("/staff/comments")

    assert "Safeguarding duty still has some to read" in insight_browser.text
    assert "Nothing waits" in insight_browser.open("/staff/comments/code").text


@pytest.mark.usefixtures("ada")
def test_a_comment_is_read_masked_and_nothing_on_the_page_tells_who(app, insight_browser, written):
    written(TOLD, indicator_group="PN5-6", version="easy", english=False, helped=True)

    insight_browser.open("/staff/comments").follow("Give comments their themes")

    html = insight_browser.page.decode()
    assert "[name] says they let me finish my [word] crocodile." in insight_browser.text
    for telling in ("Ada", "Quill", "zorgled", "PN5", "easy", "Easy", "helped"):
        assert telling not in html.replace("aria-", ""), telling
    assert insight_browser.page.select_one("mark.doubt") is None
    assert ("read-masked",) in _rows(app, AuditRow.act)


def test_themes_are_kept_and_the_next_comment_comes(app, insight_browser, written):
    written("they listened", "they did not")
    insight_browser.open("/staff/comments/code")

    insight_browser.press("Keep these themes")
    assert "Choose at least one theme" in insight_browser.mistakes[0]
    insight_browser.press("Keep these themes", themes=["listened-to", "home"])

    assert "This is the only one left" in insight_browser.text
    assert sorted(_rows(app, CommentTheme.theme)) == [("home",), ("listened-to",)]


def test_of_a_comment_in_other_letters_the_page_says_whom_to_ask(insight_browser, written):
    ask = "ask them what it is about, and not who wrote it"
    written("لم يستمع إليّ أحد")
    assert ask in insight_browser.open("/staff/comments/code").text

    insight_browser.press("Keep these themes", themes=["home"])
    written("nobody listened to me")

    assert "nobody listened to me" in insight_browser.open("/staff/comments/code").text
    assert ask not in insight_browser.text


def test_a_comment_is_left_for_later(insight_browser, written):
    ids = sorted(written("the first", "the second"))
    insight_browser.open("/staff/comments/code")
    first = insight_browser.page.select_one("blockquote").get_text(strip=True)

    insight_browser.follow("Leave it for later")

    assert insight_browser.page.select_one("blockquote").get_text(strip=True) != first
    assert insight_browser.open("/staff/comments/code?after=nonsense").status == 200
    assert len(ids) == 2


def test_a_colleague_codes_unseen_and_what_differs_is_settled(
    app, insight_browser, second, written
):
    written("they listened to me at home")
    insight_browser.open("/staff/comments/code").press("Keep these themes", themes=["home"])
    assert "Nothing waits" in insight_browser.open("/staff/comments/check").text

    second.open("/staff/comments").follow("Check what a colleague coded")
    assert not second.page.select("input[checked]")
    second.press("Keep these themes", themes=["listened-to"])
    insight_browser.open("/staff/comments").follow("Settle where two of you")
    assert "One of you saw: Where I live" in insight_browser.text
    insight_browser.press("Keep these themes", themes=[])
    assert insight_browser.mistakes
    insight_browser.press("Keep these themes", themes=["home", "listened-to"])

    assert "Nothing waits" in insight_browser.text
    assert sorted(_rows(app, CommentTheme.theme)) == [("home",), ("listened-to",)]
    assert "saw the very same themes in 0" in insight_browser.open("/staff/comments").text


@pytest.mark.usefixtures("ada")
def test_a_quote_goes_from_one_person_to_another(app, insight_browser, second, written):
    written(TOLD, *["they listened"] * 5, theme="listened-to")
    insight_browser.open("/staff/comments").follow("Being listened to")
    address = next(
        one.find_parent("figure").select_one("a")["href"]
        for one in insight_browser.page.select("blockquote")
        if "crocodile" in one.get_text()
    )
    insight_browser.open(address)
    assert "No other comment on this theme says crocodile" in insight_browser.text
    insight_browser.press("Keep it for a second person")
    assert "Choose whether to quote" in insight_browser.mistakes[0]
    place = insight_browser.page.select_one("[name=restored]")["value"]
    insight_browser.press("Keep it for a second person", treatment="exact", restored=[place])
    assert "Waits for a second person" in insight_browser.text

    insight_browser.open("/staff/comments/quotes").follow("Quote 1")
    assert "somebody else agrees" in insight_browser.text
    second.open("/staff/comments/quotes").follow("Quote 1")
    assert "[name] says they let me finish my zorgled crocodile. i will come" in second.text
    assert "Look at: zorgled" in second.text
    second.press("Agree: it may leave")

    assert "Agreed" in second.text
    assert _rows(app, Quote.state) == [(QuoteState.AGREED,)]
    second.follow("Quote 1").press("Take it out for good")
    assert _rows(app, Quote.state) == [(QuoteState.TAKEN_OUT,)]


def test_words_are_sent_back_with_a_reason_and_chosen_in_other_words(
    app, insight_browser, second, written
):
    ids = written(*["they listened"] * 6, theme="listened-to")
    address = f"/staff/comments/{ids[0]}/quote/listened-to"
    insight_browser.open(address).press(
        "Keep it for a second person", treatment="paraphrase", words="Tyrone was heard"
    )
    assert "name, a place or a number" in insight_browser.mistakes[0]
    insight_browser.press(
        "Keep it for a second person", treatment="paraphrase", words="Four children were heard."
    )
    assert "“Four” counts something" in insight_browser.mistakes[0]
    assert "Four children were heard." in insight_browser.text
    insight_browser.press("Keep it for a second person", treatment="paraphrase", words="Heard.")

    second.open("/staff/comments/quotes").follow("Quote 1").press("Send it back")
    assert "why" in second.mistakes[0]
    second.press("Send it back", why="Say who was heard.")

    insight_browser.open("/staff/comments/quotes").follow("Quote 1")
    assert "Sent back: Say who was heard." in insight_browser.text
    insight_browser.open(address).press("Keep it for a second person", treatment="leave-out")
    assert "Left out" in insight_browser.text
    assert _rows(app, Quote.words) == [(None,)]


def test_nobody_is_quoted_from_a_theme_of_few_or_without_a_yes(insight_browser, app, written):
    ids = written(*["they listened"] * 5, theme="listened-to")
    address = f"/staff/comments/{ids[0]}/quote/listened-to"

    assert "Too few" in insight_browser.open("/staff/comments/themes/listened-to").text
    assert not insight_browser.page.select("a[href*=quote]:not(.nav__way)")
    assert "Too few wrote" in insight_browser.open(address).text
    assert not insight_browser.page.select("[name=treatment]")
    written("one more", theme="listened-to", may_quote=False)
    with app.app_context(), store().begin() as transaction:
        transaction.execute(update(Sheet).values(may_quote=False))
    insight_browser.open("/staff/comments/themes/listened-to")
    assert "did not say it may be quoted" in insight_browser.text


def test_many_comments_come_a_page_at_a_time_with_few_questions_to_the_store(
    app, insight_browser, written
):
    written(*[f"they listened to us for {n} minutes" for n in range(100)], theme="home")
    insight_browser.open("/staff/comments/themes/home")
    asked = []
    with app.app_context():
        event.listen(store().engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    html = insight_browser.open("/staff/comments/themes/home").page.decode()

    assert len(insight_browser.page.select("main blockquote")) == 15
    assert "Page 1 of 7" in insight_browser.text
    assert len(html) < 60_000
    assert len([one for one in asked if one.startswith("SELECT")]) <= 10
    assert "Page 7 of 7" in insight_browser.open("/staff/comments/themes/home?page=7").text
    assert insight_browser.open("/staff/comments/themes/home?page=x9").status == 200


def test_what_was_done_is_told_once_a_manager_agreed_and_taken_down_again(
    app, insight_browser, written
):
    written(*["it is long"] * 6, theme="time-and-place", quarter="2025-26Q1")
    written("it is long")
    insight_browser.open("/staff/comments?quarter=2025-26Q1").follow("Say what was done about")
    chosen = [one["value"] for one in insight_browser.page.select("option[selected]")]
    assert chosen == ["2025-26Q1", "time-and-place"]
    words = {"heard": "Your placement is long.", "done": "We stop for tea."}
    given = dict(zip(("period", "theme"), chosen, strict=True))
    insight_browser.press("Keep it for a second person", **given, **words)
    assert "placement" in insight_browser.mistakes[0]
    words["heard"] = "Your review is long."
    insight_browser.press("Keep it for a second person", **given, **words)
    assert "Waits for somebody else" in insight_browser.text

    manager = signed_in(app, enrolled(app, Duty.MANAGER))
    manager.open("/staff/comments/told").press("Agree: children may read it")

    assert "Children read it since" in manager.text
    assert "We stop for tea." in manager.open("/about/you-said").text
    manager.open("/staff/comments/told").press("Take it down")
    assert _rows(app, ToldBack.taken_down, ToldBack.period) == [(True, "2025-26Q1")]
    assert "We stop for tea." not in manager.open("/about/you-said").text


@pytest.mark.parametrize(
    "address",
    [
        "/staff/comments?quarter=2025-26",
        "/staff/comments?quarter=2025-11",
        "/staff/comments/themes/trains",
        f"/staff/comments/{'0' * 8}-0000-0000-0000-{'0' * 12}/quote/home",
        f"/staff/comments/{'0' * 8}-0000-0000-0000-{'0' * 12}/quote/trains",
        f"/staff/comments/quotes/{'0' * 8}-0000-0000-0000-{'0' * 12}",
    ],
)
def test_what_is_not_there_is_not_found(insight_browser, address):
    assert insight_browser.open(address).status == 404


def test_before_anybody_wrote_every_page_says_so(insight_browser):
    for address in ("", "/code", "/check", "/settle", "/quotes", "/told", "/themes/home"):
        assert insight_browser.open(f"/staff/comments{address}").status == 200
        assert insight_browser.page.select_one(".empty, .quiet, .data")
