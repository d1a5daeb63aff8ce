"""The bill of materials names every library that is installed to run the portal, and no other."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.rules import tree

MISSING = "what writes the bill of materials is not there; `make bill` installs it"


def test_every_library_stands_on_the_bill_with_its_version_and_digests(tmp_path):
    if not Path(".venv/bill/stamp").exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    bill = tmp_path / "bill.json"

    subprocess.run(["sh", "tests/tools/bill", str(bill)], check=True)  # noqa: S603, S607  our own script

    written = json.loads(bill.read_text("utf-8"))
    assert written["bomFormat"] == "CycloneDX"
    assert written["metadata"]["component"]["name"] == "heard-portal"
    assert {_line(one) for one in written["components"]} == _locked()


def _line(component):
    digests = {
        digest["content"]
        for reference in component["externalReferences"]
        for digest in reference.get("hashes", ())
    }
    return component["name"], component["version"], frozenset(digests)


def _locked():
    locked = re.sub(r"\\\n", "", tree.text("requirements/run.txt"))
    found = re.findall(r"^([\w.-]+)==([\w.]+)(.*)$", locked, re.MULTILINE)
    return {
        (name, version, frozenset(re.findall(r"sha256:(\w+)", rest)))
        for name, version, rest in found
    }
