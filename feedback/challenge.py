"""A light alert tied to what a child asked for: raised, at a level, due on a day, and its end."""

from enum import StrEnum


class Level(StrEnum):
    """With whom the officer takes it up, from the nearest to the furthest."""

    SOCIAL_WORKER = "social-worker"
    TEAM_MANAGER = "team-manager"
    SERVICE_MANAGER = "service-manager"
    HEAD_OF_SERVICE = "head-of-service"
    DIRECTOR = "director"
    CAFCASS = "cafcass"


class Ending(StrEnum):
    """What came of an alert. *Taken up* goes on at a higher level, as an alert of its own."""

    AGREED = "agreed"
    PARTLY = "partly"
    NOT_AGREED = "not-agreed"
    TAKEN_UP = "taken-up"
    DROPPED = "dropped"


def above(level: Level) -> tuple[Level, ...]:
    """Return the levels it can still be taken up to."""
    every = tuple(Level)
    return every[every.index(level) + 1 :]
