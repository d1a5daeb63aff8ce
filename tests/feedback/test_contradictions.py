"""Where two sources about a review say otherwise, it is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.contradictions import Contradiction, Sources, contradictions
from feedback.participation import Attended, Facts, Indicator, Spokesperson, Views, propose

AWAY = Facts(
    held=True,
    under4=False,
    attended=Attended.NO,
    spoke=False,
    signed=False,
    spokesperson=Spokesperson.NONE,
    views=Views.PRESENTED,
)
RECEIVED = (Views.NONE, Views.BLANK, Views.LATE, Views.UNKNOWN)
every_fact = st.builds(
    Facts,
    held=st.booleans(),
    under4=st.sampled_from([False]),
    attended=st.sampled_from(Attended),
    spoke=st.booleans(),
    signed=st.booleans(),
    spokesperson=st.sampled_from(Spokesperson),
    views=st.sampled_from(Views),
)
every_source = st.builds(
    Sources,
    facts=every_fact,
    sent=st.sampled_from(RECEIVED),
    reported=st.none() | st.sampled_from(Indicator),
    code=st.none() | st.sampled_from(Indicator),
)


def test_views_that_came_and_were_shared_contradict_nothing():
    sources = Sources(AWAY, Views.UNKNOWN, Indicator.PN6, Indicator.PN6)

    assert contradictions(sources) == ()


@pytest.mark.parametrize(
    ("facts", "sent", "named"),
    [
        ({"spoke": True}, Views.UNKNOWN, Contradiction.AWAY_YET_SPOKE),
        ({"signed": True}, Views.UNKNOWN, Contradiction.AWAY_YET_SHOWED),
        ({"views": Views.NONE}, Views.UNKNOWN, Contradiction.SENT_YET_NOTHING_CAME),
        ({"views": Views.BLANK}, Views.UNKNOWN, Contradiction.SENT_YET_NOTHING_CAME),
        ({"views": Views.LATE}, Views.UNKNOWN, Contradiction.SENT_IN_TIME_YET_LATE),
        ({"views": Views.NONE}, Views.UNKNOWN, Contradiction.SENT_YET_NOT_HEARD),
        ({}, Views.LATE, Contradiction.SENT_LATE_YET_USED),
        ({}, Views.BLANK, Contradiction.BLANK_YET_USED),
    ],
)
def test_what_the_record_says_against_what_came_is_named(facts, sent, named):
    assert named in contradictions(Sources(replace(AWAY, **facts), sent))


def test_a_code_reported_otherwise_is_named_against_what_stands_or_is_proposed():
    reported = Sources(AWAY, Views.UNKNOWN, Indicator.PN5)

    assert contradictions(reported) == (Contradiction.REPORTED_OTHERWISE,)
    assert contradictions(replace(reported, code=Indicator.PN5)) == ()


def test_nothing_proposed_yet_contradicts_no_report():
    unknown = replace(AWAY, attended=Attended.UNKNOWN)

    assert contradictions(Sources(unknown, Views.NONE, Indicator.PN5)) == ()


def test_views_that_came_on_paper_contradict_nothing_the_portal_knows():
    assert contradictions(Sources(AWAY, Views.NONE)) == ()


@given(every_source)
def test_each_is_named_once_and_a_review_that_was_not_held_has_none(sources):
    found = contradictions(sources)

    assert len(found) == len(set(found))
    assert not found or sources.facts.held


@given(every_source)
def test_what_the_portal_received_in_time_is_never_quietly_pn7(sources):
    stands = sources.code or propose(sources.facts).code
    quiet = sources.sent is Views.UNKNOWN and stands is Indicator.PN7 and sources.facts.held

    assert quiet is (Contradiction.SENT_YET_NOT_HEARD in contradictions(sources))
