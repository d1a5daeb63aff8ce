"""How each file of the folder is read, what in it is refused, and which rows are alike."""

from datetime import date

from feedback.caseload import files, rows
from feedback.caseload.refusals import Headers, Others
from feedback.caseload.sifting import Rules
from feedback.caseload.verdicts import Reason


def of_headers(today: date) -> Rules[rows.HeaderRow]:
    """Return the rules of ``header.csv``, which says who there is."""
    return Rules(
        files.HEADER,
        rows.read_header,
        Headers(today).refuse,
        alike=lambda row: row.child,
        same=("CHILD", Reason.SAME_CHILD),
    )


def of_episodes(others: Others) -> Rules[rows.EpisodeRow]:
    """Return the rules of ``episodes.csv``."""
    return Rules(
        files.EPISODES,
        rows.read_episode,
        others.refuse,
        alike=lambda row: (row.child, row.start),
        same=("DECOM", Reason.SAME_DAY),
    )


def of_reviews(others: Others) -> Rules[rows.ReviewRow]:
    """Return the rules of ``reviews.csv``."""
    return Rules(
        files.REVIEWS,
        rows.read_review,
        others.refuse_review,
        alike=lambda row: (row.child, row.day),
        same=("REVIEW", Reason.SAME_DAY),
    )


def of_unaccompanied(others: Others) -> Rules[rows.UnaccompaniedRow]:
    """Return the rules of ``uasc.csv``."""
    return Rules(
        files.UASC,
        rows.read_unaccompanied,
        others.refuse_with_birth,
        alike=lambda row: row.child,
        same=("CHILD", Reason.SAME_CHILD),
    )


def of_children(others: Others) -> Rules[rows.ChildRow]:
    """Return the rules of ``children.csv``."""
    return Rules(
        files.CHILDREN,
        rows.read_child,
        others.refuse,
        alike=lambda row: row.child,
        same=("CHILD", Reason.SAME_CHILD),
    )


def of_disability(others: Others) -> Rules[rows.DisabilityRow]:
    """Return the rules of ``disability.csv``, which is health data."""
    return Rules(
        files.DISABILITY,
        rows.read_disability,
        others.refuse_disability,
        alike=lambda row: row.child,
        same=("CHILD", Reason.SAME_CHILD),
    )


def of_planned(others: Others) -> Rules[rows.PlannedRow]:
    """Return the rules of ``planned.csv``."""
    return Rules(
        files.PLANNED,
        rows.read_planned,
        others.refuse_planned,
        alike=lambda row: (row.child, row.day),
        same=("DATE", Reason.SAME_DAY),
    )
