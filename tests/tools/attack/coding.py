"""Comments of a year that is walked: duty reads them, and somebody else gives them themes."""

from datetime import datetime
from random import Random
from uuid import UUID

from sqlalchemy import select

from feedback.codebook import load_codebook
from feedback.periods import Period
from feedback.services.code_themes import code, to_code
from feedback.services.masked_comments import Desk
from feedback.services.read_comments import note_read, read_unread
from feedback.services.rehearse.scene import Scene
from feedback.store.models import Duty, Marked, Role, Staff

OFTEN = ("home", "seeing-family", "something-changed")
"""Most comments are about one of these, so that some themes are large enough to be shown."""


def code_comments(scene: Scene, random: Random, year: Period, *, now: datetime) -> int:
    """Let everything that was written be read and coded; return how many comments were."""
    with scene.store.begin() as transaction:
        duty = transaction.scalars(
            select(Staff.id).join(Staff.roles).where(Role.name == Duty.SAFEGUARDING)
        ).first()
        coder = Staff(name="Pat Reed")
        transaction.add(coder)
        transaction.flush()
        desk = Desk(coder.id, scene.keys, now)
    while unread := read_unread(scene.store, duty, keys=scene.keys, now=now, most=500):
        marks = {sheet.id: Marked.NO_CONCERN for sheet in unread}
        note_read(scene.store, marks, duty, keys=scene.keys, now=now)
    book = load_codebook()
    every = [theme.id for theme in book.offered]
    with scene.store.begin() as transaction:
        found: list[UUID] = list(to_code(transaction, [one.name for one in year.quarters]))
        for comment in found:
            themes = {random.choice(OFTEN if random.random() < 0.8 else every)}
            code(transaction, comment, themes, desk, book)
    return len(found)
