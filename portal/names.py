"""A child’s name, opened under a permit that was written down first."""

import json
from dataclasses import dataclass
from uuid import UUID

from feedback.store.audit import Permit
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class Name:
    """What a child is called by those who know them, that in full, and as on papers."""

    known_as: str
    full: str
    formal: str = ""


NOBODY = Name("", "")


def name_of(named: bytes | None, child_id: UUID, permit: Permit) -> Name:
    """Open one name. Without one the child is called by nothing, and a page says so."""
    if named is None:
        return NOBODY
    said = json.loads(permit.open(named, Place("child", "named", child_id)))
    first, last = said.get("first", ""), said.get("last", "")
    known_as = said.get("known_as") or first
    formal = f"{first} {last}".strip()
    return Name(known_as or last, f"{known_as} {last}".strip(), formal)
