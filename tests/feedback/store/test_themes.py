from feedback.disclosure.populations import THEMES
from feedback.periods import Period
from feedback.store.themes import count_commented, count_themes, some_have_no_theme, themes_of
from tests.commented import a_comment, a_sheet, staff


def test_a_sheet_counts_once_for_a_theme_however_often_it_is_written_about(store, keys):
    with store.begin() as transaction:
        (duty,) = staff(transaction, "Dana Duty")
        first, second = (a_sheet(transaction, keys, "words") for _ in range(2))
        a_comment(transaction, first, duty, "home", "school")
        a_comment(transaction, first, duty, "home", question="difference")
        a_comment(transaction, second, duty, "home")
        a_comment(transaction, a_sheet(transaction, keys, "x", quarter="2025-26Q2"), duty, "home")
        a_comment(transaction, a_sheet(transaction, keys, "not coded yet"), duty)

        assert count_themes(transaction, ["2025-26Q3"]) == {"home": 2, "school": 1}
        assert count_themes(transaction, ["2025-26Q2", "2025-26Q3"])["home"] == 3
        assert count_commented(transaction, ["2025-26Q3"]) == 2
        assert count_commented(transaction, ["2024-25Q1"]) == 0


def test_a_release_counts_sheets_with_each_theme_and_the_councils_own_themes_as_one(store, keys):
    with store.begin() as transaction:
        (duty,) = staff(transaction, "Dana Duty")
        first, second = (a_sheet(transaction, keys, "words") for _ in range(2))
        a_comment(transaction, first, duty, "home", "the-minibus", "the-garden")
        a_comment(transaction, first, duty, "the-minibus", question="difference")
        a_comment(transaction, second, duty, "home")
        a_comment(transaction, a_sheet(transaction, keys, "x", quarter="2024-25Q2"), duty, "home")

        counted = themes_of(transaction, Period.named("2025-26"))

    assert counted[()] == {(): 2}
    assert counted["home",] == {("yes",): 2, ("no",): 0}
    assert counted["own",] == {("yes",): 1, ("no",): 1}
    assert counted["school",] == {("yes",): 0, ("no",): 2}
    assert len(counted) == len(THEMES) + 1


def test_words_without_a_theme_are_still_open_and_a_sheet_without_words_is_not(store, keys):
    year = Period.named("2025-26")
    with store.begin() as transaction:
        (duty,) = staff(transaction, "Dana Duty")
        a_sheet(transaction, keys)
        a_comment(transaction, a_sheet(transaction, keys, "words"), duty, "home")
        assert not some_have_no_theme(transaction, year)

        a_sheet(transaction, keys, "nobody has read this")
        assert some_have_no_theme(transaction, year)
        assert not some_have_no_theme(transaction, Period.named("2024-25"))
