"""People give comments their themes: one first, a second without seeing the first, then as one.

No machine reads for themes. The first coder’s themes count until a second saw others; then the
comment waits until somebody has settled it, and the first coder’s still count meanwhile.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.orm import Session

from feedback.agreement import cohens_kappa
from feedback.codebook import NONE_FITS, Codebook
from feedback.errors import CommentUnknown, ThemeUnsound
from feedback.services.masked_comments import Desk
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.models import Coding, Comment, CommentTheme, Quote, Sheet


@dataclass(frozen=True, slots=True)
class ToDo:
    """How much of each kind of work on comments there is, for one person."""

    to_code: int
    to_check: int
    to_settle: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two coders saw the same, among the comments that both read."""

    comments: int
    alike: int
    kappa: float | None
    """Cohen’s kappa over comment and theme, none where chance alone explains everything."""


def to_code(transaction: Session, quarters: Sequence[str]) -> Sequence[UUID]:
    """Return comments nobody has given a theme, in the order of random keys."""
    coded = exists().where(Coding.comment_id == Comment.id)
    return _ids(transaction, quarters, ~coded)


def to_check(transaction: Session, quarters: Sequence[str], coder: UUID) -> Sequence[UUID]:
    """Return comments that exactly one other person has coded, for this one to code unseen."""
    coders = (
        select(func.count(func.distinct(Coding.coded_by)))
        .where(Coding.comment_id == Comment.id)
        .scalar_subquery()
    )
    own = exists().where(Coding.comment_id == Comment.id, Coding.coded_by == coder)
    return _ids(transaction, quarters, coders == 1, ~own)


def to_settle(transaction: Session, quarters: Sequence[str]) -> Sequence[UUID]:
    """Return comments in which two people saw different themes and nobody has settled which."""
    unsettled = set(_ids(transaction, quarters, Comment.settled.is_(False)))
    return _differing(_codings(transaction, quarters), unsettled)


def standing(transaction: Session, quarters: Sequence[str], coder: UUID) -> tuple[ToDo, Agreement]:
    """Count what is left to do in some quarters, and say how far two coders agree."""
    rows = transaction.execute(
        select(Comment.id, Comment.settled)
        .join(Sheet, Sheet.id == Comment.sheet_id)
        .where(Sheet.quarter.in_(quarters))
    ).all()
    codings = _codings(transaction, quarters)
    coders = [set(codings.get(row.id, ())) for row in rows]
    left = ToDo(
        sum(not by for by in coders),
        sum(len(by) == 1 and coder not in by for by in coders),
        len(_differing(codings, {row.id for row in rows if not row.settled})),
    )
    return left, _agreement(codings)


def _differing(
    codings: Mapping[UUID, Mapping[UUID, set[str]]], unsettled: Collection[UUID]
) -> list[UUID]:
    return [
        comment
        for comment, by in sorted(codings.items())
        if len(set(map(frozenset, by.values()))) > 1 and comment in unsettled
    ]


def code(
    transaction: Session, comment_id: UUID, themes: Collection[str], desk: Desk, book: Codebook
) -> None:
    """Keep which themes this person sees in a comment, instead of what they saw before.

    Refuses with ``ThemeUnsound`` what the codebook does not offer, and with ``CommentUnknown``.
    """
    chosen = _sound(themes, book)
    _must_be_there(transaction, comment_id)
    mine = (Coding.comment_id == comment_id, Coding.coded_by == desk.staff_id)
    others = transaction.scalar(
        select(exists().where(Coding.comment_id == comment_id, Coding.coded_by != desk.staff_id))
    )
    transaction.execute(delete(Coding).where(*mine))
    transaction.add_all(
        Coding(comment_id=comment_id, coded_by=desk.staff_id, theme=theme) for theme in chosen
    )
    if not others:
        _put(transaction, comment_id, chosen, desk)
    transaction.flush()
    _note(transaction, "coded-comment", comment_id, desk)


