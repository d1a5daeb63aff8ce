"""Counts of answer sheets by theme, made by the database."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.store.models import Comment, CommentTheme, Sheet


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
