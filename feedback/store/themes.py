"""Counts of answer sheets by theme, made by the database."""

from collections.abc import Mapping, Sequence

from sqlalchemy import case, exists, func, literal, select, union_all
from sqlalchemy.orm import Session

from feedback.disclosure.populations import NO, OWN, THEMES, YES, Numbers
from feedback.periods import Period
from feedback.store.models import Comment, CommentTheme, Sheet

EVERY = "base"
"""All sheets with a theme, beside the themes."""


def count_themes(transaction: Session, quarters: Sequence[str]) -> Mapping[str, int]:
    """Count the answer sheets of these quarters on which each theme was written about.

    A sheet with two comments on one theme counts once. These are raw counts: they become
    figures only through a release.
    """
    rows = transaction.execute(
        select(CommentTheme.theme, func.count(func.distinct(Sheet.id)))
        .join(Comment, Comment.id == CommentTheme.comment_id)
        .join(Sheet, Sheet.id == Comment.sheet_id)
        .where(Sheet.quarter.in_(quarters))
        .group_by(CommentTheme.theme)
    )
    return {theme: number for theme, number in rows}  # noqa: C416  rows are not pairs to mypy


def count_commented(transaction: Session, quarters: Sequence[str]) -> int:
    """Count the answer sheets of these quarters that have a comment somebody coded."""
    coded = (
        select(func.count(func.distinct(Sheet.id)))
        .join(Comment, Comment.sheet_id == Sheet.id)
        .join(CommentTheme, CommentTheme.comment_id == Comment.id)
        .where(Sheet.quarter.in_(quarters))
    )
    return transaction.scalar(coded) or 0


def some_have_no_theme(transaction: Session, period: Period) -> bool:
    """Whether words were written on a sheet of a period that has no theme, read or not."""
    coded = exists().where(Comment.sheet_id == Sheet.id, CommentTheme.comment_id == Comment.id)
    left = select(Sheet.id).where(
        Sheet.quarter.in_([quarter.name for quarter in period.quarters]),
        Sheet.words.is_not(None),
        ~coded,
    )
    return transaction.scalar(left.limit(1)) is not None


def themes_of(transaction: Session, period: Period) -> Numbers:
    """Count the sheets of a period with a theme: all of them, and by each theme of a release.

    Themes that only the council’s own codebook has are counted as one.
    """
    quarters = [quarter.name for quarter in period.quarters]
    line = case((CommentTheme.theme.in_(THEMES), CommentTheme.theme), else_=OWN)
    given = (
        select(Comment.sheet_id, line.label("line"))
        .join(CommentTheme, CommentTheme.comment_id == Comment.id)
        .join(Sheet, Sheet.id == Comment.sheet_id)
        .where(Sheet.quarter.in_(quarters))
        .cte("given")
    )
    sheets = func.count(func.distinct(given.c.sheet_id))
    rows = transaction.execute(
        union_all(
            select(given.c.line, sheets).group_by(given.c.line), select(literal(EVERY), sheets)
        )
    )
    named = {theme: number for theme, number in rows}  # noqa: C416  rows are not pairs to mypy
    every = named[EVERY]
    return {
        (): {(): every},
        **{
            (theme,): {(YES,): named.get(theme, 0), (NO,): every - named.get(theme, 0)}
            for theme in THEMES
        },
    }
