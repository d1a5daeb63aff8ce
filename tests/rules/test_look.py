"""How everything looks: read by every eye, drawn by one hand, and light to carry."""

import gzip
import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import tinycss2

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "portal" / "static"
STYLES = STATIC / "css"
TEMPLATES = ROOT / "portal" / "templates"
AUDIENCES = ("children", "staff")
THEMES = ("paper", "dark", "cream", "contrast")
SHEETS = sorted(STYLES.rglob("*.css"))
WHERE_COLOURS_ARE_NAMED = {"base/tokens.css", "themes/themes.css", "print/print.css"}
PHYSICAL = re.compile(
    r"(?:^|-)(?:left|right)(?:-|$)|^(?:margin|padding|border)-(?:top|bottom)|^(?:top|bottom)$"
    r"|^(?:min-|max-)?(?:width|height)$"
)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(", re.IGNORECASE)

OF_A_COLOUR = re.compile(
    r"color|^(?:background|outline|box-shadow|filter|opacity|visibility)|^border(?!.*-radius$)"
    r"|^--(?!picture$)"
)

# Reading what was written


def _sheet_names() -> list[str]:
    return [str(sheet.relative_to(STYLES)) for sheet in SHEETS]


def _listed(audience: str) -> list[str]:
    return (STYLES / f"{audience}.css.list").read_text("utf-8").split()


def _declarations(tokens: list, *, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple, str, str]]:
    """Yield where each declaration stands, its name and its value, however deep."""
    for node in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            yield at, node.name, tinycss2.serialize(node.value).strip()
        elif node.type in {"qualified-rule", "at-rule"} and node.content:
            where = tinycss2.serialize(node.prelude).strip()
            name = f"@{node.at_keyword} {where}" if node.type == "at-rule" else where
            yield from _declarations(node.content, at=(*at, name))


def _said_in(name: str) -> list[tuple[tuple, str, str]]:
    text = (STYLES / name).read_text("utf-8")
    return list(_declarations(tinycss2.parse_component_value_list(text)))


def _colours(theme: str) -> Mapping[str, str]:
    """Return the colours of a theme: those of paper, overruled by its own."""
    paper = {
        name: value
        for _, name, value in _said_in("base/tokens.css")
        if COLOUR.fullmatch(value) and name.startswith("--")
    }
    own = {
        name: value
        for at, name, value in _said_in("themes/themes.css")
        if at[-1] == f'[data-theme="{theme}"]' and COLOUR.fullmatch(value)
    }
    return paper | own


