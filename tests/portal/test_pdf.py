"""A page becomes a PDF out of our own files; it opens no network, no disk and no other page."""

import io
import logging
import socket
import threading
from time import process_time

import pytest
from PIL import Image
from pypdf import PdfReader
from weasyprint.layout import block, inline
from werkzeug.exceptions import NotFound

from portal import pdf
from portal.assets import asset, stylesheet

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>For the chair</title>{head}</head><body>{body}</body></html>"""


@pytest.fixture
def listening():
    """Somebody on the network who remembers whether anybody came."""
    came = []
    door = socket.create_server(("127.0.0.1", 0))

    def wait():
        while True:
            try:
                visitor, _address = door.accept()
            except OSError:
                return
            came.append(visitor)
            visitor.close()

    threading.Thread(target=wait, daemon=True).start()
    yield door.getsockname()[1], came
    door.close()


def text_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def page(body: str, head: str = "") -> str:
    return _PAGE.format(head=head, body=body)


def test_a_page_with_our_style_and_a_picture_of_ours_is_drawn(app):
    with app.test_request_context(base_url="https://council.example/heard"):
        style = f'<link rel="stylesheet" href="{stylesheet("staff")}">'
        picture = f'<img alt="" src="{asset("pictures/icon.svg")}">'

    made = pdf.drawn(page(f'{picture}<q class="said">I want a cat. أريد قطة</q>', style))

    assert made.startswith(b"%PDF-")
    assert "I want a cat." in text_of(made)


def test_a_picture_that_is_handed_in_stands_on_the_page():
    drawing = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawing, "PNG")

    made = pdf.drawn(page('<img alt="" src="/drawing/1">'), {"/drawing/1": drawing.getvalue()})

    (only,) = PdfReader(io.BytesIO(made)).pages
    assert [image.image.size for image in only.images] == [(40, 30)]


@pytest.mark.parametrize(
    "asking",
    [
        '<img src="{there}">',
        '<object data="{there}"></object>',
        '<embed src="{there}">',
        '<link rel="stylesheet" href="{there}">',
        '<link rel="attachment" href="{there}">',
        '<a rel="attachment" href="{there}">x</a>',
        '<style>@import url("{there}");</style>',
        '<style>@font-face {{ font-family: x; src: url("{there}") }} p {{ font: 1em x }}</style>',
        '<p style="background-image: url({there})">x</p>',
        '<svg width="9" height="9"><image href="{there}" width="9" height="9"/></svg>',
        '<svg width="9" height="9"><use href="{there}#x"/></svg>',
    ],
)
@pytest.mark.parametrize(
    "there",
    [
        "http://127.0.0.1:{port}/x.svg",
        "//127.0.0.1:{port}/x.svg",
        "file:///etc/passwd",
        "data:image/svg+xml,%3Csvg/%3E",
        "/staff/reviews",
        "/files/000000000000/../settings.py",
    ],
)
def test_a_page_that_asks_for_anything_else_reads_nothing(asking, there, listening):
    port, came = listening
    wish = "<p>x" + asking.format(there=there.format(port=port))

    try:
        made = pdf.drawn(page(wish))
    except pdf.NotOurs:
        made = b""

    assert not came
    assert b"EmbeddedFile" not in made
    assert "root:" not in text_of(made or pdf.drawn(page("nothing")))


def test_as_much_as_a_child_may_write_is_drawn_in_a_moment(app):
    with app.test_request_context():
        style = f'<link rel="stylesheet" href="{stylesheet("staff")}">'
    words = "Every word counts. " * 210
    nested = f'<div class="piece"><q class="said theirs">{words}</q></div>'
    began = process_time()

    made = pdf.drawn(page(f'<article class="letter">{nested}</article>', style))

    assert process_time() - began < 10
    assert text_of(made).count("counts") == 210


def test_a_few_words_beside_a_picture_stay_on_one_line(app):
    with app.test_request_context():
        style = f'<link rel="stylesheet" href="{stylesheet("staff")}">'
        heart = f'<svg class="picture"><use href="{asset("pictures/topics.svg")}#heart"/></svg>'
    said = f'<p class="answers__words"><span class="said">{heart} Health and feelings</span></p>'

    made = pdf.drawn(page(said, style))

    assert text_of(made).splitlines() == ["Health and feelings"]


def test_answers_within_answers_are_set_once_each_and_not_anew_for_all_around_them(
    app, monkeypatch
):
    with app.test_request_context():
        style = f'<link rel="stylesheet" href="{stylesheet("staff")}">'
    columns, lay_out = [], block.flex_layout

    def counted(*given, **more):
        columns.append(given)
        return lay_out(*given, **more)

    for module in (block, inline):
        monkeypatch.setattr(module, "flex_layout", counted)
    words = '<p class="answers__words"><span class="said">Yes</span></p>'
    answer = f'<figure class="stack"><figcaption>Well?</figcaption>{words}</figure>'
    nested = f'<section class="stack"><div class="stack">{answer * 20}</div></section>'

    made = pdf.drawn(page(f'<article class="letter">{nested}</article>', style))

    assert text_of(made).count("Yes") == 20
    assert len(columns) <= 20 * 30


@pytest.mark.parametrize("wish", ["http://127.0.0.1:9/x.png", "file:///etc/hostname"])
def test_a_wish_that_is_not_ours_is_refused_aloud(wish):
    with pytest.raises(pdf.NotOurs):
        pdf.drawn(page(f'<img alt="" src="{wish}">'))


def test_drawing_writes_nothing_in_the_log(caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.DEBUG)

    pdf.drawn(page('<p style="moon: cheese">My secret wish</p>', "<style>p { moon: 1 }</style>"))

    assert not caplog.records


def test_a_pdf_is_kept_under_a_plain_name_and_by_nobody_on_the_way(app):
    app.add_url_rule("/a-pdf", "a_pdf", lambda: pdf.as_pdf(page("Hello"), "first-thing-said"))

    answer = app.test_client().get("/a-pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=first-thing-said.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Hello" in text_of(answer.data)


@pytest.mark.parametrize("name", ["Amy", "amy smith", "../x", "", "x.pdf", 'x"'])
def test_a_file_is_never_named_after_a_child(name):
    with pytest.raises(ValueError, match="small letters"):
        pdf.as_pdf(page("Hello"), name)


def test_where_nothing_draws_there_is_no_pdf(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    pdf.can_draw.cache_clear()

    with pytest.raises(NotFound):
        pdf.as_pdf(page("Hello"), "first-thing-said")

    pdf.can_draw.cache_clear()
