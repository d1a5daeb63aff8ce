"""The follow-up of a quarter: what there is to do with comments, from reading to telling back."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback.quoting import enough
from feedback.services.code_themes import Agreement, ToDo, standing
from feedback.services.comment_lists import count_quotes
from feedback.services.read_comments import count_unread
from feedback.services.release import find_release
from feedback.services.tell_back import tellings
from feedback.store.themes import count_themes
from portal.access import may
from portal.codebooks import codebook
from portal.comments import bp
from portal.comments.desk import Quarter, here, quarter
from portal.storage import store


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """One theme in the overview: whether enough wrote about it, and whether it was told back."""

    id: str
    name: str
    enough: bool
    told: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Everything the overview shows of one quarter."""

    unread: bool
    to_do: ToDo
    agreement: Agreement
    quotes: Mapping[str, int]
    themes: tuple[ThemeLine, ...]
    released: bool


@bp.get("")
@may("code-comments")
def overview() -> ResponseReturnValue:
    """Show what there is to do in a quarter."""
    chosen = quarter()
    return render_template("comments/overview.html", quarter=chosen, found=_follow_up(chosen))


def _follow_up(chosen: Quarter) -> FollowUp:
    with store().look() as transaction:
        counts = count_themes(transaction, chosen.names)
        told = {row.theme for row in tellings(transaction) if row.period == chosen.name}
        left, alike = standing(transaction, chosen.names, here().id)
        return FollowUp(
            unread=count_unread(transaction) > 0,
            to_do=left,
            agreement=alike,
            quotes=count_quotes(transaction),
            themes=tuple(
                ThemeLine(
                    theme.id,
                    theme.name,
                    enough(counts[theme.id], chosen.period),
                    theme.id in told,
                )
                for theme in codebook().themes
                if theme.id in counts
            ),
            released=find_release(transaction, chosen.period) is not None,
        )
