"""Episodes of care are kept whole, and replaced only for a child whose rows have changed."""

import json
from datetime import date

from feedback.store.models import (
    Child,
    Episode,
    Review,
)
from tests.feedback.caseload.caseloads import HEADER_ROW, IN_CARE_ROW, folder
from tests.feedback.services.imports import (
    BASE,
    HELD,
    every,
    one,
    opened,
    take_in,
)


def test_an_episode_is_kept_whole_and_sealed_with_only_its_dates_plain(store, keys):
    take_in(store, keys, folder(**BASE))

    episode = one(store, Episode)
    assert (episode.began, episode.ended) == (date(2012, 2, 1), None)
    assert (episode.reason, episode.legal_status) == ("S", "C2")
    assert json.loads(opened(keys, "episode", episode, "row")) == IN_CARE_ROW.split(",")


def test_a_child_only_in_short_breaks_is_marked(store, keys):
    spell = IN_CARE_ROW.replace("C2", "V4")

    take_in(store, keys, folder(header=[HEADER_ROW], episodes=[spell], reviews=[HELD]))

    assert one(store, Child).short_breaks_only
    assert one(store, Review).due_day is None


def test_changed_episodes_replace_those_of_their_child_and_no_others(store, keys):
    other = "7,01/03/2020,S,C2,N1,U4,PR1,,,,,,"
    both = {"header": [HEADER_ROW, "7,2,01/01/2015,,,,"], "episodes": [IN_CARE_ROW, other]}
    take_in(store, keys, folder(**both))
    untouched = {row.id for row in every(store, Episode) if row.began == date(2020, 3, 1)}

    ended = "0042,01/02/2012,S,C2,N1,U4,PR1,01/03/2012,,,,,"
    take_in(store, keys, folder(episodes=[ended, "0042,02/03/2012,P,C2,N1,U4,PR1,,,,,,"]))

    spells = every(store, Episode, Episode.began)
    assert [spell.began for spell in spells] == [
        date(2012, 2, 1),
        date(2012, 3, 2),
        date(2020, 3, 1),
    ]
    assert {spells[2].id} == untouched
