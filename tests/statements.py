"""What the library makes of a statement, once for all databases of a run.

Every test has a database of its own, and each the whole list of statements that were put into
words for it: without this, the same ones are put into the same words some thousand times.
"""

from sqlalchemy import Dialect, Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_worded: LRUCache[object, object] = LRUCache(20_000)


def word_once() -> None:
    """Let all databases of one kind find what was worded for another of it."""
    DefaultDialect.__hash__ = _kind  # type: ignore[method-assign,assignment]
    DefaultDialect.__eq__ = _is_alike  # type: ignore[method-assign,assignment]
    Engine._compiled_cache = property(lambda _engine: _worded, lambda _engine, _own: None)  # type: ignore[assignment]  # noqa: SLF001


def _kind(dialect: Dialect) -> int:
    return hash(type(dialect))


def _is_alike(dialect: Dialect, other: object) -> bool:
    return type(dialect) is type(other)
