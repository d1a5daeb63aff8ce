"""The road from the letter to the thank-you."""


def test_a_child_can_say_what_they_think_and_send_it(settled):
    settled.answers_everything()
    assert settled.heading == "What you said"
    settled.press("Send")

    assert settled.heading == "Thank you"
