"""Takes over the episodes of care, whole and sealed, and notices who has moved since."""

import json
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID, uuid4

from feedback.caseload.files import COLUMNS, EPISODES
from feedback.caseload.judging import Judged
from feedback.caseload.known import only_short_breaks
from feedback.caseload.rows import EpisodeRow
from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_children import take
from feedback.services.import_caseload_stored import Stored, StoredEpisode
from feedback.store.keys import Keys
from feedback.store.sealing import Place

_ANEW = frozenset({"S", "P", "T", "B", "U"})
"""Why a spell began (RNE) where the child came to live somewhere else; L is the law alone."""

_WHERE = tuple(COLUMNS[EPISODES].index(name) for name in ("PLACE", "PLACE_PROVIDER", "PL_POST"))


def take_episodes(
    stored: Stored, judged: Judged, episodes: Changes, children: Changes, *, keys: Keys
) -> list[UUID]:
    """Replace the episodes of each child in the file where any differs; leave everyone else’s.

    Return the children who live somewhere else now than when this was last taken over.
    """
    moved = []
    by_child: defaultdict[str, list[EpisodeRow]] = defaultdict(list)
    for row in judged.episodes:
        by_child[row.child].append(row)
    for number, rows in by_child.items():
        child, there = stored.children[number], stored.episodes[number]
        if sorted(map(_written, rows)) != sorted(episode.row or "" for episode in there):
            if _has_moved(there, rows):
                moved.append(child.id)
            episodes.drop(episode.id for episode in there)
            there[:] = [_add(row, child.id, episodes, keys=keys) for row in rows]
        stays = [episode.stay for episode in there]
        take(child, children, short_breaks_only=only_short_breaks(stays))
    return moved


def _has_moved(there: list[StoredEpisode], rows: list[EpisodeRow]) -> bool:
    """Whether the latest spell began since, somewhere else. A corrected cell is no move."""
    if not there:
        return False
    last = max(there, key=lambda episode: episode.stay.start)
    latest = max(rows, key=lambda row: row.start)
    home = tuple(json.loads(last.row or "[]"))
    began_since = latest.start > last.stay.start
    return began_since and _home(home) != _home(latest.cells) and latest.reason in _ANEW


def _home(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cells[at] for at in _WHERE if at < len(cells))


def _add(row: EpisodeRow, child: UUID, changes: Changes, *, keys: Keys) -> StoredEpisode:
    key = uuid4()
    changes.add(
        {
            "id": key,
            "child_id": child,
            "began": row.start,
            "ended": row.end,
            "reason": row.reason,
            "legal_status": row.legal_status,
            "row": keys.seal(_written(row).encode(), Place("episode", "row", key)),
        }
    )
    return StoredEpisode(key, row.stay, None)


def _written(row: EpisodeRow) -> str:
    return json.dumps(row.cells, ensure_ascii=False)
