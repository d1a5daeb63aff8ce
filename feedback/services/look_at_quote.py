"""One quote before a second person: its words, the masked comment beside, and what to look at."""

from dataclasses import dataclass
from uuid import UUID

from feedback.errors import CommentUnknown, QuoteRefused
from feedback.redaction import redact
from feedback.redaction.known import Known
from feedback.redaction.rare import only_here
from feedback.redaction.reasons import LABEL
from feedback.services.comment_lists import ListedQuote, listed, of_theme
from feedback.services.masked_comments import Desk, Masked, known_names, mask, masked_comments
from feedback.services.propose_quote import quotable
from feedback.store import Store
from feedback.store.models import Comment, Quote, Sheet, Staff, Treatment
from feedback.store.sealing import Place

MOST_LIKE_IT = 60
"""With how many other comments on its theme one is compared, to say what it alone says."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A comment that may be quoted, what it alone says, and why it may not be, if so."""

    comment: Masked
    rare: tuple[str, ...]
    refusal: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A quote as it would be printed, and everything to judge it by."""

    listed: ListedQuote
    words: str
    paraphrased: bool
    doubts: tuple[str, ...]
    rare: tuple[str, ...]
    remark: str
    comment: Masked


def candidate(store: Store, comment_id: UUID, theme: str, desk: Desk) -> Candidate:
    """Open a comment to choose a quote from, beside the others on its theme. It is in the log."""
    with store.look() as transaction:
        found = transaction.get(Comment, comment_id)
        if found is None:
            raise CommentUnknown("There is no such comment, or duty has not read it yet.")
        sheet = transaction.get_one(Sheet, found.sheet_id)
        alike = of_theme(transaction, theme, [sheet.quarter])[:MOST_LIKE_IT]
        try:
            quotable(transaction, comment_id, theme)
            refusal = ""
        except QuoteRefused as refused:
            refusal = str(refused)
    comments = masked_comments(store, desk, list({*alike, comment_id}), act="read-to-quote")
    (own,) = (one for one in comments if one.id == comment_id)
    others = [one.redacted.text for one in comments if one.id != comment_id]
    return Candidate(own, only_here(own.redacted.text, others), refusal)


def look_at_quote(store: Store, quote_id: UUID, desk: Desk) -> Proposal:
    """Open a quote and its comment; ``QuoteRefused`` where there are no words."""
    with store.look() as transaction:
        found = transaction.get(Quote, quote_id)
        if found is None or found.words is None:
            raise QuoteRefused("There is no such quote.")
    permit = desk.permit(store, "read-quote", quote_id)
    with store.look() as transaction:
        row = transaction.get_one(Quote, quote_id)
        sheet = transaction.get_one(Sheet, transaction.get_one(Comment, row.comment_id).sheet_id)
        known = known_names(transaction, permit)
        alike = of_theme(transaction, row.theme, [sheet.quarter])[:MOST_LIKE_IT]
        comments = mask(transaction, list({*alike, row.comment_id}), known, permit)
        words = permit.read(row.words or b"", Place("quote", "words", row.id))
        return Proposal(
            listed=listed(row, transaction.get_one(Staff, row.chosen_by).name),
            words=words,
            paraphrased=row.treatment is Treatment.PARAPHRASE,
            doubts=_doubts(words, known),
            rare=only_here(
                words, [one.redacted.text for one in comments if one.id != row.comment_id]
            ),
            remark=permit.read(row.remark, Place("quote", "remark", row.id)) if row.remark else "",
            comment=next(one for one in comments if one.id == row.comment_id),
        )


def _doubts(words: str, known: Known) -> tuple[str, ...]:
    """Return what a second look would mask or mark, but for what says that something is masked."""
    labels = [found.span() for found in LABEL.finditer(words)]
    marked = (
        piece.words
        for piece in redact(words, known).pieces
        if piece.reason and not any(at <= piece.start and piece.end <= end for at, end in labels)
    )
    return tuple(dict.fromkeys(marked))
