import io
import re
import zipfile
from contextlib import contextmanager

import pytest
from pypdf import PdfReader
from sqlalchemy import event, select

from feedback.store.models import AuditRow, Duty, Sheet
from portal.storage import store
from tests import planted, released
from tests.people import enrolled, signed_in
from tests.reports import BEFORE, SEED, report, reviews, whole_year


@pytest.fixture
def two_years(app):
    """The seed report’s year and the one before, released, with two of its quarters."""
    with app.app_context(), store().begin() as transaction:
        released.enter(
            transaction,
            whole_year("2014-15", BEFORE),
            whole_year("2015-16", SEED),
            report("2015-16Q1", reviews({"PN1": 150, "PN4": 8, "PN7": 30})),
            report("2015-16Q2", {}),
        )


@contextmanager
def _counted(app):
    """Count the queries made meanwhile."""
    made = []
    with app.app_context():
        engine = store().engine
    listen = ("before_cursor_execute", lambda *given: made.append(given[2]))
    event.listen(engine, *listen)
    yield made
    event.remove(engine, *listen)


def test_before_any_year_was_released_the_page_says_what_to_do(insight_browser):
    insight_browser.open("/staff/figures")

    assert insight_browser.heading == "Figures"
    assert "There are no figures yet." in insight_browser.text


@pytest.mark.usefixtures("two_years")
def test_the_latest_year_is_told_in_sentences_before_any_table(insight_browser):
    insight_browser.open("/staff/figures")

    assert insight_browser.heading == "Figures, 2015-16"
    text = insight_browser.text
    assert (
        "1,031 of 1,143 reviews of children aged 4 or over with a confirmed code: 90.2 %" in text
    )
    assert "99.1 %" in text
    assert "98.1" not in text
    assert text.index("In short") < text.index("What children said")
    assert "These questions are not yet validated." in text


@pytest.mark.usefixtures("two_years")
def test_parts_come_in_order_and_every_sentence_leads_to_its_table(insight_browser):
    page = insight_browser.open("/staff/figures/2015-16").page

    assert [h2.get_text() for h2 in page.select("main h2")] == [
        "In short",
        "What children said",
        "Participation over the years",
        "On time",
        "Who is missing",
        "What children wrote about",
        "What children asked for",
        "Are some children heard less?",
        "The quarters",
        "To take away",
    ]
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.select("main a[href^='#']")} <= set(ids)


@pytest.mark.usefixtures("two_years")
def test_every_picture_has_a_title_a_description_and_stands_after_its_table(insight_browser):
    page = insight_browser.open("/staff/figures/2015-16").page

    (picture,) = page.select("svg[role=img]")
    named = [page.find(id=one) for one in picture["aria-labelledby"].split()]
    assert named[0].name == "title"
    assert named[1].get_text() == "2014-15: 91.0 %; 2015-16: 90.2 %."
    assert picture.find_previous("table").find_parent("section") is picture.find_parent("section")


@pytest.mark.usefixtures("two_years")
def test_a_quarter_is_a_point_without_an_arrow_or_a_colour_of_judgement(insight_browser):
    page = insight_browser.open("/staff/figures/2015-16").page
    quarters = page.find(id="Quarters").find_parent("section")

    assert "2015-16Q1" in quarters.get_text()
    assert not re.search("[↑↓▲▼⬆⬇]|higher|lower", quarters.get_text())
    assert {one for tag in quarters.select("[class]") for one in tag["class"]} <= {
        "stack", "data", "data--figures", "data__table", "data__said", "data__notes",
        "data__words", "data__whole", "data__wide", "only-heard", "share",
    }  # fmt: skip


@pytest.mark.usefixtures("two_years")
def test_a_hidden_number_is_its_symbol_explained_above_the_table(insight_browser):
    page = insight_browser.open("/staff/figures/2015-16").page
    groups = page.find(id="By_group").find_next("div", class_="data")

    assert "[c] withheld: it is 0 to 5, or hidden to protect children" in groups.get_text(
        " ", strip=True
    )
    assert "[c]" in groups.table.get_text()


@pytest.mark.usefixtures("two_years")
def test_another_year_is_one_press_away_and_an_unknown_one_is_not_here(insight_browser):
    insight_browser.open("/staff/figures").follow("2014-15")

    assert insight_browser.heading == "Figures, 2014-15"
    for name in ("2013-14", "2015-16Q1", "last-week"):
        assert insight_browser.open(f"/staff/figures/{name}").status == 404


@pytest.mark.usefixtures("two_years")
def test_showing_the_figures_does_not_depend_on_how_many_sheets_there_are(app, insight_browser):
    with _counted(app) as few:
        before = insight_browser.open("/staff/figures/2015-16").text
    with app.app_context(), store().begin() as transaction:
        planted.sheets(transaction, "2015-16Q1", {"voice": {"yes": 500, "no": 500}})
        assert len(transaction.scalars(select(Sheet.id)).all()) == 1000

    with _counted(app) as many:
        after = insight_browser.open("/staff/figures/2015-16").text

    assert after == before
    assert len(many) == len(few) <= 10
    assert not any("sheet" in query or "FROM review" in query for query in many)


