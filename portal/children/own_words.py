"""When a child writes the words of their own letter into an answer: they are never kept."""

from flask_babel import gettext as _

from feedback.questionnaire import WRITTEN
from feedback.services import own_secret
from portal.children.visit import Here
from portal.forms import Answering
from portal.storage import keys, settings


def tells(here: Here, sent: Answering) -> bool:
    """Whether what was written holds the words or numbers that open this letter."""
    if sent.question.kind not in WRITTEN:
        return False
    letter, locks = here.visit.letter, settings().locks
    return own_secret.is_told(here.transaction, letter, sent.data, keys=keys(), locks=locks)


def kindly() -> str:
    """Ask to take them out, without saying them again."""
    return str(
        _(
            "This has the words from your letter in it. You do not need them here. "
            "Please take them out, so that nobody else learns them."
        )
    )
