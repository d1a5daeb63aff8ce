"""Static files have names that change when they do, and only ours are sent."""

import pytest
from werkzeug.exceptions import NotFound

from portal import assets
from portal.assets import FOR_EVER, STATIC, asset, bundle, stylesheet

pytestmark = pytest.mark.one_database


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def picture_address(app):
    with app.test_request_context():
        return asset("pictures/faces.svg")


@pytest.mark.parametrize("audience", ["children", "staff"])
def test_a_bundle_of_style_is_every_file_of_its_list_in_order(audience):
    names = (STATIC / "css" / f"{audience}.css.list").read_text("utf-8").split()

    joined = bundle(audience)

    places = [joined.find((STATIC / "css" / name).read_bytes()) for name in names]
    assert names
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("audience", ["children", "staff"])
def test_a_browser_keeps_style_for_ever_because_its_name_changes_with_it(app, client, audience):
    with app.test_request_context():
        address = stylesheet(audience)

    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_is_sent_under_its_print(client, picture_address):
    answer = client.get(picture_address)

    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert answer.data == (STATIC / "pictures" / "faces.svg").read_bytes()
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_an_old_print_is_not_there_any_more(client, picture_address):
    answer = client.get(picture_address.replace("/files/", "/files/0"))

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "name", ["css/children.css.list", "../settings.py", "pictures/none.svg", "%2e%2e/settings.py"]
)
def test_what_is_not_ours_to_send_is_not_there(client, name):
    answer = client.get(f"/files/000000000000/{name}")

    assert answer.status_code == 404


def test_a_template_that_names_a_file_that_is_not_there_fails_at_once(app):
    with app.test_request_context(), pytest.raises(FileNotFoundError):
        asset("pictures/none.svg")


def test_every_file_in_static_is_of_a_kind_we_send_or_part_of_a_bundle():
    sent = assets._known()  # noqa: SLF001  what is sent is the point
    lists = [STATIC / "css" / f"{name}.css.list" for name in ("children", "staff")]
    bundled = {f"css/{name}" for path in lists for name in path.read_text("utf-8").split()}

    lying = {str(p.relative_to(STATIC)) for p in STATIC.rglob("*") if p.is_file()}

    unused = lying - sent - bundled - {f"css/{path.name}" for path in lists}
    assert not {name for name in unused if not name.endswith((".md", ".gitkeep"))}


def test_a_missing_file_is_refused_and_not_a_mishap(app):
    with app.test_request_context(), pytest.raises(NotFound):
        assets.file(print_="0", name="none")
