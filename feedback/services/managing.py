"""Who manages, at what moment, and by which clocks. Never a word, drawing or voice of a child."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from feedback.services.guessing import LONDON
from feedback.services.invite import Desk
from feedback.store.audit import Actor


@dataclass(frozen=True, slots=True)
class Manager:
    """The manager of the reviewing officers who acts."""

    staff: UUID
    now: datetime
    desk: Desk

    @property
    def today(self) -> date:
        """Return the day it is in England."""
        return self.now.astimezone(LONDON).date()

    @property
    def actor(self) -> Actor:
        """Return how the log names them."""
        return Actor(str(self.staff), "manager")
