"""Answer sheets with words on them, and staff to read, code and quote them, as rows."""

import json
from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from feedback.store.keys import Keys
from feedback.store.models import (
    Coding,
    Comment,
    CommentTheme,
    Marked,
    Quote,
    QuoteState,
    Sheet,
    Staff,
    Treatment,
)
from feedback.store.sealing import Place


def staff(transaction: Session, *names: str) -> list[UUID]:
    """Members of staff by these names, in order."""
    people = [Staff(name=name) for name in names]
    transaction.add_all(people)
    transaction.flush()
    return [person.id for person in people]


def a_sheet(
    transaction: Session, keys: Keys, words: str | Sequence[str] = "", **more: object
) -> Sheet:
    """A sheet on which a child wrote this under *more*; they said yes to being quoted."""
    sheet_id = uuid4()
    said = {"more": [words] if isinstance(words, str) else list(words)} if words else {}
    values = {
        "quarter": "2025-26Q3", "instrument": "evaluation.longer", "edition": 1,
        "version": "longer", "english": True, "helped": False, "screen": True,
        "indicator_group": "PN1", "coded": {}, "may_quote": True,
    } | more  # fmt: skip
    sheet = Sheet(id=sheet_id, **values)
    if said:
        plain = json.dumps(said, ensure_ascii=False).encode()
        sheet.words = keys.seal(plain, Place("sheet", "words", sheet_id))
    transaction.add(sheet)
    transaction.flush()
    return sheet


def a_comment(
    transaction: Session,
    sheet: Sheet,
    by: UUID,
    *themes: str,
    marked: Marked = Marked.NO_CONCERN,
    question: str = "more",
) -> Comment:
    """What was written on a sheet, read by somebody on duty and given these themes."""
    comment = Comment(id=uuid4(), sheet_id=sheet.id, question=question, marked=marked, read_by=by)
    transaction.add(comment)
    transaction.flush()
    for theme in themes:
        transaction.add(Coding(comment_id=comment.id, theme=theme, coded_by=by))
        transaction.add(CommentTheme(comment_id=comment.id, theme=theme, settled_by=by))
    transaction.flush()
    return comment


def a_quote(
    transaction: Session,
    keys: Keys,
    comment: Comment,
    theme: str,
    words: str,
    chosen_by: UUID,
    agreed_by: UUID | None = None,
    treatment: Treatment = Treatment.EXACT,
) -> Quote:
    """A quote of a comment, agreed to by a second person when there is one."""
    quote = Quote(
        id=uuid4(), comment_id=comment.id, theme=theme, treatment=treatment, chosen_by=chosen_by
    )
    quote.words = keys.seal(words.encode(), Place("quote", "words", quote.id))
    quote.state = QuoteState.WAITING
    transaction.add(quote)
    transaction.flush()
    if agreed_by is not None:
        quote.state, quote.agreed_by = QuoteState.AGREED, agreed_by
        transaction.flush()
    return quote
