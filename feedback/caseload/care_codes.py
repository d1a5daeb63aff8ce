"""The codes by which the SSDA903 return tells of a spell of care, each in a few words.

Source: the SSDA903 guide, chapters on episodes. An import keeps whatever another system wrote;
what is typed on a page is one of these.
"""

from collections.abc import Mapping

from feedback.caseload.verdicts import Reason, RowRefused

LEGAL_STATUS: Mapping[str, str] = {
    "C1": "Interim care order",
    "C2": "Full care order",
    "D1": "Freeing order",
    "E1": "Placement order",
    "V2": "Accommodated under section 20",
    "V3": "Short breaks, agreed series, single plan",
    "V4": "Short breaks, agreed series",
    "J1": "Remanded to the local authority",
    "J2": "Detained under PACE",
    "J3": "Sentenced, with a residence requirement",
    "L1": "Police protection",
    "L2": "Emergency protection order",
    "L3": "Child assessment order",
}
NEED: Mapping[str, str] = {
    "N1": "Abuse or neglect",
    "N2": "The child’s disability",
    "N3": "A parent’s illness or disability",
    "N4": "Family in acute stress",
    "N5": "Family dysfunction",
    "N6": "Socially unacceptable behaviour",
    "N7": "Low income",
    "N8": "Absent parenting",
}
PLACE: Mapping[str, str] = {
    "U1": "Foster carer, relative or friend, long term",
    "U2": "Foster carer, relative or friend, also approved adopter",
    "U3": "Foster carer, relative or friend, other",
    "U4": "Foster carer, long term",
    "U5": "Foster carer, also approved adopter",
    "U6": "Foster carer, other",
    "A3": "For adoption, by consent, with the current foster carer",
    "A4": "For adoption, by consent, elsewhere",
    "A5": "For adoption, placement order, with the current foster carer",
    "A6": "For adoption, placement order, elsewhere",
    "H5": "Semi-independent living",
    "K1": "Secure children’s home",
    "K2": "Children’s home",
    "P1": "With parents or others with parental responsibility",
    "P2": "Independent living",
    "P3": "Residential employment",
    "R1": "Residential care home",
    "R2": "Health trust or nursing care",
    "R3": "Family centre or mother and baby unit",
    "R5": "Young offender institution",
    "S1": "Residential school",
    "T0": "Temporary move",
    "T1": "Hospital, for a time",
    "T2": "Holiday, for a time",
    "T3": "While the foster carer is on holiday",
    "T4": "Seven days or less",
    "Z1": "Other",
}
PROVIDER: Mapping[str, str] = {
    "PR0": "Parents or others with parental responsibility",
    "PR1": "This council",
    "PR2": "Another council",
    "PR3": "Other public provision",
    "PR4": "Private",
    "PR5": "Voluntary",
}
_OF: Mapping[str, Mapping[str, str]] = {
    "LS": LEGAL_STATUS,
    "CIN": NEED,
    "PLACE": PLACE,
    "PLACE_PROVIDER": PROVIDER,
}


def must_be_codes(cells: Mapping[str, str]) -> None:
    """Refuse with ``RowRefused`` what the return has no such code for; each is needed there."""
    for column, known in _OF.items():
        if cells.get(column, "") not in known:
            raise RowRefused(column, Reason.CARE_CODE)
