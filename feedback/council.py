"""What one council sets for itself: its name, its words, its numbers to ring, its clocks.

Read from ``council.toml``. Unknown keys are refused, so that a slip of the pen is not
a silent default.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Self

from feedback.due_dates import Clocks
from feedback.errors import SettingsUnsound
from feedback.glossary import Glossary
from feedback.keeping import Keeping

EMERGENCY = "999"
CHILDLINE = "0800 1111"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Who a child can ring. Blank numbers stop a real installation from starting."""

    duty_day: str = ""
    duty_night: str = ""
    advocate: str = ""
    advocate_name: str = ""
    emergency: str = EMERGENCY
    childline: str = CHILDLINE

    def missing(self) -> tuple[str, ...]:
        """Name the numbers that are still blank."""
        return tuple(f.name for f in fields(self) if not getattr(self, f.name).strip())


@dataclass(frozen=True, slots=True)
class Public:
    """What the public pages say besides: where to complain, and the council’s own words.

    Whatever is blank is left out, and the page says whom to ask instead.
    """

    complaints_team: str = ""
    complaints_phone: str = ""
    complaints_address: str = ""
    ombudsman: str = "0300 061 0614"
    help_at_hand: str = "0800 528 0731"
    access_phone: str = ""
    access_email: str = ""
    about_review: str = ""
    about_iro: str = ""
    about_taking_part: str = ""
    about_rights: str = ""
    about_advocate: str = ""
    about_complaints: str = ""
    about_privacy: str = ""
    about_cookies: str = ""
    about_helpers: str = ""
    about_accessibility: str = ""


@dataclass(frozen=True, slots=True)
class Council:
    """One council, as its children and staff meet it."""

    name: str = "Your council"
    service_name: str = "Heard"
    leave_to: str = "https://www.bbc.co.uk/weather"
    closed_days: tuple[date, ...] = ()
    post_to: str = ""
    return_page: bool = False
    numbers: Numbers = field(default_factory=Numbers)
    glossary: Glossary = field(default_factory=Glossary)
    glossaries: tuple[tuple[str, Glossary], ...] = ()
    clocks: Clocks = field(default_factory=Clocks)
    public: Public = field(default_factory=Public)
    keeping: Keeping = field(default_factory=Keeping)

    def glossary_in(self, tag: str) -> Glossary | None:
        """Return the council’s words in another language, if it has said them."""
        return dict(self.glossaries).get(tag)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a council’s file, refusing in one sentence what is not sound."""
        try:
            data = tomllib.loads(path.read_text("utf-8"))
        except OSError as problem:
            raise SettingsUnsound(f"{path.name} cannot be read: {problem.strerror}.") from problem
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            raise SettingsUnsound(f"{path.name} cannot be read: {problem}.") from problem
        return cls.of(data, source=path.name)

    @classmethod
    def of(cls, data: Mapping[str, Any], *, source: str) -> Self:
        """Build a council from the values of a file."""
        parts = {
            "numbers": Numbers,
            "glossary": Glossary,
            "clocks": Clocks,
            "public": Public,
            "keeping": Keeping,
        }
        values = _with_glossaries(data, source)
        for name, kind in parts.items():
            if name in values:
                values[name] = _part(kind, values[name], source=f"{source} [{name}]")
        council: Self = _part(cls, values, source=source)
        if any(type(day) is not date for day in council.closed_days):
            raise SettingsUnsound(f"{source}: closed_days should be days such as 2026-12-24.")
        return council


def _with_glossaries(data: Mapping[str, Any], source: str) -> dict[str, Any]:
    """Take tables such as ``[glossary.ar]`` out of the English one: each must be whole."""
    if "glossaries" in data:
        raise SettingsUnsound(f"{source}: there is no setting called 'glossaries'.")
    words = data.get("glossary")
    if not isinstance(words, Mapping):
        return dict(data)
    inner = {name: table for name, table in words.items() if isinstance(table, Mapping)}
    english = {name: word for name, word in words.items() if name not in inner}
    found = tuple(
        (tag, _whole_glossary(table, source=f"{source} [glossary.{tag}]"))
        for tag, table in inner.items()
    )
    return {**data, "glossary": english, "glossaries": found}


def _whole_glossary(table: Mapping[str, Any], *, source: str) -> Glossary:
    for name in (f.name for f in fields(Glossary)):
        if name not in table:
            raise SettingsUnsound(f"{source}: there is no word for {name} yet.")
    glossary: Glossary = _part(Glossary, table, source=source)
    return glossary


def _part(kind: type, values: object, *, source: str) -> Any:  # noqa: ANN401  one of the parts
    if not isinstance(values, Mapping):
        raise SettingsUnsound(f"{source} should be a table of values.")
    known = {f.name: f for f in fields(kind)}
    for name in values:
        if name not in known:
            raise SettingsUnsound(f"{source}: there is no setting called {name!r}.")
    made = kind(**{name: _fit(value) for name, value in values.items()})
    for name in values:
        if type(getattr(made, name)) is not type(getattr(kind(), name)):
            raise SettingsUnsound(f"{source}: {name} is not the right kind of value.")
    return made


def _fit(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
