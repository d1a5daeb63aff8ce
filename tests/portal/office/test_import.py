"""Files taken in on a page are shown first, judged as by the command, written when agreed."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import func, select, update
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from feedback.caseload.files import LARGEST_FILE
from feedback.store.models import AuditRow, Child, Duty, ErrandPiece, Review
from portal.office.importing import MOST, SHOWN
from tests.people import enrolled, signed_in
from tests.portal.office.files import works

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
SOMEDAY = date(2026, 4, 1)
UNKNOWN = "CHILD,DOB,REVIEW,REVIEW_CODE\n" + "9999,10/05/2016,01/02/2026,PN1\n"


def sends(browser, *files, to=PAGE):
    """Choose these files, pairs of name and content, and send them."""
    token = browser.page.select_one("[name=csrf_token]")["value"]
    chosen = [FileStorage(io.BytesIO(_bytes(content)), name) for name, content in files]
    boundary, body = encode_multipart(MultiDict({"csrf_token": token, "files": chosen}))
    kind = f'multipart/form-data; boundary="{boundary}"'
    return browser.client.post(to, data=body, content_type=kind, follow_redirects=True)


def shows(office, *files):
    """Have files looked at, as far as the page that says what they would change."""
    office.open(PAGE)
    office._read(sends(office, *files))  # noqa: SLF001  the one page with files
    works(office.client.application)
    return office.open(office.path) if office.path != PAGE else office


def takes(office, *files):
    """Have files looked at and agree to what they would change."""
    shows(office, *files).press("Write exactly this")
    works(office.client.application)
    return office.open(office.path)


def _rows(answer):
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def _bytes(content):
    return content if isinstance(content, bytes) else content.encode()


def kept(store):
    with store.look() as transaction:
        return tuple(
            transaction.scalar(select(func.count()).select_from(table))
            for table in (Child, Review)
        )


def test_nothing_is_written_before_somebody_agrees(office, store):
    shows(office, ("header.csv", HEADER), ("Children.CSV", NAMES), ("planned.csv", PLANNED))

    assert office.heading == "What these files would change"
    for said in ("Children who are new 1", "Reviews planned 1", "Officers who are new 1",
                 "planned.csv 1 1 0 0", "0042 Reviews planned 2026-03-20"):  # fmt: skip
        assert said in office.text
    assert kept(store) == (0, 0)


def test_what_was_agreed_to_is_written_and_on_the_list(office, store):
    takes(office, ("header.csv", HEADER), ("Children.CSV", NAMES), ("planned.csv", PLANNED))

    assert office.heading == "What became of the files"
    assert kept(store) == (1, 1)
    assert "Amelia Quill" in office.open("/staff/office").text
    assert "Mia Quill" in office.text


def test_the_second_time_the_same_files_change_nothing(office, store):
    files = (("header.csv", HEADER), ("planned.csv", PLANNED))
    takes(office, *files)

    shows(office, *files)

    assert "These files change nothing." in office.text
    assert not office.page.find("button", string="Write exactly this")
    assert kept(store) == (1, 1)


def test_a_review_that_would_move_says_from_when_to_when(office):
    takes(office, ("header.csv", HEADER), ("planned.csv", PLANNED))

    shows(office, ("planned.csv", PLANNED.replace("20/03/2026,14:00", "27/03/2026,10:00")))

    assert "0042 Reviews on another day day 2026-03-20 2026-03-27" in office.text
    assert "hour of 2026-03-27 14:00 10:00" in office.text


def test_what_changed_meanwhile_is_not_written_over(office, store):
    takes(office, ("header.csv", HEADER), ("planned.csv", PLANNED))
    shows(office, ("planned.csv", PLANNED.replace("20/03", "27/03")))
    with store.begin() as transaction:
        transaction.execute(update(Review).values(day=SOMEDAY))

    office.press("Write exactly this")
    works(office.client.application)

    assert office.open(office.path).heading == "Nothing was written"
    assert "Something changed since you looked" in office.text
    with store.look() as transaction:
        assert transaction.scalar(select(Review.day)) == SOMEDAY


def test_files_can_be_thrown_away_and_nothing_is_left_of_them(office, store):
    shows(office, ("header.csv", HEADER))
    page = office.path

    office.press("Leave everything as it is")

    assert "Everything is as it was." in office.text
    with store.look() as transaction:
        assert set(transaction.scalars(select(ErrandPiece.content))) == {None}
    assert kept(store) == (0, 0)
    assert "not here any more" in office.open(page).text


def test_once_written_the_files_are_gone_and_cannot_be_written_again(office, store):
    shows(office, ("header.csv", HEADER))
    look, token = office.path, office.page.select_one("[name=csrf_token]")["value"]
    office.press("Write exactly this")
    works(office.client.application)

    for do in ("/take", "/leave"):
        office.client.post(look + do, data={"csrf_token": token})
    works(office.client.application)

    assert kept(store) == (1, 0)
    for gone in ("", "/report.csv", "/changes.csv"):
        assert office.open(look + gone).heading == "Take files in"


def test_nobody_else_sees_what_somebody_is_taking_in(app, office):
    shows(office, ("header.csv", HEADER))
    other = signed_in(app, enrolled(app, Duty.OFFICE, name="Alex Office"))

    for do in ("", "/report.csv", "/changes.csv"):
        assert other.open(office.path + do).heading == "Take files in"


def test_the_page_says_how_far_it_is_and_looks_again(office):
    office.open(PAGE)
    office._read(sends(office, ("header.csv", HEADER)))  # noqa: SLF001  the one page with files

    assert office.heading == "Looking at the files"
    assert office.client.get(office.path).headers["Refresh"] == "2"


def test_rows_to_look_at_are_shown_with_their_line_and_reason(office):
    shows(office, ("header.csv", HEADER), ("reviews.csv", UNKNOWN))

    row = "reviews.csv 2 Refused CHILD The child is not known from a header file"
    assert row in office.text


def test_report_and_changes_can_be_had_as_files_that_no_spreadsheet_calculates(office):
    shows(office, ("header.csv", HEADER.replace("0042", "=0042")), ("reviews.csv", UNKNOWN))

    report, changes = (office.client.get(office.path + f"/{name}.csv")
                       for name in ("report", "changes"))  # fmt: skip

    assert report.headers["Content-Disposition"] == 'attachment; filename="import-report.csv"'
    assert report.headers["Cache-Control"] == "no-store"
    assert _rows(report)[1][:4] == ["reviews.csv", "2", "refused", "CHILD"]
    assert _rows(changes)[:2] == [
        ["what", "child", "field", "before", "after"],
        ["child-new", "'=0042", "", "", ""],
    ]


def test_many_findings_are_shown_in_part_and_counted(office):
    rows = UNKNOWN + "9999,10/05/2016,02/02/2026,PN1\n" * SHOWN

    shows(office, ("header.csv", HEADER), ("reviews.csv", rows))

    assert "1 more is in the report." in office.text


def test_a_refused_row_is_found_before_a_hundred_doubted_ones_and_each_reason_is_counted(office):
    doubted = "".join(
        f"0042,10/05/2016,{1 + n % 28:02}/{1 + n // 28:02}/2025,PN0\n" for n in range(SHOWN)
    )
    heads, refused = UNKNOWN.split("\n", 1)

    shows(office, ("header.csv", HEADER), ("reviews.csv", f"{heads}\n{doubted}{refused}"))

    reasons, rows = (table.get_text(" ", strip=True) for table in office.page.select("table")[2:4])
    assert "The child is not known from a header file reviews.csv Refused 1" in reasons
    assert f"The code does not fit the child’s age reviews.csv Doubted, kept {SHOWN}" in reasons
    assert rows.index("Refused") < rows.index("Doubted")


def test_a_preview_of_hundreds_of_changes_is_one_light_page(office):
    rows = "".join(f"{number:05},1,10/05/2016,WBRI,,,\n" for number in range(600))

    shows(office, ("header.csv", HEADER + rows))

    assert "Children who are new 601" in office.text
    assert "501 more are in the list of changes." in office.text
    assert len(office.client.get(office.path).data) < 60_000


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


def test_looking_and_writing_are_in_the_log_with_who_did_it(office, store):
    takes(office, ("header.csv", HEADER))

    acts = ("previewed-caseload", "imported-caseload")
    with store.look() as transaction:
        looked_for = select(AuditRow).where(AuditRow.act.in_(acts)).order_by(AuditRow.place)
        rows = transaction.scalars(looked_for).all()
        told = [(row.act, row.who, row.role) for row in rows]
    assert told == [(act, str(office.staff_id), "office") for act in acts]


def test_a_large_wrong_file_is_told_by_its_first_lines(office):
    shows(office, ("header.csv", HEADER.replace("SEX", "SHOE") + "x\n" * 1_100_000))

    assert "header.csv: the column SEX is missing" in office.mistakes[0]


def test_what_is_wrong_far_down_a_large_file_is_told_by_the_worker(office, store):
    shows(office, ("header.csv", HEADER + "0042,1,10/05/2016,WBRI,,,\n" * 90_000 + '"open'))

    assert office.heading == "Nothing was written"
    assert "the quotation marks that begin on line" in office.text
    assert kept(store) == (0, 0)
