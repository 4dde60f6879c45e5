"""Plan files: only what was stored under the very same key comes back, and nothing that was damaged."""

import os
from pathlib import Path

import pytest

from hushlint.cache import plans, policy

KEY = b"hushlint=1\nrules=a 1 2\nconfig=\xff\0"
BODY = b"\x00\x01 a database\n" * 50


@pytest.fixture
def cache(tmp_path: Path) -> str:
    """A folder with one stored file."""
    place = str(tmp_path / "cache")
    assert plans.store(place, plans.TABLE, KEY, BODY)
    return place


def only_file(cache: str) -> Path:
    (name,) = os.listdir(cache)
    return Path(cache, name)


OTHER_KEYS = {
    "empty": b"",
    "shorter": KEY[:-1],
    "longer": KEY + b"x",
    "another version": KEY.replace(b"=1", b"=2"),
    "with the body's start": KEY + BODY[:3],
}


@pytest.mark.parametrize("key", OTHER_KEYS.values(), ids=OTHER_KEYS.keys())
def test_another_key_finds_nothing(cache: str, key: bytes) -> None:
    assert plans.load(cache, plans.TABLE, key) is None


@pytest.mark.parametrize("key", OTHER_KEYS.values(), ids=OTHER_KEYS.keys())
def test_another_key_under_the_same_file_name_finds_nothing(cache: str, key: bytes) -> None:
    """File names are checksums, which can be made to collide: the whole key is compared."""
    only_file(cache).rename(Path(cache, plans._name(key, plans.TABLE)))
    assert plans.load(cache, plans.TABLE, key) is None


def test_another_kind_finds_nothing(cache: str) -> None:
    assert plans.load(cache, plans.SETTINGS, KEY) is None


DAMAGE = {
    "empty": lambda data: b"",
    "garbage": lambda data: b"\xff" * 500,
    "cut by one": lambda data: data[:-1],
    "cut in half": lambda data: data[: len(data) // 2],
    "cut to its head": lambda data: data.partition(b"\n")[0],
    "one more byte": lambda data: data + b"x",
    "a bit of the body": lambda data: data[:-5] + bytes((data[-5] ^ 1,)) + data[-4:],
    "a bit of the key": lambda data: data.replace(b"rules", b"rulez"),
    "another format": lambda data: data.replace(b"hushlint-plan-2", b"hushlint-plan-0"),
    "only newlines": lambda data: b"\n\n\n",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_finds_nothing(cache: str, damage: object) -> None:
    file = only_file(cache)
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert plans.load(cache, plans.TABLE, KEY) is None


def test_every_single_bit_counts(cache: str) -> None:
    file = only_file(cache)
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes((whole[place] ^ 4,)) + whole[place + 1 :])
        assert plans.load(cache, plans.TABLE, KEY) is None, place


def test_what_was_stored_comes_back(cache: str) -> None:
    assert plans.load(cache, plans.TABLE, KEY) == BODY
    assert plans.store(cache, plans.TABLE, KEY, b"")
    assert plans.load(cache, plans.TABLE, KEY) == b""


def test_a_database_comes_back_under_its_key_alone(cache: str) -> None:
    assert plans.store(cache, plans.DATABASE, KEY, BODY)
    assert plans.load(cache, plans.DATABASE, KEY) == BODY
    for key in OTHER_KEYS.values():
        assert plans.load(cache, plans.DATABASE, key) is None
        Path(cache, plans._name(KEY, plans.DATABASE)).rename(Path(cache, plans._name(key, plans.DATABASE)))
        assert plans.load(cache, plans.DATABASE, key) is None
        Path(cache, plans._name(key, plans.DATABASE)).rename(Path(cache, plans._name(KEY, plans.DATABASE)))


def test_every_bit_before_a_database_counts(cache: str) -> None:
    """Of the database itself the engine knows: see its own test."""
    assert plans.store(cache, plans.DATABASE, KEY, BODY)
    file = Path(cache, plans._name(KEY, plans.DATABASE))
    whole = file.read_bytes()
    for place in range(len(whole) - len(BODY)):
        file.write_bytes(whole[:place] + bytes((whole[place] ^ 4,)) + whole[place + 1 :])
        assert plans.load(cache, plans.DATABASE, KEY) is None, place


def test_no_folder_is_no_cache() -> None:
    assert plans.store("", plans.TABLE, KEY, BODY) is False
    assert plans.load("", plans.TABLE, KEY) is None


def test_a_folder_that_became_public_is_not_read(cache: str) -> None:
    os.chmod(cache, 0o755)
    assert plans.load(cache, plans.TABLE, KEY) is None
    assert plans.store(cache, plans.TABLE, KEY, BODY) is False


def test_policy_remembers_one_state_of_a_place(tmp_path: Path) -> None:
    place = str(tmp_path / "cache")
    assert not policy.silent(place, b"/repo", b"state 1")
    policy.remember(place, b"/repo", b"state 1")
    assert policy.silent(place, b"/repo", b"state 1")
    assert not policy.silent(place, b"/repo", b"state 2")
    assert not policy.silent(place, b"/other", b"state 1")
    policy.remember(place, b"/repo", b"state 2")
    assert not policy.silent(place, b"/repo", b"state 1")
    assert policy.silent(place, b"/repo", b"state 2")


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_policy_file_is_not_silent(tmp_path: Path, damage: object) -> None:
    place = str(tmp_path / "cache")
    policy.remember(place, b"/repo", b"rules state")
    file = only_file(place)
    old = file.read_bytes()
    file.write_bytes(damage(old))  # type: ignore[operator]
    assert policy.silent(place, b"/repo", b"rules state") is (file.read_bytes() == old)


def test_policy_without_a_folder(tmp_path: Path) -> None:
    policy.remember("", b"/repo", b"state")
    assert not policy.silent("", b"/repo", b"state")
    assert not policy.silent(str(tmp_path / "none"), b"/repo", b"")
