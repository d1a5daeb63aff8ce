"""A browser for tests. It looks over every page it opens and complains like a person would."""

import re
from dataclasses import dataclass, field

import html5lib
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_UNSEEN = re.compile(r'(<input(?= [^>]*type="hidden")[^>]*?) value="[^"]*"')
"""What a hidden field carries, which nobody sees: another token, and another letter, each time."""
_FIRST_WORD = re.compile(r"\W*\w+")
"""Where a heading names a child, its title says “a child”: a history keeps titles."""
_LOOKED_OVER: set[int] = set()
"""Pages that were found sound. The very same page again need not be looked over again."""


@dataclass
class Browser:
    """Open pages, press buttons, and check each page for what every page must be."""

    client: FlaskClient
    page: BeautifulSoup = field(default_factory=lambda: BeautifulSoup("", "html.parser"))
    status: int = 0
    path: str = "/"

    def open(self, path: str) -> "Browser":
        return self._read(self.client.get(path, follow_redirects=True))

    def press(self, button: str = "", /, **answers: str | list[str]) -> "Browser":
        """Fill in the form that holds this button (or the first in main) and press it."""
        form, pressed = self._form_with(button)
        data: dict[str, str | list[str]] = {
            i["name"]: i.get("value", "") for i in form.select("input[type=hidden][name]")
        }
        if pressed is not None and pressed.get("name"):
            data[pressed["name"]] = pressed.get("value", "")
        for name, answer in answers.items():
            named = name if form.select_one(f"[name='{name}']") else name.replace("_", "-")
            assert form.select_one(f"[name='{named}']"), f"nothing on this page is called {named}"
            data[named] = answer
        action = form.get("action") or self.path
        return self._read(self.client.post(action, data=data, follow_redirects=True))

    def follow(self, words: str) -> "Browser":
        """Follow the link with these words."""
        links = [a for a in self.page.select("a[href]") if words in a.get_text(" ", strip=True)]
        assert links, f"there is no link that says {words!r} on {self.path}"
        return self.open(links[0]["href"])

    @property
    def heading(self) -> str:
        return self.page.select_one("h1").get_text(" ", strip=True)

    @property
    def text(self) -> str:
        return self.page.main.get_text(" ", strip=True).replace("\N{NO-BREAK SPACE}", " ")

    @property
    def mistakes(self) -> list[str]:
        return [m.get_text(" ", strip=True) for m in self.page.select(".mistake")]

    def _form_with(self, button: str) -> tuple[Tag, Tag | None]:
        if not button:
            form = self.page.select_one("main form[method=post]")
            assert form, f"there is no form on {self.path}"
            return form, form.select_one("button")
        for candidate in self.page.select("form[method=post] button"):
            if candidate.get_text(" ", strip=True) == button:
                return candidate.find_parent("form"), candidate
        said = [b.get_text(" ", strip=True) for b in self.page.select("button")]
        raise AssertionError(f"no button says {button!r} on {self.path}, only {said}")

    def _read(self, response: TestResponse) -> "Browser":
        self.path, self.status = response.request.path, response.status_code
        if response.mimetype == "text/html":
            html = response.get_data(as_text=True)
            self.page = BeautifulSoup(html, "lxml")
            if (same := hash(_UNSEEN.sub(r"\1", html))) not in _LOOKED_OVER:
                html5lib.HTMLParser(strict=True).parse(html)
                look_over(self.page)
                _LOOKED_OVER.add(same)
        return self


def look_over(page: BeautifulSoup) -> None:
    """Check what must be true of every page, whatever it is for."""
    headings = page.select("h1")
    assert len(headings) == 1, f"a page has exactly one heading, not {len(headings)}"
    title, heading = page.title.get_text(strip=True), headings[0].get_text(" ", strip=True)
    begins = title.startswith((heading, _FIRST_WORD.match(heading)[0], "A child "))
    assert begins, f"the title {title!r} does not begin as {heading!r} does"
    named = {child.get_text(strip=True) for child in page.select("h1 bdi")}
    assert not any(name and name in title for name in named), "a title stays in the history"
    assert page.html.get("lang"), "the page does not say its language"
    assert page.html.get("dir") in {"ltr", "rtl"}, "the page does not say its direction"
    assert page.select_one(".leave, .sign-out, .front"), "there is no way to leave"
    _check_parts(page)
    assert not page.select("[style], style, script:not([src])"), "our policy would block this"
    assert not page.select("[onclick], [onload], [onsubmit]"), "our policy would block this"
    text = "".join(
        str(t) for t in page.main.find_all(string=True) if not t.find_parent(class_="theirs")
    )
    assert "'" not in text, f"use ’ and not ' in: {text.strip()}"


def _check_parts(page: BeautifulSoup) -> None:
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids)), f"an id is used twice: {sorted(ids)}"
    for answer in page.select("input:not([type=hidden]), textarea, select"):
        assert page.select_one(f"label[for='{answer.get('id')}']"), f"no label: {answer}"
    for group in page.select("fieldset"):
        legend = group.select_one("legend")
        assert legend, f"a group has no legend: {group.get('id')}"
        assert legend.get_text(strip=True), f"an empty legend: {group.get('id')}"
    for choice in page.select("input[type=radio], input[type=checkbox][value]"):
        assert choice.find_parent("fieldset"), f"a choice outside a group: {choice}"
    for described in page.select("[aria-describedby]"):
        missing = set(described["aria-describedby"].split()) - set(ids)
        assert not missing, f"described by something that is not there: {missing}"
    for button in page.select("button, a[href]"):
        words = button.get_text(strip=True) or button.get("aria-label")
        assert words, f"a button or link says nothing: {button}"
