"""What cannot be sealed, opened, written down or handed on."""

from feedback.errors.base import FeedbackError


class SealBroken(FeedbackError):
    """A sealed value was moved, changed, or belongs to a key that is not here."""


class KeyMissing(FeedbackError):
    """The key that is needed for this is not on this machine."""


class KeyMisplaced(FeedbackError):
    """A key lies where it must not, and what would hold it does not start."""


class RolesRefused(FeedbackError):
    """The database’s roles cannot be made, or the one in use may do too much."""


class AuditUnwritable(FeedbackError):
    """Nothing is opened when the opening cannot be written down first."""


class LogBroken(FeedbackError):
    """The log is not whole, or not the one whose head was kept somewhere else."""


class LogHeadUnsound(FeedbackError):
    """What was given as the head of a log is not one."""


class JournalUnwritable(FeedbackError):
    """Nothing is acknowledged when its second, safe copy cannot be written."""


class JournalTooNew(FeedbackError):
    """A newer version wrote the journal, with something in it that this one has no place for."""


class WeekKeyMissing(FeedbackError):
    """This week’s safeguarding key was not made, so no evaluation can be taken in."""


class MailServerAway(FeedbackError):
    """No mail server answers; whatever waits is tried again later."""


class MessageNotTaken(FeedbackError):
    """The mail server would not take this one message."""


class BackupUnsound(FeedbackError):
    """A backup cannot be made, or cannot be put back as it is."""


class DatabaseAway(FeedbackError):
    """The database cannot be reached, or is not one this version can use."""


class HoldRefused(FeedbackError):
    """A hold without a reason or a day to come is none, and what does not stand is not lifted."""
