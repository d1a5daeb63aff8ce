"""Our own drawings: one hand, one stroke, no tears, and one for every name that is used."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "portal" / "static" / "pictures"
SYMBOL = "{http://www.w3.org/2000/svg}symbol"
SPRITES = {name: PICTURES / f"{name}.svg" for name in ("faces", "secrets", "topics")}
FACES = ("face", "amount", "grade")


def _symbols(sprite: str) -> Mapping[str, ET.Element]:
    root = ET.fromstring(SPRITES[sprite].read_text("utf-8"))  # noqa: S314  our own file
    return {symbol.get("id"): symbol for symbol in root.iter(SYMBOL)}


def _pictures_asked_for() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "feedback" / "questionnaires").rglob("*.toml"):
        found |= set(_pictures_in(tomllib.loads(file.read_text("utf-8"))))
    return found


def _pictures_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "picture" and isinstance(inner, str):
                yield inner
            else:
                yield from _pictures_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pictures_in(inner)


def test_there_are_twenty_four_secret_pictures():
    assert len(_symbols("secrets")) == 24
    assert all(name.startswith("secret-") for name in _symbols("secrets"))


@pytest.mark.parametrize("sprite", SPRITES)
def test_every_picture_is_drawn_in_the_colour_of_the_words_beside_it(sprite):
    symbols = _symbols(sprite)
    colours = {
        part.get(what)
        for symbol in symbols.values()
        for part in symbol.iter()
        for what in ("fill", "stroke")
    }

    assert colours <= {None, "none", "currentColor"}
    assert {symbol.get("viewBox") for symbol in symbols.values()} == {"0 0 48 48"}


def test_every_face_has_the_same_circle_and_the_same_eyes():
    faces = {
        name: [(c.get("cx"), c.get("cy"), c.get("r")) for c in symbol.iter() if c.get("r")]
        for name, symbol in _symbols("faces").items()
    }
    head_and_eyes = {("24", "27", "17"), ("18", "24", "2.5"), ("30", "24", "2.5")}

    assert len(faces) == 19
    assert all(head_and_eyes <= set(circles) for circles in faces.values())


def test_a_picture_is_found_by_how_its_name_begins():
    first = {name: {s.split("-")[0] for s in _symbols(name)} for name in SPRITES}

    assert first["faces"] == set(FACES)
    assert first["secrets"] == {"secret"}
    assert first["topics"].isdisjoint({*FACES, "secret"})


def test_every_picture_a_question_asks_for_has_been_drawn():
    drawn = {name for sprite in SPRITES for name in _symbols(sprite)}

    assert _pictures_asked_for() - drawn == set()
