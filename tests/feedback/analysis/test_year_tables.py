from dataclasses import replace

from feedback.analysis.year_tables import year_tables
from tests.reports import BEFORE, SEED, report, reviews, whole_year

ALWAYS = [
    "Table_1",
    "Table_2",
    "Table_3",
    "Table_4",
    "Table_5",
    "Anchors",
    "By_group",
    "By_version",
    "Answered_by_age",
    "Answered_by_group",
    "Written_about",
    "Asked_for",
    "Asked_by_theme",
    "Heard_less",
]


def test_a_year_has_the_blocks_tables_first_and_each_under_its_own_name():
    tables = year_tables(whole_year("2015-16", SEED), (whole_year("2014-15", BEFORE),))

    assert list(tables) == [*ALWAYS[:2], "Table_2a", *ALWAYS[2:]]
    assert tables["Anchors"].columns[-1].heading == "Against 2014-15"


def test_the_year_before_is_the_one_before_and_no_other():
    tables = year_tables(whole_year("2015-16", SEED), (report("2011-12", reviews(BEFORE)),))

    assert list(tables) == ALWAYS
    assert tables["Anchors"].columns[-1].heading == "Against the year before"


def test_what_a_release_never_held_is_no_table():
    old = replace(whole_year("2015-16", SEED), tables=())

    assert not {"By_group", "By_version"} & set(year_tables(old, ()))
