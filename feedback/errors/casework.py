"""What cannot be written down about a review, an ask or a case file."""

from feedback.errors.base import FeedbackError


class AskUnsound(FeedbackError):
    """The answer to an ask leaves out what the child must be told."""


class ReviewUnknown(FeedbackError):
    """There is no such review, or it is gone."""


class ViewsUnknown(FeedbackError):
    """Nothing was sent under that key, or it is gone."""


class RecordRefused(FeedbackError):
    """The record of a review cannot be written as it stands."""


class CancellingRefused(FeedbackError):
    """This review is not cancelled, or not planned again, on the office’s pages."""


class IndicatorRefused(FeedbackError):
    """This code cannot be confirmed for this review."""


class OverrideNeedsReason(IndicatorRefused):
    """A code other than the one proposed, or than the one confirmed, needs a reason."""


class StatementUnknown(FeedbackError):
    """No statement of a child of this officer’s has that code."""


class NothingToFile(FeedbackError):
    """Nothing was sent that could be filed: no words, or they were taken back."""


class CorrectionNeedsReason(RecordRefused):
    """A record that says otherwise than the one before it needs a reason."""


class InterpretationRefused(FeedbackError):
    """An interpreter’s version leaves out who gave it, when, or the words."""


class ClosingRefused(FeedbackError):
    """A review is not closed while something of it is still open."""


class ArrangingRefused(FeedbackError):
    """This answer cannot be moved into a column."""


class ChallengeRefused(FeedbackError):
    """An alert cannot be raised, taken up or settled as it stands."""


class OutcomeLetterRefused(FeedbackError):
    """The letter after a review cannot be made as it stands."""
