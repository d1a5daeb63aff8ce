"""What is refused after a review: in its record, its answers, its closing and its letter."""

from feedback.errors import RecordRefused


class CorrectionNeedsReason(RecordRefused):
    """A record that says otherwise than the one before it needs a reason."""
