"""What monitoring may know, as text that it reads (the Prometheus format, version 0.0.4)."""

from collections.abc import Iterable, Iterator, Mapping

from feedback.services.standing import Standing, standing, worked_seconds
from feedback.store import Store
from portal import health
from portal.meters import KINDS, METHODS, SECONDS, SLOWER, STATUSES, Meters, Name
from portal.settings import Settings
from portal.storage import now

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_MICRO = 1_000_000
Sample = tuple[Mapping[str, str], float]


def written(settings: Settings, store: Store, meters: Meters) -> str:
    """Write every number this door knows."""
    numbers = meters.read()
    lines = [*_requests(numbers), *_seconds(numbers), *_health(settings, store)]
    if settings.doors.for_staff:
        lines += _one("sign_in_refused_total", "counter", "Tries to sign in that were refused",
                      numbers["refused",])  # fmt: skip
    return "\n".join([*lines, *_stands(settings, store)]) + "\n"


def _requests(numbers: Mapping[Name, int]) -> Iterator[str]:
    yield from _named("requests_total", "counter", "Requests answered", [
        ({"kind": kind, "method": method, "status": status},
         numbers["requests", kind, method, status])
        for kind in KINDS for method in METHODS for status in STATUSES
    ])  # fmt: skip


def _seconds(numbers: Mapping[Name, int]) -> Iterator[str]:
    name = "heard_request_seconds"
    yield f"# HELP {name} How long answers took"
    yield f"# TYPE {name} histogram"
    for kind in KINDS:
        so_far = 0
        for end in (*SECONDS, SLOWER):
            so_far += numbers["steps", kind, str(end)]
            until = "+Inf" if end == SLOWER else f"{end:g}"
            yield f'{name}_bucket{{kind="{kind}",le="{until}"}} {so_far}'
        yield f'{name}_sum{{kind="{kind}"}} {numbers["microseconds", kind] / _MICRO:g}'
        yield f'{name}_count{{kind="{kind}"}} {so_far}'


def _health(settings: Settings, store: Store) -> Iterator[str]:
    well = health.looked_over(settings, store)
    samples = [({"what": what}, int(is_well)) for what, is_well in well.items()]
    yield from _named("well", "gauge", "1 where this door has what it cannot do without", samples)
    free, length = health.free_bytes(settings), health.journal_bytes(settings)
    yield from _one("disk_free_bytes", "gauge", "Free, in whole 64 MiB", free)
    yield from _one("journal_bytes", "gauge", "The journal, rounded up to 64 MiB", length)


def _stands(settings: Settings, store: Store) -> Iterator[str]:
    """Tell what only the database knows. Of one that is away nothing is told."""
    if not settings.doors.for_staff:
        yield from _worked(worked_seconds(store, now=now()))
        return
    found = standing(store, clocks=settings.council.clocks, now=now())
    if found is not None:
        yield from _worked(found.worked_seconds)
        yield from _waits(found)


def _worked(seconds: int | None) -> Iterator[str]:
    if seconds is not None:
        yield from _one("worker_seconds", "gauge", "Since what is due was last done", seconds)


def _waits(found: Standing) -> Iterator[str]:
    told = (
        ("jobs_late", "Pieces of work an hour past their time", found.jobs_late),
        ("outbox_minutes", "The last of 10, 60, 240 passed by a message that waits, or 0",
         found.outbox_minutes),
        ("concern_minutes", "The last of 15, 60, 240 passed by a call nobody took, or 0",
         found.concern_minutes),
        ("words_overdue", "1 where something sent was opened by nobody in time",
         int(found.words_overdue)),
        ("clock_behind", "1 where the clock shows less than the log", int(found.clock_behind)),
    )  # fmt: skip
    for name, said, value in told:
        yield from _one(name, "gauge", said, value)


def _one(name: str, kind: str, said: str, value: float) -> Iterator[str]:
    return _named(name, kind, said, [({}, value)])


def _named(name: str, kind: str, said: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP heard_{name} {said}"
    yield f"# TYPE heard_{name} {kind}"
    for labels, value in samples:
        told = ",".join(f'{label}="{what}"' for label, what in labels.items())
        yield f"heard_{name}{{{told}}} {value}" if told else f"heard_{name} {value}"
