"""Whoever may not come in, or not yet."""

from datetime import datetime

from feedback.errors.base import FeedbackError


class PasswordRefused(FeedbackError):
    """A password is too short, or one that everybody tries first."""


class StaffRefused(FeedbackError):
    """Somebody cannot be enrolled as asked, or is not enrolled at all."""


class InvitationRefused(FeedbackError):
    """This child cannot be invited to this review now."""


class WordsWrong(FeedbackError):
    """No letter opens with these words. Whether the number is known is not said."""

    def __init__(self) -> None:
        """Say nothing about which half was wrong."""
        super().__init__("That number and those words do not belong together.")


class WaitAWhile(FeedbackError):
    """There were too many wrong tries, so the next is not looked at yet."""

    def __init__(self, until: datetime) -> None:
        """Say when trying makes sense again."""
        super().__init__("There were too many wrong tries, so please wait a while.")
        self.until = until


class LetterShut(WaitAWhile):
    """There were so many wrong tries for this number today that it rests until midnight."""


class StepShut(WaitAWhile):
    """So many wrong codes came after a right password today that no more are looked at."""


class LetterRevoked(FeedbackError):
    """Whoever has the right words learns that a newer letter has taken this one’s place."""


class CodeSpent(FeedbackError):
    """The QR code opens nothing any more, or never did; the four words still may."""


class VisitOver(FeedbackError):
    """This visit has ended, so nothing can be read or sent in it."""


class GateShut(FeedbackError):
    """After five wrong tries the pictures wait for the officer to reset them in person."""


class GateTaken(FeedbackError):
    """Three pictures were chosen before, so they must be picked and cannot be chosen again."""


class PicturesUnknown(FeedbackError):
    """The secret pictures are three of ours."""


class GlassRefused(FeedbackError):
    """A reading outside one’s own cases cannot be asked for, or agreed to, like this."""


class GlassShut(FeedbackError):
    """No reading outside one’s own cases is open here, or not any more."""


class WeekRefused(FeedbackError):
    """A week’s list of readings cannot be called looked at like this; the text says why."""


class NotYours(FeedbackError):
    """This belongs to a child whom somebody else answers for."""


class LetterNumberUnsound(FeedbackError):
    """A letter number with a slip in it: its last figure does not agree with the others."""


class WordsNotKnown(FeedbackError):
    """What was typed is no letter’s secret. Which places are wrong is said, never the words."""

    def __init__(self, problem: str, *, places: tuple[int, ...] = ()) -> None:
        """Keep the places, from 1 to 4, so that a page can point at them."""
        super().__init__(problem)
        self.places = places
