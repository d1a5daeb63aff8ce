"""A council’s folder of recordings, filled in a moment with a little quiet for each sentence."""

import io
import wave
from pathlib import Path

from portal.voices.sentences import name_of

ENGLISH = "en-GB"
RATE = 8_000


def quiet(seconds: float = 0.3) -> bytes:
    """A sound that every browser plays and nobody hears."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(b"\x80" * int(RATE * seconds))
    return file.getvalue()


def record(instance: Path, *sentences: str, language: str = ENGLISH) -> list[Path]:
    """Record these sentences into the folder of an installation."""
    folder = instance / "voices" / language
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name_of(sentence, language)}.wav" for sentence in sentences]
    for path in paths:
        path.write_bytes(quiet())
    return paths
