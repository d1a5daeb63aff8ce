"""The two scanners: each is given everything there is to ask, as somebody, and so many seconds."""

import json
import os
import re
import signal
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.tools.scan.reach import LEAVES, Asked

BIN = Path(".venv/scan/bin")
MEDIUM = 2
_MODULES = (
    "cookieflags,crlf,csp,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,"
    "shellshock,sql,timesql,upload,xss"
)
_STOPPED = re.compile(r"Max (?:scan|attack) time was reached(?: for module (\w+))?")
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


def wapiti(given: Given, folder: Path, seconds: int) -> Looked:
    """Let wapiti open every page, send its forms, and attack all of them."""
    report = folder / "wapiti.json"
    report.unlink(missing_ok=True)
    starts = [
        part for one in given.asked if one.method == "GET" for part in ("-s", given.at + one.path)
    ]
    without = [part for path in (*LEAVES, "/check") for part in ("-x", f"{given.at}{path}*")]
    began = monotonic()
    said = _run(
        [
            str(BIN / "wapiti"), "-u", f"{given.at}/robots.txt", "--scope", "domain", "-d", "1",
            "--flush-session", "--no-bugreport", "--drop-set-cookie", "-m", _MODULES,
            "--max-scan-time", str(seconds // 3), "--max-attack-time", str(seconds // 3),
            *starts, *without,
            *[part for each in given.headers for part in ("-H", ": ".join(each))],
            "-f", "json", "-o", str(report), "-v", "1", "--store-session", str(folder),
        ],
        seconds,
    )  # fmt: skip
    looked = Looked("wapiti", seconds=monotonic() - began)
    looked.unfinished = [name or "pages" for name in _STOPPED.findall(said)]
    if not report.exists():
        looked.unfinished.append("all of it")
        return looked
    told = json.loads(report.read_text("utf-8"))
    looked.requests = f"{told['infos'].get('crawled_pages_nbr', '?')} pages and forms"
    for kind, several in told["vulnerabilities"].items():
        heavy = {
            f"{one['path']} {one['parameter'] or ''}" for one in several if one["level"] >= MEDIUM
        }
        looked.holes += [f"{kind} at {where.strip()}" for where in sorted(heavy)]
    return looked


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


def _run(command: list[str], seconds: int) -> str:
    """Run to the end or until its time is over; with it goes whatever it started."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", start_new_session=True,
    )  # fmt: skip
    try:
        return process.communicate(timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.communicate()[0]
