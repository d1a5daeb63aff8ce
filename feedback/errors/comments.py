"""What is refused about comments, themes and quotes."""

from feedback.errors.base import FeedbackError


class CommentUnknown(FeedbackError):
    """There is no such comment here, or nobody on duty has read it yet."""


class ThemeUnsound(FeedbackError):
    """Themes that were given do not fit: unknown, retired, or none beside one."""


class LinkRefused(FeedbackError):
    """Who wrote an evaluation cannot be asked, or agreed to, like this; the text says why."""


class LinkShut(FeedbackError):
    """No link of an evaluation is open here, or not any more."""


class QuoteRefused(FeedbackError):
    """Words may not be quoted, or not yet, or not by this person; the text says why."""


class TellingRefused(FeedbackError):
    """What was to be told to all children cannot be told like this; the text says why."""
