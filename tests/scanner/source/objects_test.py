"""Objects of git through one cat-file: in order, whole, and a missing one never passed over."""

import os
from collections.abc import Callable

import pytest
from support.repository import Repository

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.source.objects import MISSING as MISSING_OBJECT
from hushlint.source.objects import Objects


@pytest.fixture
def git(repository: Repository) -> Git:
    """git in the repository."""
    return Git(os.fsencode(repository.top))


CONTENTS = {
    "empty": b"",
    "a line": b"line\n",
    "no final newline": b"line",
    "newlines only": b"\n\n\n",
    "what looks like a header": b"0123456789abcdef0123456789abcdef01234567 blob 5\nabcde\n",
    "what looks like a missing one": b"x missing\n",
    "all bytes": bytes(range(256)),
    "a megabyte": b"0123456789abcdef" * 65536,
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_content_comes_back(repository: Repository, git: Git, content: bytes) -> None:
    id = repository.blob(content)
    with Objects(git) as objects:
        assert objects.read(id) == content
        assert objects.read(id) == content


def test_many_in_the_order_asked(repository: Repository, git: Git) -> None:
    ids = [repository.blob(content) for content in CONTENTS.values()]
    asked = (ids * 40)[:300]
    with Objects(git) as objects:
        found = list(objects.stream(asked))
    assert [id for id, _ in found] == asked
    assert [data for _, data in found[:8]] == list(CONTENTS.values())


def test_no_ids_no_content(git: Git) -> None:
    with Objects(git) as objects:
        assert list(objects.stream([])) == []


def test_content_over_the_limit_is_told_and_the_next_is_read(repository: Repository, git: Git) -> None:
    large, exact, small = (repository.blob(b"x" * size) for size in (3_000_000, 10, 9))
    with Objects(git) as objects:
        assert list(objects.stream([large, exact, small], 10)) == [
            (large, "larger than 10 bytes"),
            (exact, b"x" * 10),
            (small, b"x" * 9),
        ]


MISSING = {
    "an id that is not there": "1" * 40,
    "a name that is nothing": "no-such-branch",
    "a path of no commit": "HEAD:no/such/file",
}


@pytest.mark.parametrize("name", MISSING.values(), ids=MISSING.keys())
def test_a_missing_object_is_an_error(git: Git, name: str) -> None:
    with Objects(git) as objects, pytest.raises(GitError) as caught:
        objects.read(name)
    assert "missing" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_one_among_others_is_told_in_its_place(repository: Repository, git: Git) -> None:
    id = repository.blob("a")
    with Objects(git) as objects:
        found = list(objects.stream([id, "1" * 40, id]))
    assert found == [(id, b"a"), ("1" * 40, MISSING_OBJECT), (id, b"a")]


def test_a_damaged_object_is_an_error(repository: Repository, git: Git) -> None:
    id = repository.blob("some content that is stored loose\n")
    file = repository.top / f".git/objects/{id[:2]}/{id[2:]}"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:10])
    with Objects(git) as objects, pytest.raises(GitError):
        objects.read(id)


def test_an_ended_git_is_an_error(repository: Repository, git: Git) -> None:
    id = repository.blob("a")
    with Objects(Git(os.fsencode(repository.top / "nowhere"), git.environment)) as objects, pytest.raises(GitError):
        list(objects.stream([id]))


def test_closing_twice_closes_nothing_of_others(repository: Repository, git: Git) -> None:
    objects = Objects(git)
    assert objects.read(repository.blob(b"a")) == b"a"
    objects.close()
    # They get the numbers that its pipes had.
    files = [os.open(os.devnull, os.O_RDONLY) for _ in range(4)]
    objects.close()
    assert [os.read(file, 1) for file in files] == [b""] * 4
    for file in files:
        os.close(file)


def test_sha_256(create: Callable[..., Repository]) -> None:
    repository = create("sha256", "--object-format=sha256")
    id = repository.blob("content")
    assert len(id) == 64
    with Objects(Git(os.fsencode(repository.top))) as objects:
        assert objects.read(id) == b"content"
