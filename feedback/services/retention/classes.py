"""How long each table is kept. A test fails when a table is not placed here."""

from collections.abc import Mapping
from enum import StrEnum


class Kept(StrEnum):
    """Until when the rows of a table are kept."""

    DRAFT = "draft"
    """Until some days after its form closed."""
    WORDS = "words"
    """Until some days after the next review is filed or care ends, and never before filing."""
    RECORD = "record"
    """Some years after the day of the review it is about."""
    CHILD = "child"
    """With the child: some years after care ended and the last review is gone."""
    EVALUATION = "evaluation"
    """Some years after the quarter it is of; it leads to no child."""
    LOG = "log"
    """Some years; a signed checkpoint takes the place of what goes."""
    SWEPT = "swept"
    """Hours or days: a job of its own sweeps it."""
    LASTING = "lasting"
    """For good: it holds nothing of a child, or it has left the service already."""


CLASSES: Mapping[str, Kept] = {
    "absence": Kept.RECORD,
    "ask": Kept.WORDS,
    "assignment": Kept.CHILD,
    "audit": Kept.LOG,
    "card": Kept.WORDS,
    "challenge": Kept.WORDS,
    "checkpoint": Kept.LASTING,
    "child": Kept.CHILD,
    "child_copy": Kept.WORDS,
    "child_session": Kept.SWEPT,
    "closed_period": Kept.LASTING,
    "coding": Kept.EVALUATION,
    "comment": Kept.EVALUATION,
    "comment_theme": Kept.EVALUATION,
    "concern": Kept.RECORD,
    "contact": Kept.RECORD,
    "cover": Kept.LASTING,
    "creation": Kept.WORDS,
    "disability": Kept.CHILD,
    "draft": Kept.DRAFT,
    "draft_answer": Kept.DRAFT,
    "draft_creation": Kept.DRAFT,
    "duty_asking": Kept.SWEPT,
    "episode": Kept.CHILD,
    "errand": Kept.SWEPT,
    "errand_piece": Kept.SWEPT,
    "follow_up": Kept.RECORD,
    "gate": Kept.CHILD,
    "hold": Kept.CHILD,
    "indicator_entry": Kept.RECORD,
    "installation": Kept.LASTING,
    "interpretation": Kept.WORDS,
    "job": Kept.LASTING,
    "ledger_cell": Kept.LASTING,
    "letter": Kept.RECORD,
    "link_opening": Kept.SWEPT,
    "looked_at_week": Kept.LASTING,
    "message": Kept.SWEPT,
    "outcome_letter": Kept.WORDS,
    "outside_reading": Kept.RECORD,
    "past_ask": Kept.RECORD,
    "prepared_file": Kept.LASTING,
    "prepared_release": Kept.LASTING,
    "outside_fact": Kept.LASTING,
    "placing": Kept.WORDS,
    "portrait": Kept.LASTING,
    "quote": Kept.EVALUATION,
    "record": Kept.RECORD,
    "release": Kept.LASTING,
    "release_file": Kept.LASTING,
    "reminder": Kept.RECORD,
    "reply": Kept.RECORD,
    "review": Kept.RECORD,
    "role": Kept.LASTING,
    "safeguarding_link": Kept.SWEPT,
    "sheet": Kept.EVALUATION,
    "staff": Kept.LASTING,
    "staff_invitation": Kept.SWEPT,
    "staff_role": Kept.LASTING,
    "staff_try": Kept.SWEPT,
    "statement": Kept.RECORD,
    "statement_views": Kept.RECORD,
    "told_back": Kept.LASTING,
    "translation_step": Kept.LASTING,
    "tray": Kept.SWEPT,
    "tray_key": Kept.LASTING,
    "views": Kept.WORDS,
    "week_key": Kept.SWEPT,
    "wrong_try": Kept.SWEPT,
}
