"""Askings who wrote an evaluation: one waits, one is open, one is over, one another’s."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.services.evaluate import link_place
from feedback.services.link_openings import mark_of, place_of
from feedback.store.keys import Keys
from feedback.store.models import LinkOpening, Marked, SafeguardingLink, WeekKey
from feedback.store.sealing import PublicKey
from tests import commented
from tests.tools.matrix.things import Cast, sign


def askings(
    transaction: Session, keys: Keys, cast: Cast, letter_id: UUID, now: datetime
) -> dict[str, list[dict[str, object]]]:
    """Make each about a sheet of its own, whose link leads to this letter; return their keys."""
    duty = cast.by_duty["safeguarding"]
    told = {
        "asked": (duty, None),
        "opened": (duty, timedelta(minutes=10)),
        "opened-by-another": (cast.colleague, timedelta(minutes=10)),
        "opened-before": (duty, timedelta(minutes=61)),
    }
    found: dict[str, list[dict[str, object]]] = {}
    for name, (asker, ago) in told.items():
        sheet_id = _worrying(transaction, keys, duty, letter_id)
        row = LinkOpening(id=uuid4(), mark=mark_of(sheet_id, keys), asked_by=asker)
        row.asked_at = now - timedelta(hours=2)
        row.reason = keys.seal(b"Somebody hurts them at night.", place_of(row.id, "reason"))
        if ago is not None:
            row.decided_by, row.decided_at, row.agreed = cast.manager, now - ago, True
            row.remark = keys.seal(b"Nothing else says who it is.", place_of(row.id, "remark"))
        transaction.add(row)
        found[name] = [{"opening_id": row.id}]
    transaction.flush()
    return found


def _worrying(transaction: Session, keys: Keys, duty: UUID, letter_id: UUID) -> UUID:
    words = f"He comes {sign('sheet')} at night"
    sheet = commented.a_sheet(transaction, keys, words, quarter="2025-26Q3")
    commented.a_comment(transaction, sheet, duty, marked=Marked.CONCERN)
    week = transaction.scalars(select(WeekKey)).one()
    link = PublicKey(week.public_key).seal(sheet.id.bytes + letter_id.bytes, link_place(week.week))
    transaction.add(SafeguardingLink(week=week.week, link=link))
    return sheet.id
