"""How the pages for staff say what a record holds beside how the child took part."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from feedback.beside import Contact, LateBecause, SeenAlone, Way

SEEN_ALONE: Mapping[SeenAlone, object] = {
    SeenAlone.YES: _("Yes"),
    SeenAlone.DECLINED: _("No, the child did not want to"),
    SeenAlone.NOT_APPROPRIATE: _("No, it would not have been appropriate"),
    SeenAlone.NO: _("No"),
}
CONTACT: Mapping[Contact, object] = {
    Contact.MADE: _("Yes"),
    Contact.NONE: _("No"),
}
WAYS: Mapping[Way, object] = {
    Way.VISIT: _("A visit"),
    Way.CALL: _("A phone call"),
    Way.VIDEO: _("A video call"),
    Way.MESSAGE: _("A letter or message"),
}
LATE_BECAUSE: Mapping[LateBecause, object] = {
    LateBecause.DATE_WRONG: _("It was not late: a date is wrong"),
    LateBecause.TOLD_LATE: _("The service was told late"),
    LateBecause.CHILD_ASKED: _("The child asked for another day"),
    LateBecause.CHILD_UNWELL: _("The child was not well"),
    LateBecause.CHILD_MOVED: _("The child had just moved"),
    LateBecause.FAMILY: _("Parents or carers could not come"),
    LateBecause.OFFICER: _("The reviewing officer could not come"),
    LateBecause.SOCIAL_WORKER: _("The social worker could not come"),
    LateBecause.PAPERS: _("Papers were not ready"),
    LateBecause.COURT: _("It waited for a court"),
    LateBecause.OTHER: _("Another reason"),
}
YES_NO: Mapping[bool, object] = {True: _("Yes"), False: _("No")}
