"""What languages call themselves, as a child or a carer would point at theirs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Autonym:
    """A language’s tag, its name for itself, and the direction it is written in."""

    tag: str
    name: str
    direction: str = "ltr"


AUTONYMS = (
    Autonym("ar", "العربية", "rtl"),
    Autonym("ckb", "سۆرانی", "rtl"),
    Autonym("ps", "پښتو", "rtl"),
    Autonym("prs", "دری", "rtl"),
    Autonym("fa", "فارسی", "rtl"),
    Autonym("ti", "ትግርኛ"),
    Autonym("vi", "Tiếng Việt"),
    Autonym("am", "አማርኛ"),
    Autonym("sq", "Shqip"),
    Autonym("om", "Afaan Oromoo"),
    Autonym("so", "Soomaali"),
    Autonym("ku", "Kurmancî"),
    Autonym("uk", "Українська"),
)
"""The first and the next languages that children in care here speak, in that order."""


def own_first(tag: str) -> tuple[Autonym, ...]:
    """Put a child’s own language before the others, where we know what it calls itself."""
    return tuple(sorted(AUTONYMS, key=lambda one: one.tag != tag))
