"""What is refused after a review: in its record, its answers, its closing and its letter."""

from feedback.errors import FeedbackError, RecordRefused


class CorrectionNeedsReason(RecordRefused):
    """A record that says otherwise than the one before it needs a reason."""


class InterpretationRefused(FeedbackError):
    """An interpreter’s version leaves out who gave it, when, or the words."""


class ClosingRefused(FeedbackError):
    """A review is not closed while something of it is still open."""


class ChallengeRefused(FeedbackError):
    """An alert cannot be raised, taken up or settled as it stands."""


class OutcomeLetterRefused(FeedbackError):
    """The letter after a review cannot be made as it stands."""
