"""A line in the log carries plain, named facts; a child’s words cannot be written by accident."""

import logging

import pytest

from portal.logs import FACTS, UnsafeLogLine, log

CANARY = "I am scared of the dark"


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, logger="heard")
    return caplog


def test_a_line_of_plain_facts_is_written(lines):
    log.info("opened %(page)s in %(milliseconds)d ms", {"page": "front", "milliseconds": 12})

    assert lines.messages == ["opened front in 12 ms"]


def test_a_line_without_facts_is_written(lines):
    log.info("started")

    assert lines.messages == ["started"]


@pytest.mark.parametrize(
    "facts",
    [
        {"page": CANARY},
        {"words": "dark"},
        {"page": ["dark"]},
        {"page": "x" * 61},
        {"page": "one\ntwo"},
    ],
)
def test_anything_else_raises_before_it_is_written(lines, facts):
    with pytest.raises(UnsafeLogLine):
        log.info("opened %(page)s", facts)

    assert lines.messages == []


@pytest.mark.usefixtures("lines")
def test_facts_without_names_raise():
    with pytest.raises(UnsafeLogLine):
        log.info("opened %s", CANARY)


@pytest.mark.usefixtures("lines")
def test_the_refusal_itself_does_not_say_what_it_refused():
    with pytest.raises(UnsafeLogLine) as refused:
        log.info("opened %(page)s", {"page": CANARY})

    assert CANARY not in str(refused.value)


def test_no_fact_is_named_after_a_person_an_answer_or_a_code():
    telling = {"child", "name", "answer", "words", "indicator", "concern", "letter", "number"}

    assert not FACTS & telling
