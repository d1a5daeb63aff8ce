"""The description that goes with the CSV of a release: a data package, for machines and people.

Shape: the Data Package standard, version 2 (datapackage.org).
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from feedback.evaluation import NOT_VALIDATED
from feedback.releases.csv_file import COLUMNS, NUMBERS, PERCENTAGES
from feedback.releases.figures import SYMBOLS
from feedback.releases.report import Report
from feedback.releases.sentences import UNPROVEN

_MEDIATYPES = {
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def description(  # noqa: PLR0913  the release, its files, and whose they are
    report: Report,
    csv: bytes,
    *,
    path: str,
    council: str,
    editions: Sequence[str],
    beside: Mapping[str, bytes] | None = None,
) -> bytes:
    """Describe the CSV of a release, which lies at ``path`` beside this.

    ``beside`` are the other files that say the same, by name: each is listed with its print.
    """
    package = {
        "$schema": _PROFILE,
        "name": f"heard-{report.period.name.lower()}",
        "title": f"{council}: children in their reviews, {report.period.name}",
        "created": f"{report.frozen_on.isoformat()}T00:00:00Z",
        "made_up": report.made_up,
        "period": {
            "name": report.period.name,
            "first_day": report.period.first.isoformat(),
            "last_day": report.period.last.isoformat(),
        },
        "notes": [NOT_VALIDATED, *(f"{symbol}: {words}." for symbol, words in SYMBOLS.items())],
        **_withheld(report),
        "instruments": list(editions),
        "resources": [
            _resource(csv, path),
            *(_other(name, content) for name, content in sorted((beside or {}).items())),
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _withheld(report: Report) -> dict[str, dict[str, str]]:
    """Say of which tables nothing was proven in the work allowed, where there are any."""
    why = {one.table.id: UNPROVEN for one in report.tables if one.withheld and one.unproven}
    return {"withheld": why} if why else {}


def _other(path: str, content: bytes) -> dict[str, Any]:
    kind = path.rsplit(".", 1)[-1]
    return {
        "name": f"figures-{kind}",
        "path": path,
        "format": kind,
        "mediatype": _MEDIATYPES[kind],
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }


def _resource(csv: bytes, path: str) -> dict[str, Any]:
    return {
        **_other(path, csv),
        "name": "figures",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": name, "type": _type(name), "description": words}
                for name, words in COLUMNS.items()
            ],
            "missingValues": ["", *SYMBOLS],
            "primaryKey": ["period", "table", "row", "category"],
        },
    }


def _type(name: str) -> str:
    if name in NUMBERS:
        return "integer"
    return "number" if name in PERCENTAGES else "string"
