"""The look at the disk for env files."""

import os
from pathlib import Path

import pytest

from hushlint.source.folders import env_files


def is_env(name: bytes) -> bool:
    return name.startswith(b".env")


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A folder with env files in odd places."""
    for path in (".env", "a/.env.local", "a/b/.env", "a/env.py", "c/.enx"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("A=1\n")
    (tmp_path / "d/.env").mkdir(parents=True)
    (tmp_path / "e").mkdir()
    (tmp_path / "e/.env").symlink_to("../.env")
    (tmp_path / "e/.env.broken").symlink_to("nowhere")
    os.mkfifo(tmp_path / "e/.env.pipe")
    return tmp_path


# Folders asked, paths found.
CASES = {
    "none asked": ([], []),
    "no such folder": ([b"x"], []),
    "a file is no folder": ([b".env"], []),
    "no env file": ([b"c"], []),
    "a folder of that name": ([b"d"], []),
    "the top": ([b""], [b".env"]),
    "one below, not deeper": ([b"a"], [b"a/.env.local"]),
    "a link to one": ([b"e"], [b"e/.env"]),
    "all in order": ([b"e", b"a/b", b"a", b""], [b".env", b"a/.env.local", b"a/b/.env", b"e/.env"]),
}


@pytest.mark.parametrize(("folders", "paths"), CASES.values(), ids=CASES.keys())
def test_found(top: Path, folders: list[bytes], paths: list[bytes]) -> None:
    assert [item.path for item in env_files(os.fsencode(top), folders, is_env)] == paths


def test_size_and_time(top: Path) -> None:
    os.utime(top / ".env", ns=(5, 7))
    (item,) = env_files(os.fsencode(top), [b""], is_env)
    assert (item.path, item.size, item.mtime_ns) == (b".env", 4, 7)
