"""Takes over the episodes of care, whole and sealed, for each child whose rows have changed."""

import json
from collections import defaultdict
from uuid import UUID, uuid4

from feedback.caseload.judging import Judged
from feedback.caseload.known import only_short_breaks
from feedback.caseload.rows import EpisodeRow
from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_children import take
from feedback.services.import_caseload_stored import Stored, StoredEpisode
from feedback.store.keys import Keys
from feedback.store.sealing import Place


def take_episodes(
    stored: Stored, judged: Judged, episodes: Changes, children: Changes, *, keys: Keys
) -> None:
    """Replace the episodes of each child in the file where any differs; leave everyone else’s."""
    by_child: defaultdict[str, list[EpisodeRow]] = defaultdict(list)
    for row in judged.episodes:
        by_child[row.child].append(row)
    for number, rows in by_child.items():
        child, there = stored.children[number], stored.episodes[number]
        if sorted(map(_written, rows)) != sorted(episode.row or "" for episode in there):
            episodes.drop(episode.id for episode in there)
            there[:] = [_add(row, child.id, episodes, keys=keys) for row in rows]
        stays = [episode.stay for episode in there]
        take(child, children, short_breaks_only=only_short_breaks(stays))


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
