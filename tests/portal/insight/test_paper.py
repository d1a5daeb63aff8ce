import re
from datetime import date

import pytest
from bs4 import BeautifulSoup

from feedback.catalogue import load_catalogue
from feedback.council import Council
from feedback.disclosure.declared import load_tables
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from portal.insight.paper import instruments, writer

SHOWN = {
    "participation": {"took-part": 1031, "did-not": 112, "null": 0},
    "voice": {"yes": 20, "bit": 12, "no": 11, "not-sure": 0},
}


def _files(*, council="Sampleshire", made_up=False, shown=SHOWN):
    tables = tuple(Reported(table, shown.get(table.id)) for table in load_tables())
    report = Report(Period.named("2025-26"), date(2026, 5, 1), made_up, tables)
    return writer(Council(name=council), load_catalogue())(report)


def _page(**given):
    return BeautifulSoup(_files(**given)["heard-2025-26.html"].decode("utf-8"), "html.parser")


def test_a_release_is_every_format_and_the_description_of_them():
    assert sorted(_files()) == [
        "heard-2025-26-annual-report.html",
        "heard-2025-26.css",
        "heard-2025-26.csv",
        "heard-2025-26.datapackage.json",
        "heard-2025-26.html",
        "heard-2025-26.json",
        "heard-2025-26.ods",
        "heard-2025-26.xlsx",
    ]


def test_the_same_report_gives_the_same_bytes():
    assert _files() == _files()


def test_the_page_says_the_main_thing_in_a_sentence_before_any_table():
    text = _page().get_text(" ", strip=True)

    assert "Children took part in 1,031 of 1,143 reviews: 90.2\N{NO-BREAK SPACE}%." in text
    assert text.index("90.2\N{NO-BREAK SPACE}%") < text.index("Took part")


def test_the_page_stands_by_itself_without_scripts_or_anything_from_elsewhere():
    page = _page()
    named = [e.get("src") or e.get("href") for e in page.select("[src], [href]")]

    assert not page.select("script, style, [style], iframe, img")
    assert {name for name in named if not name.startswith("#")} == {"heard-2025-26.css"}
    assert b"url(" not in _files()["heard-2025-26.css"]
    assert b"@import" not in _files()["heard-2025-26.css"]


def test_every_table_has_a_caption_with_its_unit_and_heads_with_their_scope():
    for table in _page().select("table"):
        assert re.search(
            r"Counted are (reviews|answer sheets|things asked|children)", table.caption.get_text()
        )
        assert {head["scope"] for head in table.select("thead th")} == {"col"}
        assert all(row.th["scope"] == "row" for row in table.select("tbody tr"))


def test_symbols_are_explained_before_the_first_table():
    html = str(_page())

    assert html.index("withheld: it is 0 to 5, or hidden to protect children") < html.index(
        "<table"
    )


def test_ids_are_unique_and_every_link_leads_somewhere():
    page = _page()
    ids = [element["id"] for element in page.select("[id]")]

    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.select("a[href^='#']")} <= set(ids)


def test_the_page_says_what_was_asked_and_that_it_is_not_yet_validated():
    text = _page().get_text(" ", strip=True)

    assert "These questions are not yet validated." in text
    assert "Easy read, edition 1" in text
    assert len(instruments(load_catalogue())) == 5


def test_few_answers_come_with_a_warning_beside_the_very_figure():
    short = _page().select_one(".short").get_text(" ", strip=True)

    assert "20 of 43 answered Yes: 47\N{NO-BREAK SPACE}%. Treat with care." in short


@pytest.mark.parametrize("made_up", [True, False])
def test_a_made_up_council_is_never_mistaken_for_a_real_one(made_up):
    assert ("Made-up data" in _page(made_up=made_up).get_text()) is made_up


def test_where_everything_is_withheld_the_page_says_why_there_is_nothing_to_read():
    assert "Every table of this period is withheld" in _page(shown={}).get_text()


def test_a_name_of_a_council_is_text_and_never_markup():
    page = _page(council="<script>alert(1)</script> & Sons")

    assert not page.select("script")
    assert page.select_one(".head__council").get_text() == "<script>alert(1)</script> & Sons"
