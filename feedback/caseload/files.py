"""The files a caseload folder may hold, and the columns of each."""

from collections.abc import Mapping

LARGEST_FILE = 20_000_000
"""Bytes. The largest council’s reviews of fifteen years are about 3,000,000."""

LONGEST_CELL = 500
"""Characters in a cell of any other column; the longest true ones are lists of carers."""

LONGEST: Mapping[str, int] = {
    "CHILD": 40,
    "RNE": 4,
    "LS": 4,
    "LANGUAGE": 16,
    "OFFICER": 80,
    "OFFICER_NAME": 200,
    "SOCIAL_WORKER": 200,
}
"""Characters that the store keeps room for."""

HEADER = "header.csv"
EPISODES = "episodes.csv"
REVIEWS = "reviews.csv"
UASC = "uasc.csv"
CHILDREN = "children.csv"
DISABILITY = "disability.csv"
PLANNED = "planned.csv"

COLUMNS: Mapping[str, tuple[str, ...]] = {
    HEADER: ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    EPISODES: (
        "CHILD",
        "DECOM",
        "RNE",
        "LS",
        "CIN",
        "PLACE",
        "PLACE_PROVIDER",
        "DEC",
        "REC",
        "REASON_PLACE_CHANGE",
        "HOME_POST",
        "PL_POST",
        "URN",
    ),
    REVIEWS: ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
    UASC: ("CHILD", "SEX", "DOB", "DUC"),
    CHILDREN: (
        "CHILD",
        "FIRST_NAME",
        "LAST_NAME",
        "KNOWN_AS",
        "LANGUAGE",
        "INTERPRETER",
        "EASIER",
        "AT_A_DISTANCE",
        "SCHOOL",
        "CARERS",
        "SIBLINGS",
    ),
    DISABILITY: ("CHILD", "DISABLED", "PURPOSE", "RECORDED"),
    PLANNED: ("CHILD", "DATE", "TIME", "PART", "OFFICER", "OFFICER_NAME", "SOCIAL_WORKER"),
}
"""Source: the SSDA903 return for the first four, the council’s own three after them."""

DATES: Mapping[str, tuple[str, ...]] = {
    HEADER: ("DOB",),
    EPISODES: ("DECOM",),
    REVIEWS: ("DOB", "REVIEW"),
    UASC: ("DOB",),
    CHILDREN: (),
    DISABILITY: (),
    PLANNED: ("DATE",),
}
"""The dates without which a row says nothing."""
