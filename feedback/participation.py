"""How a child took part in their review, as the SSDA903 return counts it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

COUNTED_FROM_AGE = 4
OF_AGE = 18
VIEWS_NOT_USED = "views not used"


class Indicator(StrEnum):
    """The participation codes of the SSDA903 return."""

    PN0 = "PN0"
    PN1 = "PN1"
    PN2 = "PN2"
    PN3 = "PN3"
    PN4 = "PN4"
    PN5 = "PN5"
    PN6 = "PN6"
    PN7 = "PN7"


class Standing(StrEnum):
    """How sure the proposal is. Even a settled one still needs an officer’s confirmation."""

    SETTLED = "settled"
    CONFIRM = "confirm"
    PENDING = "pending"
    NOT_A_REVIEW = "not a review"


class Attended(StrEnum):
    """How the child was at the review; *nearby* is listening next door."""

    YES = "yes"
    PART = "part"
    REMOTE = "remote"
    NEARBY = "nearby"
    NO = "no"
    UNKNOWN = "unknown"


class Spokesperson(StrEnum):
    """Who spoke for the child because the child asked; *other* is a carer, worker or friend."""

    NONE = "none"
    ADVOCATE = "advocate"
    IRO = "iro"
    OTHER = "other"
    UNKNOWN = "unknown"


class Views(StrEnum):
    """The best thing received from the child before the review ended.

    The last three need at least one real answer that was sent: a draft never counts.
    *Unknown* is received, and not known whether it was presented.
    """

    NONE = "none"
    BLANK = "blank"
    LATE = "late"
    ADULT_ONLY = "adult_only"
    SHARED_UNATTRIBUTED = "shared_unattributed"
    PRESENTED = "presented"
    NOT_PRESENTED = "not_presented"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """The indicator groups that figures and evaluation sheets use."""

    SPOKE = "PN1"
    SHOWN_OR_SPOKEN_FOR = "PN2-3"
    SENT_OR_BRIEFED = "PN5-6"
    NOT_HEARD = "PN4 and 7"
    NOT_SETTLED = "not settled"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the officer’s record says of one review. What a child intended is never in it."""

    held: bool
    under4: bool | None
    """At the review, by part 1 when it had two; None when the date of birth is missing."""
    attended: Attended
    spoke: bool
    signed: bool
    """Symbols, signs, drawing or AAC, used by the child at the review itself."""
    spokesperson: Spokesperson
    views: Views
    of_age: bool = False
    """On or after the 18th birthday, when it is a pathway review."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the decision table: it holds when every fact it names is among its words."""

    rule: str
    condition: Mapping[str, Collection[object]]
    code: Indicator | None
    standing: Standing
    why: str
    alert: str | None = None

    def holds(self, facts: Facts) -> bool:
        """Whether this row decides these facts, if none above it did."""
        return all(getattr(facts, fact) in words for fact, words in self.condition.items())


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the portal proposes. The reviewing officer always decides."""

    code: Indicator | None
    standing: Standing
    rule: str
    why: str
    alert: str | None = None


_IN_FULL = (Attended.YES,)
_IN_PART = (Attended.PART, Attended.REMOTE)
_THERE = (*_IN_FULL, *_IN_PART)
_AWAY = (Attended.NO,)
_ASKED = (Spokesperson.ADVOCATE, Spokesperson.IRO)
_UNSURE_IF_USED = (Views.NOT_PRESENTED, Views.UNKNOWN)
_YES = (True,)
_NO = (False,)

# Laid out by hand, because a table is read across.
# fmt: off
TABLE: tuple[Row, ...] = (
    Row("E01", {"held": _NO}, None, Standing.NOT_A_REVIEW,
        "The review was not held."),
    Row("E18", {"of_age": _YES}, None, Standing.NOT_A_REVIEW,
        "From the 18th birthday this is a pathway review, which has no code."),
    Row("E02", {"under4": (None,)}, None, Standing.PENDING,
        "The child’s date of birth is missing."),
    Row("A0", {"under4": _YES}, Indicator.PN0, Standing.SETTLED,
        "The child was under 4 at the review."),
    Row("E03", {"attended": (Attended.UNKNOWN,)}, None, Standing.PENDING,
        "It is not recorded whether the child attended."),
    Row("E04", {"attended": (Attended.NEARBY,)}, None, Standing.PENDING,
        "The child was only nearby, and the officer must say whether that was attending."),
    Row("B1", {"attended": _IN_FULL, "spoke": _YES}, Indicator.PN1, Standing.SETTLED,
        "The child attended and spoke for themselves."),
    Row("B1", {"attended": _IN_PART, "spoke": _YES}, Indicator.PN1, Standing.CONFIRM,
        "The child spoke for themselves, for part of the review or from a distance."),
    Row("E05",
        {"attended": _THERE, "spokesperson": (Spokesperson.UNKNOWN,)},
        None, Standing.PENDING,
        "The child attended, and it is not recorded whether anyone spoke for them."),
    Row("B3+",
        {"attended": _THERE, "signed": _YES, "spokesperson": (*_ASKED, Spokesperson.OTHER)},
        Indicator.PN3, Standing.CONFIRM,
        "The child attended, showed their views without speech, and someone also spoke for them."),
    Row("B2", {"attended": _IN_FULL, "spokesperson": _ASKED}, Indicator.PN2, Standing.SETTLED,
        "The child attended, and an advocate or the officer spoke for them."),
    Row("B2", {"attended": _IN_PART, "spokesperson": _ASKED}, Indicator.PN2, Standing.CONFIRM,
        "The child was there for part of the review or from a distance, and an advocate or"
        " the officer spoke for them."),
    Row("B2o",
        {"attended": _THERE, "spokesperson": (Spokesperson.OTHER,)},
        Indicator.PN2, Standing.CONFIRM,
        "The child attended, and someone who is not an advocate or the officer spoke for them."),
    Row("B3", {"attended": _IN_FULL, "signed": _YES}, Indicator.PN3, Standing.SETTLED,
        "The child attended and showed their views without speech."),
    Row("B3", {"attended": _IN_PART, "signed": _YES}, Indicator.PN3, Standing.CONFIRM,
        "The child showed their views without speech, for part of the review or from a distance."),
    Row("B2m", {"attended": _THERE, "views": (Views.PRESENTED,)}, Indicator.PN2, Standing.CONFIRM,
        "The child attended in silence, and the views they had sent were shared there."),
    Row("B4v", {"attended": _THERE, "views": _UNSURE_IF_USED}, Indicator.PN4, Standing.CONFIRM,
        "The child attended in silence, and nothing shows that the views they had sent were"
        " used.", VIEWS_NOT_USED),
    Row("B4", {"attended": _THERE}, Indicator.PN4, Standing.CONFIRM,
        "The child attended, and nothing shows that their views were heard."),
    Row("E06", {"attended": _AWAY, "spoke": _YES}, None, Standing.PENDING,
        "The record says that the child did not attend, and also that they spoke there."),
    Row("E06", {"attended": _AWAY, "signed": _YES}, None, Standing.PENDING,
        "The record says that the child did not attend, and also that they showed views there."),
    Row("C5", {"attended": _AWAY, "spokesperson": _ASKED}, Indicator.PN5, Standing.SETTLED,
        "The child did not attend, and had an advocate or the officer speak for them."),
    Row("C5o",
        {"attended": _AWAY, "spokesperson": (Spokesperson.OTHER,)},
        Indicator.PN5, Standing.CONFIRM,
        "The child did not attend, and someone who is not an advocate or the officer spoke"
        " for them."),
    Row("C6",
        {"attended": _AWAY, "spokesperson": (Spokesperson.NONE,), "views": (Views.PRESENTED,)},
        Indicator.PN6, Standing.SETTLED,
        "The child did not attend, and the views they had sent were shared there."),
    Row("C6",
        {"attended": _AWAY, "spokesperson": (Spokesperson.UNKNOWN,), "views": (Views.PRESENTED,)},
        Indicator.PN6, Standing.CONFIRM,
        "The views of the absent child were shared, and it is not recorded whether anyone"
        " also spoke for them."),
    Row("C6u",
        {"attended": _AWAY, "views": (Views.NOT_PRESENTED,)},
        Indicator.PN6, Standing.CONFIRM,
        "The child did not attend, and the views they had sent were not shared"
        " there.", VIEWS_NOT_USED),
    Row("C6u", {"attended": _AWAY, "views": (Views.UNKNOWN,)}, Indicator.PN6, Standing.CONFIRM,
        "The child did not attend, and it is not recorded whether the views they had sent"
        " were shared."),
    Row("E05",
        {"attended": _AWAY, "spokesperson": (Spokesperson.UNKNOWN,)},
        None, Standing.PENDING,
        "The child did not attend, and it is not recorded whether anyone spoke for them."),
    Row("C7", {"attended": _AWAY, "views": (Views.NONE,)}, Indicator.PN7, Standing.CONFIRM,
        "The child did not attend, and no views of theirs came."),
    Row("C7b", {"attended": _AWAY, "views": (Views.BLANK,)}, Indicator.PN7, Standing.CONFIRM,
        "The child did not attend, and the form that came was blank."),
    Row("C7l", {"attended": _AWAY, "views": (Views.LATE,)}, Indicator.PN7, Standing.CONFIRM,
        "The child did not attend, and their views came too late for the review."),
    Row("C7a", {"attended": _AWAY, "views": (Views.ADULT_ONLY,)}, Indicator.PN7, Standing.CONFIRM,
        "The child did not attend, and what came was an adult’s opinion and not the child’s"
        " words."),
    Row("C7s",
        {"attended": _AWAY, "views": (Views.SHARED_UNATTRIBUTED,)},
        Indicator.PN7, Standing.CONFIRM,
        "The child did not attend, and the form that came was shared and cannot be told apart."),
)
# fmt: on

_GROUPS: Mapping[Indicator, Group] = {
    Indicator.PN0: Group.NOT_SETTLED,
    Indicator.PN1: Group.SPOKE,
    Indicator.PN2: Group.SHOWN_OR_SPOKEN_FOR,
    Indicator.PN3: Group.SHOWN_OR_SPOKEN_FOR,
    Indicator.PN4: Group.NOT_HEARD,
    Indicator.PN5: Group.SENT_OR_BRIEFED,
    Indicator.PN6: Group.SENT_OR_BRIEFED,
    Indicator.PN7: Group.NOT_HEARD,
}


def propose(facts: Facts) -> Proposal:
    """Propose a code for one review by the first row that holds. The officer always decides."""
    row = next(row for row in TABLE if row.holds(facts))
    return Proposal(row.code, row.standing, row.rule, row.why, row.alert)


def may_override(code: Indicator, *, under4: bool | None) -> bool:
    """Whether an officer may choose this code instead, giving a reason.

    PN0 is for children under 4 and nothing else is. While the date of birth is missing
    (None) no code may be chosen at all.
    """
    return under4 is not None and under4 is (code is Indicator.PN0)


def group_of(code: Indicator | None) -> Group:
    """Return the group a confirmed code belongs to; None is a review not settled yet.

    PN0 is in no group, so a sheet about such a review counts as not settled. A table of
    reviews sets PN0 apart before it groups.
    """
    return Group.NOT_SETTLED if code is None else _GROUPS[code]


def under4_on(date_of_birth: date | None, review_date: date) -> bool | None:
    """Whether the child was under 4 at the review, or None when no date of birth is known."""
    return None if date_of_birth is None else age_on(date_of_birth, review_date) < COUNTED_FROM_AGE


def of_age_on(date_of_birth: date | None, review_date: date) -> bool:
    """Whether the 18th birthday has come; a missing date of birth says nothing."""
    return date_of_birth is not None and age_on(date_of_birth, review_date) >= OF_AGE


def age_on(date_of_birth: date, day: date) -> int:
    """Return the age in whole years; on the birthday the child is a year older.

    A child born on 29 February grows older on 1 March in common years, as the law has it.
    Before the birth the number is negative: whoever reads dates in refuses that.
    """
    had_birthday = (day.month, day.day) >= (date_of_birth.month, date_of_birth.day)
    return day.year - date_of_birth.year - (not had_birthday)
