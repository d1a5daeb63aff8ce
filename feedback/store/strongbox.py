"""A file locked in the age format, so that only the key kept in the safe opens it.

The machine that makes backups holds ``backup.pub`` alone, and cannot open what it made.
"""

from pathlib import Path

from feedback.errors import BackupUnsound, KeyMissing

PUBLIC, PRIVATE = "backup.pub", "backup.key"


def new_pair() -> tuple[str, str]:
    """Make a key for the safe and its public half, as text that any age program reads."""
    from pyrage import x25519  # noqa: PLC0415  only backups need it

    key = x25519.Identity.generate()
    return str(key), str(key.to_public())


def lock(plain: Path, locked: Path, keys: Path) -> None:
    """Lock a file to the public half in this folder. Refuses with ``KeyMissing``."""
    import pyrage  # noqa: PLC0415  as above

    try:
        public = pyrage.x25519.Recipient.from_str((keys / PUBLIC).read_text("ascii").strip())
    except (OSError, ValueError, pyrage.RecipientError) as problem:
        raise KeyMissing(
            f"The key file {PUBLIC} is missing or damaged; run portal keys make."
        ) from problem
    pyrage.encrypt_file(str(plain), str(locked), [public])


def unlock(locked: Path, plain: Path, key: Path) -> None:
    """Open a locked file with the key from the safe.

    Refuses with ``KeyMissing`` what is no key, and with ``BackupUnsound`` what this key does
    not open or what was damaged since.
    """
    import pyrage  # noqa: PLC0415  as above

    try:
        private = pyrage.x25519.Identity.from_str(key.read_text("ascii").strip())
    except (OSError, ValueError, pyrage.IdentityError) as problem:
        raise KeyMissing(f"{key.name} is no key of backups, or cannot be read.") from problem
    try:
        pyrage.decrypt_file(str(locked), str(plain), [private])
    except (OSError, pyrage.DecryptError) as problem:
        raise BackupUnsound(
            f"{locked.name} is no backup, or damaged, or was made for another key."
        ) from problem
