"""Lets two scanners that know nothing of us look for holes at both doors, while they serve.

usage: python -m tests.tools.scan [--seconds N]
Plays the demo, serves it, comes in as a child and as staff of every duty, and hands each cookie to
wapiti and sqlmap for N seconds a scanner. Their control: a careless page, in which both must
find the hole. Fails on anything of medium weight or more.
"""

import argparse
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from sqlite3 import Error, connect
from tempfile import TemporaryDirectory

from benchmarks.processes import started

BIN = Path(".venv/scan/bin")
MEDIUM = 2
_LETTER = re.compile(r"consultation, longer +(\d{6}) +([a-z ]+?)  ")
_STAFF = re.compile(r"^  (\w+) +(\S+@\S+) +(\S+)\n +authenticator (\w+)", re.MULTILINE)
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_LEAVES = ("/leave*", "/done*", "/staff/sign-out*")


class Visitor:
    """Somebody with a browser that keeps cookies and sends forms."""

    def __init__(self, address: str) -> None:
        """Stand before the door at this address."""
        self.address, self.jar = address, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.page = self.path = ""

    def open(self, path: str, **form: str) -> None:
        """Open a page, or send the form of the last one to it."""
        if form:
            (token,) = _TOKEN.findall(self.page)[:1]
            form["csrf_token"] = unescape(token)
        sent = urllib.parse.urlencode(form).encode() if form else None
        with self.opener.open(self.address + path, sent, timeout=60) as answer:
            self.page, self.path = answer.read().decode(), urllib.parse.urlsplit(answer.url).path

    @property
    def cookie(self) -> str:
        """Return every cookie as one header."""
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)


def main() -> int:
    """Scan both doors as everybody, then the control, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long each scanner may take")
    seconds = parser.parse_args().seconds
    found = 0
    with TemporaryDirectory(prefix="heard-scan-") as name:
        told, environ = _played(Path(name))
        with started("portal", "serve", "--no-work", environ=environ, quiet=True) as server:
            address = f"http://127.0.0.1:{server.port}"
            for who, cookie, start in _everybody(address, told, environ):
                holes = scan(address + start, cookie, Path(name), seconds)
                print(f"{who:<15} {', '.join(holes) or 'nothing of medium weight or more'}")
                found += len(holes)
        with careless() as address:
            holes = scan(f"{address}/?name=anna", "", Path(name), seconds)
    print(f"control         {', '.join(holes)}")
    missed = {"sqlmap", "wapiti"} - {hole.split(":")[0] for hole in holes}
    return 1 if found or missed else 0


def _played(instance: Path) -> tuple[str, dict[str, str]]:
    environ = {"PORTAL_INSTANCE": str(instance), "PORTAL_SECURE_COOKIES": "no"}
    command = [sys.executable, "-m", "portal", "demo", "--no-serve"]
    done = subprocess.run(
        command, env=os.environ | environ, check=True, capture_output=True, text=True
    )
    return done.stdout, environ


def _everybody(address: str, told: str, environ: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    yield "a stranger", "", "/"
    (number, words) = _LETTER.findall(told)[0]
    child = Visitor(address)
    child.open("/")
    child.open("/", number=number, words=words)
    yield "a child", child.cookie, "/hello"
    for duty, email, password, key in _STAFF.findall(told):
        staff = Visitor(address)
        staff.open("/staff/sign-in")
        staff.open("/staff/sign-in", email=email, password=password)
        code = subprocess.run(
            [sys.executable, "-m", "portal", "staff", "code", key],
            env=os.environ | environ, check=True, capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip
        staff.open(staff.path, code=code)
        yield duty, staff.cookie, "/staff"


def scan(address: str, cookie: str, folder: Path, seconds: int) -> list[str]:
    """Let both scanners look from here on, and return each hole of medium weight or more."""
    return [*_wapiti(address, cookie, folder, seconds), *_sqlmap(address, cookie, folder, seconds)]


def _wapiti(address: str, cookie: str, folder: Path, seconds: int) -> Iterator[str]:
    report = folder / "wapiti.json"
    report.unlink(missing_ok=True)
    origin = address[: address.index("/", 8)]
    without = [part for path in _LEAVES for part in ("-x", origin + path)]
    subprocess.run(
        [
            str(BIN / "wapiti"), "-u", address, "--scope", "domain", "--flush-session",
            "--max-scan-time", str(seconds), "--max-attack-time", str(max(5, seconds // 6)),
            "-m", "common,redirect,crlf,methods,xxe,timesql,shellshock,log4shell",
            *(["-H", f"Cookie: {cookie}"] if cookie else []), *without,
            "-f", "json", "-o", str(report), "-v", "0", "--store-session", str(folder),
        ],
        check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    told = json.loads(report.read_text("utf-8"))
    for kind, several in told["vulnerabilities"].items():
        for path in sorted({one["path"] for one in several if one["level"] >= MEDIUM}):
            yield f"wapiti: {kind} at {path}"


def _sqlmap(address: str, cookie: str, folder: Path, seconds: int) -> Iterator[str]:
    """Try the links first and then the forms; asked for both at once it tries forms alone."""
    for also in ([], ["--forms", "--csrf-token=csrf_token"]):
        command = [
            str(BIN / "sqlmap"), "-u", address, "--batch", "--crawl=3", *also, "--level=2",
            "--technique=BEU", "--flush-session", "--output-dir", str(folder / "sqlmap"),
            "--timeout=10", "--crawl-exclude=leave|sign-out|done",
            "--disable-coloring", *(["--cookie", cookie] if cookie else []),
        ]  # fmt: skip
        for parameter in sorted(set(re.findall(r"Parameter: (.+)", _said(command, seconds)))):
            yield f"sqlmap: {parameter}"


def _said(command: list[str], seconds: int) -> str:
    try:
        return subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=seconds * 2
        ).stdout
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode()


@contextmanager
def careless() -> Iterator[str]:
    """Serve a page that writes what it is given into its words and into its query."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
            name = given.get("name", [""])[0]
            with connect(":memory:") as database:
                database.execute("CREATE TABLE child (name)")
                database.execute("INSERT INTO child VALUES ('anna')")
                try:
                    rows = database.execute(f"SELECT name FROM child WHERE name = '{name}'")
                    said = str(rows.fetchall())
                except Error as problem:
                    said = str(problem)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            link = '<a href="/?name=anna">anna</a>'
            self.wfile.write(f"<html><body>{name} {said} {link}</body></html>".encode())

        def log_message(self, *_given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    sys.exit(main())
