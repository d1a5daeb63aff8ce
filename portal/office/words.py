"""How the office’s pages say what the service keeps as codes."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from feedback.questionnaire import Version

VERSIONS: Mapping[Version, object] = {
    Version.PICTURES: _("Pictures, for 4 to 7"),
    Version.SHORT: _("Short, for 8 to 11"),
    Version.LONGER: _("Longer, for 12 to 15"),
    Version.FULL: _("Full, from 16"),
    Version.EASY: _("Easy read, for any age"),
    Version.WATCHING: _("Watching: an adult writes what they see"),
}
