"""The first person’s half of a quote: what of a comment may leave, in which words, or nothing.

Exact words are the masked comment, in which only what may be ordinary words can be put back.
A paraphrase is the first person’s own: it is masked against the same names before it is kept, and
counts nothing, because only a release tells figures. A child’s own words may tell a number.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.counts_told import counts_told
from feedback.errors import CommentUnknown, QuoteRefused
from feedback.periods import Period
from feedback.quoting import enough, tells_too_much
from feedback.redaction import Known, Redacted, redact
from feedback.redaction.reasons import RESTORABLE
from feedback.services.masked_comments import Desk, known_names, mask
from feedback.store import Store, audit
from feedback.store.audit import Act
from feedback.store.models import (
    Comment,
    CommentTheme,
    Marked,
    Quote,
    QuoteState,
    Sheet,
    Treatment,
)
from feedback.store.models.base import new_key
from feedback.store.sealing import Place
from feedback.store.themes import count_themes

LONGEST_QUOTE = 400
_OPEN = {QuoteState.WAITING, QuoteState.SENT_BACK, QuoteState.LEFT_OUT}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the first person chose. ``restored`` are places of masks among the pieces of it."""

    theme: str
    treatment: Treatment
    words: str = ""
    restored: Collection[int] = ()


def propose_quote(store: Store, comment_id: UUID, choice: Choice, desk: Desk) -> UUID:
    """Keep what the first person chose, for a second to agree to, and return its key.

    Refuses with ``QuoteRefused`` a comment whose child did not say yes, one that worried duty, a
    theme it does not have or that too few wrote about, what was agreed to already, and words
    that hold a name, say too much together, or are none; other words than the child’s also where
    they count anything.
    """
    permit = desk.permit(store, "proposed-quote", comment_id)
    with store.begin() as transaction:
        quotable(transaction, comment_id, choice.theme)
        known = known_names(transaction, permit)
        (masked,) = mask(transaction, [comment_id], known, permit)
        words = _words(choice, masked.redacted, known)
        quote = _row(transaction, comment_id)
        quote.theme, quote.treatment, quote.chosen_by = (
            choice.theme,
            choice.treatment,
            desk.staff_id,
        )
        left_out = choice.treatment is Treatment.LEAVE_OUT
        quote.state = QuoteState.LEFT_OUT if left_out else QuoteState.WAITING
        quote.words = None
        if not left_out:
            quote.words = desk.keys.seal(words.encode(), Place("quote", "words", quote.id))
        quote.remark = None
        transaction.add(quote)
        return quote.id


def quotable(transaction: Session, comment_id: UUID, theme: str) -> None:
    """Refuse unless a comment may be quoted under a theme."""
    comment = transaction.get(Comment, comment_id)
    if comment is None:
        raise CommentUnknown("There is no such comment, or duty has not read it yet.")
    sheet = transaction.get_one(Sheet, comment.sheet_id)
    if not sheet.may_quote:
        raise QuoteRefused("The child did not say that these words may be quoted.")
    if comment.marked is Marked.CONCERN:
        raise QuoteRefused("Whoever read this on duty was worried, so it is not quoted.")
    if transaction.get(CommentTheme, (comment_id, theme)) is None:
        raise QuoteRefused("This comment was not given that theme.")
    if not enough_wrote(transaction, theme, sheet.quarter):
        raise QuoteRefused("Too few wrote about this theme, so nobody is quoted from it.")


def enough_wrote(transaction: Session, theme: str, quarter: str) -> bool:
    """Whether a theme may be quoted from in its quarter or in the year of that."""
    period = Period.named(quarter)
    return any(
        enough(count_themes(transaction, [q.name for q in of.quarters]).get(theme, 0), of)
        for of in (period, period.whole)
    )


def restored(redacted: Redacted, places: Collection[int]) -> str:
    """Return a masked text with these of its masks undone, where they may be undone at all."""
    return "".join(
        piece.words if place in places and piece.restorable else piece.shown
        for place, piece in enumerate(redacted.pieces)
    )


def give_away(words: str, known: Known) -> tuple[str, ...]:
    """Return what of some words would be masked and can never be put back."""
    return tuple(
        piece.words for piece in redact(words, known).masked if piece.reason not in RESTORABLE
    )


def _words(choice: Choice, redacted: Redacted, known: Known) -> str:
    if choice.treatment is Treatment.LEAVE_OUT:
        return ""
    exact = choice.treatment is Treatment.EXACT
    words = restored(redacted, choice.restored) if exact else " ".join(choice.words.split())
    if not words.strip():
        raise QuoteRefused("Write down how it may be said.")
    if len(words) > LONGEST_QUOTE:
        raise QuoteRefused(f"A quote has at most {LONGEST_QUOTE} letters: say it more shortly.")
    if not exact and give_away(words, known):
        raise QuoteRefused("There is a name, a place or a number in it: say it without.")
    if tells_too_much(words):
        raise QuoteRefused("It says age, gender and where a child lives together: say it without.")
    if not exact and (found := counts_told(words)):
        raise QuoteRefused(
            f"“{found[0]}” counts something, and only a release tells numbers: say it without, or"
            " quote the child’s own words. Times and money may be told."
        )
    return words


def _row(transaction: Session, comment_id: UUID) -> Quote:
    found = transaction.scalar(select(Quote).where(Quote.comment_id == comment_id))
    if found is not None and found.state not in _OPEN:
        raise QuoteRefused("Two people have agreed on this already. Take it out instead.")
    return found or Quote(id=new_key(), comment_id=comment_id)


def note(transaction: Session, act: str, quote: Quote, desk: Desk) -> None:
    """Write down what was done with a quote."""
    audit.write(transaction, desk.actor, Act(act, "quote", quote.id), keys=desk.keys, now=desk.now)
