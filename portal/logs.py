"""One line for each thing that happens, and never a child’s words.

A line carries named, plain facts from a short list. Anything else raises before it is
written anywhere, so that a child’s words cannot be logged by accident.
"""

import logging
import re
from collections.abc import Mapping

FACTS = frozenset(
    {"page", "status", "milliseconds", "questionnaire", "count", "job", "method", "kind", "place"}
)
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,60}")


class UnsafeLogLine(ValueError):
    """A line was about to carry something other than plain, named facts."""


class OnlyFacts(logging.Filter):
    """Let a line through if all it carries is numbers and plain identifiers."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Stop anything else, loudly, before it is written anywhere."""
        facts = record.args or {}
        if not isinstance(facts, Mapping) or not all(
            name in FACTS and _is_plain(value) for name, value in facts.items()
        ):
            raise UnsafeLogLine(record.name)
        return True


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return _PLAIN.fullmatch(value) is not None
    return isinstance(value, int | float | bool)


log = logging.getLogger("heard")
log.addFilter(OnlyFacts())
