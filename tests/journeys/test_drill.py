"""The restore drill, small; ``make drill`` is the large one."""

from tests.tools.drill import drill


def test_a_council_that_was_lost_comes_back_equal_on_an_empty_machine(tmp_path, capsys):
    drill(tmp_path, children=4, reviews=6)

    said = capsys.readouterr().out
    assert "portal restore (refused)" in said
    assert "equal: " in said
