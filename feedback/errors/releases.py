"""A period, a table or a ledger that no release can rest on."""

from collections.abc import Sequence
from datetime import date

from feedback.errors.base import FeedbackError

_MOST_SAID = 3


class TablesUnsound(FeedbackError):
    """The file of declared tables breaks a rule, so nothing is released from it."""

    def __init__(self, problem: str) -> None:
        """Say what is wrong with the file."""
        super().__init__(f"tables.toml: {problem}.")


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


class ReleaseRefused(FeedbackError):
    """The auditor could work something out, so the release does not leave."""

    def __init__(self, period: str, against: Sequence[str]) -> None:
        """Say what was found, and never the number."""
        super().__init__(f"{period} is not released: {'; '.join(against)}.")


class ReleaseMade(FeedbackError):
    """A release has left already, and is never replaced."""

    def __init__(self, period: str) -> None:
        """Say which."""
        super().__init__(f"The release of {period} has left already and is never replaced.")


class NeedsTwoPeople(FeedbackError):
    """One person alone cannot let a release out."""

    def __init__(self, period: str) -> None:
        """Say how it is done."""
        super().__init__(
            f"The release of {period} needs two people: one prepares it, on the page Summaries or "
            f"with portal release prepare --period {period} --by EMAIL, and another agrees, there "
            f"or with portal release agree --period {period} --by EMAIL."
        )


class NotPrepared(FeedbackError):
    """No release of this period waits for a second person."""

    def __init__(self, period: str) -> None:
        """Say which."""
        super().__init__(f"No release of {period} waits for a second person.")


class AgreedByTheSame(FeedbackError):
    """Whoever prepared a release does not agree to it too."""

    def __init__(self, period: str) -> None:
        """Say which."""
        super().__init__(f"You prepared the release of {period}, so somebody else agrees to it.")


class OvertakenMeanwhile(FeedbackError):
    """What a release was judged with is not all there is any more."""

    def __init__(self, period: str) -> None:
        """Say what to do."""
        super().__init__(
            f"Since you looked at the release of {period} it was prepared anew, or something it "
            "must be judged with was added. Look at it once more, or prepare it again."
        )


class SendingBackNeedsReason(FeedbackError):
    """What was prepared is sent back with a reason, or not at all."""

    def __init__(self, longest: int) -> None:
        """Say how long it may be."""
        super().__init__(f"Say why it cannot leave like this, in 1 to {longest:,} characters.")


class ReleaseBroken(FeedbackError):
    """A release that has left does not hold against all that is known today."""

    def __init__(self, period: str, against: Sequence[str]) -> None:
        """Say the first of what was found, and never the number."""
        more = len(against) - _MOST_SAID
        said = "; ".join(against[:_MOST_SAID]) + (f"; and {more} more" if more > 0 else "")
        super().__init__(f"{period} does not hold: {said}.")


class ReleaseUnknown(FeedbackError):
    """Nothing of this period has left."""

    def __init__(self, period: str) -> None:
        """Say which."""
        super().__init__(f"There is no release of {period}.")


class WithdrawalNeedsNote(FeedbackError):
    """A release is withdrawn with a note that says why, or not at all."""

    def __init__(self, longest: int) -> None:
        """Say how long it may be."""
        super().__init__(f"Say why it is withdrawn, in 1 to {longest:,} characters.")


class FactsRefused(FeedbackError):
    """A file of what is told elsewhere cannot be taken in, so nothing was changed."""

    def __init__(self, file: str, problem: str) -> None:
        """Name the file by its name alone, and the line and field at fault."""
        super().__init__(f"{file}: {problem}, so nothing was changed.")


class LedgerUnreadable(FeedbackError):
    """The ledger holds a table that is not declared, so nothing can be judged against it."""

    def __init__(self, table: str) -> None:
        """Name the table."""
        super().__init__(f"The ledger holds a table {table} that tables.toml does not declare.")


class NothingReleased(FeedbackError):
    """No summary of the year that is asked for has been made."""