def settle(
    transaction: Session, comment_id: UUID, themes: Collection[str], desk: Desk, book: Codebook
) -> None:
    """Decide which themes a comment has where two people saw it otherwise; both then say so."""
    chosen = _sound(themes, book)
    comment = _must_be_there(transaction, comment_id)
    coders = transaction.scalars(
        select(Coding.coded_by).where(Coding.comment_id == comment_id).distinct()
    ).all()
    if len(coders) < 2:  # noqa: PLR2004  two people
        raise ThemeUnsound("Only what two people have coded can be settled.")
    _put(transaction, comment_id, chosen, desk)
    comment.settled = True
    transaction.flush()
    _note(transaction, "settled-themes", comment_id, desk)


def seen_in(transaction: Session, comment_id: UUID) -> tuple[frozenset[str], ...]:
    """Return what each coder saw in a comment, without saying who saw which."""
    rows = transaction.execute(
        select(Coding.coded_by, Coding.theme).where(Coding.comment_id == comment_id)
    )
    by: dict[UUID, set[str]] = {}
    for coder, theme in rows:
        by.setdefault(coder, set()).add(theme)
    return tuple(sorted((frozenset(themes) for themes in by.values()), key=sorted))


def _agreement(codings: Mapping[UUID, Mapping[UUID, set[str]]]) -> Agreement:
    """Say how far two coders agree, over every theme that either used."""
    pairs = [
        tuple(frozenset(themes) for _, themes in sorted(by.items()))[:2]
        for by in codings.values()
        if len(by) > 1
    ]
    alike = sum(one == other for one, other in pairs)
    themes = sorted({theme for pair in pairs for seen in pair for theme in seen})
    marks = [(theme in one, theme in other) for one, other in pairs for theme in themes]
    return Agreement(len(pairs), alike, cohens_kappa(marks))


def _put(transaction: Session, comment_id: UUID, chosen: Sequence[str], desk: Desk) -> None:
    quoted = transaction.scalar(select(Quote.theme).where(Quote.comment_id == comment_id))
    if quoted is not None and quoted not in chosen:
        raise ThemeUnsound("Words of it are quoted under a theme, which it must keep.")
    kept = (CommentTheme.comment_id == comment_id, CommentTheme.theme != quoted)
    transaction.execute(delete(CommentTheme).where(*kept if quoted else kept[:1]))
    transaction.add_all(
        CommentTheme(comment_id=comment_id, theme=theme, settled_by=desk.staff_id)
        for theme in chosen
        if theme != quoted
    )


def _sound(themes: Collection[str], book: Codebook) -> list[str]:
    chosen = sorted(set(themes))
    offered = {theme.id for theme in book.offered} | {NONE_FITS}
    if not chosen or not set(chosen) <= offered:
        raise ThemeUnsound("Choose at least one theme of the codebook, or that none fits.")
    if NONE_FITS in chosen and len(chosen) > 1:
        raise ThemeUnsound("Either a theme fits, or none does.")
    return chosen


def _must_be_there(transaction: Session, comment_id: UUID) -> Comment:
    found = transaction.get(Comment, comment_id)
    if found is None:
        raise CommentUnknown("There is no such comment, or duty has not read it yet.")
    return found


def _note(transaction: Session, act: str, comment_id: UUID, desk: Desk) -> None:
    audit.write(
        transaction, desk.actor, Act(act, "comment", comment_id), keys=desk.keys, now=desk.now
    )


def _ids(
    transaction: Session, quarters: Sequence[str], *where: ColumnElement[bool]
) -> Sequence[UUID]:
    return transaction.scalars(
        select(Comment.id)
        .join(Sheet, Sheet.id == Comment.sheet_id)
        .where(Sheet.quarter.in_(quarters), *where)
        .order_by(Comment.id)
    ).all()


def _codings(
    transaction: Session, quarters: Sequence[str]
) -> Mapping[UUID, Mapping[UUID, set[str]]]:
    rows = transaction.execute(
        select(Coding.comment_id, Coding.coded_by, Coding.theme)
        .join(Comment, Comment.id == Coding.comment_id)
        .join(Sheet, Sheet.id == Comment.sheet_id)
        .where(Sheet.quarter.in_(quarters))
    )
    found: dict[UUID, dict[UUID, set[str]]] = {}
    for comment, coder, theme in rows:
        found.setdefault(comment, {}).setdefault(coder, set()).add(theme)
    return found
