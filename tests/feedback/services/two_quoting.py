"""Two people who let words of children leave, and what they do with a comment."""

from datetime import UTC, datetime

from feedback.periods import Period
from feedback.services.agree_quote import agree_to_quote, send_quote_back, take_quote_out
from feedback.services.agreed_quotes import agreed_quotes
from feedback.services.masked_comments import Desk
from feedback.services.propose_quote import Choice, propose_quote
from feedback.store.models import (
    Marked,
    Quote,
    Treatment,
)
from feedback.store.sealing import Place
from tests.cases import a_child
from tests.commented import a_comment, a_sheet, staff

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
WORDS = "Ada says they let me finish at zorgling. i will come again"
THEME = "listened-to"


class Two:
    """Two people, and a comment that one of six or more children wrote on a theme."""

    def __init__(self, store, keys):
        self.store, self.keys = store, keys
        with store.begin() as transaction:
            self.duty, *both, officer = staff(
                transaction, "Dana Duty", "Pat First", "Sam Second", "Robin Reviewer"
            )
            a_child(transaction, keys, officer)
        self.first, self.second = (Desk(who, keys, NOW) for who in both)

    def comment(self, words=WORDS, *, alike=6, marked=Marked.NO_CONCERN, **sheet):
        with self.store.begin() as transaction:
            sheets = [a_sheet(transaction, self.keys, words, **sheet) for _ in range(alike)]
            ids = [
                a_comment(transaction, one, self.duty, THEME, marked=marked).id for one in sheets
            ]
            return ids[0]

    def propose(self, comment, treatment=Treatment.EXACT, words="", restored=(), desk=None):
        choice = Choice(THEME, treatment, words, restored)
        return propose_quote(self.store, comment, choice, desk or self.first)

    def agree(self, quote, desk):
        agree_to_quote(self.store, quote, desk)

    def send_back(self, quote, desk, why="Somebody may know it again."):
        with self.store.begin() as transaction:
            send_quote_back(transaction, quote, why, desk)

    def take_out(self, quote, desk):
        with self.store.begin() as transaction:
            take_quote_out(transaction, quote, desk)

    def kept(self, quote):
        with self.store.look() as transaction:
            found = transaction.get_one(Quote, quote)
            transaction.expunge(found)
            return found

    def words(self, quote):
        return self.keys.open(self.kept(quote).words, Place("quote", "words", quote)).decode()

    def leaving(self, period="2025-26Q3"):
        permit = self.first.permit(self.store, "opened-quotes")
        with self.store.look() as transaction:
            found = agreed_quotes(transaction, Period.named(period), permit=permit)
        return [quote.words for quote in found]
