from feedback.disclosure.declared import load_tables
from feedback.disclosure.weights import weight
from feedback.periods import Period

KEY, YEAR = b"k" * 32, Period.named("2025-26")
TABLES = {table.id: table for table in load_tables()}


def _costs(table, *, margin, key=KEY, period=YEAR):
    cells = [cell for cell in TABLES[table].cells if cell.margin is margin]
    return [weight(key, period, TABLES[table], cell) for cell in cells]


def test_what_is_read_first_costs_most_to_hide():
    rows, service = _costs("voice-by-group", margin=False), _costs("voice", margin=False)
    margins, base = _costs("voice-by-group", margin=True), _costs("voice", margin=True)

    assert max(rows) < min(margins) < max(margins) < min(service) < max(service) < min(base)


def test_the_same_release_costs_the_same_and_nobody_without_the_key_knows_what():
    assert _costs("voice", margin=False) == _costs("voice", margin=False)
    assert _costs("voice", margin=False) != _costs("voice", margin=False, key=b"l" * 32)
    assert _costs("voice", margin=False) != _costs("voice", margin=False, period=Period(2024))
