"""The pages of the documents that show every picture: one for each version, and a first page."""

from collections.abc import Iterable, Iterator
from html import escape

from tests.tools.pictures.album import EVERYBODY, Shot
from tests.tools.pictures.camera import DESK, PHONE, Lens

NAMES = {
    "pictures": "Pictures",
    "easy": "Easy read",
    "short": "Short",
    "longer": "Longer",
    "full": "Full",
    "watching": "Watching",
    EVERYBODY: "The same for everybody",
}
_SMALL = {PHONE: 120, DESK: 320}


def file_of(shot: Shot, lens: Lens) -> str:
    """Name the picture of a page, below the folder of all pages."""
    return f"{shot.version}/{shot.name}-{lens.width}.webp"


def first_page(shots: Iterable[Shot]) -> str:
    """Write the page that leads to each version."""
    shots = list(shots)
    lines = [
        "# Every page a child can meet",
        "",
        "`make pictures` walks past every page in every version, as a child would, and takes",
        "each picture anew, at 360 and at 1280 px. A page on the road is found by walking; one",
        "beside it needs a line in `tests/tools/pictures/stops.py`, and a test fails without.",
        "",
        "| version | pages | one of them on a phone |",
        "|---|---|---|",
    ]
    for version, name in NAMES.items():
        own = [shot for shot in shots if shot.version == version]
        if own:
            shown = next((s for s in own if "-ask-" in s.name), own[0])
            lines.append(f"| [{name}]({version}.md) | {len(own)} | {_picture(shown, PHONE)} |")
    return "\n".join([*lines, ""])


def version_page(version: str, shots: Iterable[Shot]) -> str:
    """Write the page of one version: each of its pages, small, leading to the picture itself."""
    lines = [
        f"# {NAMES[version]}",
        "",
        "[All versions](README.md). Made by `make pictures`; press a picture to see it whole.",
        "",
        f"| page | {PHONE.width} px | {DESK.width} px |",
        "|---|---|---|",
        *_rows(shots),
    ]
    return "\n".join([*lines, ""])


def _rows(shots: Iterable[Shot]) -> Iterator[str]:
    for shot in shots:
        pictures = " | ".join(_picture(shot, lens) for lens in (PHONE, DESK))
        yield f"| **{escape(shot.title)}**<br>{shot.name} | {pictures} |"


def _picture(shot: Shot, lens: Lens) -> str:
    alt = escape(f"{shot.title}, {lens.width} px wide", quote=True)
    file = file_of(shot, lens)
    return f'[<img src="{file}" width="{_SMALL[lens]}" alt="{alt}">]({file})'
