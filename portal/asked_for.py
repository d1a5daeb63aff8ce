"""What a worker does for whoever asked and waits: which service does which kind of errand."""

from collections.abc import Mapping
from functools import partial

from feedback.catalogue import load_catalogue
from feedback.services import (
    caseload_errand,
    letter_batch,
    prepare_release,
    verify_log,
    verify_release,
)
from feedback.services.errands import Doer
from feedback.services.invite import Desk
from feedback.store.journal import Journal
from feedback.store.keys import Keys
from portal.insight.paper import writer
from portal.settings import Settings


def doers(settings: Settings, keys: Keys) -> Mapping[str, Doer]:
    """Name every kind of errand with what does it. A new kind is one line here."""
    council = settings.council
    desk = Desk(council.clocks, settings.locks, council.closed_days, Journal(settings.journal))
    return {
        letter_batch.KIND: partial(letter_batch.make, keys=keys, desk=desk),
        caseload_errand.LOOK: partial(caseload_errand.look, keys=keys, desk=desk),
        caseload_errand.TAKE: partial(caseload_errand.take, keys=keys, desk=desk),
        prepare_release.KIND: partial(
            prepare_release.carry_out, write=writer(council, load_catalogue()), keys=keys
        ),
        verify_release.KIND: partial(verify_release.carry_out, keys=keys),
        verify_log.KIND: partial(verify_log.carry_out, keys=keys, heads=settings.heads),
    }
