"""The cache of results: it never harms a run, whatever lies there and whoever writes beside us."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from hushlint.cache import blobs
from hushlint.cache.blobs import Blobs
from hushlint.cache.location import count

_IDS = [f"{number:040x}" for number in range(3000)]
_NOTHING: tuple[dict[str, int], dict[str, str]] = ({}, {})


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A cache folder that is not there yet."""
    return str(tmp_path / "cache")


def test_unknown(place: str) -> None:
    with Blobs(place, b"key") as cache:
        assert cache.known(_IDS) == _NOTHING
        assert cache.known([]) == _NOTHING


def test_without_a_folder() -> None:
    with Blobs("", b"key") as cache:
        cache.keep([(_IDS[0], 1, "")])
        assert cache.known(_IDS) == _NOTHING


def test_kept(place: str) -> None:
    with Blobs(place, b"key") as cache:
        cache.keep((id, 7, "") for id in _IDS[1:])
        cache.keep([(_IDS[0], 9, "[1]")])
    with Blobs(place, b"key") as cache:
        found = cache.known([*_IDS, "f" * 40])
    assert found == ({_IDS[0]: 9, **dict.fromkeys(_IDS[1:], 7)}, {_IDS[0]: "[1]"})


def test_another_plan_knows_nothing(place: str) -> None:
    with Blobs(place, b"key") as cache:
        cache.keep([(_IDS[0], 1, "")])
    with Blobs(place, b"another") as cache:
        assert cache.known(_IDS) == _NOTHING


def test_origins(place: str) -> None:
    none = (frozenset(), frozenset())
    with Blobs(place, b"key") as cache:
        assert cache.origins(_IDS[:2]) == none
        cache.keep_origins(_IDS[:2], _IDS[5:9], [])
        assert cache.origins(_IDS[:2]) == (frozenset(_IDS[5:9]), frozenset())
        cache.keep_origins(_IDS[:2], _IDS[5:], _IDS[7:9])
        cache.keep_origins(_IDS[:1], _IDS[5:6], _IDS[5:6])
    with Blobs(place, b"another, as this depends on no rule") as cache:
        assert cache.origins(reversed(_IDS[:2])) == (frozenset(_IDS[5:]), frozenset(_IDS[7:9]))
        assert cache.origins(_IDS[1:2]) == none
    with Blobs("", b"key") as cache:
        cache.keep_origins(_IDS[:2], _IDS[5:], _IDS[7:9])
        assert cache.origins(_IDS[:2]) == none


def _file(place: str) -> Path:
    return Path(place, "blobs", "blobs.sqlite")


def test_private(place: str) -> None:
    with Blobs(place, b"key") as cache:
        cache.keep([(_IDS[0], 1, "")])
        modes = {file.name: file.stat().st_mode & 0o777 for file in _file(place).parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert _file(place).parent.stat().st_mode & 0o777 == 0o700


RUBBISH = {
    "empty": b"",
    "text": b"what is this\n" * 1000,
    "a cut header": b"SQLite format 3\0",
    "zeros": bytes(8192),
}


@pytest.mark.parametrize("content", RUBBISH.values(), ids=RUBBISH.keys())
def test_a_damaged_file_is_made_anew(place: str, content: bytes) -> None:
    with Blobs(place, b"key") as cache:
        cache.keep([(_IDS[0], 1, "")])
    _file(place).write_bytes(content)
    for _ in range(2):
        with Blobs(place, b"key") as cache:
            cache.keep([(_IDS[1], 1, "")])
    with Blobs(place, b"key") as cache:
        assert cache.known(_IDS[:2]) == ({_IDS[1]: 1}, {})


def test_pages_that_are_damaged(place: str) -> None:
    with Blobs(place, b"key") as cache:
        cache.keep((id, 1, "") for id in _IDS)
    data = bytearray(_file(place).read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    _file(place).write_bytes(data)
    with Blobs(place, b"key") as cache:
        cache.known(_IDS)
        cache.keep((id, 1, "") for id in _IDS)


def test_a_folder_that_others_may_write(place: str) -> None:
    Path(place).mkdir(mode=0o755)
    with Blobs(place, b"key") as cache:
        cache.keep([(_IDS[0], 1, "")])
    assert not _file(place).exists()


def test_a_link_is_not_followed(place: str, tmp_path: Path) -> None:
    Path(place, "blobs").mkdir(mode=0o700, parents=True)
    Path(place).chmod(0o700)
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    _file(place).symlink_to(target)
    with Blobs(place, b"key") as cache:
        cache.keep([(_IDS[0], 1, "")])
    assert target.read_bytes() == b"mine"


def test_its_size_is_bounded(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Blobs(place, b"old") as cache:
        cache.keep((id, 1, "x" * 100) for id in _IDS)
    with Blobs(place, b"key") as cache:
        cache.keep((id, 1, "") for id in _IDS)
    monkeypatch.setattr(blobs, "LARGEST", 200_000)
    with Blobs(place, b"key") as cache:
        assert len(cache.known(_IDS)[0]) == len(_IDS), "another plan's rows went first"
    monkeypatch.setattr(blobs, "LARGEST", 1000)
    with Blobs(place, b"key") as cache:
        assert cache.known(_IDS) == _NOTHING
    assert _file(place).stat().st_size < 50_000


def _write(place: str, seed: int) -> None:
    for part in range(10):
        with Blobs(place, b"key") as cache:
            cache.keep((f"{seed:08x}{part:08x}{number:024x}", 1, "") for number in range(500))


def test_many_at_once(place: str) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(place, seed)) for seed in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert count(place)[0] == 3 * 10 * 500


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_writer_that_is_killed(place: str) -> None:
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        writer = context.Process(target=_write, args=(place, 1))
        writer.start()
        time.sleep(0.4)
        writer.kill()
        writer.join()
        with Blobs(place, b"key") as cache:
            cache.keep([(_IDS[0], 1, "")])
        with Blobs(place, b"key") as cache:
            assert cache.known(_IDS[:1]) == ({_IDS[0]: 1}, {})
