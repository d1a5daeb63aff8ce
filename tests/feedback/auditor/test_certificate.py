"""A certificate is of one release: of its period, and of every file that stands beside it."""

import json
from random import Random

import pytest

from feedback.auditor.audit import audit
from tests.feedback.auditor.exported import entered, files_of
from tests.feedback.disclosure.town import drawn_year, editions_of, release

CSV = "heard-2025-26Q1.csv"
NAMED = "heard-2025-26Q1.certificate.json"


@pytest.fixture(scope="module")
def ledger():
    """A quarter, as it left."""
    known = []
    release(editions_of(drawn_year(Random(11), 700))[0], known)
    return known


def _certified(ledger, **changes):
    """Return the files of a release with its certificate, some of it changed."""
    files = files_of(ledger[0])
    certificate = json.loads(audit(files, [], entered(ledger[:1])).certificate)
    return {**files, NAMED: json.dumps({**certificate, **changes}).encode()}


def test_a_release_holds_with_its_own_certificate(ledger):
    assert audit(_certified(ledger), [], entered(ledger[:1])).holds


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"period": "2025-26Q2"}, "its certificate is of other files"),
        ({"files": {CSV: "sha256:0"}}, "its certificate is of other files"),
        ({"files": {}}, "its certificate is of other files"),
        ({"files": None}, "its certificate cannot be read"),
    ],
)
def test_a_certificate_that_is_forged_or_of_another_release_is_refused(ledger, changes, said):
    assert audit(_certified(ledger, **changes), [], entered(ledger[:1])).against == (said,)


def test_what_no_certificate_knows_is_refused_beside_it(ledger):
    files = {**_certified(ledger), "heard-2025-26Q1.html": b"<p>All 12 of them.</p>"}

    assert not audit(files, [], entered(ledger[:1])).holds
