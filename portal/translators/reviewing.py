"""One sentence: its English and where it stands, its text, and accept, correct or leave."""

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import TranslationUnsound
from feedback.services import translate
from feedback.services.translate import Line, Reviewer
from feedback.store.audit import Actor
from feedback.store.models import Duty
from portal.access import may
from portal.signing_in import SignedIn, signed_in
from portal.storage import keys, now, store
from portal.translating.compiled import numbers_of
from portal.translating.drafts import came_with_it
from portal.translators import bp
from portal.translators.listing import called, is_left, language_of, lines_of, short

_COOKIE = "reviewer"
_LONGEST = 2_000


@bp.get("/<tag>/<domain>/<phrase>")
@may("review-translations")
def sentence(tag: str, domain: str, phrase: str) -> ResponseReturnValue:
    """Show one sentence."""
    return _page(tag, domain, phrase)


@bp.post("/<tag>/<domain>/<phrase>")
@may("review-translations")
def decide(tag: str, domain: str, phrase: str) -> ResponseReturnValue:
    """Accept the text, keep another, or leave it, and go on to the next that is left."""
    language_of(tag)
    session[_COOKIE] = [request.form.get(name, "")[:200] for name in ("person", "qualification")]
    if request.form.get("do") != "leave":
        try:
            _do(tag, domain, phrase)
        except TranslationUnsound as refused:
            return _page(tag, domain, phrase, mistake=str(refused))
    return redirect(_onwards(tag, domain, phrase), 303)


def _do(tag: str, domain: str, phrase: str) -> None:
    line = _line(lines_of(tag, domain), phrase)
    with store().begin() as transaction:
        book = translate.read_book(transaction, tag, came_with_it(tag))
        said = line.phrase, _typed()
        if request.form.get("do") == "accept" and said[1] == line.forms:
            translate.accept(transaction, book, said, by=_reviewer())
            flash(_("Accepted."))
        else:
            translate.write(transaction, book, said, by=_reviewer())
            flash(_("Kept as a new text. Somebody else must accept it."))


def _page(tag: str, domain: str, phrase: str, mistake: str = "") -> str:
    lines = lines_of(tag, domain)
    line = _line(lines, phrase)
    blank = ("",) * (numbers_of(tag) if line.phrase.plural else 1)
    person, qualification = session.get(_COOKIE, ["", ""])
    return render_template(
        "translators/sentence.html",
        spoken=language_of(tag),
        domain=domain,
        called=called(domain),
        line=line,
        is_ours=_staff().id in line.writers,
        texts=_typed() if mistake else line.forms or blank,
        mistake=mistake,
        person=person,
        qualification=qualification,
        accepted=sum(not is_left(one) for one in lines),
        total=len(lines),
        onwards=_onwards(tag, domain, phrase),
    )


def _onwards(tag: str, domain: str, phrase: str) -> str:
    """Return the next sentence that is left, or the list when none is."""
    lines = lines_of(tag, domain)
    place = lines.index(_line(lines, phrase))
    left = [one for one in (*lines[place + 1 :], *lines[:place]) if is_left(one)]
    if not left:
        return url_for(".sentences", tag=tag, domain=domain, show="all")
    return url_for(".sentence", tag=tag, domain=domain, phrase=short(left[0].phrase.key))


def _line(lines: tuple[Line, ...], phrase: str) -> Line:
    return next((one for one in lines if short(one.phrase.key) == phrase), None) or abort(404)


def _typed() -> tuple[str, ...]:
    texts = request.form.getlist("text")
    return tuple(text.replace("\r\n", "\n").strip()[:_LONGEST] for text in texts) or ("",)


def _staff() -> SignedIn:
    return signed_in() or abort(401)


def _reviewer() -> Reviewer:
    actor = Actor(str(_staff().id), str(Duty.PARTICIPATION))
    person, qualification = session[_COOKIE]
    return Reviewer(person, qualification, actor, keys(), now())
