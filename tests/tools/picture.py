"""Takes the picture of a child’s page that the README shows, from a made-up council.

Called with the file to write, by ``make picture``. The page is the real one: a letter is
made, opened and answered up to its first question in a real browser, at the size of a tablet.
"""

import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread

import time_machine
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from feedback.council import Council, Numbers
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate
from portal import create_app
from portal.settings import Settings
from tests.chromium import find_chromium
from tests.road import NOW, Road

TABLET = {"width": 800, "height": 1000}
_ROOM = "01632 960001"
_STEPS = 20


def main(target: Path) -> None:
    """Play up to the first question and take its picture."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    home = Path(mkdtemp(prefix="heard-picture-"))
    try:
        with time_machine.travel(NOW, tick=True), _served(home) as (address, road):
            _take(address, road, target)
    finally:
        shutil.rmtree(home)


@contextmanager
def _served(home: Path) -> Iterator[tuple[str, Road]]:
    numbers = Numbers(duty_day=_ROOM, duty_night=_ROOM, advocate=_ROOM, advocate_name="Your Voice")
    council = Council(name="Borough of Example", numbers=numbers)
    url = f"sqlite:///{home / 'heard.sqlite'}"
    settings = Settings(instance=home, database_url=url, council=council, secure_cookies=False)
    make_keys(settings.keys)
    engine = connect(url)
    migrate(engine)
    road = Road(Store(engine), read_keys(settings.keys), home)
    road.invited()
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.port}/", road
    finally:
        server.shutdown()
        engine.dispose()


def _take(address: str, road: Road, target: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport=TABLET, device_scale_factor=1, locale="en-GB")
        page.goto(address)
        page.fill("[name=number]", road.issued.letter.number)
        page.fill("[name=words]", " ".join(road.issued.words))
        _press(page)
        _walk(page)
        target.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=target, full_page=True)
        browser.close()


def _walk(page: Page) -> None:
    """Choose what comes first on every page, until one asks a question."""
    for _ in range(_STEPS):
        if "/ask/" in page.url:
            return
        for choice in page.locator("main form input[type=radio]").all()[:1]:
            choice.check(force=True)
        for choice in page.locator("main form input[type=checkbox]").all()[:3]:
            choice.check(force=True)
        _press(page)
    raise LookupError(f"no question came; the last page was {page.url}")


def _press(page: Page) -> None:
    page.locator("main .button--main, main form[method=post] button").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
