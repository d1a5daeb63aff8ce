"""Every page of staff’s that gives a file asks for the password, or says why it does not."""

from collections.abc import Iterator
from inspect import unwrap
from types import CodeType, FunctionType, ModuleType

import pytest
from flask import Flask, Response

from feedback.store.models import Duty
from portal.access import MAY, asks_again, file_of, guard_of, may
from portal.files_out import WITHOUT, FileLetOut
from portal.sessions import is_staff_side
from tests.people import enrolled, signed_in

SHOWN_AND_NO_FILE = {"office.print_all", "returns.make", "glass.record"}
"""Pages that let something leave on paper, or lead to it."""


def test_every_page_that_gives_a_file_asks_first(app: Flask):
    giving = {name for name, page in _staff_pages(app) if _gives_a_file(unwrap(page))}

    unasked = {name for name in giving if not asks_again(app.view_functions[name])}

    assert {"insight.download", "returns.files", "officers.statement_file"} <= giving
    assert unasked - WITHOUT.keys() == set(), "hands_over(…), or a reason in portal/files_out.py"


def test_what_leaves_on_paper_asks_too(app: Flask):
    assert all(asks_again(app.view_functions[name]) for name in SHOWN_AND_NO_FILE)


def test_every_file_is_offered_on_a_page_that_is_there_and_wants_no_more_than_the_file(app: Flask):
    for name, page in _staff_pages(app):
        if offered := file_of(page):
            (here,) = app.url_map.iter_rules(name)
            assert next(app.url_map.iter_rules(offered)).arguments <= here.arguments, name


def test_each_reason_belongs_to_a_page_that_is_there(app: Flask):
    assert WITHOUT.keys() <= {name for name, _page in _staff_pages(app)}
    assert all(len(reason) > 20 for reason in WITHOUT.values())


def test_a_page_that_forgot_to_ask_hands_over_nothing(app: Flask):
    @may("be-staff")
    def forgotten() -> Response:
        return Response("all of it", content_type="text/csv")

    app.view_functions["staff.nothing_here"] = forgotten
    somebody = signed_in(app, enrolled(app, Duty.OFFICE))

    with pytest.raises(FileLetOut, match=r"staff\.nothing_here"):
        somebody.client.get("/staff/nothing-here")


def _staff_pages(app: Flask) -> Iterator[tuple[str, FunctionType]]:
    for rule in app.url_map.iter_rules():
        page = app.view_functions[rule.endpoint]
        if is_staff_side(rule.rule) and guard_of(page) in MAY:
            yield rule.endpoint, page


def _gives_a_file(function: FunctionType, seen: set[object] | None = None) -> bool:
    """Whether what it calls, in our own modules, names what makes an answer a file."""
    seen = set() if seen is None else seen
    if function in seen:
        return False
    seen.add(function)
    for code in _codes(function.__code__):
        if "send_file" in code.co_names or "Content-Disposition" in code.co_consts:
            return True
        called = _called(code, function.__globals__)
        if any(_gives_a_file(unwrap(one), seen) for one in called):
            return True
    return False


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _called(code: CodeType, known: dict[str, object]) -> Iterator[FunctionType]:
    modules = [known[n] for n in code.co_names if isinstance(known.get(n), ModuleType)]
    for name in code.co_names:
        for found in (known.get(name), *(getattr(module, name, None) for module in modules)):
            if isinstance(found, FunctionType) and found.__module__.startswith("portal"):
                yield found
