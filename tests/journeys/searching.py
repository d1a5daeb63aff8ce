"""Looking for a child’s words wherever they must not be, in every guise bytes can take."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

_LONG = re.compile(r"\w{7,}")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of these texts long enough to be nobody else’s."""
    return frozenset(word for text in texts for word in _LONG.findall(text))


def found_in(words: Iterable[str], places: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Name each word that is found, and the place: plain, escaped, encoded or in hexadecimal."""
    spelled = {word: _spellings(word) for word in words}
    encoded = {word: _encodings(word) for word in words}
    found = []
    for place, data in places.items():
        small = data.lower()
        found += [(word, place) for word, forms in spelled.items() if _holds(small, forms)]
        found += [(word, place) for word, forms in encoded.items() if _holds(data, forms)]
    return found


def files_under(*folders: Path) -> dict[str, bytes]:
    """Read every file of these folders, whole."""
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _holds(data: bytes, forms: Iterable[bytes]) -> bool:
    return any(form in data for form in forms)


def _spellings(word: str) -> list[bytes]:
    plain = [word.encode(kind) for kind in ("utf-8", "utf-16-le", "utf-16-be")]
    escaped = [quote(word).encode(), json.dumps(word)[1:-1].encode(), word.encode().hex().encode()]
    return [form.lower() for form in (*plain, *escaped)]


def _encodings(word: str) -> list[bytes]:
    """Encode a word in base 64 as it looks inside a longer text, at each place to begin."""
    raw = word.encode()
    whole = (b64encode(bytes(before) + raw) for before in range(3))
    return [
        text[-(-before * 8 // 6) : (before + len(raw)) * 8 // 6]
        for before, text in enumerate(whole)
    ]
