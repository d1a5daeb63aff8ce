"""How the pages for staff say the facts, the states, the codes and the concerns."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from feedback.intention import Intention
from feedback.participation import Attended, Indicator, Spokesperson, Standing, Views
from feedback.questionnaire import Version
from feedback.replies import Reply, Way
from feedback.services.caseload import Heard
from feedback.store.models import CameBy, ConcernKind, FilledBy, Helper, Outcome

ATTENDED: Mapping[Attended, object] = {
    Attended.YES: _("Yes"),
    Attended.PART: _("For part of it"),
    Attended.REMOTE: _("By phone or video"),
    Attended.NEARBY: _("Nearby, listening next door"),
    Attended.NO: _("No"),
    Attended.UNKNOWN: _("Not known"),
}
SPOKESPERSON: Mapping[Spokesperson, object] = {
    Spokesperson.NONE: _("Nobody"),
    Spokesperson.ADVOCATE: _("An advocate"),
    Spokesperson.IRO: _("You, their reviewing officer"),
    Spokesperson.OTHER: _("Someone else: a carer, social worker or friend"),
    Spokesperson.UNKNOWN: _("Not known"),
}
VIEWS: Mapping[Views, object] = {
    Views.NONE: _("Nothing came"),
    Views.BLANK: _("A form came, and it was blank"),
    Views.LATE: _("They came after the review"),
    Views.ADULT_ONLY: _("Only an adult’s opinion came"),
    Views.SHARED_UNATTRIBUTED: _("A form shared with a brother or sister, not told apart"),
    Views.PRESENTED: _("They came and were shared at the review"),
    Views.NOT_PRESENTED: _("They came and were not shared at the review"),
    Views.UNKNOWN: _("They came; whether they were shared is not known"),
}
CODES: Mapping[Indicator, object] = {
    Indicator.PN0: _("under 4 at the review"),
    Indicator.PN1: _("attended and spoke for themselves"),
    Indicator.PN2: _("attended, and someone spoke for them"),
    Indicator.PN3: _("attended, and showed their views without speech"),
    Indicator.PN4: _("attended, and their views were not conveyed"),
    Indicator.PN5: _("did not attend, and someone spoke for them"),
    Indicator.PN6: _("did not attend, and their views came another way"),
    Indicator.PN7: _("did not attend, and their views were not conveyed"),
}
STANDING: Mapping[Standing, object] = {
    Standing.SETTLED: _("The rules leave no doubt"),
    Standing.CONFIRM: _("Please look closely"),
    Standing.PENDING: _("Something is still missing"),
    Standing.NOT_A_REVIEW: _("No code"),
}
INTENDS: Mapping[str, object] = {
    Intention.GO: _("Go"),
    Intention.GO_SPEAK: _("Go and talk"),
    Intention.GO_SPOKEN_FOR: _("Go, with someone who helps them talk"),
    Intention.GO_SHOW: _("Go, with pictures, signs or writing"),
    Intention.GO_LISTEN: _("Go and listen"),
    Intention.STAY: _("Not go"),
    Intention.STAY_SPOKEN_FOR: _("Not go; someone says it for them"),
    Intention.STAY_USE_THIS: _("Not go; use what they sent"),
    Intention.NOT_SURE: _("Not sure yet"),
}
HEARD: Mapping[Heard, tuple[object, str, str]] = {
    Heard.NOT_INVITED: (_("No letter yet"), "quiet", "envelope"),
    Heard.NOTHING: (_("Nothing yet"), "quiet", "clock"),
    Heard.PART: (_("Begun"), "plain", "pencil"),
    Heard.SENT: (_("Sent, to be read"), "soon", "send"),
    Heard.READ: (_("Read"), "plain", "eye"),
    Heard.ANSWERED: (_("Answered"), "good", "check"),
    Heard.WITHDRAWN: (_("Taken back"), "plain", "close"),
}
REPLIES: Mapping[Reply | Way, object] = {
    Reply.NO: _("Does not want to be asked"),
    Reply.LATER: _("Asks to be asked later"),
    Way.HELP: _("Wants someone to help them say it"),
    Way.PAPER: _("Wants to say it on paper"),
    Way.PHONE: _("Wants to say it on the phone"),
    Way.LANGUAGE: _("Wants to be asked in another language"),
    Way.OFFICER: _("Wants to tell their reviewing officer in person"),
}
"""What a child said to being asked, by the way where there is one."""
OUTCOMES: Mapping[Outcome, object] = {
    Outcome.DONE: _("Done"),
    Outcome.NOT_DONE: _("Not done, and this is why"),
    Outcome.STILL_ASKING: _("Still asking"),
}
STATE_OF_ASK: Mapping[Outcome | None, str] = {
    None: "waiting",
    Outcome.DONE: "done",
    Outcome.NOT_DONE: "not-done",
    Outcome.STILL_ASKING: "asking",
}
FILLED_BY: Mapping[FilledBy, object] = {
    FilledBy.CHILD: _("In their own words, by themselves"),
    FilledBy.WITH_HELP: _("In their own words, with help"),
    FilledBy.WRITTEN_DOWN: _("Their words, written down by someone else"),
}
CAME_BY: Mapping[CameBy, object] = {
    CameBy.SCREEN: _("On the screen"),
    CameBy.PAPER: _("On paper"),
    CameBy.PHONE: _("By phone"),
    CameBy.IN_PERSON: _("In person"),
}
VERSIONS: Mapping[Version, object] = {
    Version.PICTURES: _("Pictures, for 4 to 7"),
    Version.SHORT: _("Short, for 8 to 11"),
    Version.LONGER: _("Longer, for 12 to 15"),
    Version.FULL: _("Full, from 16"),
    Version.EASY: _("Easy read, for any age"),
    Version.WATCHING: _("Watching: an adult writes what they see"),
}
HELPERS: Mapping[Helper, object] = {
    Helper.CARER: _("a carer"),
    Helper.SOCIAL_WORKER: _("a social worker"),
    Helper.ADVOCATE: _("an advocate"),
    Helper.TEACHER: _("a teacher"),
    Helper.FRIEND: _("a friend"),
    Helper.INTERPRETER: _("an interpreter"),
    Helper.OTHER: _("someone else"),
}
CONCERNS: Mapping[ConcernKind, object] = {
    ConcernKind.NOT_SAFE: _("Does not feel safe where they live"),
    ConcernKind.TALK_TODAY: _("Wants to talk to someone today"),
    ConcernKind.ADVOCATE: _("Asked for an advocate"),
    ConcernKind.GET_IN_TOUCH: _("Asked that someone gets in touch"),
    ConcernKind.UNREAD: _("What they sent was not read in time"),
    ConcernKind.LETTER_SHUT: _("Their letter rests until midnight: too many wrong tries"),
}
