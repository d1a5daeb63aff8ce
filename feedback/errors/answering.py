"""What cannot be taken as an answer, or cannot be sent."""

from feedback.errors.base import FeedbackError


class AnswersUnsound(FeedbackError):
    """An answer does not belong to the question it was given to."""

    def __init__(self, question_id: str) -> None:
        """Say which question, and never what the answer was."""
        super().__init__(f"The answer to {question_id} does not fit the question.")
        self.question_id = question_id


class ReplyUnsound(FeedbackError):
    """What a child said to being asked at all cannot be kept as it is."""


class FormClosed(FeedbackError):
    """This form is not open: not yet, or not any more."""


class AlreadySent(FeedbackError):
    """This was sent before, and is sent once."""


class ChangedMeanwhile(FeedbackError):
    """The form was begun, sent or erased elsewhere since it was read, so nothing was written."""


class NothingToSend(FeedbackError):
    """There is no form that was begun."""


class CreationRefused(FeedbackError):
    """Something a child made cannot be kept as it is, and the sentence says why."""


class DrawingUnsound(CreationRefused):
    """What was sent is no drawing, or more than there is room for."""


class VoiceUnsound(CreationRefused):
    """What was sent is no recording, or longer than there is room for."""


class PhotoUnsound(CreationRefused):
    """What was sent is no photo that can be drawn anew."""


class NoRoom(CreationRefused):
    """A form holds so many creations, and no more."""


class CreationUnknown(FeedbackError):
    """There is no such drawing, voice or photo."""


class TranscriptUnsound(FeedbackError):
    """What was written down of a voice is nothing, too much, or not of a voice."""
