"""What the auditor says of files that are not what a release is made of."""


class Unreadable(Exception):
    """The files are not what a release is made of, or do not belong together."""


def must(holds: bool, otherwise: str) -> None:  # noqa: FBT001  it reads as a sentence
    """Refuse with ``Unreadable`` what does not hold, in one sentence that tells no number."""
    if not holds:
        raise Unreadable(otherwise)
