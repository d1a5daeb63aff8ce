"""A file that cannot be trusted as a whole is refused in one sentence that names it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.caseload.files import CHILDREN, COLUMNS, HEADER, LARGEST_FILE, PLANNED, REVIEWS
from feedback.caseload.folder import ENOUGH_TO_JUDGE_A_FILE, read_files, read_folder, read_table
from feedback.errors import CaseloadRefused
from tests.feedback.caseload.caseloads import HEADER_ROW, SAMPLE, text

REVIEW = "0042,10/05/2010,01/03/2026,PN1"


def refusal(name, content):
    with pytest.raises(CaseloadRefused) as refused:
        read_table(name, content)
    return str(refused.value)


def test_the_sample_is_read_whole():
    folder = read_folder(SAMPLE)

    assert {name: len(table.rows) for name, table in folder.items()} == {
        "header.csv": 2675,
        "episodes.csv": 5050,
        "reviews.csv": 12582,
        "uasc.csv": 132,
    }


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_the_ending_of_lines_change_nothing(mark, ending):
    content = mark + text(REVIEWS, REVIEW, REVIEW).replace("\n", ending).encode()

    rows = read_table(REVIEWS, content).rows

    assert [(row.line, row.cells[0]) for row in rows] == [(2, "0042"), (3, "0042")]


@given(st.permutations(COLUMNS[HEADER]))
def test_columns_may_stand_in_any_order(order):
    row = dict(zip(COLUMNS[HEADER], HEADER_ROW.split(","), strict=True))
    content = f"{','.join(order)}\n{','.join(row[column] for column in order)}\n"

    rows = read_table(HEADER, content.encode()).rows

    assert rows[0].cells == tuple(HEADER_ROW.split(","))


def test_columns_are_known_in_small_letters_and_with_spaces_about_them():
    rows = read_table(REVIEWS, b" child ,Dob,review,Review_Code\n007,1,2,3\n").rows

    assert rows[0].cells == ("007", "1", "2", "3")


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b\nc", "d\r\ne", "", '"', "f,g"]), min_size=4, max_size=4)
    )
)
def test_a_row_is_known_by_the_physical_line_it_begins_on(cells):
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS[REVIEWS])
    begins = []
    for row in cells:
        begins.append(written.getvalue().replace("\r\n", "\n").count("\n") + 1)
        writer.writerow(row)

    rows = read_table(REVIEWS, written.getvalue().encode()).rows

    assert [row.line for row in rows] == begins


def test_blank_lines_are_passed_over_and_still_counted_as_lines():
    rows = read_table(REVIEWS, text(REVIEWS, "", REVIEW, "", REVIEW).encode()).rows

    assert [row.line for row in rows] == [3, 5]


def test_a_row_with_too_few_or_too_many_cells_is_set_apart_by_its_line():
    table = read_table(REVIEWS, text(REVIEWS, "0042,PN1", REVIEW, REVIEW + ",more").encode())

    assert table.ragged == (2, 4)
    assert [row.line for row in table.rows] == [3]


def test_a_file_with_only_its_columns_has_no_rows():
    assert read_table(REVIEWS, text(REVIEWS).encode()).rows == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b" \r\n\n", "the file is empty"),
        (text(REVIEWS).encode("utf-16"), "the file is UTF-16 and must be saved as CSV UTF-8"),
        (b"PK\x03\x04\0\0", "line 1 is not text"),
        (text(REVIEWS, "a\0b").encode(), "line 2 is not text"),
        (text(REVIEWS, REVIEW, "Zo\u00eb").encode("latin-1"), "line 3 is not CSV UTF-8 text"),
        (b"CHILD,DOB,REVIEW\n", "the column REVIEW_CODE is missing"),
        (b"CHILD;DOB;REVIEW;REVIEW_CODE\n", "the column CHILD is missing"),
        (b"CHILD,DOB,REVIEW,REVIEW_CODE,DOB\n", "the column DOB is there twice"),
        (b"CHILD,DOB,REVIEW,REVIEW_CODE,SHOE\n", "column 5, SHOE, is unknown in this file"),
        (b"CHILD,DOB,REVIEW,REVIEW_CODE,\n", "column 5 is unknown in this file"),
        (b"CHILD,DOB,REVIEW,REVIEW_CODE," + b"X" * 41, "column 5 is unknown in this file"),
        (
            text(REVIEWS, REVIEW, '"0042,1').encode(),
            "the quotation marks that begin on line 3 do not end soundly",
        ),
    ],
)
def test_an_unsound_file_is_refused_in_one_sentence(content, problem):
    assert refusal(REVIEWS, content) == f"reviews.csv: {problem}, so nothing was changed."


def test_a_cell_larger_than_any_true_one_is_refused():
    content = text(CHILDREN, "1," + "x" * 200_000).encode()

    assert "children.csv" in refusal(CHILDREN, content)


def refused(directory):
    with pytest.raises(CaseloadRefused) as refusal:
        read_folder(directory)
    return str(refusal.value)


def test_a_file_of_50_megabytes_is_refused_without_being_read_whole(tmp_path):
    with (tmp_path / HEADER).open("wb") as file:
        file.truncate(50_000_000)

    assert (
        refused(tmp_path) == "header.csv: the file is larger than 20 MB, so nothing was changed."
    )


def test_a_file_as_large_as_a_file_may_be_is_read(tmp_path):
    content = text(REVIEWS).encode()
    (tmp_path / REVIEWS).write_bytes(content + b"\n" * (LARGEST_FILE - len(content)))

    assert read_folder(tmp_path)[REVIEWS].rows == ()


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "gone") == (
        "gone: it is not a folder that can be read, so nothing was changed."
    )


def test_a_folder_where_a_file_should_be_is_refused(tmp_path):
    (tmp_path / HEADER).mkdir()

    assert refused(tmp_path) == "header.csv: the file cannot be read, so nothing was changed."


def test_a_folder_with_nothing_of_ours_is_refused_and_other_files_are_left_alone(tmp_path):
    (tmp_path / "oc2.csv").write_bytes(b"\0")

    assert "the folder holds none of header.csv, episodes.csv" in refused(tmp_path)


def dated(file, row, rows):
    return text(file, *[row] * rows)


@pytest.mark.parametrize(
    ("row", "column"),
    [("1,2010-05-10,2026-03-01,PN1", "DOB"), ("1,10/05/2010,03/31/2026,PN1", "REVIEW")],
)
def test_a_file_whose_every_date_is_wrong_is_the_wrong_file(tmp_path, row, column):
    (tmp_path / REVIEWS).write_text(dated(REVIEWS, row, ENOUGH_TO_JUDGE_A_FILE))

    assert refused(tmp_path) == (
        f"reviews.csv: none of the 10 dates in {column} is written dd/mm/yyyy,"
        " so nothing was changed."
    )


def test_a_small_file_of_wrong_dates_is_left_to_be_judged_row_by_row(tmp_path):
    (tmp_path / REVIEWS).write_text(dated(REVIEWS, "1,x,y,PN1", ENOUGH_TO_JUDGE_A_FILE - 1))

    assert len(read_folder(tmp_path)[REVIEWS].rows) == ENOUGH_TO_JUDGE_A_FILE - 1


def test_planned_days_may_be_written_the_other_way(tmp_path):
    (tmp_path / PLANNED).write_text(dated(PLANNED, "1,2026-12-01,,,,,", ENOUGH_TO_JUDGE_A_FILE))

    assert len(read_folder(tmp_path)[PLANNED].rows) == ENOUGH_TO_JUDGE_A_FILE


def chosen(*names, content=b""):
    return [(name, io.BytesIO(content or text(REVIEWS, REVIEW).encode())) for name in names]


def test_files_chosen_one_by_one_are_read_like_a_folder_whatever_their_case(tmp_path):
    (tmp_path / REVIEWS).write_text(text(REVIEWS, REVIEW))

    assert read_files(chosen("Reviews.CSV")) == read_folder(tmp_path)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["reviews (1).csv"], "reviews (1).csv: it is none of header.csv, "),
        (["reviews.csv", "notes.txt"], "notes.txt: it is none of "),
        (["x" * 41], "A file: it is none of "),
        (["a\u202eb.csv"], "A file: it is none of "),
        (["reviews.csv", "REVIEWS.csv"], "reviews.csv: it was chosen twice, "),
        ([], "No file: choose some of header.csv, "),
    ],
)
def test_a_chosen_file_that_is_none_of_ours_is_refused_by_name(names, sentence):
    with pytest.raises(CaseloadRefused) as refused:
        read_files(chosen(*names))

    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith(", so nothing was changed.")


def test_a_chosen_file_that_is_too_large_is_refused():
    with pytest.raises(CaseloadRefused, match=r"reviews\.csv: the file is larger than 20 MB"):
        read_files(chosen(REVIEWS, content=bytes(LARGEST_FILE + 1)))


def test_a_chosen_file_whose_every_date_is_wrong_is_the_wrong_file():
    rows = ["0042,10/05/2010,2026,PN1"] * ENOUGH_TO_JUDGE_A_FILE

    with pytest.raises(CaseloadRefused, match="none of the 10 dates in REVIEW"):
        read_files(chosen(REVIEWS, content=text(REVIEWS, *rows).encode()))
