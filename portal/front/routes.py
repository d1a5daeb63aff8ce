"""The public pages, for whoever has no letter at hand: nothing is asked, kept or counted."""

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.questionnaire import Stage
from feedback.services.told_back import told
from portal import language
from portal.access import anyone
from portal.front.pages import CHECKED, PAGES, page_called
from portal.language import council
from portal.languages import Language
from portal.storage import catalogue, store, today
from portal.translating.gathering import PUBLIC

bp = Blueprint("front", __name__, url_prefix="/about")


@bp.before_request
def in_one_language() -> None:
    """Read these pages in English where they are not whole in the language chosen."""
    language.only_if_whole(PUBLIC)


@bp.get("/")
@anyone
def about() -> ResponseReturnValue:
    """Show every page there is, help first."""
    return render_template("front/about.html", pages=PAGES, back_url=url_for("children.front"))


@bp.get("/you-said")
@anyone
def you_said() -> ResponseReturnValue:
    """Show what was done because of what children said, the newest first."""
    with store().look() as transaction:
        found = told(transaction, today=today())
    return render_template(
        "front/you-said.html",
        told=found,
        title=_("You said, we did"),
        own_words="",
        back_url=url_for(".about"),
    )


@bp.get("/<slug>")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show one of them."""
    page = page_called(slug) or abort(404)
    return render_template(
        f"front/{page.slug}.html",
        page=page,
        title=page.title(council()),
        own_words=page.own_words(council()),
        checked=CHECKED,
        spoken=_besides_english() if page.slug == "accessibility" else {},
        back_url=url_for(".about"),
    )


def _besides_english() -> dict[Language, bool]:
    """Say which languages the pages can be read in, each with whether every form is in it too."""
    forms = {one.id for one in catalogue().questionnaires if one.kind is not Stage.WATCHING}
    return {one: language.is_whole(one.tag, PUBLIC, *forms) for one in language.shelf().offered()}


@bp.after_request
def may_be_found(response: Response) -> Response:
    """Let search engines name these pages, and no others: a child may look for help there."""
    response.headers["X-Robots-Tag"] = "index, nofollow"
    return response
