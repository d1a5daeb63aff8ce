"""The control: a word left in every place where none may be left."""

import logging
import sqlite3
import tempfile
from base64 import urlsafe_b64encode
from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.tools.canary.canary import Canaries
from tests.tools.canary.looking import Left, Watch

CONTROL = "left on purpose"


def careless(canaries: Canaries, home: Path, watch: Watch, left: Left) -> None:
    """Leave a word wherever none may be: in a log, a title, a file, a mail and so on."""
    word = canaries.new(CONTROL)
    logging.getLogger("somebody").debug("typed: %s", word)
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write(word)
    with closing(sqlite3.connect(home / "heard.sqlite")) as database:
        database.execute("INSERT INTO job (name, due_at) VALUES (?, '2026-01-01')", (word,))
        database.commit()
    (home / "journal").mkdir(exist_ok=True)
    (home / "journal" / "views-2026-01-01.jsonl").write_bytes(urlsafe_b64encode(word.encode()))
    left.addresses.append(f"/search?q={word}")
    left.cookies.append(f"heard={urlsafe_b64encode(word.encode()).decode()}.x.y; HttpOnly")
    left.titles.append(f"<title>{word}</title>".encode())
    left.files.append(_parcel(word))
    left.mails.append(word.encode("utf-16-le"))
    watch.behind_backup = word.encode()


def _parcel(word: str) -> bytes:
    raw = BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as parcel:
        parcel.writestr("sheet.xml", word)
    return raw.getvalue()
