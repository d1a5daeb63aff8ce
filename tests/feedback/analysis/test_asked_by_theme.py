"""What came of what was asked for, by its theme: for staff in a table, for children in words."""

from feedback.analysis.asked_by_theme import asked_by_theme
from feedback.analysis.for_children import for_children
from feedback.analysis.in_short import in_short
from feedback.codebook import load_codebook
from feedback.disclosure.declared import load_tables
from feedback.glossary import Glossary
from feedback.releases.figures import Symbol
from tests.reports import ASKED_ABOUT, report

YEAR = report("2015-16", {"asks-by-theme": ASKED_ABOUT})


def _without(*hidden):
    left = {cell: number for cell, number in ASKED_ABOUT.items() if cell not in hidden}
    return report("2015-16", {"asks-by-theme": left})


def _said(found):
    return [one.words for one in in_short(found, None) if one.about == "Asked_by_theme"]


def _told(found):
    facts = for_children(found, Glossary()).facts
    return [fact.sentences for fact in facts if fact.heading.startswith("What you asked for most")]


def test_a_release_counts_by_the_themes_that_an_ask_may_have_by_their_names():
    table = next(table for table in load_tables() if table.id == "asks-by-theme")
    named = [(row, table.row(row)[0].row_label) for row in table.rows]

    assert named[:-3] == [(theme.id, theme.name) for theme in load_codebook().of_asks]
    assert [row for row, _ in named[-3:]] == ["own", "none-of-these", "not-given"]


def test_what_was_asked_about_most_stands_first_with_what_was_done_of_it():
    rows = asked_by_theme(YEAR).rows

    assert rows[0] == ("Growing up and leaving care", 36, 22, 61)
    assert [row[0] for row in rows[-3:]] == [
        "A theme of the council’s own", "None of these themes", "No theme given"
    ]  # fmt: skip


def test_a_hidden_number_hides_its_share_and_few_have_none():
    found = asked_by_theme(_without("home/done", "school/done", "school/base"))
    of = {row[0]: row[1:] for row in found.rows}
    hidden = Symbol.WITHHELD

    assert of["Where I live"] == (33, hidden, hidden)
    assert of["School, college and work"] == (hidden,) * 3
    small = {**ASKED_ABOUT, "home/done": 7, "home/not-done-yet": 8, "home/base": 15}
    rows = asked_by_theme(report("2015-16", {"asks-by-theme": small})).rows
    assert ("Where I live", 15, 7, Symbol.TOO_FEW) in rows


def test_the_sentences_tell_the_three_most_asked_about_and_children_are_told_the_same():
    about = ("Growing up and leaving care", "Feelings and health", "School, college and work")
    many = ((36, 22, 61), (35, 21, 60), (34, 20, 59))

    assert _said(YEAR) == [
        f"Of {every} things asked for about “{theme}” and answered, {done} were done: {share} %."
        for theme, (every, done, share) in zip(about, many, strict=True)
    ]
    assert _told(YEAR) == [
        (
            "Growing up: 22 of 36 happened.",
            "How I feel: 21 of 35 happened.",
            "School: 20 of 34 happened.",
        )
    ]


def test_of_one_that_was_done_one_was():
    one = {**ASKED_ABOUT, "growing-up/done": 1, "growing-up/not-done-yet": 35}

    assert "answered, 1 was done: 3 %." in _said(report("2015-16", {"asks-by-theme": one}))[0]


def test_what_is_hidden_is_told_to_nobody_and_a_release_before_it_was_told_has_no_table():
    nothing = report("2015-16", {})

    assert (_said(nothing), _told(nothing)) == ([], [])
    assert {row[1:] for row in asked_by_theme(nothing).rows} == {(Symbol.WITHHELD,) * 3}
    assert asked_by_theme(report("2015-16Q1", {})) is None
