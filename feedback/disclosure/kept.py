"""The true counts behind a release, written down so that later releases are judged by them.

A frozen release says of a hidden cell only that it is hidden; what came late is the
difference to what was counted then. So everything counted is kept beside it, sealed.
"""

import json
from collections.abc import Mapping

from feedback.disclosure.edition import Edition
from feedback.disclosure.populations import Numbers

_DIMS, _LEAF = ",", "|"


def write(edition: Edition) -> bytes:
    """Write down what was counted, zeros left out."""
    numbers = {
        population: {
            _DIMS.join(view): {_LEAF.join(leaf): many for leaf, many in found.items() if many}
            for view, found in views.items()
        }
        for population, views in edition.numbers.items()
    }
    return json.dumps({"numbers": numbers, "few": sorted(edition.few)}).encode()


def read(content: bytes) -> tuple[Mapping[str, Numbers], frozenset[tuple[str, str]]]:
    """Read back what was counted, and which cells were about few children."""
    kept = json.loads(content)
    numbers = {
        population: {
            _parts(view, _DIMS): {_parts(leaf, _LEAF): many for leaf, many in found.items()}
            for view, found in views.items()
        }
        for population, views in kept["numbers"].items()
    }
    return numbers, frozenset((table, cell) for table, cell in kept["few"])


def _parts(text: str, sign: str) -> tuple[str, ...]:
    return tuple(text.split(sign)) if text else ()
