"""The whole text, with what must not be read taken out and what is doubtful marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.redaction.judging import Fate, Judge, Verdict
from feedback.redaction.known import Known
from feedback.redaction.patterns import Span, shapes
from feedback.redaction.reasons import INSTEAD, RESTORABLE, Reason
from feedback.redaction.split import in_phrases, written_apart
from feedback.redaction.spreading import spread
from feedback.redaction.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: standing (no reason), doubtful, or masked."""

    start: int
    end: int
    words: str
    masked: bool = False
    reason: Reason | None = None

    @property
    def shown(self) -> str:
        """Return what may be read of it."""
        return INSTEAD[self.reason] if self.masked and self.reason else self.words

    @property
    def restorable(self) -> bool:
        """Whether a person may undo the mask: never for a known name, a name or a number."""
        return self.masked and self.reason in RESTORABLE


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text in pieces, in order; put together they are the whole of it."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Return what may be read."""
        return "".join(piece.shown for piece in self.pieces)

    @property
    def masked(self) -> tuple[Piece, ...]:
        """Return what was taken out."""
        return tuple(piece for piece in self.pieces if piece.masked)

    @property
    def doubtful(self) -> tuple[Piece, ...]:
        """Return what stands and should be looked at."""
        return tuple(piece for piece in self.pieces if piece.reason and not piece.masked)


def redact(text: str, known: Known | None = None) -> Redacted:
    """Mask whatever may say who somebody is, by what it looks like and by names known."""
    known = known or Known()
    spans = shapes(text)
    words = [word for word in tokens(text) if not _inside(word, spans)]
    verdicts = Judge.of(words, known).verdicts()
    for place in written_apart(text, words, known) | in_phrases(words, known):
        verdicts[place] = Verdict(Fate.MASK, Reason.KNOWN)
    spread(text, words, verdicts)
    marked = [*_marked(words, verdicts), *((*span, True) for span in spans)]
    return Redacted(tuple(_pieces(text, _merged(text, sorted(marked)))))


def _inside(word: Token, spans: Sequence[Span]) -> bool:
    return any(start < word.end and word.start < end for start, end, _ in spans)


def _marked(
    words: Sequence[Token], verdicts: Sequence[Verdict]
) -> Iterator[tuple[int, int, Reason, bool]]:
    for word, verdict in zip(words, verdicts, strict=True):
        if verdict.reason is not None:
            yield (word.start, word.end, verdict.reason, verdict.fate is Fate.MASK)


def _merged(
    text: str, marked: Sequence[tuple[int, int, Reason, bool]]
) -> list[tuple[int, int, Reason, bool]]:
    """Put masks that say the same and stand side by side into one."""
    merged: list[tuple[int, int, Reason, bool]] = []
    for start, end, reason, masked in marked:
        if merged and masked and merged[-1][3] and _same(merged[-1][2], reason):
            first, last, earlier, _ = merged[-1]
            if start - last <= 1 and not text[last:start].strip(" -’'."):
                merged[-1] = (first, end, earlier, True)
                continue
        merged.append((start, end, reason, masked))
    return merged


def _same(one: Reason, other: Reason) -> bool:
    return INSTEAD[one] == INSTEAD[other] and (one in RESTORABLE) == (other in RESTORABLE)


def _pieces(text: str, marked: Sequence[tuple[int, int, Reason, bool]]) -> Iterator[Piece]:
    at = 0
    for start, end, reason, masked in marked:
        if at < start:
            yield Piece(at, start, text[at:start])
        yield Piece(start, end, text[start:end], masked, reason)
        at = end
    if at < len(text):
        yield Piece(at, len(text), text[at:])
