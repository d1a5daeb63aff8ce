"""A recording is known by how it begins, and only sound is kept."""

import pytest

from feedback.creations import Making
from feedback.errors import VoiceUnsound
from feedback.voice import MOST_BYTES, read_voice
from tests.made import WEBM, png

MP4 = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00mp42isom" + b"sound" * 20


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (WEBM, "audio/webm"),
        (MP4, "audio/mp4"),
        (MP4.replace(b"M4A ", b"isom"), "audio/mp4"),
        (MP4.replace(b"M4A ", b"3gp4"), "audio/mp4"),
        (b"OggS\x00\x02" + b"OpusHead" * 9, "audio/ogg"),
    ],
)
def test_a_recording_is_what_its_first_bytes_say(content, media):
    voice = read_voice(content, seconds=12)

    assert (voice.making, voice.content, voice.media) == (Making.VOICE, content, media)
    assert voice.seconds == 12


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"\x1a\x45\xdf\xa3 matroska",
        b"\x00\x00\x00\x18ftypheic",
        b"\x00\x00\x00\x14ftypqt  ",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"%PDF-1.7",
        png(),
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(content):
    with pytest.raises(VoiceUnsound, match="not a recording"):
        read_voice(content)


@pytest.mark.parametrize(
    "content",
    [
        WEBM + b"\x86\x85V_VP8",
        MP4 + b"hdlr\x00\x00\x00\x00\x00\x00\x00\x00vide",
        b"OggS" + b"\x00" * 24 + b"\x80theora",
    ],
)
def test_a_film_is_refused(content):
    with pytest.raises(VoiceUnsound, match="film"):
        read_voice(content)


def test_a_recording_may_be_so_long_and_no_longer():
    assert read_voice(WEBM.ljust(MOST_BYTES))

    with pytest.raises(VoiceUnsound, match="longer"):
        read_voice(WEBM.ljust(MOST_BYTES + 1))


@pytest.mark.parametrize("seconds", [-1, 0, 121, 10**9])
def test_a_length_nobody_can_have_recorded_is_not_believed(seconds):
    assert read_voice(WEBM, seconds=seconds).seconds == 0
