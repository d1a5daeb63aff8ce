"""Some tampering with the log; ``make tamper`` does it ten thousand times."""

from tests.tools.tamper import WAYS, a_log, tamper

TAMPERINGS, ROWS = 300, 25


def test_every_tampering_is_found_beside_a_head_and_without_one_a_log_cut_short_is_not():
    with a_log(ROWS, seed=1) as log:
        done = tamper(log, TAMPERINGS)

    assert set(done.tried) == set(WAYS)
    assert not done.missed
    assert set(done.missed_without_head) == {"cut off the end", "put an older log in place"}
    assert done.nothing_found == 0
