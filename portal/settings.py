"""Everything the portal must be told before it can start, read once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from feedback.council import Council
from feedback.errors import SettingsUnsound
from portal.doors import Doors
from portal.mail import MailServer

_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{32,200}")
_YES = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie and how strict to be. Safe when forgotten."""

    instance: Path
    database_url: str
    council: Council = field(default_factory=Council)
    secure_cookies: bool = True
    proxies: int = 0
    address: str = ""
    pseudo: bool = False
    mail: MailServer | None = field(default=None, repr=False)
    metrics_token: str = field(default="", repr=False)
    doors: Doors = Doors.BOTH
    keys_elsewhere: Path | None = None
    testing: bool = False

    @property
    def keys(self) -> Path:
        """Return the folder of the key files."""
        return self.keys_elsewhere or self.instance / "keys"

    @property
    def journal(self) -> Path:
        """Return the folder of the journal of what was sent."""
        return self.instance / "journal"

    @property
    def heads(self) -> Path:
        """Return the folder of the heads of the log, one a day, to be copied elsewhere."""
        return self.instance / "heads"

    @property
    def locks(self) -> Path:
        """Return the folder of the locks that share this machine out."""
        return self.instance / "locks"

    @property
    def embedded(self) -> bool:
        """Whether the database is the one in the instance folder or another SQLite file."""
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read the settings, naming the first that is unsound."""
        instance = Path(environ.get("PORTAL_INSTANCE") or "instance").resolve()
        keys = environ.get("PORTAL_KEYS")
        embedded = f"sqlite:///{instance / 'heard.sqlite'}"
        return cls(
            instance=instance,
            database_url=environ.get("PORTAL_DATABASE_URL") or embedded,
            council=_council(environ.get("PORTAL_COUNCIL"), instance / "council.toml"),
            secure_cookies=_yes_or_no(environ, "PORTAL_SECURE_COOKIES", default="yes"),
            proxies=_count(environ, "PORTAL_PROXIES"),
            address=_address(environ, "PORTAL_ADDRESS"),
            pseudo=_yes_or_no(environ, "PORTAL_PSEUDO", default="no"),
            mail=MailServer.from_environment(environ),
            metrics_token=_token(environ, "PORTAL_METRICS_TOKEN"),
            keys_elsewhere=Path(keys).resolve() if keys else None,
        )

    def for_flask(self) -> dict[str, Any]:
        """Return what Flask and its extensions want to be told."""
        return {
            "TESTING": self.testing,
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Strict",
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_I18N_ENABLED": False,  # its words would be read from disk at every form
            "WTF_CSRF_SSL_STRICT": False,  # it wants a Referer, which our policy never sends
            "MAX_CONTENT_LENGTH": 1_000_000,
            "MAX_FORM_MEMORY_SIZE": 500_000,
            "MAX_FORM_PARTS": 200,
            "HEARD": self,
        }


def _council(named: str | None, usual: Path) -> Council:
    if named:
        return Council.read(Path(named))
    return Council.read(usual) if usual.exists() else Council()


def _yes_or_no(environ: Mapping[str, str], name: str, *, default: str) -> bool:
    value = environ.get(name) or default
    if value not in _YES:
        raise SettingsUnsound(f"{name} should be yes or no, and is {value!r}.")
    return _YES[value]


def _count(environ: Mapping[str, str], name: str) -> int:
    value = environ.get(name) or "0"
    if not (value.isascii() and value.isdecimal() and len(value) == 1):
        raise SettingsUnsound(f"{name} should be a number from 0 to 9, and is {value!r}.")
    return int(value)


def _token(environ: Mapping[str, str], name: str) -> str:
    """Read what monitoring shows to be told its numbers; blank means that nobody is."""
    value = environ.get(name) or ""
    if value and not _TOKEN.fullmatch(value):
        raise SettingsUnsound(f"{name} should be 32 letters and figures or more.")
    return value


def _address(environ: Mapping[str, str], name: str) -> str:
    """Read where children find the portal; blank means: where the office finds it."""
    value = (environ.get(name) or "").rstrip("/")
    if value and not _ADDRESS.fullmatch(value):
        raise SettingsUnsound(f"{name} should be like https://heard.example, and is {value!r}.")
    return value
