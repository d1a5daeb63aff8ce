"""Cohen’s kappa, held against a published worked example."""

from feedback.agreement import cohens_kappa


def test_kappa_is_the_0_57_viera_and_garrett_worked_out_in_2005():
    """Family Medicine 37: two physicians, 15 times both yes, 70 both no, 10 and 5 apart."""
    marks = [
        *[(True, True)] * 15,
        *[(True, False)] * 5,
        *[(False, True)] * 10,
        *[(False, False)] * 70,
    ]

    assert round(cohens_kappa(marks), 2) == 0.57


def test_there_is_no_kappa_of_nothing_or_where_chance_explains_it_all():
    assert cohens_kappa([]) is None
    assert cohens_kappa([(True, True)] * 9) is None


def test_those_who_never_agree_have_the_least_there_is():
    assert cohens_kappa([(True, False), (False, True)]) == -1
