"""Languages by their own names: one to read in where it is whole, another to be helped in.

Both are kept in the cookie of the visit and on the letter, and go on to the next letter.
"""

from flask import redirect, request, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from feedback.services import tongue, visits
from feedback.services.visits import OpenVisit
from feedback.store.at_hand import LetterAtHand
from portal import language
from portal.access import anyone
from portal.children.back import way_back
from portal.children.blueprint import bp
from portal.children.visit import remembered
from portal.languages import ENGLISH, LANGUAGES
from portal.storage import now, store


@bp.post("/language")
@anyone
def speak() -> ResponseReturnValue:
    """Read on in a language that was tapped, or ask for an interpreter, or need none after all."""
    wanted = request.form.get(language.ASKED)
    done = language.choose(request.form.get("language", "")) if wanted is None else _ask(wanted)
    if not done:
        raise BadRequest
    bring_along()
    return redirect(way_back(), 303)


def bring_along() -> None:
    """Write on the letter what was tapped on this device, once a letter is open here."""
    visit = remembered()
    if visit is None or not any(name in session for name in language.KEPT):
        return
    with store().begin() as transaction:
        found = visits.find(transaction, visit.id, visit.secret, now=now())
        if isinstance(found, OpenVisit):
            letter = found.letter
            reads = session.get(language.COOKIE, letter.reads)
            tongue.keep(
                transaction,
                letter.id,
                reads=None if reads == ENGLISH.tag else reads,
                interpreter=session.get(language.ASKED, letter.interpreter) or None,
            )


def settle(letter: LetterAtHand) -> None:
    """Take up what this child tapped before, unless they tapped something here."""
    if letter.reads and language.COOKIE not in session:
        language.choose(letter.reads)
    if letter.interpreter and language.ASKED not in session:
        session[language.ASKED] = letter.interpreter


def _ask(tag: str) -> bool:
    if tag and tag not in {one.tag for one in LANGUAGES}:
        return False
    session[language.ASKED] = tag
    return True
