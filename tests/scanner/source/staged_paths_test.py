"""Paths that programs trip over: each is found under its own name, and never means another."""

import os
import sys

import pytest
from support.examples import github_token
from support.repository import Repository

LINE = f"one\nkey {github_token()}\n"

PATHS = [
    "with space",
    " leading and trailing ",
    "new\nline",
    "carriage\rreturn",
    "tab\there",
    'double"quote',
    "single'quote",
    "back\\slash",
    "-dash",
    "--help",
    "--format",
    "--",
    ":(glob)**",
    ":(exclude)README",
    ":!README",
    ":/README",
    "*",
    "?",
    "[a-z]",
    "{a,b}",
    "~",
    "$HOME",
    "`touch canary`",
    "a:b:1",
    "HEAD",
    "main..other",
    "héllo/wörld",
    "漢字",
    "\u202egnp.exe",
    "\x1b[31mred",
    "deep/" * 30 + "file",
    "x" * 255,
    ".hidden",
    ".github/workflows/ci.yml",
    "#comment",
    "%s%n",
    "\udcff\udcfe",  # bytes ff fe
    "latin-\udce9",
]


def _possible(repository: Repository, path: str) -> None:
    """Skip where the file system cannot hold the name."""
    try:
        repository.write(path, LINE)
    except OSError as error:
        pytest.skip(f"this file system refuses the name: {error}")


@pytest.mark.parametrize("path", PATHS, ids=ascii)
def test_a_new_file(repository: Repository, path: str) -> None:
    _possible(repository, path)
    repository.add(path)
    assert repository.found() == [(path, 2)]


@pytest.mark.parametrize("path", PATHS, ids=ascii)
def test_only_what_was_added_to_an_old_file(repository: Repository, path: str) -> None:
    _possible(repository, path)
    repository.add(path)
    repository.commit({"other": "1\n"})
    repository.stage({path: f"key {github_token(2)}\n" + LINE + "and more\n"})
    assert repository.found() == [(path, 1)]


@pytest.mark.parametrize("path", PATHS, ids=ascii)
def test_a_rename_to_it(repository: Repository, path: str) -> None:
    body = "".join(f"line {number}\n" for number in range(20))
    repository.commit({"some/old": body + LINE})
    _possible(repository, path)
    repository.git("rm", "-q", "some/old")
    repository.stage({path: "another line\n" + body + LINE})
    assert repository.found() == []


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("-")], ids=ascii)
def test_a_name_that_is_given_means_itself_alone(repository: Repository, path: str) -> None:
    _possible(repository, path)
    repository.add(path)
    repository.stage({"zz": LINE, "b": LINE})
    done = repository.hook(path)
    assert done.exit == 1
    assert "zz" not in done.text
    repository.stage({path: "clean\n"})
    assert repository.hook(path).exit == 0


@pytest.mark.parametrize("path", [path for path in PATHS if not path.isprintable()], ids=ascii)
def test_no_control_character_reaches_the_terminal(repository: Repository, path: str) -> None:
    _possible(repository, path)
    repository.add(path)
    text = repository.hook("-v").text
    assert not [character for character in text if character != "\n" and not character.isprintable()]


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system of macOS refuses bytes that are not UTF-8")
def test_two_paths_that_differ_in_bad_bytes_only(repository: Repository) -> None:
    secret, clean = os.fsdecode(b"a\xff"), os.fsdecode(b"a\xfe")
    repository.stage({secret: LINE})
    repository.stage({clean: "clean\n"})
    assert repository.found() == [(secret, 2)]


def test_a_token_in_a_path_is_masked(repository: Repository) -> None:
    token = github_token(7)
    repository.stage({f"keys/{token}.txt": f"key {token}\n"})
    done = repository.hook("-v")
    assert done.exit == 1
    assert token not in done.text
    assert token not in repository.hook("--format", "json").text
