"""A zip archive with nothing in it of when or where it was made: same parts, same bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_THE_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def settled_zip(parts: Mapping[str, bytes], *, stored: frozenset[str] = frozenset()) -> bytes:
    """Pack the parts in their order. Those ``stored`` are not compressed, as ODF asks of one."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _THE_FIRST_DAY)
            entry.create_system = 3
            entry.external_attr = _READABLE
            entry.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def parts_of(archive: bytes) -> dict[str, bytes]:
    """Unpack an archive into its parts, in their order."""
    with ZipFile(BytesIO(archive)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
