"""What signing in does at every page of staff it leaves undone on children’s."""

from flask import g


def test_a_childs_page_is_not_asked_which_staff_it_is(app):
    with app.test_client() as browser:
        browser.get("/")
        assert "identity" not in g

        browser.get("/staff/sign-in")
        assert "identity" in g


def test_what_every_template_may_name_is_named_once(app):
    everywhere = app.template_context_processors[None]

    assert len(everywhere) == len(set(everywhere))
    for audience in app.blueprints:
        assert not set(app.template_context_processors[audience]) & set(everywhere)


def test_a_page_of_ours_is_called_as_it_is(app):
    page = app.view_functions["children.front"]

    assert app.ensure_sync(page) is page
