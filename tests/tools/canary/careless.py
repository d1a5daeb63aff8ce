"""The control: a word left in every place where none may be left."""

import logging
import sqlite3
import tempfile
from base64 import urlsafe_b64encode
from contextlib import closing
from pathlib import Path

from tests.tools.canary.canary import Canaries
from tests.tools.canary.looking import Left, Watch

CONTROL = "left on purpose"


def careless(canaries: Canaries, home: Path, watch: Watch, left: Left) -> None:
    """Leave a word in a log, a file, the database, the journal, an address, a cookie, a mail."""
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
    left.mails.append(word.encode("utf-16-le"))
    watch.behind_backup = word.encode()
