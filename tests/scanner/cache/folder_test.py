"""The cache folder: where it is, when it is trusted, and that files are whole or not there."""

import os
import sys
from pathlib import Path

import pytest

from hushlint.cache import folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners are POSIX")
ROOT = os.geteuid() == 0 if sys.platform != "win32" else False

# Environment: the folder, empty for none.
PLACES = {
    "nothing known": ({}, ""),
    "an empty home": ({"HOME": ""}, ""),
    "a relative home": ({"HOME": "home"}, ""),
    "a relative XDG folder": ({"XDG_CACHE_HOME": "cache"}, ""),
    "home": ({"HOME": "/h"}, "/h/.cache/hushlint"),
    "XDG before home": ({"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/hushlint"),
    "a relative XDG folder is not meant": ({"HOME": "/h", "XDG_CACHE_HOME": "x"}, "/h/.cache/hushlint"),
    "ours before all": ({"HOME": "/h", "XDG_CACHE_HOME": "/x", "HUSHLINT_CACHE_DIR": "/o"}, "/o"),
}


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has another folder")
@pytest.mark.parametrize(("environ", "place"), PLACES.values(), ids=PLACES.keys())
def test_place(environ: dict[str, str], place: str) -> None:
    assert folder.locate(environ) == place


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A trusted folder."""
    place = tmp_path / "cache"
    assert folder.prepare(str(place))
    return place


def _link(place: Path) -> None:
    place.rename(place.with_name("real"))
    place.symlink_to(place.with_name("real"))


def _file(place: Path) -> None:
    place.rmdir()
    place.write_text("a file")


def _gone(place: Path) -> None:
    place.rmdir()


# What was done to the folder before it is looked at.
DISTRUSTED = {
    "0755": lambda place: place.chmod(0o755),
    "0777": lambda place: place.chmod(0o777),
    "0710": lambda place: place.chmod(0o710),
    "0701": lambda place: place.chmod(0o701),
    "a link": _link,
    "a file": _file,
    "gone": _gone,
    "another owner": lambda place: os.chown(place, 12345, 12345),
}


@pytest.mark.parametrize("name", DISTRUSTED)
def test_a_folder_that_others_could_write_is_not_trusted(cache: Path, name: str) -> None:
    if name == "another owner" and not ROOT:
        pytest.skip("only root can give a folder away")
    DISTRUSTED[name](cache)
    assert not folder.trusted(str(cache))
    assert folder.prepare(str(cache)) is (name == "gone")


@pytest.mark.parametrize("path", ["", "\0", "/dev/null/cache", "/proc/hushlint/cache"])
def test_a_folder_that_cannot_be_made(path: str) -> None:
    assert folder.prepare(path) is False
    assert folder.read(path, "a") == b""


def test_a_new_folder_is_private_whatever_the_mask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        place = tmp_path / "deep" / "cache"
        assert folder.prepare(str(place))
        assert folder.write(str(place), "a", b"x")
    finally:
        os.umask(old)
    assert place.stat().st_mode & 0o777 == 0o700
    assert (place / "a").stat().st_mode & 0o777 == 0o600


def test_write_and_read(cache: Path) -> None:
    assert folder.write(str(cache), "a", b"one")
    assert folder.write(str(cache), "a", b"two")
    assert folder.read(str(cache), "a") == b"two"
    assert os.listdir(cache) == ["a"]


def test_a_planted_link_is_not_read_and_not_written_through(cache: Path) -> None:
    other = cache.with_name("precious")
    other.write_bytes(b"precious")
    (cache / "a").symlink_to(other)
    assert folder.read(str(cache), "a") == b""
    assert folder.write(str(cache), "a", b"ours")
    assert other.read_bytes() == b"precious"
    assert not (cache / "a").is_symlink()
    assert folder.read(str(cache), "a") == b"ours"


def test_a_folder_in_a_file_s_place(cache: Path) -> None:
    (cache / "a" / "b").mkdir(parents=True)
    assert folder.read(str(cache), "a") == b""
    assert folder.write(str(cache), "a", b"x") is False
    assert os.listdir(cache) == ["a"], "the temporary file was removed"


def test_a_pipe_in_a_file_s_place_does_not_hang(cache: Path) -> None:
    os.mkfifo(cache / "a")
    pid = os.fork()
    if pid == 0:
        import signal

        signal.alarm(5)
        os._exit(0 if folder.read(str(cache), "a") == b"" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


@pytest.mark.skipif(not ROOT, reason="only root can give a file away")
def test_somebody_else_s_file_is_not_read(cache: Path) -> None:
    assert folder.write(str(cache), "a", b"x")
    os.chown(cache / "a", 12345, 12345)
    assert folder.read(str(cache), "a") == b""


def test_the_oldest_go(cache: Path) -> None:
    for number in range(60):
        folder.write(str(cache), f"{number:02}", b"x")
        os.utime(cache / f"{number:02}", ns=(number, number))
    folder.prune(str(cache))
    assert sorted(os.listdir(cache)) == [f"{number:02}" for number in range(12, 60)]


def test_a_full_folder_of_few_stays(cache: Path) -> None:
    folder.write(str(cache), "a", b"x")
    folder.prune(str(cache))
    folder.prune(str(cache / "nothing"))
    assert os.listdir(cache) == ["a"]
