import json

import pytest
from click.testing import CliRunner

from portal.cli import main

ASKED = {"text": "I told Kayleigh i will go", "known": {"child": "Kayleigh", "siblings": ["Will"]}}


def run(text):
    return CliRunner().invoke(main, ["redact"], input=text)


def test_a_text_comes_back_with_what_was_masked_and_what_is_doubtful():
    result = run(json.dumps(ASKED) + "\n")

    assert json.loads(result.stdout) == {
        "text": "I told [name] i will go",
        "masked": [{"words": "Kayleigh", "reason": "known name", "start": 7, "end": 15}],
        "doubtful": [{"words": "will", "reason": "also a known name", "start": 18, "end": 22}],
    }


def test_each_line_in_is_one_line_out_and_known_may_be_left_out():
    result = run('{"text": "one"}\n\n{"text": "tyrone", "known": null}\n{"text": "مرحبا"}')

    assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == [
        "one",
        "[name]",
        "[other letters]",
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("no json", "not a line of JSON"),
        ("[" * 3_000, "not a line of JSON"),
        ("[]", "an object with a text"),
        ('{"text": 5}', "an object with a text"),
        ('{"known": {}}', "an object with a text"),
        ('{"text": "a", "knwon": {}}', "nothing but text and known"),
        ('{"text": "a", "known": ["b"]}', "should hold names"),
        ('{"text": "a", "known": {"b": 5}}', "should hold names"),
        ('{"text": "a", "known": {"b": ["c", 5]}}', "should hold names"),
    ],
)
def test_an_unsound_line_is_refused_by_its_number_and_nothing_is_printed(line, problem):
    result = run(json.dumps(ASKED) + "\n" + line)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Line 2" in result.stderr
    assert problem in result.stderr


def test_half_a_letter_is_written_and_not_fallen_over():
    result = run('{"text": "\\ud800 ok"}')

    assert result.exit_code == 0
