"""The tables, by noun."""

from feedback.store.models.answering import Challenge, Interpretation, OutcomeLetter, Placing
from feedback.store.models.audit import AuditRow
from feedback.store.models.base import Base
from feedback.store.models.comment import (
    Coding,
    Comment,
    CommentTheme,
    Quote,
    QuoteState,
    Treatment,
)
from feedback.store.models.creation import DraftCreation, SentCreation
from feedback.store.models.disability import Disability
from feedback.store.models.duty_asking import DutyAsking
from feedback.store.models.errand import Errand, ErrandPiece, ErrandState
from feedback.store.models.evaluation import SafeguardingLink, Sheet, Tray, TrayKey, WeekKey
from feedback.store.models.filing import Statement, StatementViews
from feedback.store.models.invitation import InvitedAs, StaffInvitation
from feedback.store.models.keeping import Checkpoint, Hold, PastAsk
from feedback.store.models.letter import ChildSession, Cost, Door, Gate, Letter, WrongTry
from feedback.store.models.link_opening import LinkOpening
from feedback.store.models.looked import LookedAtWeek
from feedback.store.models.marked import Marked
from feedback.store.models.message import Message, Urgency
from feedback.store.models.outside import OutsideReading
from feedback.store.models.people import Assignment, Child, Cover, Duty, Episode, Role, Staff
from feedback.store.models.portrait import Portrait
from feedback.store.models.prepared import PreparedFile, PreparedRelease
from feedback.store.models.release import (
    ClosedPeriod,
    LedgerCell,
    OutsideFact,
    Release,
    ReleaseFile,
)
from feedback.store.models.reminder import Reminded, Reminder
from feedback.store.models.reply import LetterReply
from feedback.store.models.review import ContactNote, IndicatorEntry, Record, Review, ReviewState
from feedback.store.models.staff_try import StaffTry
from feedback.store.models.told_back import ToldBack
from feedback.store.models.translation import Step, TranslationStep
from feedback.store.models.views import (
    Ask,
    CameBy,
    Card,
    ChildCopy,
    Concern,
    ConcernKind,
    Draft,
    DraftAnswer,
    FilledBy,
    Helper,
    Outcome,
    SentViews,
)
from feedback.store.models.watch import Absence, FollowUp
from feedback.store.models.work import Installation, Job

__all__ = [
    "Absence",
    "Ask",
    "Assignment",
    "AuditRow",
    "Base",
    "CameBy",
    "Card",
    "Challenge",
    "Checkpoint",
    "Child",
    "ChildCopy",
    "ChildSession",
    "ClosedPeriod",
    "Coding",
    "Comment",
    "CommentTheme",
    "Concern",
    "ConcernKind",
    "ContactNote",
    "Cost",
    "Cover",
    "Disability",
    "Door",
    "Draft",
    "DraftAnswer",
    "DraftCreation",
    "Duty",
    "DutyAsking",
    "Episode",
    "Errand",
    "ErrandPiece",
    "ErrandState",
    "FilledBy",
    "FollowUp",
    "Gate",
    "Helper",
    "Hold",
    "IndicatorEntry",
    "Installation",
    "Interpretation",
    "InvitedAs",
    "Job",
    "LedgerCell",
    "Letter",
    "LetterReply",
    "LinkOpening",
    "LookedAtWeek",
    "Marked",
    "Message",
    "Outcome",
    "OutcomeLetter",
    "OutsideFact",
    "OutsideReading",
    "PastAsk",
    "Placing",
    "Portrait",
    "PreparedFile",
    "PreparedRelease",
    "Quote",
    "QuoteState",
    "Record",
    "Release",
    "ReleaseFile",
    "Reminded",
    "Reminder",
    "Review",
    "ReviewState",
    "Role",
    "SafeguardingLink",
    "SentCreation",
    "SentViews",
    "Sheet",
    "Staff",
    "StaffInvitation",
    "StaffTry",
    "Statement",
    "StatementViews",
    "Step",
    "ToldBack",
    "TranslationStep",
    "Tray",
    "TrayKey",
    "Treatment",
    "Urgency",
    "WeekKey",
    "WrongTry",
]
