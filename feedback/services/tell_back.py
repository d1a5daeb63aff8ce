"""Tell all children what was learned, once a second person agreed: “you said, we did”.

It is said about a theme that enough children wrote about, or about what the Children in Care
Council told. It holds no name known to the council, no word that children never meet, no count
of anything (that is a release’s to tell), and reads as easily as the Short form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.counts_told import counts_told
from feedback.errors import TellingRefused
from feedback.periods import NotAPeriod, Period
from feedback.questionnaire import Version
from feedback.quoting import enough
from feedback.reading import NothingToRead, banned_words, measure
from feedback.services.masked_comments import Desk, known_names
from feedback.services.propose_quote import give_away
from feedback.soundness.words import LIMITS
from feedback.store import Store, audit
from feedback.store.audit import Act
from feedback.store.models import ToldBack
from feedback.store.models.told_back import LONGEST_TOLD
from feedback.store.themes import count_themes

EASY = LIMITS[Version.SHORT]
"""How hard each half may be to read: as the report it stands in."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told: of which period and theme (none: the council’s), heard and done."""

    period: str
    theme: str | None
    heard: str
    done: str


def write_telling(store: Store, telling: Telling, desk: Desk) -> UUID:
    """Keep what is to be told, for a second person to agree to, and return its key."""
    permit = desk.permit(store, "wrote-telling")
    heard, done = (" ".join(text.split()) for text in (telling.heard, telling.done))
    _must_count_nothing(heard, done)
    _must_be_plain(heard, done)
    with store.begin() as transaction:
        _must_be_of_many(transaction, telling)
        known = known_names(transaction, permit)
        if give_away(heard, known) or give_away(done, known):
            raise TellingRefused("There is a name, a place or a number in it: say it without.")
        row = ToldBack(
            period=telling.period,
            theme=telling.theme,
            heard=heard,
            done=done,
            written_by=desk.staff_id,
        )
        transaction.add(row)
        transaction.flush()
        return row.id


def agree_to_telling(transaction: Session, telling_id: UUID, desk: Desk, *, today: date) -> None:
    """Agree that all children may read it, from today on. The words are looked at anew.

    Refuses with ``TellingRefused`` what was written by whoever agrees, what does not wait, and
    what could not be written today.
    """
    row = _found(transaction, telling_id)
    if row.agreed_by is not None or row.taken_down:
        raise TellingRefused("This does not wait for a second person any more.")
    if row.written_by == desk.staff_id:
        raise TellingRefused("You wrote this, so somebody else agrees to it.")
    _must_count_nothing(row.heard, row.done)
    _must_be_plain(row.heard, row.done)
    _must_be_of_many(transaction, row)
    row.agreed_by, row.shown_from = desk.staff_id, today
    _note(transaction, "agreed-to-telling", row, desk)


def take_down(transaction: Session, telling_id: UUID, desk: Desk) -> None:
    """Show it to nobody from now on; it stays in the log of what was told."""
    row = _found(transaction, telling_id)
    row.taken_down = True
    _note(transaction, "took-telling-down", row, desk)


def tellings(transaction: Session) -> Sequence[ToldBack]:
    """Return everything that was ever written, the newest period first."""
    newest = (ToldBack.period.desc(), ToldBack.shown_from.desc(), ToldBack.id)
    return transaction.scalars(select(ToldBack).order_by(*newest)).all()


def _must_be_plain(heard: str, done: str) -> None:
    for text in (heard, done):
        if len(text) > LONGEST_TOLD:
            raise TellingRefused(f"Each half has at most {LONGEST_TOLD} letters.")
        if found := banned_words(text):
            raise TellingRefused(f"Children do not know the word “{found[0]}”: say it otherwise.")
    try:
        hard = [measure([text]) for text in (heard, done)]
    except NothingToRead as problem:
        raise TellingRefused("Say both what was heard and what was done.") from problem
    if measure([heard, done]).mean > EASY.mean or any(
        one.longest > EASY.longest or one.grade > EASY.grade for one in hard
    ):
        raise TellingRefused(
            "It is hard to read. Use short words, and sentences of nine words or so."
        )


def _must_count_nothing(*texts: str) -> None:
    for text in texts:
        if found := counts_told(text):
            raise TellingRefused(
                f"“{found[0]}” counts something, and only a release tells numbers: say “many” or"
                " “some”. Times and money may be told."
            )


def _must_be_of_many(transaction: Session, telling: Telling | ToldBack) -> None:
    try:
        period = Period.named(telling.period)
    except NotAPeriod as problem:
        raise TellingRefused(str(problem)) from problem
    if telling.theme is None:
        return
    counts = count_themes(transaction, [quarter.name for quarter in period.quarters])
    if not enough(counts.get(telling.theme, 0), period):
        raise TellingRefused("Too few wrote about this theme in that time.")


def _found(transaction: Session, telling_id: UUID) -> ToldBack:
    row = transaction.get(ToldBack, telling_id)
    if row is None:
        raise TellingRefused("There is no such thing to tell.")
    return row


def _note(transaction: Session, act: str, row: ToldBack, desk: Desk) -> None:
    transaction.flush()
    audit.write(
        transaction, desk.actor, Act(act, "told_back", row.id), keys=desk.keys, now=desk.now
    )
