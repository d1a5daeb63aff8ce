"""The themes of a year as its release tells them, to staff and to children."""

from dataclasses import replace
from decimal import Decimal

from feedback.analysis.for_children import for_children
from feedback.analysis.in_short import in_short
from feedback.analysis.themes import themes
from feedback.codebook import load_codebook
from feedback.disclosure.declared import load_tables
from feedback.glossary import Glossary
from feedback.releases.figures import Symbol
from tests.reports import THEMES, report

YEAR = report("2015-16", {"themes": THEMES})


def _without(*hidden):
    return report("2015-16", {"themes": {k: v for k, v in THEMES.items() if k not in hidden}})


def _said(found):
    return [one.words for one in in_short(found, None) if one.about == "Written_about"]


def _told(found):
    facts = for_children(found, Glossary()).facts
    return [fact.sentences for fact in facts if fact.picture == "write"]


def test_a_release_counts_the_themes_of_our_own_codebook_by_its_names():
    table = next(table for table in load_tables() if table.id == "themes")
    named = [(cell.id, cell.label) for cell in table.cells]

    assert named[:-3] == [(theme.id, theme.name) for theme in load_codebook().themes]
    assert [cell for cell, _ in named[-3:]] == ["own", "none-of-these", "base"]


def test_the_themes_most_written_about_stand_first_with_their_share_of_all_with_a_theme():
    found = themes(YEAR)

    assert found.rows[0] == ("Where I live", 71, Decimal(25))
    assert found.rows[1][:2] == ("Seeing family and friends", 52)
    assert found.rows[-1][:2] == ("None of these themes", 60)
    assert len(found.rows) == len(THEMES) - 1
    assert "Shares are of the 280 answer sheets with a theme." in [x.words for x in found.lines]


def test_a_hidden_theme_stands_last_and_the_sentence_says_that_some_are_hidden():
    found = _without("school", "home")

    assert themes(found).rows[-2][1:] == (Symbol.WITHHELD, Symbol.WITHHELD)
    assert _said(found) == [(
        "Most often of those that are shown, of 280 answer sheets: Seeing family and friends"
        " (52), Being listened to (40), Knowing beforehand (12)."
    )]  # fmt: skip


def test_staff_and_children_are_told_the_three_most_written_about():
    assert _said(YEAR) == [(
        "Most often, of 280 answer sheets: Where I live (71), Seeing family and friends (52),"
        " Being listened to (40)."
    )]  # fmt: skip
    assert _told(YEAR) == [(
        "Where I live: 71 forms.", "Seeing family and friends: 52 forms.",
        "Being listened to: 40 forms.",
    )]  # fmt: skip


def test_a_theme_of_the_councils_own_is_told_to_children_as_something_else():
    found = report("2015-16", {"themes": {"own": 30, "base": 40}})

    assert _told(found) == [("Something else: 30 forms.",)]


def test_where_how_many_wrote_is_hidden_nothing_is_said_of_themes():
    few = _without("base")

    assert themes(few).rows[0][2] is Symbol.WITHHELD
    assert len(themes(few).lines) == 2
    assert _said(few) == _told(few) == []


def test_a_year_that_left_before_themes_were_counted_has_no_table_of_them():
    old = replace(YEAR, tables=())

    assert themes(old) is None
    assert _said(old) == _told(old) == []
