"""Packages and where signs count; the signs themselves stand in env_not_ignored_test."""

import time
from collections.abc import Callable

import pytest
from support.repository import Repository

from hushlint.model.snapshot import Snapshot
from hushlint.policy.env_signs import package_folders, package_of, sign_of

SLOW = ["\n", " ", "\t", ". ", "; . ", "source ", "env_file = ", "a.", "dotenv.", "include ", "from ", '"dotenv-']


def test_the_top_is_always_a_package() -> None:
    assert package_folders([]) == {b""}
    assert package_folders([b"src/app.py", b"README"]) == {b""}


def test_manifests_and_examples_make_packages() -> None:
    paths = [b"a/package.json", b"b/c/.env.example", b"d/App.csproj", b"vendor/x/go.mod", b"e/fixtures/package.json"]
    assert package_folders(paths) == {b"", b"a", b"b/c", b"d"}


@pytest.mark.parametrize(("folder", "package"), [("", ""), ("x/y", ""), ("a", "a"), ("a/b/c", "a"), ("ab", "")])
def test_the_nearest_package_above(folder: str, package: str) -> None:
    assert package_of(folder.encode(), {b"", b"a"}) == package.encode()


def test_a_link_is_no_sign(empty: Repository, snap: Callable[[Repository], Snapshot]) -> None:
    empty.link(".env.example", "load_dotenv()")
    empty.link("main.py", "load_dotenv()")
    empty.add(".env.example", "main.py")
    assert [sign_of(snap(empty), path) for path in (b".env.example", b"main.py")] == ["", ""]


@pytest.mark.parametrize("name", ["main.py", "package.json", "Makefile", "go.mod", "pyproject.toml", "Gemfile"])
def test_no_text_takes_long(empty: Repository, snap: Callable[[Repository], Snapshot], name: str) -> None:
    texts = [piece * (200_000 // len(piece)) for piece in SLOW]
    texts += [begin + space * 200_000 for begin in ("env_file:", "env_file =", ";", "gem") for space in "\n "]
    for text in texts:
        empty.stage({name: text})
        begun = time.perf_counter()
        sign_of(snap(empty), name.encode())
        assert time.perf_counter() - begun < 2, repr(text[:20])
