"""The council’s own words for a review, an officer, a social worker and home."""

import re
from dataclasses import asdict, dataclass, fields

from feedback.errors import PlaceholderUnknown, SettingsUnsound
from feedback.questionnaire import Version

PLAINER = frozenset({Version.PICTURES, Version.EASY})
"""The versions whose readers have a meeting, whoever speaks to them: a page, a letter, paper."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Glossary:
    """How this council’s children say it. Each may be set in ``council.toml``.

    ``meeting`` is the plainer word for the review, used in Pictures and in
    Easy read. All are written as in the middle of a sentence.
    """

    review: str = "review"
    meeting: str = "meeting"
    iro: str = "IRO"
    social_worker: str = "social worker"
    home: str = "home"

    def __post_init__(self) -> None:
        """Refuse a blank word: a sentence with a hole in it helps nobody."""
        for field in fields(self):
            if not str(getattr(self, field.name)).strip():
                raise SettingsUnsound(f"The glossary has no word for {field.name}.")

    def review_in(self, version: str) -> str:
        """Return what a child who is asked in this version calls their review."""
        return self.meeting if version in PLAINER else self.review


def say(text: str, glossary: Glossary) -> str:
    """Put the council’s words into a text, refusing a placeholder nobody knows."""
    words = asdict(glossary)

    def word_for(placeholder: re.Match[str]) -> str:
        name = placeholder.group(1)
        if name not in words:
            raise PlaceholderUnknown(name)
        return str(words[name])

    return _PLACEHOLDER.sub(word_for, text)
