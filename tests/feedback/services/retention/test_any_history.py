"""Whatever came before, what is shown goes, and nothing younger, held or unfiled."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.services.retention.run import run, show
from feedback.store.journal import Journal
from tests.feedback.services.retention.lives import TODAY, Town


@pytest.fixture
def town(store, keys, tmp_path):
    return Town(store, keys, Journal(tmp_path / "journal"))


def gone(before, after):
    """Name every row that vanished, every row that changed, and how."""
    lost = {
        (table, key) for table, rows in before.items() for key in rows if key not in after[table]
    }
    changed = {
        (table, key, column)
        for table, rows in before.items()
        for key, row in rows.items()
        if key in after[table]
        for column, value in row.items()
        if after[table][key][column] != value
    }
    return lost, changed


def planned(plan):
    """What a plan says of the same."""
    lost = {(table, key) for table, keys in plan.rows.items() for key in keys}
    if plan.due.log is not None:
        lost |= {("audit", (place,)) for place in range(1, plan.due.log + 1)}
    return lost


DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 1))
REVIEWS = st.lists(
    st.tuples(
        DAYS,
        st.booleans(),
        st.none() | st.integers(0, 900),
        st.sampled_from(["held", "held", "held", "cancelled", "planned"]),
    ),
    max_size=4,
)
CHILDREN = st.lists(
    st.tuples(st.none() | DAYS.filter(lambda day: day <= TODAY), REVIEWS, st.booleans()),
    min_size=1,
    max_size=3,
)


def lives(town, children):
    """Write down some children’s years, whatever order things came in."""
    for ended, reviews, is_held in children:
        child = town.child(ended=ended)
        if is_held:
            town.puts("hold", child_id=child, until=TODAY)
        for day in {day for day, *_ in reviews}:
            _, sent, filed, state = next(one for one in reviews if one[0] == day)
            on = None if filed is None else day + timedelta(days=filed)
            town.review(child, day, sent=sent, filed=on, state=state)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(children=CHILDREN)
def test_whatever_the_history_what_is_shown_goes_and_nothing_else_changes(town, children):
    lives(town, children)
    before, plan = town.everything(), show(town.store, town.broom())

    run(town.store, town.broom())

    lost, changed = gone(before, town.everything())
    assert lost == planned(plan)
    wordless = {("views", (key,)) for key in plan.wordless}
    ended = {("letter", (key,)) for key in plan.ended}
    assert {(table, key) for table, key, _ in changed} <= wordless | ended | {
        (table, key) for table, key, column in changed if (table, column) == ("card", "content")
    }
    assert show(town.store, town.broom()).is_empty


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(children=CHILDREN)
def test_nothing_younger_than_the_rules_allow_goes_and_nothing_held_or_unfiled(town, children):
    lives(town, children)
    before = town.everything()
    stopped = {row["child_id"] for row in before["hold"].values()}
    filed = {key[1] for key in before["statement_views"]}

    plan = show(town.store, town.broom())

    reviews = before["review"]
    for views in plan.wordless:
        row = before["views"][(views,)]
        assert views in filed
        assert (TODAY - reviews[(row["review_id"],)]["day"]).days > 90
        assert reviews[(row["review_id"],)]["child_id"] not in stopped
    for (review,) in plan.rows.get("review", ()):
        day = reviews[(review,)]["day"]
        assert day.replace(year=day.year + 6) < TODAY
        assert reviews[(review,)]["child_id"] not in stopped
    lost_views = {key for (key,) in plan.rows.get("views", ())}
    assert lost_views <= filed
    assert not {child for (child,) in plan.rows.get("child", ())} & stopped
