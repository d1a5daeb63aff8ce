"""Who reads it: the child’s own officer, or somebody else because the child would rather."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.questionnaire import Stage
from feedback.services import another_reader, cards
from feedback.services.form import Form
from portal.children import steps
from portal.children.blueprint import bp
from portal.children.officer import portrait_url
from portal.children.visit import acting, child, looking


@bp.get("/who-reads")
@child
def who_reads() -> ResponseReturnValue:
    """Say who reads this, and offer that somebody else does. Nobody is asked why."""
    with looking() as here:
        form = steps.begun(here)
        if form is None or not is_offered(form):
            return redirect(url_for(".check"))
        hello = cards.read_all(here.transaction, here.visit).hello
        return render_template(
            "children/who-reads.html",
            hello=hello,
            face=portrait_url(here, hello),
            another=form.draft.not_iro,
            version=form.questionnaire.version,
            back_url=url_for(".check"),
        )


@bp.post("/who-reads")
@child
def choose_reader() -> ResponseReturnValue:
    """Keep who is to read it, until it is sent."""
    with acting() as here:
        form = steps.form_of(here)
        if is_offered(form):
            another_reader.choose(form, another=request.form.get("do") == "another")
    return redirect(url_for(".check"), 303)


def is_offered(form: Form) -> bool:
    """Whether a child sends this to their own officer, and so may choose another."""
    return form.questionnaire.kind is Stage.CONSULTATION
