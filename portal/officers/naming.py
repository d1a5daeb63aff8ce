"""The names of a list, opened under one row of the log."""

from collections.abc import Mapping
from uuid import UUID

from portal.names import Name, name_of
from portal.officers.desk import permit


def opened(sealed: Mapping[UUID, bytes | None], what: str) -> Mapping[UUID, Name]:
    """Open these names, once the log knows that ``what`` shows them; without names no row."""
    if not sealed:
        return {}
    leave = permit("opened-names", what)
    return {child: name_of(named, child, leave) for child, named in sealed.items()}
