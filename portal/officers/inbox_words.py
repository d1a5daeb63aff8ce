"""How the officer’s inbox says its lists, its filters, and what is owed by when."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from flask_babel import ngettext

from feedback.services.inbox import Entry, Filter, Owed, Owing, Shelf
from portal.dates import near_day
from portal.language import in_words
from portal.words import REPLIES

SHELVES: Mapping[Shelf, object] = {
    Shelf.TO_COME: lazy("To come"),
    Shelf.TO_RECORD: lazy("To record or confirm"),
    Shelf.DONE: lazy("Confirmed lately"),
}
CAPTIONS: Mapping[Shelf, object] = {
    Shelf.TO_COME: lazy("Reviews to come, the soonest first"),
    Shelf.TO_RECORD: lazy("Reviews that are over and have no code yet"),
    Shelf.DONE: lazy("Reviews confirmed in the last two months, the newest first"),
}
EMPTY: Mapping[Shelf, object] = {
    Shelf.TO_COME: lazy("No review of a child you answer for is planned."),
    Shelf.TO_RECORD: lazy("Every review that is over has its code."),
    Shelf.DONE: lazy("No code was confirmed in the last two months."),
}
FILTERS: Mapping[str, Mapping[Filter, object]] = {
    lazy("What came from them"): {
        Filter.NOT_INVITED: lazy("No letter yet"),
        Filter.NOTHING: lazy("Nothing yet"),
        Filter.PART: lazy("Begun"),
        Filter.SENT: lazy("Sent, to be read"),
        Filter.READ: lazy("Read"),
        Filter.ANSWERED: lazy("Answered"),
        Filter.WITHDRAWN: lazy("Taken back"),
    },
    lazy("What they need"): {
        Filter.INTERPRETER: lazy("An interpreter"),
        Filter.ADVOCATE: lazy("An advocate"),
        Filter.HELP: lazy("Someone who helps them say it"),
    },
    lazy("What is pressing"): {
        Filter.TALK: lazy("Asked to talk to you"),
        Filter.QUIET: lazy("Nothing from them yet, and the review is near"),
        Filter.LATE: lazy("Past its day"),
    },
}
IN_WORDS: Mapping[Filter, object] = {
    key: said for group in FILTERS.values() for key, said in group.items()
}


def owed_in_words(owed: Owed) -> str:
    """Say what is owed and by which day; and when that day has gone, that it has."""
    day = near_day(owed.by)
    if owed.late:
        gone: Mapping[Owing, str] = {
            Owing.READ: _("Was to be read by %(day)s", day=day),
            Owing.RECORD: _("Was to be recorded by %(day)s", day=day),
            Owing.ANSWER: _("Asks were to be answered by %(day)s", day=day),
            Owing.CONFIRM: _("Code was to be confirmed by %(day)s", day=day),
        }
        return gone[owed.what]
    ahead: Mapping[Owing, str] = {
        Owing.READ: _("Read by %(day)s", day=day),
        Owing.RECORD: _("Record by %(day)s", day=day),
        Owing.ANSWER: _("Answer asks by %(day)s", day=day),
        Owing.CONFIRM: _("Confirm the code by %(day)s", day=day),
    }
    return ahead[owed.what]


def late_in_words(late: Mapping[Owing, int]) -> list[str]:
    """Say how much is past its day, of each kind of which there is any."""
    said = {
        Owing.READ: ngettext("%(num)d to read", "%(num)d to read", late[Owing.READ]),
        Owing.RECORD: ngettext("%(num)d to record", "%(num)d to record", late[Owing.RECORD]),
        Owing.ANSWER: ngettext(
            "%(num)d with asks to answer", "%(num)d with asks to answer", late[Owing.ANSWER]
        ),
        Owing.CONFIRM: ngettext(
            "%(num)d code to confirm", "%(num)d codes to confirm", late[Owing.CONFIRM]
        ),
    }
    return [words for what, words in said.items() if late[what]]


def needs_in_words(entry: Entry) -> list[str]:
    """Say what a child needs, and what they said to being asked."""
    line, needs = entry.line, []
    if line.reply:
        needs.append(str(REPLIES[line.reply.wanted.way or line.reply.wanted.reply]))
    if line.asked_for:
        tongue = in_words(line.asked_for)
        needs.append(_("Asked for an interpreter: %(language)s", language=tongue))
    elif line.interpreter:
        tongue = in_words(line.language) if line.language != "en" else ""
        needs.append(
            _("Interpreter: %(language)s", language=tongue) if tongue else _("Interpreter")
        )
    if line.wants_advocate:
        needs.append(_("Wants an advocate"))
    return needs
