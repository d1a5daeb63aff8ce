"""Takes the picture of every page a child can meet, for ``make pictures``.

Writes docs/pages anew (what was there before goes), and docs/pictures.
"""

import shutil
import sys
from pathlib import Path

from portal.voices.everything import everything
from tests.tools.pictures import gallery, shown
from tests.tools.pictures.album import Album
from tests.tools.pictures.camera import DESK, PHONE, Studio, a_browser, studio
from tests.tools.pictures.everything import walk
from tests.tools.pictures.tour import Tour
from tests.tools.pictures.town import town
from tests.voices import record

RECORDED = "consultation.short"


def main(docs: Path) -> None:
    """Walk past every page, take its picture at both widths, and write what shows them."""
    pages = docs / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    with town() as tour:
        _record(tour)
        album = walk(tour)
        with a_browser() as browser, studio(browser.new_page(locale="en-GB"), tour.app) as built:
            _take(built, album, pages)
            shown.take(built, album, docs / "pictures")
    _write(album, pages)


def _record(tour: Tour) -> None:
    """Let one form be recorded, so that Listen is seen."""
    with tour.app.test_request_context():
        said = [each for each, forms in everything().items() if RECORDED in forms]
    record(tour.app.config["HEARD"].instance, *said)


def _take(studio: Studio, album: Album, pages: Path) -> None:
    for shot in album.shots:
        studio.show(shot)
        for lens in (PHONE, DESK):
            target = pages / gallery.file_of(shot, lens)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(studio.picture(lens))


def _write(album: Album, pages: Path) -> None:
    (pages / "README.md").write_text(gallery.first_page(album.shots), "utf-8")
    for version in gallery.NAMES:
        own = [shot for shot in album.shots if shot.version == version]
        (pages / f"{version}.md").write_text(gallery.version_page(version, own), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
