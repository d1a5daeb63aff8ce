"""The keys of the children’s door: those that seal and recognise, and none that opens.

Whoever breaks into a server that holds these and the database opens no word that was sent,
signs no cookie of staff, and writes no line of the log.
"""

from pathlib import Path

from feedback.errors import KeyMisplaced
from feedback.store.keys import Keys
from feedback.store.service_key import PUBLIC, ServicePublic, read_key, write_key

CHILDRENS = (PUBLIC, "pepper", "cookies.key")


def make_door_keys(folder: Path, door: Path) -> None:
    """Put what the children’s door needs of a folder of keys into a folder of its own.

    Refuses with ``KeyMisplaced`` while anything else lies there.
    """
    door.mkdir(mode=0o700, parents=True, exist_ok=True)
    _hold_nothing_else(door)
    for name in CHILDRENS:
        write_key(door / name, read_key(folder / name))


def read_door_keys(door: Path) -> Keys:
    """Read the keys of the children’s door.

    Refuses with ``KeyMissing`` when one is not there, and with ``KeyMisplaced`` when there is
    anything beside them: a door that could open what was sent must not look like one that cannot.
    """
    _public, pepper, cookies = (read_key(door / name) for name in CHILDRENS)
    _hold_nothing_else(door)
    return Keys(service=ServicePublic(door / PUBLIC), pepper=pepper, cookies=cookies)


def _hold_nothing_else(door: Path) -> None:
    others = sorted(path.name for path in door.iterdir() if path.name not in CHILDRENS)
    if others:
        raise KeyMisplaced(
            f"{others[0]} does not belong at the children’s door. Make a folder for it with "
            "portal keys for-door DIR and name that in PORTAL_KEYS."
        )
