"""How the office’s pages say what the service keeps as codes."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from portal import words

VERSIONS = words.VERSIONS

CHANGES: Mapping[str, object] = {
    "child-new": _("Children who are new"),
    "child-changed": _("Children of whom something changes"),
    "episodes": _("Children whose episodes of care are replaced"),
    "moved": _("Children who moved"),
    "disability": _("Children of whom it changes whether they are disabled"),
    "letter-ends": _("Letters that end, because the child moved"),
    "review-planned": _("Reviews planned"),
    "review-held": _("Reviews that were held"),
    "review-moved": _("Reviews on another day"),
    "review-changed": _("Reviews of which something changes"),
    "officer-new": _("Officers who are new"),
    "officer-named": _("Officers with another name"),
    "answers-for": _("Children with another officer"),
}
"""What an import changes, by the kind of its lines."""

_FIELDS: Mapping[str, object] = {
    "at": _("hour"),
    "at_a_distance": _("at a distance"),
    "born": _("date of birth"),
    "day": _("day"),
    "easier": _("an easier form"),
    "interpreter": _("interpreter"),
    "language": _("language"),
    "name": _("name"),
    "named": _("names"),
    "officer": _("officer"),
    "officer_id": _("officer"),
    "part_two_day": _("second part"),
    "reported_code": _("reported code"),
    "short_breaks_only": _("short breaks only"),
    "social_worker": _("social worker"),
    "state": _("state"),
    "unaccompanied": _("unaccompanied"),
}


def field_of(field: str) -> str:
    """Say which field of what, such as *hour of 2026-03-20*."""
    name, of, rest = field.partition(" of ")
    return f"{_FIELDS.get(name, name)}{of}{rest}"
