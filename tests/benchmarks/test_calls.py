"""What a child’s session costs is held in calls, which are the same on every machine."""

from benchmarks.within import compared

MOST_CALLS = 67_000
MOST_TIMES_BARE = 1.19
"""In calls; one of ours is a little dearer, since the bare page is the same one each time."""


def test_a_session_calls_no_more_than_its_budget_beside_as_many_bare_pages(tmp_path):
    ours, bare = compared(tmp_path)

    assert ours <= MOST_CALLS
    assert ours <= MOST_TIMES_BARE * bare
