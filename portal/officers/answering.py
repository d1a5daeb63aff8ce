"""Keeping an answer that came in on a form, or saying on the form why it cannot be kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from flask_babel import gettext as _

from feedback.errors import AskUnsound, ThemeUnsound
from feedback.glossary import say
from feedback.questionnaire import MORE, Version
from feedback.services.answer_ask import answer
from feedback.services.challenges import Line, Words, by_ask, of_review, opened
from feedback.services.interpret import Piece, pieces, waits
from feedback.services.interpreted import ENGLISH, Interpreted, key_of_ask
from feedback.services.read_ask import ReadAsk
from feedback.services.read_views import Reading
from feedback.services.theme_of_ask import give_theme
from feedback.soundness.words import LIMITS
from feedback.store.audit import Permit
from portal.codebooks import codebook, theme_name
from portal.officers.ask_form import AskForm, ThemeForm, form_for, theme_form_for
from portal.officers.desk import hand
from portal.storage import council, keys, now, store


def kept(ask_id: UUID, form: AskForm) -> bool:
    """Keep what the form says. What the service refuses is said beside the words."""
    if not form.validate_on_submit():
        return False
    try:
        told = (ask_id, form.answered)
        answer(store(), hand().officer, told, keys=keys(), now=now(), book=codebook())
    except AskUnsound as refusal:
        form.said.errors = [str(refusal)]
        return False
    except ThemeUnsound as refusal:
        form.theme.errors = [str(refusal)]
        return False
    return True


def theme_kept(ask_id: UUID, form: ThemeForm) -> bool:
    """Keep what an ask is about, said later. What the service refuses is said at the choice."""
    if not form.validate_on_submit():
        return False
    try:
        given = (ask_id, form.theme.data or "")
        give_theme(store(), hand().officer, given, keys=keys(), now=now(), book=codebook())
    except ThemeUnsound as refusal:
        form.theme.errors = [str(refusal)]
        return False
    return True


def hint(version: Version) -> str:
    """Say how the child of this version reads, for whoever writes to them."""
    limits = LIMITS.get(version)
    if limits is None:
        return str(_("A few plain words: what happens now, or why not."))
    return str(
        _("A few plain words to them: what happens now, or why not. At most %(longest)s words in"
          " a sentence.", longest=limits.longest)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """One ask as its officer meets it: the words, their version, the form, and its alerts."""

    ask: ReadAsk
    form: AskForm
    hint: str
    english: str
    abroad: str
    """The language the child reads, when it is another than English."""
    waits: bool
    alerts: tuple[tuple[Line, Words], ...]
    theme: str
    """How staff name what it is about; nothing while nobody gave it a theme."""
    theme_form: ThemeForm

    @property
    def may_be_raised(self) -> bool:
        """Whether no alert about it is open."""
        return all(line.outcome is not None for line, _said in self.alerts)


def to_answer(
    reading: Reading,
    forms: Mapping[UUID, AskForm],
    raised: Mapping[UUID, list[tuple[Line, Words]]],
    themes: Mapping[UUID, ThemeForm] = MappingProxyType({}),
) -> tuple[ToAnswer, ...]:
    """Make ready each ask of something a child sent, with a form that came back where one did."""
    abroad = reading.language if reading.language != ENGLISH else ""
    parts = reading.interpreted.parts if reading.interpreted else {}
    english = {ask.id: parts.get(key_of_ask(ask.id), "") for ask in reading.asks}
    return tuple(
        ToAnswer(
            ask,
            forms.get(ask.id) or form_for(ask),
            hint(reading.version),
            english[ask.id],
            abroad,
            waits=bool(abroad and ask.words and not english[ask.id]),
            alerts=tuple(raised.get(ask.id, ())),
            theme=theme_name(ask.theme) if ask.theme else "",
            theme_form=themes.get(ask.id) or theme_form_for(ask),
        )
        for ask in reading.asks
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """How a child’s words in another language stand: whole, in part, or not in English yet."""

    language: str
    waits: bool
    interpreted: Interpreted | None


def waiting(reading: Reading) -> Waiting | None:
    """Say what an interpreter has to do, or did; None where nothing is in another language."""
    found = () if reading.withdrawn else pieces(reading)
    if not found or (reading.language == ENGLISH and reading.interpreted is None):
        return None
    return Waiting(reading.language, waits(reading), reading.interpreted)


def title_of(piece: Piece) -> str:
    """Say the question a piece of words stands under."""
    if piece.question.id == MORE:
        return str(_("One more thing"))
    return say(piece.question.title, council().glossary)


def alerts(review_id: UUID, leave: Callable[[], Permit]) -> dict[UUID, list[tuple[Line, Words]]]:
    """Open the alerts of a review, each under the ask it is about; leave is asked for once."""
    with store().look() as transaction:
        lines = of_review(transaction, review_id, by=hand())
    if not lines:
        return {}
    permit = leave()
    return {
        ask_id: [(line, opened(line, permit)) for line in of_ask]
        for ask_id, of_ask in by_ask(lines).items()
    }
