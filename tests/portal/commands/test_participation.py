import json

import pytest
from click.testing import CliRunner

from portal.cli import main

SPOKE = {
    "id": "r1",
    "held": True,
    "review_date": "2026-03-31",
    "dob": "2014-05-06",
    "attended": "yes",
    "spoke": True,
    "signed": False,
    "spokesperson": "none",
    "views": "presented",
}


def propose(text):
    return CliRunner().invoke(main, ["participation", "propose"], input=text)


def proposed(*reviews):
    result = propose("\n".join(json.dumps(review) for review in reviews))
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_review_gets_one_line_in_the_same_order():
    absent = SPOKE | {"id": 2, "attended": "no", "spoke": False, "views": "late"}

    assert proposed(SPOKE, absent) == [
        {
            "id": "r1",
            "code": "PN1",
            "standing": "settled",
            "rule": "B1",
            "why": "The child attended and spoke for themselves.",
        },
        {
            "id": 2,
            "code": "PN7",
            "standing": "confirm",
            "rule": "C7l",
            "why": "The child did not attend, and their views came too late for the review.",
        },
    ]


@pytest.mark.parametrize(
    ("dob", "code", "standing", "rule"),
    [
        (None, None, "pending", "E02"),
        ("2022-04-01", "PN0", "settled", "A0"),
        ("2022-03-31", "PN1", "settled", "B1"),
        ("2008-04-01", "PN1", "settled", "B1"),
        ("2008-03-31", None, "not a review", "E18"),
        ("2026-03-31", "PN0", "settled", "A0"),
    ],
)
def test_the_age_on_the_day_of_the_review_decides(dob, code, standing, rule):
    [line] = proposed(SPOKE | {"dob": dob})

    assert (line["code"], line["standing"], line["rule"]) == (code, standing, rule)


def test_a_review_that_was_not_held_has_no_code():
    [line] = proposed(SPOKE | {"held": False})

    assert (line["code"], line["standing"]) == (None, "not a review")


@pytest.mark.parametrize("text", ["", "\n", " \r\n\n"])
def test_nothing_in_is_nothing_out(text):
    result = propose(text)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_mark_at_the_front_and_other_line_ends_are_read():
    result = propose("\ufeff" + json.dumps(SPOKE) + "\r\n\r\n" + json.dumps(SPOKE) + "\r\n")

    assert result.stdout.count("PN1") == 2


@pytest.mark.parametrize("key", ["Zoë", "سارة", "\ud800", ""])
def test_a_review_is_named_as_it_was(key):
    [line] = proposed(SPOKE | {"id": key})

    assert line["id"] == key


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"attended": "maybe"},
            "attended should be one of yes, part, remote, nearby, no, ",
        ),
        ({"attended": True}, "attended should be one of yes, part, remote, nearby, no, "),
        (
            {"spokesperson": "mum"},
            "spokesperson should be one of none, advocate, iro, ",
        ),
        (
            {"views": ["none"]},
            "views should be one of none, blank, late, adult_only, ",
        ),
        ({"held": "true"}, "held should be true or false"),
        ({"spoke": 1}, "spoke should be true or false"),
        ({"signed": None}, "signed should be true or false"),
        ({"review_date": None}, "review_date should be a date such as 2026-03-31"),
        ({"review_date": "31/03/2026"}, "review_date should be a date such as 2026-03-31"),
        ({"review_date": "20260331"}, "review_date should be a date such as 2026-03-31"),
        ({"review_date": "2026-02-29"}, "review_date should be a date such as 2026-03-31"),
        ({"dob": 2014}, "dob should be a date such as 2026-03-31"),
        ({"dob": "2026-04-01"}, "dob is later than review_date"),
        ({"id": None}, "id should be a text or a whole number"),
        ({"id": False}, "id should be a text or a whole number"),
        ({"wanted_to_come": True}, "there is no field 'wanted_to_come'"),
    ],
)
def test_an_unsound_field_is_named_with_its_line_and_nothing_is_printed(change, problem):
    result = propose(json.dumps(SPOKE) + "\n\n" + json.dumps(SPOKE | change))

    assert (result.exit_code, result.stdout) == (1, "")
    assert f"Line 3: {problem}" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("field", SPOKE)
def test_a_missing_field_is_named(field):
    result = propose(json.dumps({name: SPOKE[name] for name in SPOKE if name != field}))

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: Line 1: the field {field} is missing.\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "this is not a line of JSON"),
        (b"\xff\xfe", "this is not a line of JSON"),
        ("[" * 100_000, "this is not a line of JSON"),
        ("9" * 5000, "this is not a line of JSON"),
        ("[]", "this is not an object with fields"),
        ("null", "this is not an object with fields"),
        ('{"id": 1, "id": 2}', "a field is there twice"),
    ],
)
def test_what_is_not_one_review_is_refused_by_its_line(text, problem):
    result = propose(text)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: Line 1: {problem}.\n"
