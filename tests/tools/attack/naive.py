"""Protectors that are not good enough, so that the auditor shows that it can break something."""

from feedback.disclosure.needs import primary


def small_only(fresh):
    """Hide small cells and nothing else."""
    return primary(fresh)


def by_hand(fresh):
    """Hide small cells, and in a row with just one of them the next smallest: the usual rule."""
    hidden = set(primary(fresh))
    for table in fresh.tables:
        counts = fresh.counts(table)
        for row in table.rows:
            answers = [cell.id for cell in table.answers_of(row)]
            mine = [cell for cell in answers if (table.id, cell) in hidden]
            others = sorted(set(answers) - set(mine), key=lambda cell: (counts[cell], cell))
            if len(mine) == 1 and others:
                hidden.add((table.id, others[0]))
    return frozenset(hidden)
