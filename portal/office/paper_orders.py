"""Which form each child’s is on paper, what may stand on it, and in which language."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from feedback.questionnaire import Stage, Version
from feedback.services import letter_desk
from feedback.services.letter_desk import Standing
from feedback.store.audit import Permit
from portal import language
from portal.languages import BY_TAG, ENGLISH, Language
from portal.names import name_of
from portal.office.desk import permit
from portal.office.paper import grouped
from portal.paper.layouts import Layout
from portal.paper.sheets import Order, Whom, needs
from portal.storage import store


def of_children(review_ids: Iterable[UUID], layout: Layout, tag: str | None) -> list[Order]:
    """Order the form of each child; their first name is opened under a row of the log.

    It is in the language that was chosen, or else in the child’s own.
    """
    orders = []
    for review_id in dict.fromkeys(review_ids):
        with store().look() as transaction:
            standing = letter_desk.standing(transaction, review_id)
        leave = permit("opened-name", "review", review_id)
        order = _of_child(standing, layout, leave)
        orders.append(replace(order, tag=can_be(order.name, known_as(tag or standing.language))))
    return orders


def _of_child(standing: Standing, layout: Layout, leave: Permit) -> Order:
    letter = standing.letter
    version = letter.version if letter else standing.version_by_age
    stage = Stage.WATCHING if version is Version.WATCHING else Stage.CONSULTATION
    whom = Whom(
        name=name_of(standing.named, standing.child_id, leave).known_as,
        day=standing.day,
        officer=standing.officer,
        number=grouped(letter.number) if letter else "",
    )
    return Order(f"{stage}.{version}", layout, whom)


def known_as(tag: str) -> Language:
    """Find a language of the table; English where it is none."""
    return BY_TAG.get(tag, ENGLISH)


def can_be(name: str, wanted: Language) -> str:
    """Return the language in which a form is printed: the one wanted, if it is whole in it."""
    return wanted.tag if language.is_whole(wanted.tag, *needs(name)) else ENGLISH.tag
