"""What may stand in a part of a spreadsheet: each element, its attributes, and where words are.

Everything that is not named is refused: a comment, a hidden row, a formula, a defined name, a
property somebody added. So nobody has to think of every place where a number could be hidden.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from feedback.auditor.unreadable import Unreadable, must


@dataclass(frozen=True, slots=True)
class Grammar:
    """Which elements there may be, each with its attributes and the form of their values."""

    elements: Mapping[str, Mapping[str, re.Pattern[str]]]
    wordy: frozenset[str]
    """Elements in which words may stand."""


def grammar(spelt: str) -> Grammar:
    """Read a line an element: its name, a star where words may stand, then ``attribute=form``.

    Names are without their prefix. A form is a regular expression without spaces. A line that
    ends in a backslash goes on.
    """
    elements, wordy = {}, set()
    whole = spelt.replace("\\\n", " ")
    for line in filter(None, map(str.strip, whole.splitlines())):
        name, *attributes = line.split()
        if name.endswith("*"):
            wordy.add(name[:-1])
        pairs = (one.partition("=") for one in attributes)
        elements[name.removesuffix("*")] = {key: re.compile(form) for key, _, form in pairs}
    return Grammar(elements, frozenset(wordy))


def tree(part: bytes, allowed: Grammar, what: str) -> Any:  # noqa: ANN401  untyped library
    """Parse a part that holds nothing but what its grammar allows. Raises ``Unreadable``."""
    from lxml import etree  # noqa: PLC0415  only who reads sheets pays for loading it

    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(part, reader)
    except etree.XMLSyntaxError as problem:
        raise Unreadable(f"its {what} cannot be read") from problem
    alone = root.getroottree()
    must(not alone.docinfo.doctype, f"its {what} holds something nobody sees")
    around = [*root.itersiblings(), *root.itersiblings(preceding=True)]
    must(not around, f"its {what} holds something nobody sees")
    for element in root.iter():
        must(_fits(element, allowed), f"its {what} holds something nobody sees")
    return root


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: Any, name: str) -> str:  # noqa: ANN401  untyped library
    """Return an attribute by its name without prefix, or nothing."""
    found = [value for key, value in element.attrib.items() if local(key) == name]
    return str(found[0]) if found else ""


def _fits(element: Any, allowed: Grammar) -> bool:  # noqa: ANN401  untyped library
    name = local(element.tag) if isinstance(element.tag, str) else ""
    forms = allowed.elements.get(name)
    if forms is None or ((element.tail or "").strip() and not _in_words(element, allowed)):
        return False
    if (element.text or "").strip() and name not in allowed.wordy:
        return False
    told = {(local(key), value) for key, value in element.attrib.items()}
    # An attribute may stand there twice, by two prefixes, if both say the same.
    return len(told) == len({key for key, _ in told}) and all(
        (form := forms.get(key)) is not None and form.fullmatch(value) is not None
        for key, value in told
    )


def _in_words(element: Any, allowed: Grammar) -> bool:  # noqa: ANN401  untyped library
    return local(element.getparent().tag) in allowed.wordy
