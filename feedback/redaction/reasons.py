"""Why a word was masked, or why it is doubtful."""

import re
from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """The reason that stands beside every mask and every doubt."""

    KNOWN = "known name"
    LIKE_KNOWN = "like a known name"
    NAME = "a name"
    TITLE = "follows a title"
    CAPITAL = "written with a capital, like a name"
    NOT_PLAIN = "not a plain word"
    PLACE = "stands like a place"
    SCRIPT = "not in Latin letters"
    EMAIL = "e-mail address"
    WEB = "web address"
    HANDLE = "user name"
    POSTCODE = "postcode"
    PHONE = "phone number"
    DATE = "date"
    ADDRESS = "address"
    NUMBER = "number"
    ALSO_NAME = "also a name"
    ALSO_KNOWN = "also a known name"
    NEAR_KNOWN = "nearly a known name"


INSTEAD: Mapping[Reason, str] = {
    Reason.KNOWN: "[name]",
    Reason.LIKE_KNOWN: "[name]",
    Reason.NAME: "[name]",
    Reason.TITLE: "[name]",
    Reason.CAPITAL: "[name]",
    Reason.NOT_PLAIN: "[word]",
    Reason.PLACE: "[place]",
    Reason.SCRIPT: "[other letters]",
    Reason.EMAIL: "[e-mail]",
    Reason.WEB: "[web address]",
    Reason.HANDLE: "[user name]",
    Reason.POSTCODE: "[postcode]",
    Reason.PHONE: "[phone number]",
    Reason.DATE: "[date]",
    Reason.ADDRESS: "[address]",
    Reason.NUMBER: "[number]",
}
"""What is printed where something was masked."""

LABEL = re.compile("|".join(map(re.escape, sorted(set(INSTEAD.values())))))
"""What finds any of these in a text: no word of the child’s."""

RESTORABLE = frozenset({Reason.NOT_PLAIN})
"""Masks that a person may undo, because the word may be an ordinary one after all."""
