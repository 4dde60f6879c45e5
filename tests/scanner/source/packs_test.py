"""Packs read as families: what is left to git first, then that every object comes out as git has it."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.repository import Repository

from hushlint.git import Git
from hushlint.source import store
from hushlint.source.families import Families, find_apply
from hushlint.source.objects import Objects
from hushlint.source.packs import BLOB, Pack, Packs, opened

Create = Callable[..., Repository]

_LIMIT = 1 << 20
_FILES = 6


def _texts(seed: int, versions: int) -> Iterator[dict[str, str]]:
    """Files as they grow and change, version by version."""
    chance = random.Random(seed)
    files = {f"{number}.txt": [f"{number} begins"] for number in range(_FILES)}
    for version in range(versions):
        for lines in files.values():
            for _ in range(chance.randint(0, 4)):
                lines.insert(chance.randint(0, len(lines)), f"{chance.getrandbits(300):x}")
            if chance.random() < 0.3 and len(lines) > 3:
                del lines[chance.randint(0, len(lines) - 1)]
        yield {name: f"version {version}\n" + "\n".join(lines) for name, lines in files.items()}


def _history(repository: Repository, versions: int = 12) -> Repository:
    for files in _texts(7, versions):
        repository.commit(files, f"change\n\n{files['0.txt'][:40]}")
    repository.commit({"empty": "", "zeros": b"\0" * 5000, "once.bin": bytes(range(256)) * 30})
    repository.git("tag", "-a", "v1", "-m", "a tag")
    return repository


@pytest.fixture
def history(repository: Repository) -> Repository:
    """Versions of some files, and what else a pack may hold; not packed yet."""
    return _history(repository)


def _packs(repository: Repository) -> Packs:
    return opened(store.find(Git(os.fsencode(repository.top))))


def _read(pack: Pack, limit: int = _LIMIT) -> tuple[dict[str, bytes], set[str]]:
    """(content by id of what families give, ids left to git) of a pack."""
    apply = find_apply()
    assert apply is not None, "dulwich without its compiled part"
    families = Families(pack, limit, apply)
    found = {}
    for root, _ in pack.index():
        for version in families.versions(root):
            assert pack.id(version.place) not in found
            found[pack.id(version.place)] = version.data
            if version.base:
                for at, old, size in version.shared:
                    assert version.data[at : at + size] == version.base.data[old : old + size]
    return found, {pack.id(place) for place in families.left}


def _with_git(repository: Repository) -> dict[str, bytes]:
    """Every object but trees, by id."""
    listed = repository.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").splitlines()
    ids = [line.split()[0] for line in listed if not line.endswith("tree")]
    with Objects(Git(os.fsencode(repository.top))) as objects:
        return {id: data for id, data in objects.stream(ids) if isinstance(data, bytes)}


def _files(repository: Repository, end: str) -> list[Path]:
    return sorted((repository.top / ".git/objects/pack").glob(f"*{end}"))


def _change(file: Path, at: int, new: bytes) -> None:
    data = bytearray(file.read_bytes())
    data[at : at + len(new)] = new
    file.chmod(0o644)
    file.write_bytes(data)


# What is done to a packed repository so that its pack is not opened.
NOT_OPENED: dict[str, Callable[[Repository], object]] = {
    "nothing is packed": lambda it: shutil.rmtree(it.top / ".git/objects/pack"),
    "an index of version 1": lambda it: it.git("-c", "pack.indexVersion=1", "repack", "-q", "-a", "-d", "-f"),
    "no index": lambda it: [file.unlink() for file in _files(it, ".idx")],
    "no pack": lambda it: [file.unlink() for file in _files(it, ".pack")],
    "an empty index": lambda it: [(file.chmod(0o644), file.write_bytes(b"")) for file in _files(it, ".idx")],
    "a short index": lambda it: [os.truncate(file, 2000) for file in _files(it, ".idx")],
    "an index that counts wrongly": lambda it: _change(_files(it, ".idx")[0], 8 + 255 * 4, b"\0\0\0\1"),
    "an index that counts millions": lambda it: _change(_files(it, ".idx")[0], 8 + 255 * 4, b"\x7f\0\0\0"),
    "a pack of version 3": lambda it: _change(_files(it, ".pack")[0], 7, b"\3"),
    "a pack that counts otherwise": lambda it: _change(_files(it, ".pack")[0], 8, b"\0\0\0\1"),
}


@pytest.mark.parametrize("case", NOT_OPENED)
def test_what_is_not_opened(history: Repository, case: str) -> None:
    history.git("repack", "-q", "-a", "-d", "-f")
    assert len(_packs(history).listed) == 1
    NOT_OPENED[case](history)
    assert not _packs(history).listed


def test_differences_from_objects_by_id_are_left(history: Repository) -> None:
    history.git("-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f")
    (pack,) = _packs(history).listed
    found, left = _read(pack)
    expected = _with_git(history)
    assert 0 < len(found) < len(expected), "some are whole, and known, the others are in no family"
    assert all(expected[id] == data for id, data in found.items())
    assert not left


def test_large_ones_are_left_with_all_that_is_made_from_them(history: Repository) -> None:
    history.git("repack", "-q", "-a", "-d", "-f")
    (pack,) = _packs(history).listed
    found, left = _read(pack, 1500)
    expected = _with_git(history)
    assert all(len(data) <= 1500 and data == expected[id] for id, data in found.items())
    assert found.keys() | left == expected.keys()
    assert not found.keys() & left


def test_what_would_need_much_memory_is_left(history: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hushlint.source.families._MOST_HELD", 1000)
    history.git("repack", "-q", "-a", "-d", "-f")
    (pack,) = _packs(history).listed
    found, left = _read(pack)
    assert left
    assert found.keys() | left == _with_git(history).keys()


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_pack_gives_no_other_content(history: Repository, seed: int) -> None:
    history.git("repack", "-q", "-a", "-d", "-f")
    expected = _with_git(history)
    (file,) = _files(history, ".pack")
    whole = file.read_bytes()
    chance = random.Random(seed)
    for _ in range(40):
        at = chance.randint(12, len(whole) - 25)
        _change(file, 0, whole)
        _change(file, at, bytes([chance.randint(0, 255)]))
        (pack,) = _packs(history).listed
        try:
            found, _ = _read(pack)
        except ValueError:
            continue
        wrong = {id for id, data in found.items() if expected.get(id) != data and id in expected}
        # The one object whose head was hit may have become another, as it does for git; its bytes are whole.
        assert len(wrong) <= 1 or all(len(found[id]) for id in wrong)


REPACKED = {
    "as git does": ("-a", "-d", "-f"),
    "long chains": ("-a", "-d", "-f", "--depth=200", "--window=50"),
    "no differences": ("-a", "-d", "-f", "--depth=0"),
    "the new ones alone": (),
}


@pytest.mark.parametrize("options", REPACKED.values(), ids=REPACKED)
def test_every_object_comes_out_as_git_has_it(history: Repository, options: tuple[str, ...]) -> None:
    history.git("repack", "-q", *options)
    (pack,) = _packs(history).listed
    found, left = _read(pack)
    assert found == _with_git(history)
    assert not left
    assert pack.many(BLOB) == sum(1 for id in found if history.git("cat-file", "-t", id) == "blob")


def test_long_ids(create: Create) -> None:
    repository = _history(create("long", "--object-format=sha256"), 10)
    repository.git("repack", "-q", "-a", "-d", "-f")
    (pack,) = _packs(repository).listed
    assert _read(pack)[0] == _with_git(repository)
    assert len(pack.id(0)) == 64


def test_whether_packs_hold_everything(history: Repository) -> None:
    history.git("repack", "-q", "-a", "-d", "-f")
    history.git("prune-packed")
    assert _packs(history).whole
    history.commit({"loose.txt": "one more"})
    assert not _packs(history).whole
    history.git("repack", "-q", "-d")
    packs = _packs(history)
    assert (len(packs.listed), packs.whole) == (2, True)
    (history.top / ".git/objects/info/alternates").write_text("/elsewhere\n")
    assert not _packs(history).whole


def test_a_sample_names_objects_that_are_there(history: Repository) -> None:
    history.git("repack", "-q", "-a", "-d", "-f")
    (pack,) = _packs(history).listed
    listed = {line.split()[0] for line in history.git("cat-file", "--batch-all-objects", "--batch-check").splitlines()}
    assert set(pack.sample(10_000)) == listed
    assert 10 <= len(set(pack.sample(10)) & listed) <= 20
