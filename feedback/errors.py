"""What the service refuses, in words fit to print."""

from collections.abc import Sequence
from datetime import date, datetime


class FeedbackError(Exception):
    """Something was refused. Its text is one plain sentence and never a child’s words."""


class QuestionnaireUnsound(FeedbackError):
    """A questionnaire file breaks a rule of the house, so the portal will not start."""

    def __init__(self, source: str, problem: str) -> None:
        """Name the file and, within the problem, the question."""
        super().__init__(f"{source}: {problem}")


class AnswersUnsound(FeedbackError):
    """An answer does not belong to the question it was given to."""

    def __init__(self, question_id: str) -> None:
        """Say which question, and never what the answer was."""
        super().__init__(f"The answer to {question_id} does not fit the question.")
        self.question_id = question_id


class ReplyUnsound(FeedbackError):
    """What a child said to being asked at all cannot be kept as it is."""


class SettingsUnsound(FeedbackError):
    """A setting or the council’s file is missing something or says something impossible."""


class CodebookUnsound(FeedbackError):
    """A codebook of themes cannot be used, so the portal will not start."""

    def __init__(self, source: str, problem: str) -> None:
        """Name the file and the theme."""
        super().__init__(f"{source}: {problem}.")


class SealBroken(FeedbackError):
    """A sealed value was moved, changed, or belongs to a key that is not here."""


class KeyMissing(FeedbackError):
    """The key that is needed for this is not on this machine."""


class AuditUnwritable(FeedbackError):
    """Nothing is opened when the opening cannot be written down first."""


class CaseloadRefused(FeedbackError):
    """A caseload folder or one of its files cannot be taken in, so nothing was changed."""

    def __init__(self, file: str, problem: str) -> None:
        """Name the file by its name alone, never by its path."""
        super().__init__(f"{file}: {problem}, so nothing was changed.")


class TranslationUnsound(FeedbackError):
    """A translation lost something the English has, or may not be accepted as it was."""


class PlaceholderUnknown(FeedbackError):
    """A text asks for a word that the council’s glossary does not hold."""

    def __init__(self, name: str) -> None:
        """Name the placeholder."""
        super().__init__(f"There is no word for {{{name}}} in the glossary.")
        self.name = name


class QuestionnaireUnknown(FeedbackError):
    """No questionnaire is kept with this id, edition and text."""

    def __init__(self, wanted: str) -> None:
        """Say which one was asked for."""
        super().__init__(f"There is no questionnaire {wanted}.")


class PasswordRefused(FeedbackError):
    """A password is too short, or one that everybody tries first."""


class StaffRefused(FeedbackError):
    """Somebody cannot be enrolled as asked, or is not enrolled at all."""


class TablesUnsound(FeedbackError):
    """The file of declared tables breaks a rule, so nothing is released from it."""

    def __init__(self, problem: str) -> None:
        """Say what is wrong with the file."""
        super().__init__(f"tables.toml: {problem}.")


class JournalUnwritable(FeedbackError):
    """Nothing is acknowledged when its second, safe copy cannot be written."""


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


class FormClosed(FeedbackError):
    """This form is not open: not yet, or not any more."""


class AlreadySent(FeedbackError):
    """This was sent before, and is sent once."""


class NothingToSend(FeedbackError):
    """There is no form that was begun."""


class WeekKeyMissing(FeedbackError):
    """This week’s safeguarding key was not made, so no evaluation can be taken in."""


class NotYours(FeedbackError):
    """This belongs to a child whom somebody else answers for."""


class AskUnsound(FeedbackError):
    """The answer to an ask leaves out what the child must be told."""


class PeriodNotOver(FeedbackError):
    """A period can only be closed when its last day is past."""

    def __init__(self, period: str, last: date) -> None:
        """Say which, and its last day."""
        day = f"{last.day} {last:%B %Y}"
        super().__init__(f"{period} is not over: its last day is {day}, so it cannot be closed.")


class PeriodNotClosed(FeedbackError):
    """Nothing is released of a period that nobody closed."""

    def __init__(self, period: str, still_open: Sequence[str]) -> None:
        """Say which, and what is still open in it."""
        listed = "; ".join(one.rstrip(".") for one in still_open) or "nothing in it is open"
        super().__init__(
            f"{period} is not closed, so there is no release of it: {listed}"
            f" – run portal release close {period} first."
        )


class LedgerUnreadable(FeedbackError):
    """The ledger holds a table that is not declared, so nothing can be judged against it."""

    def __init__(self, table: str) -> None:
        """Name the table."""
        super().__init__(f"The ledger holds a table {table} that tables.toml does not declare.")


class ReviewUnknown(FeedbackError):
    """There is no such review, or it is gone."""


class RecordRefused(FeedbackError):
    """The record of a review cannot be written as it stands."""


class IndicatorRefused(FeedbackError):
    """This code cannot be confirmed for this review."""


class OverrideNeedsReason(IndicatorRefused):
    """A code other than the one proposed, or than the one confirmed, needs a reason."""


class LetterNumberUnsound(FeedbackError):
    """A letter number with a slip in it: its last figure does not agree with the others."""


class WordsNotKnown(FeedbackError):
    """What was typed is no letter’s secret. Which places are wrong is said, never the words."""

    def __init__(self, problem: str, *, places: tuple[int, ...] = ()) -> None:
        """Keep the places, from 1 to 4, so that a page can point at them."""
        super().__init__(problem)
        self.places = places


class FilesInTheWay(FeedbackError):
    """A file that is there already is never written over."""

    def __init__(self, name: str, problem: str) -> None:
        """Name the file by its name alone."""
        super().__init__(f"{name} {problem}, so no file was written.")


class SheetUnsound(FeedbackError):
    """A worksheet of a release is not laid out as those who listen to it need."""

    def __init__(self, name: str, problem: str) -> None:
        """Name the worksheet and say what is wrong with it."""
        super().__init__(f"The worksheet {name}: {problem}.")


class RehearsalRefused(FeedbackError):
    """A rehearsal is played only where there is nothing else."""


class ReturnRefused(FeedbackError):
    """The return cannot be made as it was asked for."""


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


class StatementUnknown(FeedbackError):
    """No statement of a child of this officer’s has that code."""


class NothingToFile(FeedbackError):
    """Nothing was sent that could be filed: no words, or they were taken back."""


class MailServerAway(FeedbackError):
    """No mail server answers; whatever waits is tried again later."""


class MessageNotTaken(FeedbackError):
    """The mail server would not take this one message."""
