"""No sentence a child can meet around the questions is longer than the youngest can read.

The album shows the pages of one walk; here is every sentence, however seldom it is said.
"""

import re

from feedback.questionnaire import Version
from feedback.reading import sentences, words
from feedback.soundness.words import LIMITS
from portal.translating.gathering import PAGES, gathered

SHOWN = {
    "at": "16:30",
    "by": "17:30",
    "childline": "0800 1111",
    "day": "Friday 20 March 2026",
    "iro": "IRO",
    "name": "Robin Reviewer",
    "review": "review",
    "social_worker": "social worker",
    "when": "20 March 2026 at 14:30",
    "who": "Robin Reviewer",
}
"""What stands in the places that are filled in; one word in all others."""

FOR_ADULTS = {
    "The %(review)s of %(name)s will not be on this day:",
    "The %(iro)s reads what you send, and uses it at the %(review)s.",
    "If someone may be in danger, we have to tell people who can keep them safe.",
}
"""What only an adult who watched a small child reads."""


def test_no_sentence_around_the_questions_is_longer_than_the_youngest_can_read():
    limit = LIMITS[Version.PICTURES].longest
    every = {text for one in gathered()[PAGES] for text in (one.english, one.plural) if text}

    too_long = {
        sentence
        for text in every - FOR_ADULTS
        for sentence in sentences(_filled(text))
        if len(words(sentence)) > limit
    }

    assert too_long == set()
    assert every >= FOR_ADULTS


def _filled(text: str) -> str:
    return re.sub(r"%\((\w+)\)[sd]", lambda place: SHOWN.get(place[1], "one"), text)
