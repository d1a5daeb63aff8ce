"""Children as a release counts them: whether their views were in every review, and the latest."""

from typing import Any

from sqlalchemy import Select, case, func, select

from feedback.disclosure.populations import NO, YES, Dims
from feedback.periods import Period
from feedback.rates import DID_NOT, TOOK_PART
from feedback.store.models import Review, ReviewState


def children(period: Period, dims: Dims) -> Select[*tuple[Any, ...]]:
    """Children with a confirmed code of four or over: their views in every review, the latest."""
    reviews = (
        select(
            Review.child_id,
            case((Review.code.in_(sorted(TOOK_PART)), YES), else_=NO).label("took"),
            func.row_number()
            .over(
                partition_by=Review.child_id,
                order_by=(Review.day.desc(), Review.sequence.desc()),
            )
            .label("place"),
        )
        .where(
            Review.state == ReviewState.HELD,
            Review.day.between(period.first, period.last),
            Review.code.in_(sorted(TOOK_PART | DID_NOT)),
        )
        .subquery()
    )
    of_each = {
        "every": func.min(reviews.c.took),
        "latest": func.max(case((reviews.c.place == 1, reviews.c.took))),
    }
    return select(reviews.c.child_id, *(of_each[dim].label(dim) for dim in dims)).group_by(
        reviews.c.child_id
    )
