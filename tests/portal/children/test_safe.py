"""When a child does not feel safe they choose when somebody is told, and know which is which."""

import pytest

from feedback.store.models import Concern, ConcernKind


@pytest.fixture
def unsafe(settled):
    """Mia has said that she does not feel safe where she lives."""
    return settled.goes_to("safe").answers(safe="no")


@pytest.mark.parametrize("answer", ["no", "not-always"])
def test_a_child_who_does_not_feel_safe_is_asked_when_to_tell_someone(settled, answer):
    settled.goes_to("safe").answers(safe=answer)

    assert settled.heading == "Thank you for telling us that"
    said = [button.text for button in settled.page.select("main .pick")]
    assert "Tell someone now" in said[0]
    assert "told at once" in said[0]
    assert "Only when I send" in said[1]
    assert "Nobody is told yet" in said[1]


@pytest.mark.parametrize("answer", ["yes", "not-saying"])
def test_others_just_go_on(settled, answer):
    settled.goes_to("safe").answers(safe=answer)

    assert settled.path == "/ask/talk"


def test_telling_someone_now_puts_exactly_one_concern_on_the_list(unsafe):
    _choose(unsafe, "now")
    _choose(unsafe.goes_to("safe").answers(safe="no"), "now", again=True)

    assert [concern.kind for concern in unsafe.road.rows(Concern)] == [ConcernKind.NOT_SAFE]


def test_the_child_is_told_that_it_came_and_by_when_and_not_that_anybody_saw_it(unsafe):
    _choose(unsafe, "now")

    assert "We got it." in unsafe.text
    assert "should see it by 14:45" in unsafe.text
    assert "has seen it" not in unsafe.text
    assert unsafe.follow("Go on").path == "/ask/talk"


def test_until_send_nobody_is_told_when_the_child_says_so(unsafe):
    _choose(unsafe, "later")

    assert unsafe.path == "/ask/talk"
    assert unsafe.road.rows(Concern) == []


def test_what_send_tells_the_duty_team_is_said_before_it_is_sent(unsafe):
    _choose(unsafe, "later")

    unsafe.open("/check")
    assert "When you press Send, a person on duty is told." in unsafe.text

    unsafe.press("Send")
    assert [concern.kind for concern in unsafe.road.rows(Concern)] == [ConcernKind.NOT_SAFE]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("no", "You said that you do not feel safe."),
        ("not-always", "You said that you do not always feel safe."),
    ],
)
def test_what_a_child_said_about_being_safe_is_not_watered_down(settled, answer, said):
    settled.goes_to("safe").answers(safe=answer)

    settled.open("/check")

    assert said in settled.text


def test_after_changing_it_from_the_end_one_comes_back_to_the_end(settled):
    settled.misses_everything()
    settled.open("/ask/safe?checking=yes").press("Next", safe="no")
    _choose(settled, "later")

    assert settled.heading == "What you said"


def test_somebody_who_comes_back_without_pictures_learns_of_no_concern(unsafe):
    _choose(unsafe, "now")
    unsafe.leaves().comes_in().says_who().press("Go on without pictures")

    unsafe.open("/safe")

    assert "We got it." not in unsafe.text


def _choose(child, when: str, *, again: bool = False):
    if again:
        assert "We got it." in child.text
        return child
    words = {"now": "Tell someone now", "later": "Only when I send"}[when]
    (button,) = [b for b in child.page.select("main .pick") if words in b.text]
    return child.press(button.get_text(" ", strip=True))
