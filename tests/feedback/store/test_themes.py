from feedback.store.themes import count_commented, count_themes
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
