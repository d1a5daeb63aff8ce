"""The second person’s half of a quote: agree to the very words, or send them back with a reason.

Whoever chose the words never agrees to them. What was agreed to may be taken out again, for
good; it is never changed.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from feedback.counts_told import counts_told
from feedback.errors import QuoteRefused
from feedback.quoting import tells_too_much
from feedback.services.masked_comments import Desk, known_names
from feedback.services.propose_quote import give_away, note, quotable
from feedback.store import Store
from feedback.store.models import Quote, QuoteState, Treatment
from feedback.store.sealing import Place

LONGEST_REMARK = 300


def agree_to_quote(store: Store, quote_id: UUID, desk: Desk) -> None:
    """Agree that these words may leave. Everything is asked anew that was asked at first.

    So are the words: a name the council has learned since is no more let through than it was,
    nor what says too much together, nor a count in other words than the
    child’s. Refuses with ``QuoteRefused``.
    """
    permit = desk.permit(store, "read-quote", quote_id)
    with store.begin() as transaction:
        quote = _waiting(transaction, quote_id)
        if quote.chosen_by == desk.staff_id:
            raise QuoteRefused("You chose these words, so somebody else agrees to them.")
        quotable(transaction, quote.comment_id, quote.theme)
        words = permit.read(quote.words or b"", Place("quote", "words", quote.id))
        counts = quote.treatment is Treatment.PARAPHRASE and counts_told(words)
        if counts or give_away(words, known_names(transaction, permit)) or tells_too_much(words):
            raise QuoteRefused(
                "It would not be let through today: somebody may be known by it. Send it back."
            )
        quote.state, quote.agreed_by = QuoteState.AGREED, desk.staff_id
        transaction.flush()
        note(transaction, "agreed-to-quote", quote, desk)


def send_quote_back(transaction: Session, quote_id: UUID, why: str, desk: Desk) -> None:
    """Send the words back to whoever chose them, and say why."""
    quote = _waiting(transaction, quote_id)
    why = " ".join(why.split())
    if not 0 < len(why) <= LONGEST_REMARK:
        raise QuoteRefused("Say in a sentence why it cannot leave like this.")
    quote.state = QuoteState.SENT_BACK
    quote.remark = desk.keys.seal(why.encode(), Place("quote", "remark", quote.id))
    transaction.flush()
    note(transaction, "sent-quote-back", quote, desk)


def take_quote_out(transaction: Session, quote_id: UUID, desk: Desk) -> None:
    """Take words out that had been agreed to. Releases that hold them already stay as they are."""
    quote = transaction.get(Quote, quote_id)
    if quote is None or quote.state is not QuoteState.AGREED:
        raise QuoteRefused("Only what was agreed to can be taken out.")
    quote.state = QuoteState.TAKEN_OUT
    transaction.flush()
    note(transaction, "took-quote-out", quote, desk)


def _waiting(transaction: Session, quote_id: UUID) -> Quote:
    quote = transaction.get(Quote, quote_id)
    if quote is None or quote.state is not QuoteState.WAITING:
        raise QuoteRefused("This does not wait for a second person any more.")
    return quote
