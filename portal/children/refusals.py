"""What the front door says when a letter does not open: which part to look at, and what to do."""

from dataclasses import dataclass

from flask_babel import gettext as _

from feedback.errors import (
    CodeSpent,
    FeedbackError,
    LetterNumberUnsound,
    LetterRevoked,
    LetterShut,
    WaitAWhile,
    WordsNotKnown,
    WordsWrong,
)
from portal.dates import moment_in_words

NOT_OPENED = (LetterNumberUnsound, WordsNotKnown, WordsWrong, WaitAWhile, LetterRevoked)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence, and the name of the field it stands beside."""

    field: str
    said: str


def kindly(error: FeedbackError) -> Refusal:
    """Say what was not right. It never says whether a letter number is known."""
    if isinstance(error, LetterNumberUnsound):
        return Refusal("number", _("A letter number has six figures. Please look at it again."))
    if isinstance(error, WordsNotKnown):
        return Refusal("words", _slip(error))
    if isinstance(error, LetterShut):
        said = _("There were too many tries today. Your letter opens again after midnight.")
    elif isinstance(error, WaitAWhile):
        said = _(
            "There were too many tries. Your letter is resting. It opens again on %(when)s.",
            when=moment_in_words(error.until),
        )
    elif isinstance(error, LetterRevoked):
        said = _("This is an old letter. A newer one has come, or is on its way.")
    elif isinstance(error, CodeSpent):
        said = _("That picture does not open your letter now. Your four words still do.")
    elif isinstance(error, WordsWrong):
        said = _("That number and those words do not go together. Please look at both again.")
    else:
        raise error
    return Refusal("words", said)


def _slip(slip: WordsNotKnown) -> str:
    if not slip.places:
        return str(_("There are four words on your letter. Please type all four."))
    if len(slip.places) == 1:
        named = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth")}
        return str(
            _(
                "We do not know your %(which)s word. Please look at it again.",
                which=named[slip.places[0]],
            )
        )
    *others, last = map(str, slip.places)
    return str(
        _(
            "We do not know words %(some)s and %(last)s. Please look at them again.",
            some=", ".join(others),
            last=last,
        )
    )
