"""The council’s folder: what is no recording is left out, and what changes is noticed."""

import os

import pytest

from portal.voices import clips as clips_module
from portal.voices.clips import LOOKED_AGAIN, Clips
from portal.voices.sentences import name_of
from portal.voices.sounds import LARGEST
from tests.voices import ENGLISH, quiet, record

NAME = name_of("Yes", ENGLISH)
SOUNDS = {
    ".mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00\x00\x00",
    ".m4a": b"\x00\x00\x00\x20ftypM4A ",
    ".ogg": b"OggS\x00\x02\x00\x00\x00\x00\x00\x00",
    ".wav": quiet(),
}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "voices" / ENGLISH
    place.mkdir(parents=True)
    return place


def shelf(folder):
    return Clips(folder.parent).shelf(ENGLISH)


@pytest.mark.parametrize("ending", SOUNDS)
def test_each_kind_of_sound_is_found_by_its_first_bytes(folder, ending):
    (folder / f"{NAME}{ending}").write_bytes(SOUNDS[ending])

    assert shelf(folder).clips[NAME].path.suffix == ending


def test_an_mp3_without_a_label_is_a_sound_too(folder):
    (folder / f"{NAME}.mp3").write_bytes(b"\xff\xfb\x90\x64" + bytes(20))

    assert NAME in shelf(folder).clips


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (f"{NAME}.mp3", b"<script>alert(1)</script>"),
        (f"{NAME}.mp3", SOUNDS[".ogg"]),
        (f"{NAME}.html", SOUNDS[".mp3"]),
        (f"{NAME}.wav", b"RIFF\x00\x00\x00\x00AVI LIST"),
        (f"{NAME}.mp3", b""),
        ("yes.mp3", SOUNDS[".mp3"]),
        (f"{NAME.upper()}X.mp3", SOUNDS[".mp3"]),
        (f"{NAME}.wav", quiet() + bytes(LARGEST)),
    ],
)
def test_what_is_no_recording_is_never_offered(folder, name, content):
    (folder / name).write_bytes(content)

    found = shelf(folder)

    assert found.clips == {}
    assert found.unsound == (name,)


def test_a_link_to_somewhere_else_is_never_offered(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere.wav"
    elsewhere.write_bytes(quiet())
    (folder / f"{NAME}.wav").symlink_to(elsewhere)

    assert shelf(folder).unsound == (f"{NAME}.wav",)


def test_a_folder_within_is_no_recording(folder):
    (folder / f"{NAME}.wav").mkdir()

    assert shelf(folder).clips == {}


@pytest.mark.parametrize("language", ["../keys", "..", "", "en-GB/..", "xx", "en_GB"])
def test_no_language_leads_out_of_the_folder(folder, language):
    assert Clips(folder.parent).shelf(language).clips == {}


def test_no_folder_is_no_recording(tmp_path):
    assert Clips(tmp_path / "voices").shelf(ENGLISH).clips == {}


def test_a_recording_that_is_added_is_found_without_a_restart(folder):
    known = Clips(folder.parent)
    assert known.shelf(ENGLISH).clips == {}

    record(folder.parents[1], "Yes")
    os.utime(folder, ns=(1, 1))

    assert NAME in known.shelf(ENGLISH).clips


def test_a_page_knows_of_an_added_recording_a_second_later(folder):
    moments = iter([0.0, LOOKED_AGAIN / 2, LOOKED_AGAIN])
    known = Clips(folder.parent, clock=lambda: next(moments))
    assert known.lately(ENGLISH).clips == {}

    record(folder.parents[1], "Yes")
    os.utime(folder, ns=(1, 1))

    assert known.lately(ENGLISH).clips == {}
    assert NAME in known.lately(ENGLISH).clips


def test_a_folder_is_looked_through_once_and_not_at_every_page(folder, monkeypatch):
    record(folder.parents[1], "Yes", "No")
    looked = []
    monkeypatch.setattr(clips_module, "_look_through", lambda *at: looked.append(at))
    known = Clips(folder.parent)
    known.shelf(ENGLISH)
    looked.clear()
    monkeypatch.undo()
    known = Clips(folder.parent)
    monkeypatch.setattr(clips_module, "_look_through", lambda *at: looked.append(at))

    for _ in range(3):
        assert known.shelf(ENGLISH).clips

    assert looked == []


def test_a_recording_made_anew_in_place_has_another_address(folder):
    (path,) = record(folder.parents[1], "Yes")
    known = Clips(folder.parent)
    before = known.find(ENGLISH, NAME).print_
    path.write_bytes(quiet(1))

    gone, found = known.find(ENGLISH, NAME), known.find(ENGLISH, NAME)

    assert gone is None
    assert found.print_ != before


def test_a_recording_that_was_taken_away_is_not_found(folder):
    (path,) = record(folder.parents[1], "Yes")
    known = Clips(folder.parent)
    path.unlink()

    assert known.find(ENGLISH, NAME) is None
