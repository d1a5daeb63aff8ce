"""The two scanners: each is given everything there is to ask, as somebody, and so many seconds."""

import json
import os
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from tests.tools.scan.careless import served
from tests.tools.scan.reach import Asked

BIN = Path(".venv/scan/bin")
MEDIUM = 2
_MODULES = (
    "cookieflags,crlf,csp,http_headers,methods,redirect,upload", "sql", "xss,permanentxss", "file",
)  # fmt: skip
"""All that fits a program which runs no command and asks no LDAP. What times its answers is left
out, and what needs a server of the scanner’s makers."""

_STOPPED = re.compile(r"Max (?:scan|attack) time was reached(?: for module (\w+))?")
_FORM = re.compile(r"POST http://[^/]+(/[^ ?]*)")
_TARGET = re.compile(r"\[(\d+)/(\d+)\] URL")
_HOLE = re.compile(r"^Parameter: (.+)$", re.MULTILINE)
_REFUSED = re.compile(r"(\d{3}) \([^)]*\) - (\d+) times")


@dataclass
class Looked:
    """What a scanner found, how far it came, and in how long."""

    scanner: str
    holes: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    requests: str = ""
    seconds: float = 0

    def __str__(self) -> str:
        end = "to the end" if not self.unfinished else f"NOT to the end ({self.unfinished})"
        return (
            f"{self.scanner}: {', '.join(self.holes) or 'nothing of medium weight or more'}; "
            f"{self.requests}, {end}, {self.seconds:.0f} s"
        )


@dataclass(frozen=True, slots=True)
class Given:
    """At which door, with which cookie and from which address to ask what."""

    at: str
    cookie: str
    address: str
    asked: list[Asked]

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Return what every request is to carry."""
        cookie = [("Cookie", self.cookie)] if self.cookie else []
        return [("X-Forwarded-For", self.address), *cookie]


Scanner = Callable[["Given", Path, int], "Looked"]


def scanners() -> Iterator[Scanner]:
    """Return wapiti with a few of its modules at a time, and sqlmap.

    A scanner never takes a new cookie, and staff who bring an old one are signed out after a
    quarter of an hour: so each comes in anew, and none may look for longer.
    """
    yield from (partial(wapiti, modules=some) for some in _MODULES)
    yield sqlmap


def wapiti(given: Given, folder: Path, seconds: int, modules: str = ",".join(_MODULES)) -> Looked:
    """Let wapiti attack every page and form that stands on a page made for it.

    But for Send, which it would press first.
    """
    report = folder / "wapiti.json"
    report.unlink(missing_ok=True)
    asked = [one for one in given.asked if (one.method, one.path) != ("POST", "/check")]
    tokens = sorted({name for one in asked for name, _ in one.fields if "csrf_token" in name})
    command = [
        str(BIN / "wapiti"), "--scope", "domain", "-d", "1", "--flush-session", "--no-bugreport",
        "-m", modules, "--store-session", str(folder), "--max-scan-time", str(seconds // 3),
        "--max-attack-time", str(2 * seconds // 3 // len(modules.split(","))),
        *[part for each in given.headers for part in ("-H", ": ".join(each))],
        *[part for name in tokens for part in ("--skip", name)],
        "-f", "json", "-o", str(report), "-v", "1",
    ]  # fmt: skip
    began = monotonic()
    with served(_index(given.at, asked)) as port:
        command += ["-u", f"http://127.0.0.1:{port}/"]
        said = _run(command, folder / "wapiti.log", seconds)
    looked = Looked(
        f"wapiti, {modules}", requests=f"{len(asked)} pages and forms", seconds=monotonic() - began
    )
    looked.unfinished = [name or "pages" for name in _STOPPED.findall(said)]
    missed = {urlsplit(one.path).path for one in asked if one.body} - set(_FORM.findall(said))
    looked.unfinished += [f"never met the form {path}" for path in sorted(missed)]
    if report.exists():
        looked.holes = list(_heavy(json.loads(report.read_text("utf-8"))["vulnerabilities"]))
    else:
        looked.unfinished.append("no report")
    return looked


def _heavy(told: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    for kind, several in told.items():
        where = {
            f"{one['path']} {one['parameter'] or ''}" for one in several if one["level"] >= MEDIUM
        }
        for one in sorted(where):
            yield f"{kind} at {one.strip()}"


def _index(at: str, asked: list[Asked]) -> str:
    """Put every page and every form on one page."""
    links = (f'<a href="{escape(at + one.path)}">.</a>' for one in asked if one.method == "GET")
    forms = (
        f'<form method="post" action="{escape(at + one.path)}">'
        + "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in one.fields
        )
        + "<button>.</button></form>"
        for one in asked
        if one.method == "POST"
    )
    return f"<html><body>{''.join((*links, *forms))}</body></html>"


def sqlmap(given: Given, folder: Path, seconds: int) -> Looked:
    """Let sqlmap try every value of every query and form, and the last part of each address."""
    log = folder / "requests.txt"
    log.write_text("\n".join(_written(given, one) for one in given.asked), "utf-8")
    began = monotonic()
    said = _run(
        [
            str(BIN / "sqlmap"), "-l", str(log), "--batch", "--technique=BEU", "--dbms=sqlite",
            "--level=1", "--param-exclude=csrf_token", "--drop-set-cookie", "--flush-session",
            "--answers=skip further tests=N", "--skip-waf", "--timeout=20",
            "--disable-coloring", "--ignore-code=*", "--output-dir", str(folder / "sqlmap"),
        ],
        folder / "sqlmap.log",
        seconds,
    )  # fmt: skip
    looked = Looked("sqlmap", sorted(set(_HOLE.findall(said))), seconds=monotonic() - began)
    come = [(int(here), int(last)) for here, last in _TARGET.findall(said)]
    here, last = come[-1] if come else (0, len(given.asked))
    refused: Counter[str] = Counter()
    for code, times in _REFUSED.findall(said):
        refused[code] += int(times)
    told = "".join(f", {times:,} answered {code}" for code, times in sorted(refused.items()))
    looked.requests = f"{here} of {last} pages and forms{told}"
    looked.unfinished = [] if "[*] ending" in said else ["stopped"]
    return looked


def _written(given: Given, one: Asked) -> str:
    host = given.at.removeprefix("http://")
    headers = "\n".join(": ".join(each) for each in given.headers)
    form = "\nContent-Type: application/x-www-form-urlencoded" if one.body else ""
    asked = f"{one.method} {one.path} HTTP/1.1\nHost: {host}\n{headers}{form}\n\n{one.body}"
    return f"{'=' * 40}\n{asked}\n{'=' * 40}"


def _run(command: list[str], told: Path, seconds: int) -> str:
    """Run to the end or until its time is over; with it goes whatever it started.

    What it says meanwhile can be read in the folder.
    """
    with told.open("w", encoding="utf-8") as saying:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=saying, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return told.read_text("utf-8", "replace")
