"""What one print file of letters costs: made, drawn in a real browser, every picture read back.

Each picture is read from the pixels a printer would be given, and opens the letter of its own
child, once. Run with ``python -m benchmarks.print_file``.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import zxingcpp
from flask import Flask
from PIL import Image
from playwright.sync_api import sync_playwright

from feedback.services import enter
from feedback.services.enter import Knock
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate
from feedback.store.models import Duty, Letter, Review
from portal import create_app
from portal.settings import Settings
from portal.storage import now
from tests import cases
from tests.chromium import find_chromium
from tests.people import StaffBrowser, enrolled, signed_in
from tests.portal.office.files import works

HOST = "http://heard.test"
ADDRESS = "https://heard.example"


def main() -> None:
    """Make the file, show it, read every picture, open every letter, and say what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=400)
    wanted = parser.parse_args().letters
    with tempfile.TemporaryDirectory() as home:
        app = _installed(Path(home), wanted)
        office = signed_in(app, enrolled(app, Duty.OFFICE))
        office.open("/staff/office?show=due")
        with _timed("Ordered"):
            office.press(f"Make the letters of all {wanted} on this list", version="", language="")
        with _timed("Made by the worker"):
            works(app)
        with _timed("Drawn by the portal"):
            page = office.client.get(f"{office.path}/print").get_data(as_text=True)
        print(f"Size of the file {len(page) / 1e6:.1f} MB")
        print(f"Memory at most   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
        with _timed("Shown in a browser and read back"):
            read = _pictures(office, page)
        opened = {_opened(app, one) for one in read}
        print(f"Pictures read    {len(read)}, letters opened {len(opened)}, each once")
        if not len(read) == len(opened) == wanted:
            raise SystemExit("Not every picture opened a letter of its own.")


def _installed(home: Path, children: int) -> Flask:
    url = f"sqlite:///{home / 'heard.sqlite'}"
    settings = Settings(
        instance=home, database_url=url, secure_cookies=False, testing=True, address=ADDRESS
    )
    make_keys(settings.keys)
    engine = connect(url)
    migrate(engine)
    keys, soon = read_keys(settings.keys), date.today() + timedelta(days=14)  # noqa: DTZ011  near enough
    with Store(engine).begin() as transaction:
        officer = cases.an_officer(transaction)
        for number in range(children):
            child = cases.a_child(transaction, keys, None, f"Child{number:03} Example")
            day, age = soon + timedelta(number % 5), 4 + number % 14
            cases.a_review(transaction, child, day, age=age, officer_id=officer.id)
    engine.dispose()
    return create_app(settings)


def _pictures(office: StaffBrowser, html: str) -> list[str]:
    """Show the file as it is printed and read each picture from its pixels."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        page = chromium.new_page(viewport={"width": 794, "height": 1123})

        def fetch(route):  # noqa: ANN001, ANN202  playwright’s own
            if route.request.is_navigation_request():
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            else:
                found = office.client.get(route.request.url.removeprefix(HOST))
                route.fulfill(body=found.get_data(), content_type=found.content_type)

        page.route(f"{HOST}/**", fetch)
        page.goto(HOST)
        page.emulate_media(media="print")
        read = [_read(one.screenshot()) for one in page.locator(".letter__qr").all()]
        chromium.close()
    return read


def _read(png: bytes) -> str:
    (found,) = zxingcpp.read_barcodes(
        Image.open(BytesIO(png)), formats=zxingcpp.BarcodeFormat.QRCode
    )
    return str(found.text)


def _opened(app: Flask, content: str) -> object:
    """Open the letter as a phone would, and return whose it is."""
    whole, _, secret = content.partition("#")
    if whole != f"{ADDRESS}/q":
        raise SystemExit("A picture leads somewhere else.")
    number, _, said = secret.partition(".")
    store = app.extensions["heard.store"]
    with app.app_context():
        visit = enter.by_qr(store, Knock(number, said, "198.51.100.0/24"), now=now())
    with store.look() as transaction:
        letter = transaction.get_one(Letter, visit.letter_id)
        return transaction.get_one(Review, letter.review_id).child_id


@contextmanager
def _timed(what: str) -> Iterator[None]:
    began, worked = time.monotonic(), time.process_time()
    yield
    passed, work = time.monotonic() - began, time.process_time() - worked
    print(f"{what:<34} {passed:6.1f} s, of which {work:.1f} s at work")


if __name__ == "__main__":
    main()
