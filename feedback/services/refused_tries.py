"""Whether so many tries to sign in were refused lately that an administrator should know."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.services import staff_tries
from feedback.store.models import AuditRow

REFUSED = "sign-in-refused"
LATELY = timedelta(hours=1)
AT_ONE, AT_ALL = 10, 50
"""How many within the hour: at one account, and at all of them together."""

_NEWEST = 2_000
"""Rows of the log that are looked at: an attack adds more than these only by being refused."""


def too_many_tries(transaction: Session, *, now: datetime) -> bool:
    """Whether that many tries were refused within the last hour, or slowly over a day at one."""
    newest = select(func.max(AuditRow.place)).scalar_subquery()
    tried = transaction.scalars(
        select(AuditRow.subject_id).where(
            AuditRow.place > newest - _NEWEST, AuditRow.act == REFUSED, AuditRow.at > now - LATELY
        )
    ).all()
    at_one = Counter(account for account in tried if account is not None)
    many = len(tried) >= AT_ALL or any(count >= AT_ONE for count in at_one.values())
    return many or staff_tries.is_slowed(transaction, now=now)
