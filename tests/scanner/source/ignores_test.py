"""What a set of .gitignore files ignores, as git itself decides it, and nobody's personal rules."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.repository import Repository

from hushlint.git import Git
from hushlint.source.ignores import ignored

# Rules by path, paths asked, those ignored.
CASES: dict[str, tuple[dict[bytes, bytes], list[bytes], set[bytes]]] = {
    "no rules": ({}, [b".env"], set()),
    "no paths": ({b".gitignore": b"*\n"}, [], set()),
    "an empty file": ({b".gitignore": b""}, [b".env"], set()),
    "a comment": ({b".gitignore": b"#.env\n"}, [b".env"], set()),
    "another name": ({b".gitignore": b".environment\n"}, [b".env"], set()),
    "letter case": ({b".gitignore": b".ENV\n"}, [b".env"], set()),
    "a negation": ({b".gitignore": b".env\n!.env\n"}, [b".env"], set()),
    "anchored": ({b".gitignore": b"/.env\n"}, [b"a/.env"], set()),
    "only folders": ({b".gitignore": b".env/\n"}, [b".env"], set()),
    "another folder's file": ({b"a/.gitignore": b".env\n"}, [b".env", b"b/.env"], set()),
    "by name": ({b".gitignore": b".env\n"}, [b".env", b"a/b/.env"], {b".env", b"a/b/.env"}),
    "no final newline": ({b".gitignore": b".env"}, [b".env"], {b".env"}),
    "CRLF": ({b".gitignore": b".env\r\n!other\r\n"}, [b".env"], {b".env"}),
    "a pattern": ({b".gitignore": b".env*\n!.env.x\n"}, [b".env", b".env.local", b".env.x"], {b".env", b".env.local"}),
    "a nested file wins": ({b".gitignore": b".env\n", b"a/.gitignore": b"!.env\n"}, [b".env", b"a/.env"], {b".env"}),
    "a folder hides a negation": ({b".gitignore": b"a/\n", b"a/.gitignore": b"!.env\n"}, [b"a/.env"], {b"a/.env"}),
    "magic and odd names": (
        {b".gitignore": b"*.x\n"}, [b":(glob)a.x", b"-a.x", b"a\nb.x", b'"q".x', b"\xff.x", b" .x", b"!a.x"],
        {b":(glob)a.x", b"-a.x", b"a\nb.x", b'"q".x', b"\xff.x", b" .x", b"!a.x"},
    ),
    "the same path twice": ({b".gitignore": b".env\n"}, [b".env", b".env", b""], {b".env"}),
}  # fmt: skip


@pytest.fixture
def git(repository: Repository) -> Git:
    """git in a repository whose own excludes ignore everything: they must not count."""
    repository.write(".git/info/exclude", "*\n")
    repository.configure(
        {"core.excludesFile": str(repository.write(".git/personal", "*\n")), "core.ignoreCase": "true"}
    )
    return Git(os.fsencode(repository.top))


@pytest.mark.parametrize(("rules", "paths", "expected"), CASES.values(), ids=CASES.keys())
def test_cases(git: Git, rules: dict[bytes, bytes], paths: list[bytes], expected: set[bytes]) -> None:
    assert ignored(git, rules, paths) == expected


def test_nothing_is_left_behind(git: Git, tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", os.fspath(tmp_path))
    before = sorted(os.listdir(tmp_path))
    assert ignored(git, {b".gitignore": b".env\n"}, [b".env"]) == {b".env"}
    assert sorted(os.listdir(tmp_path)) == before


def test_a_caller_s_git_folder_does_not_matter(git: Git, repository: Repository) -> None:
    git.environment[b"GIT_DIR"] = os.fsencode(repository.top / ".git")
    git.environment[b"GIT_WORK_TREE"] = os.fsencode(repository.top)
    assert ignored(git, {b".gitignore": b"a\n"}, [b"a", b"b"]) == {b"a"}


PATTERNS = st.lists(
    st.sampled_from(
        [".env", "!.env", "/.env", ".env*", "!.env.x", "a/", "*", "!a/", "**/.env", "a/**", "\\!b", "#", " "]
    ),
    max_size=5,
)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(PATTERNS, PATTERNS)
def test_a_real_repository_agrees(shared: Repository, top: list[str], nested: list[str]) -> None:
    rules = {b".gitignore": "\n".join(top).encode() + b"\n", b"a/.gitignore": "\n".join(nested).encode() + b"\n"}
    for path, content in rules.items():
        shared.write(path.decode(), content)
    paths = [b".env", b".env.x", b"a/.env", b"a/b/.env", b"b/.env", b"!b"]
    asked = shared.try_git(
        "check-ignore", "--no-index", "-z", "--stdin", data=b"".join(b"./" + path + b"\0" for path in paths)
    )
    expected = {os.fsencode(path).removeprefix(b"./") for path in asked.out.split("\0")[:-1]}
    assert ignored(Git(os.fsencode(shared.top)), rules, paths) == expected


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Repository:
    """One repository for many examples."""
    return Repository.create(tmp_path_factory.mktemp("ignores") / "work", environment)
