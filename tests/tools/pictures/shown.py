"""The few pictures that other documents show: one for the README, the themes, and paper."""

from pathlib import Path

from portal.look import THEMES
from tests.tools.pictures.album import Album, Shot
from tests.tools.pictures.camera import PAPER, PHONE, TABLET, Lens, Studio

QUESTION = ("short", "before-ask-home")
PRINTED = (("short", "before-what-happened"), ("short", "before-check"))


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


def _one(studio: Studio, shot: Shot, lens: Lens, target: Path) -> None:
    studio.show(shot)
    target.write_bytes(studio.picture(lens))


def _found(album: Album, which: tuple[str, str]) -> Shot:
    return next(shot for shot in album.shots if (shot.version, shot.name) == which)
