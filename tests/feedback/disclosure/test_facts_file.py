"""A file of what others told is taken as it is written, or refused by line and field."""

import pytest

from feedback.disclosure.facts_file import COLUMNS, MOST_LINES, read_facts
from feedback.errors import FactsRefused
from feedback.facts import Fact

HEAD = ",".join(COLUMNS)
GOOD = "2025-26,participation,,base,1143,National table 4a"


def _read(*lines, head=HEAD):
    return read_facts("facts.csv", "\n".join([head, *lines]).encode())


def test_a_number_of_the_whole_service_and_a_rounded_sum_of_a_row_are_read():
    whole, rounded = _read(
        GOOD, "", " 2025-26 , age , 4-9 , PN7 + PN6 , 10 – 14 ,  Answer of\t3 June "
    )

    assert whole.fact == Fact((("2025-26", "participation", "service", "base"),), 1143, 1143)
    cells = tuple(("2025-26", "age", "4-9", code) for code in ("PN6", "PN7"))
    assert rounded.fact == Fact(cells, 10, 14)
    assert (rounded.source, rounded.in_words) == ("Answer of 3 June", "4-9 PN6+PN7: 10–14")
    assert whole.in_words == "base: 1,143"


def test_the_mark_that_spreadsheets_put_first_is_no_part_of_it():
    content = f"{HEAD}\r\n{GOOD}\r\n".encode("utf-8-sig")

    assert len(read_facts("facts.csv", content)) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2025-05,participation,,base,1,X", "line 3, period: '2025-05' is not a period"),
        ("2025-26,weather,,base,1,X", "line 3, table: 2025-26 has no table “weather”"),
        ("2025-26Q1,age,4-9,PN6,1,X", "line 3, table: 2025-26Q1 has no table “age”"),
        ("2025-26,age,,PN6,1,X", "line 3, row: age has no row “service”"),
        ("2025-26,participation,,PN1,1,X", "line 3, column: participation has no column “PN1”"),
        ("2025-26,codes,,PN1+PN1,1,X", "line 3, column: one is named twice"),
        ("2025-26,codes,,PN1,many,X", "line 3, count: write a number"),
        ("2025-26,codes,,PN1,14-10,X", "line 3, count: write a number"),
        ("2025-26,codes,,PN1,-1,X", "line 3, count: write a number"),
        ("2025-26,codes,,PN1,1, ", "line 3, source: say who told it"),
        (f"2025-26,codes,,PN1,1,{'x' * 201}", "line 3, source: say who told it"),
        ("2025-26,codes,,PN1,1", "line 3 has 5 fields and not 6"),
        (GOOD.replace("1143", "9"), "line 3 says again what line 2 says"),
    ],
)
def test_a_wrong_line_is_refused_by_its_number_and_field(line, said):
    with pytest.raises(FactsRefused) as refused:
        _read(GOOD, line)

    assert str(refused.value).startswith(f"facts.csv: {said}")
    assert str(refused.value).endswith(", so nothing was changed.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "its first line is not period,table,row,column,count,source"),
        (b"table,period\n", "its first line is not"),
        (b"\xff\xfe", "it is not UTF-8 text"),
        (f'{HEAD}\n"{"x" * 200_000}"\n'.encode(), "it is not a CSV file"),
    ],
)
def test_another_file_is_refused(content, said):
    with pytest.raises(FactsRefused, match=said):
        read_facts("facts.csv", content)


def test_a_file_without_end_is_refused():
    lines = [f"2025-26,codes,,PN1,1,Source {number}" for number in range(MOST_LINES + 1)]

    with pytest.raises(FactsRefused, match="more than 5,000 lines"):
        _read(*lines)
