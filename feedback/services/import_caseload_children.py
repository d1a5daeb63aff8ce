"""Takes over who the children are: their births, names and needs, and who is still there."""

import json
from collections.abc import Collection
from uuid import uuid4

from feedback.caseload.judging import Judged
from feedback.caseload.rows import ChildRow
from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_stored import Stored, StoredChild
from feedback.store.keys import Keys
from feedback.store.sealing import Place

_ENGLISH = "en"


def take_children(stored: Stored, judged: Judged, changes: Changes, *, keys: Keys) -> None:
    """Take over headers, the unaccompanied, and the names; of two rows the later stands."""
    for header in {row.child: row for row in judged.headers}.values():
        child = stored.children.get(header.child) or _add(header.child, stored, changes)
        born, cells = header.born.isoformat(), json.dumps(header.cells, ensure_ascii=False)
        if child.born != header.born:
            child.born = header.born
            _seal(child, "born", born, changes, keys=keys)
        if child.header != cells:
            child.header = cells
            _seal(child, "header", cells, changes, keys=keys)
    for row in judged.unaccompanied:
        take(stored.children[row.child], changes, unaccompanied=True)
    for named in {row.child: row for row in judged.children}.values():
        _take_names(stored.children[named.child], changes, named, keys=keys)


def list_missing(stored: Stored, present: Collection[str], changes: Changes) -> list[str]:
    """Mark who is in the header file and who no longer is, and return the numbers of these."""
    for number, child in stored.children.items():
        take(child, changes, in_last_import=number in present)
    return sorted(number for number in stored.children if number not in present)


def take(child: StoredChild, changes: Changes, **values: str | bool) -> None:
    """Take over plain values, writing only those that differ."""
    differing = {name: value for name, value in values.items() if getattr(child, name) != value}
    before = {name: getattr(child, name) for name in differing}
    for name, value in differing.items():
        setattr(child, name, value)
    changes.change(child.id, differing, before=before)


def _add(number: str, stored: Stored, changes: Changes) -> StoredChild:
    child = StoredChild(
        uuid4(),
        number,
        born=None,
        header=None,
        named=None,
        language=_ENGLISH,
        interpreter=False,
        easier=False,
        at_a_distance=False,
        unaccompanied=False,
        short_breaks_only=False,
        in_last_import=True,
    )
    stored.children[number] = child
    changes.add({name: getattr(child, name) for name in StoredChild.__dataclass_fields__})
    return child


def _take_names(child: StoredChild, changes: Changes, row: ChildRow, *, keys: Keys) -> None:
    names = {
        "first": row.first_name,
        "last": row.last_name,
        "known_as": row.known_as,
        "school": "; ".join(row.school),
        "carers": row.carers,
        "siblings": row.siblings,
    }
    written = json.dumps(names, ensure_ascii=False)
    if child.named != written:
        child.named = written
        _seal(child, "named", written, changes, keys=keys)
    take(
        child,
        changes,
        language=row.language or _ENGLISH,
        interpreter=row.interpreter,
        easier=row.easier,
        at_a_distance=row.at_a_distance,
    )


def _seal(child: StoredChild, column: str, plain: str, changes: Changes, *, keys: Keys) -> None:
    sealed = keys.seal(plain.encode(), Place("child", column, child.id))
    changes.change(child.id, {column: sealed})
