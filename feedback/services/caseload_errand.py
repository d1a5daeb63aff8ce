"""Taking files in on a page: looked at by the worker, shown, and written only when agreed to.

The files lie sealed until somebody agrees or says no, for an hour at most; what would change and
what became of each row lies sealed beside them, and goes with them.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from feedback.caseload.folder import Folder, read_files
from feedback.caseload.verdicts import Finding, Reason, Verdict
from feedback.services import errands
from feedback.services.errands import Asked, Doing, ErrandUnknown
from feedback.services.import_caseload import (
    STEPS,
    Imported,
    Intake,
    Terms,
    import_caseload,
    preview_caseload,
)
from feedback.services.import_caseload_preview import Line, Planned
from feedback.services.invite import Desk
from feedback.services.letter_desk import Clerk
from feedback.store import Store
from feedback.store.audit import Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import ErrandPiece
from feedback.store.models.base import new_key

LOOK, TAKE = "caseload-look", "caseload-take"
_RESULT = "result"


@dataclass(frozen=True, slots=True)
class Result:
    """What would change or has changed, every finding, and the counts."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    summary: Mapping[str, Any]

    @property
    def counts(self) -> Mapping[str, int]:
        """Say how many lines there are of each kind."""
        return Planned(self.lines).counts


def order_look(store: Store, clerk: Clerk, files: Sequence[tuple[str, bytes]]) -> UUID:
    """Have files looked at, under their names; nothing is written by that."""
    pieces = []
    for name, content in files:
        key, packed = new_key(), zlib.compress(content, 1)
        pieces.append((key, name, clerk.keys.seal(packed, errands.piece_place(key))))
    with store.begin() as transaction:
        asked = Asked(LOOK, {}, tuple(pieces))
        return errands.ask(transaction, asked, by=clerk.staff_id, now=clerk.now)


def order_take(store: Store, clerk: Clerk, look_id: UUID) -> UUID:
    """Agree to what was shown: exactly that is written, or nothing.

    Refuses with ``ErrandUnknown`` what was not looked at, or was written or thrown away since.
    """
    with store.begin() as transaction:
        found = errands.must_be_mine(transaction, look_id, by=clerk.staff_id, now=clerk.now)
        pieces = errands.pieces_of(transaction, look_id)
        if found.kind != LOOK or not any(_is_full(one, _RESULT) for one in pieces):
            raise ErrandUnknown("These files are not here any more. Please choose them anew.")
        asked = Asked(TAKE, {"of": look_id.hex})
        return errands.ask(transaction, asked, by=clerk.staff_id, now=clerk.now)


def look(store: Store, doing: Doing, *, keys: Keys, desk: Desk) -> None:
    """Do as the import would, write nothing, and bring back what would change."""
    folder = _folder(doing.pieces(), keys)
    previewed = preview_caseload(store, folder, _intake(doing, keys, desk), watch=_watching(doing))
    with store.begin() as transaction:
        _bring(transaction, doing.id, previewed, keys)


def take(store: Store, doing: Doing, *, keys: Keys, desk: Desk) -> None:
    """Write exactly what was shown, bring back what became of it, and erase the files."""
    look_id = UUID(doing.about["of"])
    with store.look() as transaction:
        pieces = errands.pieces_of(transaction, look_id)
        transaction.expunge_all()
    shown = _meant(pieces, keys)
    terms = Terms(digest=Planned(shown.lines).digest)
    doing.step(1, STEPS)  # no more till it is written: SQLite has one writer, and that is this
    imported = import_caseload(
        store, _folder(pieces, keys), _intake(doing, keys, desk), terms=terms
    )
    with store.begin() as transaction:
        _bring(transaction, doing.id, imported, keys)
        errands.empty(transaction, look_id)
    doing.step(STEPS, STEPS)


def result(transaction: Session, errand_id: UUID, permit: Permit) -> Result:
    """Open what was brought back; refuses with ``ErrandUnknown`` where it is gone."""
    return _meant(errands.pieces_of(transaction, errand_id), permit.keys)


def _folder(pieces: Iterable[ErrandPiece], keys: Keys) -> Folder:
    files = [one for one in pieces if one.about != _RESULT and one.content is not None]
    return read_files((one.about, BytesIO(_opened(one, keys))) for one in files)


def _opened(piece: ErrandPiece, keys: Keys) -> bytes:
    return zlib.decompress(keys.open(piece.content or b"", errands.piece_place(piece.id)))


def _is_full(piece: ErrandPiece, about: str) -> bool:
    return piece.about == about and piece.content is not None


def _intake(doing: Doing, keys: Keys, desk: Desk) -> Intake:
    return Intake(Actor(str(doing.asked_by), "office"), keys, desk, doing.clock())


def _watching(doing: Doing) -> Any:  # noqa: ANN401  a callable that remembers
    done = iter(range(1, STEPS + 1))
    return lambda: doing.step(next(done), STEPS)


def _bring(transaction: Session, errand_id: UUID, imported: Imported, keys: Keys) -> None:
    written = {
        "lines": [astuple(line) for line in imported.planned.lines],
        "findings": [
            (one.file, one.line, one.verdict, one.field, one.reason.name)
            for one in imported.findings
        ],
        "summary": imported.summary,
    }
    key = new_key()
    packed = zlib.compress(json.dumps(written, ensure_ascii=False).encode())
    content = keys.seal(packed, errands.piece_place(key))
    errands.bring(transaction, errand_id, (key, _RESULT, content))


def _meant(pieces: Iterable[ErrandPiece], keys: Keys) -> Result:
    found = [one for one in pieces if _is_full(one, _RESULT)]
    if not found:
        raise ErrandUnknown("This is not here any more. Please choose the files anew.")
    said = json.loads(_opened(found[-1], keys))
    return Result(
        lines=tuple(Line(*line) for line in said["lines"]),
        findings=tuple(
            Finding(file, line, Verdict(verdict), field, Reason[reason])
            for file, line, verdict, field, reason in said["findings"]
        ),
        summary=said["summary"],
    )
