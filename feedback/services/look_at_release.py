"""Looking at one release: what it says, its files with their prints, and who let it out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from feedback.errors import ReleaseUnknown
from feedback.periods import Period
from feedback.releases.report import Report
from feedback.store.ledger import report_of
from feedback.store.models import Release, ReleaseFile, Staff

CERTIFICATE = ".certificate.json"


@dataclass(frozen=True, slots=True)
class Certified:
    """How many numbers a certificate tells of, how many are hidden, and what was tried."""

    numbers: int
    hidden: int
    tried: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A release, for those who may see figures."""

    report: Report
    made_at: datetime
    files: Mapping[str, str]
    """The SHA-256 print of each file, by name."""
    certified: Certified
    preparer: str = ""
    agreer: str = ""
    agreed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawer: str = ""
    note: str = ""


def look_at_release(transaction: Session, period: Period) -> Seen:
    """Return the release of a period. Raises ``ReleaseUnknown`` where nothing has left."""
    report = report_of(transaction, period)
    first, second, third = (aliased(Staff) for _ in range(3))
    found = transaction.execute(
        select(Release, first.name, second.name, third.name)
        .outerjoin(first, first.id == Release.prepared_by)
        .outerjoin(second, second.id == Release.agreed_by)
        .outerjoin(third, third.id == Release.withdrawn_by)
        .where(Release.period == period.name)
    ).first()
    if report is None or found is None:
        raise ReleaseUnknown(period.name)
    release, preparer, agreer, withdrawer = found
    named = select(ReleaseFile.name, ReleaseFile.digest).order_by(ReleaseFile.name)
    files = transaction.execute(named.where(ReleaseFile.release_id == release.id))
    return Seen(
        report=report,
        made_at=release.made_at,
        files={row.name: row.digest for row in files},
        certified=certified(_certificate(transaction, release)),
        preparer=preparer or "",
        agreer=agreer or "",
        agreed_at=release.agreed_at,
        withdrawn_at=release.withdrawn_at,
        withdrawer=withdrawer or "",
        note=release.note or "",
    )


def must_have_left(transaction: Session, period: Period) -> None:
    """Refuse with ``ReleaseUnknown`` a period of which nothing has left."""
    if transaction.scalar(select(Release.id).where(Release.period == period.name)) is None:
        raise ReleaseUnknown(period.name)


def certified(certificate: bytes) -> Certified:
    """Read what a certificate says was tried. Without one, nothing was."""
    said = json.loads(certificate or b"{}")
    return Certified(said.get("numbers", 0), said.get("hidden", 0), said.get("tried", {}))


def _certificate(transaction: Session, release: Release) -> bytes:
    named = (ReleaseFile.release_id == release.id, ReleaseFile.name.endswith(CERTIFICATE))
    return transaction.scalar(select(ReleaseFile.content).where(*named)) or b""
