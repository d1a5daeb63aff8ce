from dataclasses import replace
from itertools import count

import pytest

from feedback.analysis.for_children import KEPT_PRIVATE, NOT_SURE, Heard, for_children
from feedback.codebook import load_codebook
from feedback.disclosure.declared import tables_of
from feedback.glossary import Glossary
from feedback.questionnaire import Version
from feedback.reading import banned_words, measure, straight_quotes
from feedback.soundness.words import LIMITS
from tests.reports import SEED, TIMELY, report, reviews

ANCHOR = {"yes": 60, "bit": 25, "no": 15, "base": 100, "not-sure": 12}
SHOWN = {
    **reviews(SEED, TIMELY),
    "voice": ANCHOR,
    "influence": {**ANCHOR, "bit": 31, "no": 29},
    "asks": {"done": 48, "not-done": 21, "still-asking": 10, "base": 79, "unanswered": 2},
}
YEAR = report("2015-16", SHOWN)
ANCHORS = {
    "information": "Did you know what your review was for?",
    "space": "Did you get to choose how to join in?",
    "voice": "Could you say everything you wanted?",
    "audience": "Did people listen to you?",
    "influence": "Did what you said make a difference?",
    "feedback": "Did someone tell you what was decided, and why?",
}


def _sentences(told):
    return [
        *told.opening,
        *(s for fact in told.facts for s in (fact.heading, *fact.sentences)),
        *told.closing,
    ]


@pytest.fixture(scope="module")
def told():
    return for_children(YEAR, Glossary())


def _each_cell_its_own_number():
    """A year in which no two cells print the same number, so a wrong one shows."""
    numbers = count(101)
    return {
        table.id: {cell.id: next(numbers) for cell in table.cells}
        for table in tables_of(YEAR.period)
    }


def test_every_sentence_says_the_number_of_its_own_cell():
    cells = _each_cell_its_own_number()
    told = for_children(report("2015-16", cells), Glossary())

    said = {fact.heading: fact.sentences for fact in told.facts}

    part, time, asks = cells["participation"], cells["on-time"], cells["asks"]
    assert said["Having your say"] == (
        f"Children had their say in {part['took-part']} reviews.",
        f"In {part['did-not']} reviews they did not.",
    )
    assert said["On time or late"] == (
        f"{time['on-time']} reviews were on time.",
        f"{time['late']} were late.",
    )
    assert said["What you asked for"] == (
        f"We answered {asks['base']} things you asked for.",
        f"{asks['done']} of them happened.",
    )
    for name, question in ANCHORS.items():
        assert said[question] == (
            f"{cells[name]['yes']} forms said Yes.",
            f"{cells[name]['bit']} forms said A bit.",
            f"{cells[name]['no']} forms said No.",
            f"{cells[name]['not-sure']} forms said I’m not sure.",
        )


def test_every_theme_is_told_with_the_numbers_of_its_own_cells():
    cells = _each_cell_its_own_number()
    told = for_children(report("2015-16", cells), Glossary())
    said = {fact.heading: fact.sentences for fact in told.facts}
    names = {theme.id: theme.for_children for theme in load_codebook().themes}
    wrote, came = cells["themes"], cells["asks-by-theme"]

    about, happened = (
        said["What you wrote about most"],
        said["What you asked for most, and what happened"],
    )

    assert len(about) == len(happened) == 3
    assert set(about) <= {
        f"{names.get(one, 'Something else')}: {number} forms." for one, number in wrote.items()
    }
    assert set(happened) <= {
        f"{name}: {came.get(f'{one}/done')} of {came.get(f'{one}/base')} happened."
        for one, name in names.items()
    }


def test_it_reads_within_the_limits_of_short(told):
    limits, found = LIMITS[Version.SHORT], measure(_sentences(told))

    assert found.mean <= limits.mean
    assert found.longest <= limits.longest
    assert found.grade <= limits.grade


def test_no_word_of_the_office_is_in_it(told):
    words = " ".join(_sentences(told))

    assert banned_words(words) == ()
    assert straight_quotes(words) == ()


def test_the_year_is_told_in_the_order_that_matters(told):
    assert [fact.heading for fact in told.facts] == [
        "Having your say",
        "Did you know what your review was for?",
        "Did you get to choose how to join in?",
        "Could you say everything you wanted?",
        "Did people listen to you?",
        "Did what you said make a difference?",
        "Did someone tell you what was decided, and why?",
        "What you asked for",
        "On time or late",
    ]
    assert told.facts[0].sentences == (
        "Children had their say in 1,031 reviews.",
        "In 112 reviews they did not.",
    )
    assert told.facts[0].bar == 90
    assert told.period == "April 2015 to March 2016"


def test_a_hidden_number_is_said_to_be_kept_private_and_why(told):
    listened = next(fact for fact in told.facts if fact.picture == "listen")

    assert listened.sentences == KEPT_PRIVATE
    assert listened.bar is None
    assert (listened.kept_private, told.facts[0].kept_private) == (True, False)


def test_a_table_withheld_because_nothing_was_proven_is_not_said_to_be_about_one_child():
    tables = tuple(
        replace(one, counts=None, unproven=True) if one.table.id == "voice" else one
        for one in YEAR.tables
    )
    told = for_children(replace(YEAR, tables=tables), Glossary())
    talked = next(fact for fact in told.facts if fact.picture == "talk")

    assert talked.sentences == NOT_SURE
    assert measure(NOT_SURE).longest <= LIMITS[Version.SHORT].longest
    assert measure(_sentences(told)).mean <= LIMITS[Version.SHORT].mean
    assert banned_words(" ".join(NOT_SURE)) == ()


def test_one_hidden_answer_leaves_the_others_and_draws_no_bar():
    some = {"yes": 60, "no": 15}
    fact = next(
        one
        for one in for_children(report("2015-16", {"voice": some}), Glossary()).facts
        if one.picture == "talk"
    )

    assert fact.sentences == (
        "60 forms said Yes.",
        "15 forms said No.",
        "We keep the other numbers private.",
    )
    assert fact.bar is None


def test_it_speaks_in_the_councils_own_words():
    own = for_children(YEAR, Glossary(review="meeting", iro="Independent Chair"))

    assert own.facts[0].sentences[0] == "Children had their say in 1,031 meetings."
    assert own.closing[-1] == "You can tell your Independent Chair what you think of this."


def test_what_was_done_and_what_children_said_come_as_they_were_agreed():
    heard = Heard("Reviews were too long.", "We made them shorter.")
    told = for_children(YEAR, Glossary(), you_said=(heard,), quotes=("It was good.",))

    assert (told.you_said, told.quotes) == ((heard,), ("It was good.",))


def test_one_late_review_and_one_form_are_said_as_one():
    few = report("2015-16", {"on-time": {"on-time": 30, "late": 1}, "voice": {"no": 1}})

    said = " ".join(_sentences(for_children(few, Glossary())))

    assert "1 was late." in said
    assert "1 form said No." in said


def test_a_release_that_knew_fewer_tables_tells_fewer_things():
    assert for_children(replace(YEAR, tables=()), Glossary()).facts == ()
