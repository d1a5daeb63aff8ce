"""Files taken in on a page are judged as by the command; a wrong one changes nothing."""

import csv
import io

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from feedback.caseload.files import LARGEST_FILE
from feedback.store.models import AuditRow, Child, Review
from portal.office.importing import MOST, SHOWN

PAGE = "/staff/office/import"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n0042,1,10/05/2016,WBRI,,,\n"
NAMES = (
    "CHILD,FIRST_NAME,LAST_NAME,KNOWN_AS,LANGUAGE,INTERPRETER,EASIER,AT_A_DISTANCE,SCHOOL,CARERS,"
    "SIBLINGS\n0042,Amelia,Quill,Mia,en,no,no,no,,,\n"
)
PLANNED = (
    "CHILD,DATE,TIME,PART,OFFICER,OFFICER_NAME,SOCIAL_WORKER\n"
    "0042,20/03/2026,14:00,1,R1,Robin Reviewer,Sam Social\n"
)
UNKNOWN = "CHILD,DOB,REVIEW,REVIEW_CODE\n" + "9999,10/05/2016,01/02/2026,PN1\n"


def sends(browser, *files, answer="page", to=PAGE):
    """Choose these files, pairs of name and content, and send them."""
    token = browser.page.select_one("[name=csrf_token]")["value"]
    chosen = [FileStorage(io.BytesIO(_bytes(content)), name) for name, content in files]
    given = {"csrf_token": token, "files": chosen, "answer": answer}
    boundary, body = encode_multipart(MultiDict(given))
    kind = f'multipart/form-data; boundary="{boundary}"'
    return browser.client.post(to, data=body, content_type=kind)


def shows(browser, *files):
    browser.open(PAGE)
    return browser._read(sends(browser, *files))  # noqa: SLF001  the one page with files


def _bytes(content):
    return content if isinstance(content, bytes) else content.encode()


def kept(store):
    with store.look() as transaction:
        return tuple(
            transaction.scalar(select(func.count()).select_from(table))
            for table in (Child, Review)
        )


def test_a_caseload_taken_in_is_on_the_list(office, store):
    shows(office, ("header.csv", HEADER), ("Children.CSV", NAMES), ("planned.csv", PLANNED))

    assert office.heading == "What became of the files"
    assert "planned.csv 1 1 0 0" in office.text
    assert kept(store) == (1, 1)
    assert "Amelia Quill" in office.open("/staff/office").text
    assert "Mia Quill" in office.text


def test_taking_the_same_files_in_twice_changes_nothing(office, store):
    files = (("header.csv", HEADER), ("planned.csv", PLANNED))
    first = shows(office, *files).text

    assert shows(office, *files).text == first
    assert kept(store) == (1, 1)


def test_rows_to_look_at_are_shown_with_their_line_and_reason(office):
    shows(office, ("header.csv", HEADER), ("reviews.csv", UNKNOWN))

    row = "reviews.csv 2 Refused CHILD The child is not known from a header file"
    assert row in office.text


def test_the_whole_report_can_be_had_as_a_file(office):
    office.open(PAGE)

    answer = sends(office, ("header.csv", HEADER), ("reviews.csv", UNKNOWN), answer="report")

    text = answer.get_data().decode("utf-8-sig")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="import-report.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert list(csv.reader(io.StringIO(text)))[1][:4] == ["reviews.csv", "2", "refused", "CHILD"]


def test_many_findings_are_shown_in_part_and_counted(office):
    rows = UNKNOWN + "9999,10/05/2016,02/02/2026,PN1\n" * SHOWN

    shows(office, ("header.csv", HEADER), ("reviews.csv", rows))

    assert "1 more is in the report." in office.text


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "No file: choose some of header.csv"),
        ([("reviews (1).csv", UNKNOWN)], "reviews (1).csv: it is none of header.csv"),
        ([("header.csv", HEADER), ("planned.csv", "")], "planned.csv: the file is empty"),
        ([("header.csv", b"\xff\xfeC")], "header.csv: the file is UTF-16"),
        ([("header.csv", HEADER.replace("SEX", "SHOE"))], "header.csv: the column SEX is missing"),
        ([("files/notes.txt", "-")], "notes.txt: it is none of header.csv"),
        ([("header.csv", bytes(LARGEST_FILE + 1))], "header.csv: the file is larger than 20 MB"),
    ],
    ids=["none", "not ours", "empty", "utf-16", "wrong column", "a whole path", "too large"],
)
def test_a_wrong_file_is_one_sentence_and_changes_nothing(office, store, files, sentence):
    shows(office, *files)

    assert [mistake for mistake in office.mistakes if mistake.startswith(sentence)]
    assert "so nothing was changed." in office.mistakes[0]
    assert kept(store) == (0, 0)


def test_more_than_all_files_may_hold_is_refused_unread(office, store):
    shows(office, ("header.csv", bytes(MOST + 1)))

    assert office.status == 413
    assert kept(store) == (0, 0)


def test_nobody_but_the_office_may_send_so_much(officer_browser):
    officer_browser.open("/staff/reviews")

    assert sends(officer_browser, ("header.csv", bytes(1_100_000))).status_code == 413


def test_no_other_page_takes_large_files(office):
    office.open(PAGE)

    answer = sends(office, ("header.csv", bytes(1_100_000)), to="/staff/office/search")

    assert answer.status_code == 413


def test_an_import_is_in_the_log_with_who_did_it(office, store):
    shows(office, ("header.csv", HEADER))

    with store.look() as transaction:
        row = transaction.scalars(
            select(AuditRow).where(AuditRow.act == "imported-caseload")
        ).one()
        assert (row.who, row.role) == (str(office.staff_id), "office")
