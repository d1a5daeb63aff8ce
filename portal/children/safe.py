"""When a child says they do not feel safe: tell someone now, or only when they send."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import VisitOver
from feedback.questionnaire import Role
from feedback.services.form import Form
from feedback.store.models import ConcernKind
from portal.children import steps
from portal.children.blueprint import bp
from portal.children.helping import called_late, forget, raised, told
from portal.children.visit import acting, child, closed, looking


@bp.get("/safe")
@child
def safe() -> ResponseReturnValue:
    """Offer both ways and say which is which."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(url_for(".hello"))
        question = form.questionnaire.with_role(Role.SAFE)
        happened = told(here, ConcernKind.NOT_SAFE)
        if steps.is_helped(form):
            forget(ConcernKind.NOT_SAFE)
        return render_template(
            "children/safe.html",
            told=happened,
            onwards=_after(form),
            action=url_for(".safe_now", checking=request.args.get("checking")),
            version=form.questionnaire.version,
            back_url=steps.to(question) if question else url_for(".check"),
        )


@bp.post("/safe")
@child
def safe_now() -> ResponseReturnValue:
    """Tell the duty team at once, or keep it for Send."""
    wanted = request.form.get("do") == "now"
    try:
        with acting() as here:
            form = steps.begun(here)
            if wanted:
                raised(here, ConcernKind.NOT_SAFE)
                checking = request.args.get("checking")
                return redirect(url_for(".safe", checking=checking), 303)
            return redirect(_after(form) if form else url_for(".hello"), 303)
    except VisitOver:
        return called_late(ConcernKind.NOT_SAFE) if wanted else closed()


def _after(form: Form) -> str:
    question = form.questionnaire.with_role(Role.SAFE)
    checking = request.args.get("checking") is not None
    return steps.after(form, question, checking=checking) if question else url_for(".check")