PAGES = (
    "/staff/figures/2015-16",
    "/staff/figures/2015-16/annual-report",
    "/staff/figures/2015-16/for-children",
    "/staff/releases/2015-16",
    "/staff/releases/2015-16/rows",
)


@pytest.mark.usefixtures("two_years")
def test_every_page_of_figures_is_light(insight_browser):
    sizes = {page: len(insight_browser.client.get(page).data) for page in PAGES}

    assert all(10_000 < size < 50_000 for size in sizes.values()), sizes


@pytest.mark.usefixtures("two_years")
def test_tables_with_rows_stand_on_a_page_of_their_own(insight_browser):
    insight_browser.open("/staff/releases/2015-16")
    assert not insight_browser.page.find(id="voice-by-group")

    insight_browser.follow("15 more tables, with rows")

    groups = insight_browser.page.find(id="voice-by-group").find_next("table")
    spoke = groups.find("th", string="Was there and spoke").find_parent("tr")
    assert [td.get_text() for td in spoke.select("td")][:4] == ["24", "8", "6", "38"]
    for name in ("2015-16Q1", "2013-14"):
        assert insight_browser.open(f"/staff/releases/{name}/rows").status == 404


@pytest.mark.usefixtures("two_years")
def test_the_annual_block_holds_the_reports_tables(insight_browser):
    insight_browser.open("/staff/figures/2015-16").follow("The block for the annual report")

    headings = [h2.get_text() for h2 in insight_browser.page.select("main h2")]
    assert [heading.split(":")[0] for heading in headings] == [
        "Table 1",
        "Table 2",
        "Table 2a",
        "Table 3",
        "Table 4",
        "Table 5",
    ]
    assert "99.4 %" in insight_browser.text


def test_of_a_year_in_which_all_is_hidden_nothing_is_said_and_the_pages_stand(
    app, insight_browser
):
    with app.app_context(), store().begin() as transaction:
        released.enter(transaction, report("2015-16", {}))

    assert "too few reviews and answers" in insight_browser.open("/staff/figures").text
    assert insight_browser.page.select("main svg") == []
    insight_browser.open("/staff/figures/2015-16/annual-report")
    assert "are hidden to protect children" in insight_browser.text


@pytest.mark.usefixtures("two_years")
def test_the_report_for_children_is_shown_as_they_will_see_it(app, insight_browser):
    insight_browser.open("/staff/figures/2015-16").follow("The report for children")

    text = insight_browser.text
    assert "Children had their say in 1,031 reviews." in text
    assert "Could you say everything you wanted?" in text
    with app.app_context(), store().look() as transaction:
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
    assert acts[-1] == "opened-quotes"


@pytest.mark.usefixtures("two_years")
def test_the_report_for_children_stands_by_itself_in_two_files(insight_browser):
    answer = insight_browser.client.get("/staff/figures/2015-16/for-children.zip")

    packed = zipfile.ZipFile(io.BytesIO(answer.data))
    assert packed.namelist() == [
        "heard-2015-16-for-children.html",
        "heard-2015-16-for-children.css",
    ]
    page = packed.read("heard-2015-16-for-children.html").decode()
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!heard-2015-16-for-children\.css")', page)
    assert page.count("<svg") >= 9


@pytest.mark.usefixtures("two_years")
def test_the_report_for_children_is_a_pdf_of_a4_pages(insight_browser):
    answer = insight_browser.client.get("/staff/figures/2015-16/for-children.pdf")

    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert round(float(pages[0].mediabox.width)) == 595
    assert "What children told us" in pages[0].extract_text()
    assert len(pages) <= 3


@pytest.mark.usefixtures("two_years")
def test_the_annual_block_is_a_pdf_of_a4_pages(insight_browser):
    answer = insight_browser.client.get("/staff/figures/2015-16/annual-report.pdf")

    first, *others = (page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert "For the annual report, 2015-16" in first
    assert "90.2\N{NO-BREAK SPACE}%" in first
    assert "Table 2a" in " ".join(others)
    assert "Sign out" not in first
    assert len(others) <= 2


@pytest.mark.usefixtures("two_years")
def test_figures_open_for_participation_officer_and_manager_and_for_nobody_else(app, browser):
    allowed = {Duty.PARTICIPATION, Duty.MANAGER}
    pages = ("/staff/figures", *PAGES, *(f"{PAGES[2]}.{kind}" for kind in ("pdf", "zip")))
    manager = signed_in(app, enrolled(app, Duty.MANAGER))
    others = signed_in(app, enrolled(app, *(set(Duty) - allowed)))

    assert [manager.client.get(page).status_code for page in pages] == [200] * 8
    assert [others.client.get(page).status_code for page in pages] == [403] * 8
    assert [browser.open(page).path for page in pages] == ["/staff/sign-in"] * 8
