"""An invitation to somebody who works here that does not let them in, and why."""

from feedback.errors.base import FeedbackError


class InvitationShut(FeedbackError):
    """A code opens nothing: it was used, taken back or ran out, is not open yet, or never was."""
