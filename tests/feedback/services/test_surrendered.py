"""What a thief of a part can do: the threat model says it, and here it is done.

None of this is wanted. It is shown so that the sentence stays true, and is taken back when
somebody mends it.
"""

import hmac
import json
from itertools import product

import pytest

from feedback.letters.secret import Secret, read_secret
from feedback.services import cards, gate
from feedback.services.letter_keys import derive
from feedback.store.models import Card, ChildCopy, Gate
from feedback.store.sealing import Place, PublicKey
from tests.road import PICTURES

TRIPLES = 13_824


@pytest.fixture
def sent(invited):
    """Mia, who chose her pictures and sent what she said."""
    visit = invited.settles_in()
    invited.says(visit, wishes=["See my sister"])
    invited.sends(visit)
    return invited


def digest(gate_id, three, pepper):
    """Work out what the database would hold of these pictures, as whoever reads our code can."""
    said = b"\x1f".join([b"pictures", gate_id.bytes, *(name.encode() for name in three)])
    return hmac.digest(pepper, said, "sha256")


def test_pepper_and_database_let_every_three_pictures_be_tried_at_once(sent):
    (row,) = sent.rows(Gate)
    three = list(product(gate.PICTURES, repeat=gate.HOW_MANY))

    found = [one for one in three if digest(row.id, one, sent.keys.pepper) == row.digest]

    assert (len(three), found) == (TRIPLES, [PICTURES])


def test_pepper_and_database_let_a_letters_words_be_tried_without_any_wait_down_to_the_copy(sent):
    letter, (copy,) = sent.letter(), sent.rows(ChildCopy)
    right = read_secret(" ".join(sent.issued.words))
    told = {"pepper": sent.keys.pepper, "cost": letter.cost, "locks": sent.locks}

    keys = [derive(one, letter.salt, **told) for one in (*map(Secret, range(50)), right)]

    (opens,) = [key for key in keys if key.public.raw == letter.public_key]
    said = opens.open(copy.answers, Place("child_copy", "answers", copy.views_id))
    assert ["See my sister"] in json.loads(said).values()


def test_whoever_may_write_a_card_can_forge_an_answer_to_a_child(sent):
    """A letter’s public half seals to it, and nothing on a card says who sealed it."""
    letter, place = sent.letter(), Place("card", "content", f"{sent.letter_id}/{cards.ASKS}")
    answer = {"words": "See my sister", "of": "2026-03-20", "outcome": "done", "said": "Never."}
    told = [answer | {"who": "Robin Reviewer", "by_day": None, "guarded": True}]
    forged = PublicKey(letter.public_key).seal(json.dumps(told).encode(), place)
    with sent.store.begin() as transaction:
        transaction.merge(Card(letter_id=letter.id, kind=cards.ASKS, content=forged))

    with sent.open(sent.comes_back()) as (transaction, opened):
        (shown,) = cards.read_all(transaction, opened).asks

    assert (shown.said, shown.who) == ("Never.", "Robin Reviewer")


def test_with_the_pepper_other_pictures_can_be_put_in_the_place_of_a_childs(sent):
    others = ("cup", "cup", "cup")
    with sent.store.begin() as transaction:
        row = transaction.query(Gate).one()
        row.digest = digest(row.id, others, sent.keys.pepper)

    with sent.open(sent.comes_in()) as (transaction, opened):
        assert gate.try_pictures(transaction, opened, others, keys=sent.keys)
