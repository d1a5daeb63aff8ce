"""A letter’s key is made again from its words, with effort, two at a time on a machine."""

from threading import Event, Lock, Thread

from feedback.letters.secret import Secret
from feedback.services import letter_keys
from feedback.services.letter_keys import derive, salt_of_nobody
from feedback.store.models import Cost

SALT = bytes(16)
PEPPER = bytes(range(32))


def made(tmp_path, bits=5, salt=SALT, *, pepper=PEPPER, cost=Cost.CHEAP):
    return derive(Secret(bits), salt, pepper=pepper, cost=cost, locks=tmp_path).raw


def test_the_same_words_make_the_same_key_and_any_other_thing_another(tmp_path):
    key = made(tmp_path)

    assert made(tmp_path) == key
    others = [
        made(tmp_path, 6),
        made(tmp_path, salt=b"1" * 16),
        made(tmp_path, pepper=bytes(32)),
        made(tmp_path, cost=Cost.FULL),
    ]
    assert len({key, *others}) == 5


def test_a_real_letter_costs_19_mib_and_two_passes(tmp_path, monkeypatch):
    asked = {}
    monkeypatch.setattr(
        letter_keys, "hash_secret_raw", lambda *_, **named: asked.update(named) or bytes(32)
    )

    made(tmp_path, cost=Cost.FULL)

    assert asked["memory_cost"] == 19 * 1024
    assert (asked["time_cost"], asked["parallelism"]) == (2, 1)
    assert asked["type"] is letter_keys.Type.ID


def test_never_more_than_two_are_at_it_at_once_and_nobody_is_turned_away(tmp_path, monkeypatch):
    inside, most, lock, go = set(), [], Lock(), Event()

    def slow(*_given, **_named):
        with lock:
            inside.add(len(most))
            most.append(len(inside))
        go.wait(0.05)
        with lock:
            inside.pop()
        return bytes(32)

    monkeypatch.setattr(letter_keys, "hash_secret_raw", slow)
    at_once = [Thread(target=made, args=(tmp_path,)) for _ in range(6)]
    for thread in at_once:
        thread.start()
    for thread in at_once:
        thread.join()

    assert len(most) == 6
    assert max(most) <= 2


def test_the_salt_of_nobody_is_steady_and_tells_nothing_without_the_pepper():
    assert salt_of_nobody("123456", pepper=PEPPER) == salt_of_nobody("123456", pepper=PEPPER)
    assert salt_of_nobody("123456", pepper=PEPPER) != salt_of_nobody("123456", pepper=bytes(32))
    assert len(salt_of_nobody("123456", pepper=PEPPER)) == letter_keys.SALT_BYTES
