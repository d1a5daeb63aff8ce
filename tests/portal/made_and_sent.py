"""Mia, who drew her worry and said her wish aloud, and whose officer sits before a browser."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from sqlalchemy import update

from feedback.creations import Making
from feedback.services import created
from feedback.store import Store
from feedback.store.keys import Keys
from feedback.store.models import Assignment, Review, SentCreation
from feedback.store.sealing import Place
from tests.made import DRAWN, SHOWN, SPOKEN
from tests.road import Road


def sent_to(officer_id: UUID | None, store: Store, keys: Keys, folder: Path) -> Road:
    """Let Mia send a drawing, a photo and a voice, to this officer or to her usual one."""
    road = Road(store, keys, folder)
    if officer_id is not None:
        with store.begin() as transaction:
            transaction.execute(update(Assignment).values(staff_id=officer_id))
            transaction.execute(update(Review).values(officer_id=officer_id))
    road.invited()
    visit = road.settles_in()
    road.says(visit, good="Nan")
    road.makes(visit, "worries", DRAWN, SHOWN)
    road.makes(visit, "wishes", SPOKEN)
    road.sends(visit)
    return road


def ids_of(road: Road) -> Mapping[Making, UUID]:
    """Find each by how it was made, as only the keys can."""
    found = {}
    for row in road.rows(SentCreation):
        own = created.Own.of(road.keys.open(row.about, Place("creation", "about", row.id)))
        found[Making(own.making)] = row.id
    return found
