"""``portal concerns``: each text in is one line out, and none of its words is repeated."""

import json

import pytest
from click.testing import CliRunner

from portal.cli import main


def run(text):
    return CliRunner().invoke(main, ["concerns"], input=text)


def test_each_text_is_said_to_alert_or_not_and_of_what_it_may_speak():
    done = run('{"text": "he hits me"}\n\n{"text": "I like pasta"}\n')

    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"alert": True, "kinds": ["physical"]},
        {"alert": False, "kinds": []},
    ]


@pytest.mark.parametrize(
    "line", ["no json", "[]", '{"text": 5}', '{"text": "x", "known": 1}', '"he hits me"']
)
def test_what_is_no_text_is_refused_by_its_line_and_nothing_is_printed(line):
    done = run('{"text": "he hits me"}\n' + line)

    assert done.exit_code == 1
    assert done.stdout == ""
    assert "Line 2" in done.stderr
    assert "hits" not in done.stderr
