"""The two doors of one program: one for children, one for staff, or both in one process.

Which side of the portal a process serves decides what it reads in, which keys it holds and
which pages exist in it at all. The embedded default serves both.
"""

from enum import StrEnum


class Doors(StrEnum):
    """Which doors a process opens."""

    BOTH = "both"
    CHILDREN = "children"
    STAFF = "staff"

    @property
    def for_children(self) -> bool:
        """Whether children’s pages and the public ones are served here."""
        return self is not Doors.STAFF

    @property
    def for_staff(self) -> bool:
        """Whether staff’s pages are served here."""
        return self is not Doors.CHILDREN
