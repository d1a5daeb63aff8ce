"""A release as JSON: the same tables, sentences and symbols, for whoever reads by machine."""

import json
from decimal import Decimal
from typing import Any

from feedback.releases.book import Imprint, title_of
from feedback.releases.figures import SYMBOLS, Figure, Number, Percentage, Symbol, figures
from feedback.releases.report import Report, Reported
from feedback.releases.sentences import UNIT_NAMES, sentences


def json_file(report: Report, imprint: Imprint) -> bytes:
    """Write a release as one document. Numbers are numbers; a symbol is a word of one letter."""
    whole = {
        "title": title_of(report),
        "council": imprint.council,
        "period": report.period.name,
        "first_day": report.period.first.isoformat(),
        "last_day": report.period.last.isoformat(),
        "frozen_on": report.frozen_on.isoformat(),
        "made_up": report.made_up,
        "symbols": {str(symbol): words for symbol, words in SYMBOLS.items()},
        "instruments": list(imprint.editions),
        "tables": [_table(report, reported) for reported in report.tables],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _table(report: Report, reported: Reported) -> dict[str, Any]:
    table = reported.table
    return {
        "id": table.id,
        "code": table.code,
        "title": table.title,
        "unit": str(table.unit),
        "counted_are": UNIT_NAMES[table.unit],
        "sentences": list(sentences(report, reported)),
        "rows": [_row(figure) for figure in figures(reported)],
    }


def _row(figure: Figure) -> dict[str, Any]:
    return {
        "row": figure.cell.row,
        "row_label": figure.cell.row_label,
        "category": figure.cell.column,
        "label": figure.cell.label,
        "count": _value(figure.count),
        "base": _value(figure.base),
        "percent": _value(figure.percent),
        "percent_low": _value(figure.low),
        "percent_high": _value(figure.high),
    }


def _value(value: Number | Percentage) -> int | float | str:
    if isinstance(value, Symbol):
        return str(value)
    return float(value) if isinstance(value, Decimal) else value