def _light(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _named(colours: Mapping[str, str], start: str) -> list[str]:
    return sorted(name for name in colours if name.startswith(start))


def _weight(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def _bundle(audience: str) -> bytes:
    return b"\n".join((STYLES / name).read_bytes() for name in _listed(audience))


# Colours


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_can_be_read_on_every_ground(theme):
    colours = _colours(theme)
    pairs = itertools.product(_named(colours, "--ink"), _named(colours, "--ground"))

    faint = {pair: _contrast(*(colours[name] for name in pair)) for pair in pairs}

    assert len(faint) >= 16
    assert {pair: found for pair, found in faint.items() if found < 7} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_can_be_read_on_its_own_fill(theme):
    colours = _colours(theme)
    fills = [name.removeprefix("--fill-") for name in _named(colours, "--fill-")]

    found = {fill: _contrast(colours[f"--on-{fill}"], colours[f"--fill-{fill}"]) for fill in fills}

    assert set(found) == {"voice", "help"}
    assert min(found.values()) >= 7


@pytest.mark.parametrize("theme", THEMES)
def test_every_edge_can_be_seen_on_every_ground(theme):
    colours = _colours(theme)
    seen = _named(colours, "--edge") + _named(colours, "--fill")
    pairs = itertools.product(seen, _named(colours, "--ground"))

    faint = {pair: _contrast(*(colours[name] for name in pair)) for pair in pairs}

    assert len(faint) >= 16
    assert {pair: found for pair, found in faint.items() if found < 3} == {}


@pytest.mark.parametrize("theme", THEMES[1:])
def test_every_theme_names_every_colour(theme):
    own = {name for at, name, _ in _said_in("themes/themes.css") if at[-1].find(theme) > 0}

    assert {name for name in _colours("paper") if name not in own} == set()


@pytest.mark.parametrize("name", sorted(set(_sheet_names()) - WHERE_COLOURS_ARE_NAMED))
def test_a_colour_is_only_used_by_its_name(name):
    found = [(where, value) for where, _, value in _said_in(name) if COLOUR.search(value)]

    assert found == []


@pytest.mark.parametrize("name", _sheet_names())
def test_words_are_inked_and_grounds_are_ground(name):
    allowed = {
        "color": ("var(--ink", "var(--on-", "inherit", "CanvasText"),
        "background-color": ("var(--ground", "var(--fill-", "var(--on-", "CanvasText"),
    }

    wrong = [
        (at, what, value)
        for at, what, value in _said_in(name)
        if what in allowed and not value.startswith(allowed[what])
    ]

    assert wrong == []


# Styles


@pytest.mark.parametrize("name", _listed("children"))
def test_no_width_changes_a_colour_or_hides_a_word(name):
    by_width = [
        (said, value)
        for at, said, value in _said_in(name)
        if any(query.startswith("@") and "width" in query for query in at)
    ]

    assert [said for said, _ in by_width if OF_A_COLOUR.search(said)] == []
    assert ("display", "none") not in by_width


@pytest.mark.parametrize("name", _sheet_names())
def test_a_page_reads_as_well_from_right_to_left(name):
    physical = [what for _, what, _ in _said_in(name) if PHYSICAL.search(what)]

    assert physical == []


@pytest.mark.parametrize("name", sorted(set(_sheet_names()) - {"base/layers.css"}))
def test_every_style_lies_in_a_layer(name):
    outside = [at for at, _, _ in _said_in(name) if not at[0].startswith("@layer ")]

    assert outside == []


def test_every_sheet_belongs_to_somebody_and_every_list_names_sheets_that_are_there():
    listed = {name for audience in AUDIENCES for name in _listed(audience)}

    assert listed == set(_sheet_names())
    assert all(_listed(audience)[0] == "base/layers.css" for audience in AUDIENCES)


def test_a_style_names_only_sizes_and_colours_that_exist():
    given = {what for name in _sheet_names() for _, what, _ in _said_in(name)}
    used = {
        found
        for name in _sheet_names()
        for _, _, value in _said_in(name)
        for found in re.findall(r"var\((--[\w-]+)", value)
    }

    assert used - given == set()


def test_a_childs_answer_is_never_smaller_than_a_thumb():
    sizes = {what: value for _, what, value in _said_in("base/tokens.css")}

    assert sizes["--touch"].startswith("max(64px,")
    assert sizes["--touch-small"].startswith("max(44px,")
    assert sizes["--gap"].startswith("max(8px,")
    assert sizes["--line-height"] == "1.6"


# Templates and scripts


@pytest.mark.parametrize(
    "path",
    sorted([*TEMPLATES.glob("components/*.html"), *TEMPLATES.glob("layouts/*.html")]),
    ids=lambda path: path.name,
)
def test_a_component_says_what_it_is_and_leaves_no_opening(path):
    text = path.read_text("utf-8")

    assert text.startswith("{#-\n  ")
    assert not re.search(r"\bstyle=|\bon\w+=|<style|\|\s*safe|autofocus", text)
    assert not re.search(r"<script(?![^>]* src=)", text)


@pytest.mark.parametrize("path", sorted(STATIC.rglob("js/**/*.js")), ids=lambda path: path.name)
def test_a_script_says_first_what_happens_without_it(path):
    opening = path.read_text("utf-8").split("\n\n")[0].split("\nconst")[0]

    assert opening.startswith("// ")
    assert "Without this file" in opening


@pytest.mark.parametrize("script", sorted(STATIC.rglob("js/**/*.js")), ids=lambda path: path.name)
def test_a_script_is_small_keeps_nothing_and_asks_nobody(script):
    text = script.read_text("utf-8")
    asked = re.findall(r"fetch\([^,]*", text)

    assert not re.search(r"Storage|indexedDB|cookie|XMLHttp|sendBeacon|https?:", text)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
    assert asked == (["fetch(form.action"] if script.name == "send.js" else [])
    assert _weight(text.encode()) <= 3_000


# Weights


def test_a_childs_styles_are_light():
    assert _weight(_bundle("children")) <= 12 * 1024


def test_a_first_visit_is_light():
    everything = [_bundle("children")]
    everything += [path.read_bytes() for path in STATIC.glob("pictures/*.svg")]
    everything += [path.read_bytes() for path in STATIC.glob("js/*.js")]
    a_page = 10 * 1024

    assert a_page + sum(_weight(one) for one in everything) <= 50 * 1024
