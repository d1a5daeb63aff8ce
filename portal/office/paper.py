"""A letter as it stands on its sheet: names opened, figures grouped, the picture drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flask import request
from flask_babel import format_time
from flask_babel import gettext as _

from feedback.council import Council
from feedback.questionnaire import Stage, Version
from feedback.services.letter_desk import Paper
from portal import language
from portal.languages import ENGLISH, Language, own_first
from portal.names import Name, name_of
from portal.qr import QrPicture, qr_picture
from portal.storage import catalogue, settings, today
from portal.translating.gathering import LETTERS

_GROUP = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter, ready to be printed and then forgotten."""

    paper: Paper
    name: Name
    hour: str
    spoken: str
    address: str
    qr: QrPicture = field(repr=False)
    minutes: int
    languages: tuple[Language, ...]
    said_in: Language
    council: Council
    large: bool = False

    @property
    def is_abroad(self) -> bool:
        """Whether it is in another language than English, which may need more room."""
        return self.said_in is not ENGLISH

    @property
    def is_early(self) -> bool:
        """Whether the letter does not open anything yet."""
        return self.paper.opens_on > today()

    @property
    def is_past(self) -> bool:
        """Whether the day of the review is over, as it is where a letter is made anew late."""
        return self.paper.day < today()


def sheets_of(
    papers: Iterable[Paper], *, wanted: str | None = None, large: bool = False
) -> Iterator[Sheet]:
    """Set letters one after another, each in its own language while it is drawn.

    That is the one that was chosen, or else the child’s, where letters are whole in it.
    """
    for paper in papers:
        with language.speaking(wanted or paper.language, LETTERS):
            yield sheet_of(paper, large=large)


def sheet_of(paper: Paper, *, large: bool = False) -> Sheet:
    """Make a sheet out of what a letter must say, under the permit it was made with."""
    whole = address()
    stage = Stage.WATCHING if paper.version is Version.WATCHING else Stage.CONSULTATION
    return Sheet(
        paper=paper,
        name=name_of(paper.named, paper.child_id, paper.permit),
        hour=_hour(paper),
        spoken=grouped(paper.number),
        address=whole.partition("://")[2],
        qr=qr_picture(f"{whole}/q#{paper.number}.{paper.qr_secret}"),
        minutes=catalogue().find(stage, paper.version).minutes,
        languages=own_first(paper.language),
        said_in=language.chosen(),
        council=language.council(),
        large=large,
    )


def address() -> str:
    """Return where children find the portal, without a slash at its end."""
    return settings().address or request.url_root.rstrip("/")


def grouped(number: str) -> str:
    """Part a letter’s number as it is read aloud, such as 123 456."""
    return " ".join(number[at : at + _GROUP] for at in range(0, len(number), _GROUP))


def _hour(paper: Paper) -> str:
    if paper.at is None:
        return ""
    return str(_("at %(hour)s", hour=format_time(paper.at, "h:mm a", rebase=False)))
