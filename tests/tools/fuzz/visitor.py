"""Somebody who asks: a stranger, a child or one of the staff, and what they may see."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from flask.testing import FlaskClient

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_FIELD = re.compile(r"<(input|textarea|select|button)\b([^>]*)>(?:([^<]*)</textarea>)?", re.DOTALL)
_OPTION = re.compile(r"<option\b[^>]*value=\"([^\"]*)\"")
_NAMED = re.compile(r"\b(name|value|action|method|type)=\"([^\"]*)\"")
_LINK = re.compile(r"href=\"(/[^\"#]*)")


@dataclass(frozen=True, slots=True)
class Form:
    """A form on a page: where it goes, and each field with every value it offers."""

    action: str
    fields: tuple[tuple[str, str], ...]


@dataclass
class Visitor:
    """A browser, with what lay on the last page, and how to come in again."""

    who: str
    client: FlaskClient
    comes_in: Callable[[], None] = lambda: None
    own: str = ""
    sees_words: bool = False
    forms: tuple[Form, ...] = ()
    links: tuple[str, ...] = ()
    token: str = field(default="", repr=False)

    def reads(self, page: str, path: str) -> None:
        """Remember the forms and links of a page."""
        self.forms = tuple(_form(given, inside, path) for given, inside in _FORM.findall(page))
        self.links = tuple(unescape(link) for link in _LINK.findall(page))
        for form in self.forms:
            self.token = dict(form.fields).get("csrf_token", self.token)


def _form(given: str, inside: str, path: str) -> Form:
    said = dict(_NAMED.findall(given))
    fields = []
    for _kind, attributes, text in _FIELD.findall(inside):
        told = dict(_NAMED.findall(attributes))
        if "name" in told:
            fields.append((unescape(told["name"]), unescape(told.get("value", text))))
    names = [name for name, _ in fields] or [""]
    fields += [(names[-1], unescape(value)) for value in _OPTION.findall(inside)]
    return Form(unescape(said.get("action", path)), tuple(fields))
