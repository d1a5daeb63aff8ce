"""A recording is known by how it begins, and only sound is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from feedback.creations import Making
from feedback.errors import VoiceUnsound
from feedback.voice import MOST_BYTES, read_voice
from tests.made import WEBM, png


def box(kind: bytes, *inner: bytes) -> bytes:
    content = b"".join(inner)
    return (len(content) + 8).to_bytes(4) + kind + content


PLACE = b"+51.5007-000.1246/"
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


def test_where_a_phone_recorded_is_gone_and_the_sound_stays_where_it_was():
    head, sound = box(b"ftyp", b"M4A \0\0\0\0"), box(b"mdat", b"sound " * 9)
    told = box(b"udta", box(b"\xa9xyz", PLACE))
    track = box(b"trak", box(b"tkhd", b"\0" * 20), box(b"mdia", box(b"meta", PLACE)), told)
    long = (1).to_bytes(4) + b"uuid" + (16 + len(PLACE)).to_bytes(8) + PLACE
    last = (0).to_bytes(4) + b"meta" + PLACE
    noted = head + box(b"moov", track, told) + long + sound + last

    kept = read_voice(noted).content

    assert PLACE in noted
    assert PLACE not in kept
    assert len(kept) == len(noted)
    assert kept.index(sound) == noted.index(sound)
    assert read_voice(kept).content == kept


@given(some.binary(max_size=120))
def test_whatever_follows_the_head_of_a_recording_it_is_taken_or_refused(rest):
    try:
        voice = read_voice(MP4[:24] + rest)
    except VoiceUnsound:
        return
    assert len(voice.content) == 24 + len(rest)
