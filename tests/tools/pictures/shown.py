"""The few pictures that other documents show: one for the README, the themes, and paper."""

from pathlib import Path
from xml.etree import ElementTree as ET

from portal.assets import STATIC
from portal.look import THEMES
from tests.tools.pictures.album import Album, Shot
from tests.tools.pictures.camera import PAPER, PHONE, TABLET, Lens, Studio

QUESTION = ("short", "before-ask-home")
SPRITES = ("faces", "topics", "secrets")
SHEET = Lens(1280, 0.75)
PRINTED = (("short", "before-what-happened"), ("short", "before-check"))

ET.register_namespace("", "http://www.w3.org/2000/svg")

_STYLE = """<!doctype html><style>
  body { display: grid; gap: 8px; grid-template-columns: repeat(7, 1fr); font: 15px sans-serif }
  figure { border: 1px solid #ccc; margin: 0; padding: 4px } svg { display: inline-block }
</style>"""


def take(studio: Studio, album: Album, folder: Path) -> None:
    """Take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    question = _found(album, QUESTION)
    studio.show(question)
    studio.page.set_viewport_size({"width": TABLET.width, "height": 1000})
    studio.page.screenshot(path=folder / "child-page.png")
    for theme in THEMES:
        _one(studio, question.dressed(theme=theme), PHONE, folder / f"theme-{theme}.webp")
    _one(studio, question.dressed(size="4", space="2"), PHONE, folder / "largest.webp")
    studio.page.emulate_media(media="print")
    for version, name in PRINTED:
        _one(studio, _found(album, (version, name)), PAPER, folder / f"printed-{name}.webp")
    studio.page.emulate_media(media="screen")
    studio.page.set_content(_drawings())
    (folder / "drawings.webp").write_bytes(studio.picture(SHEET))


def _drawings() -> str:
    """Lay out every drawing with its name, large and small, in black and white."""
    symbols = [
        (symbol.get("id"), symbol)
        for sprite in SPRITES
        for symbol in ET.parse(STATIC / "pictures" / f"{sprite}.svg").getroot()  # noqa: S314  ours
    ]
    return _STYLE + "".join(_drawing(name, symbol) for name, symbol in symbols)


def _drawing(name: str, symbol: ET.Element) -> str:
    inner = "".join(ET.tostring(part, "unicode") for part in symbol)
    attributes = " ".join(f'{what}="{value}"' for what, value in symbol.attrib.items())
    twice = "".join(f'<svg width="{size}" {attributes}>{inner}</svg>' for size in (120, 40))
    return f"<figure>{twice}<figcaption>{name}</figcaption></figure>"


def _one(studio: Studio, shot: Shot, lens: Lens, target: Path) -> None:
    studio.show(shot)
    target.write_bytes(studio.picture(lens))


def _found(album: Album, which: tuple[str, str]) -> Shot:
    return next(shot for shot in album.shots if (shot.version, shot.name) == which)
