"""`hushlint ci`: ranges that cannot be judged are refused, all commits of the others count, and the base governs."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from support.history import ci, line
from support.repository import Repository

Step = Callable[[Repository], None]


def _range(repository: Repository, *arguments: str) -> list[str]:
    done = ci(repository, "--from", "base", "--to", "main", *arguments)
    assert done.exit in (0, 1), done.text
    assert done.report["coverage"]["complete"]
    return done.paths


def _merge_from_base(it: Repository) -> None:
    """The base moves on, with a secret, and is merged into the range."""
    it.commit({"mine.txt": "1\n"})
    it.git("checkout", "-q", "base")
    it.commit({"theirs.py": line(1)})
    it.git("checkout", "-q", "main")
    it.git("merge", "-q", "--no-edit", "base")


def _moved(it: Repository) -> None:
    it.git("mv", "old.py", "new.py")
    it.commit()


def _edited_beside(it: Repository) -> None:
    it.commit({"old.py": f"# first\n{line(90)}# last\n"})


def _pragma(it: Repository) -> None:
    it.commit({"a.py": line().strip() + "  # hushlint: ignore[stripe-live-key] a test of the pragma\n"})


def _nothing(it: Repository) -> None:
    """The base and the head are the same."""


CLEAN: dict[str, Step] = {
    "an empty range": _nothing,
    "harmless lines": lambda it: it.commit({"text.txt": "one\ntwo\n3\n"}) and None,
    "lines of the base that a merge brings": _merge_from_base,
    "an old secret that moves": _moved,
    "lines beside an old secret": _edited_beside,
    "a secret that goes": lambda it: it.commit({"old.py": "\n"}) and None,
    "a pragma with a reason": _pragma,
}


@pytest.mark.parametrize("step", CLEAN.values(), ids=CLEAN.keys())
def test_silent(base: Repository, step: Step) -> None:
    step(base)
    assert _range(base) == []


def _removed_again(it: Repository) -> None:
    it.commit({"a.py": line()})
    it.commit({"a.py": "\n"})


def _evil_merge(it: Repository) -> None:
    it.git("checkout", "-q", "-b", "side")
    it.commit({"side.txt": "1\n"})
    it.git("checkout", "-q", "main")
    it.commit({"main.txt": "1\n"})
    it.git("merge", "-q", "--no-commit", "side")
    it.commit({"a.py": line()})


def _side_branch(it: Repository) -> None:
    it.git("checkout", "-q", "-b", "side")
    it.commit({"a.py": line()})
    it.commit({"a.py": "\n"})
    it.git("checkout", "-q", "main")
    it.git("merge", "-q", "--no-ff", "--no-edit", "side")


FOUND: dict[str, tuple[Step, str]] = {
    "a new file": (lambda it: it.commit({"a.py": line()}) and None, "a.py"),
    "a line of an old file": (lambda it: it.commit({"text.txt": f"one\n{line()}three\n"}) and None, "text.txt"),
    "added and removed": (_removed_again, "a.py"),
    "an evil merge": (_evil_merge, "a.py"),
    "a side branch, merged": (_side_branch, "a.py"),
    "a message": (lambda it: it.commit(message=f"a\n\n{line()}") and None, "<commit message>"),
}


@pytest.mark.parametrize(("step", "path"), FOUND.values(), ids=FOUND.keys())
def test_found(base: Repository, step: Step, path: str) -> None:
    step(base)
    assert _range(base) == [path]
    assert _range(base) == [path], "with the cache"
    assert _range(base, "--no-cache") == [path]


def test_what_the_tag_says_that_is_judged(base: Repository) -> None:
    base.git("tag", "-a", "-m", f"v1\n\n{line()}", "v1")
    base.git("tag", "-a", "-m", "signed again", "v1.0", "v1")
    for name in ("v1", "v1.0", base.git("rev-parse", "v1")):
        found = ci(base, "--from", "base", "--to", name).one("<tag message>")
        assert (found["line"], found["author"]) == (3, "A Person <person@example.org>")
    assert ci(base, "--from", "base", "--to", "v1^{}").exit == 0
    assert ci(base, "--from", "v1", "--to", "main").exit == 0


def test_the_lines_count_from_any_folder(base: Repository) -> None:
    base.commit({"sub/old.py": line(91)})
    base.git("branch", "-f", "base")
    base.commit({"old.py": f"# first\n{line(90)}", "sub/old.py": f"# first\n{line(91)}", "text.txt": line()})
    inside = Repository(base.top / "sub", base.env)
    assert _range(inside) == ["text.txt"]


def test_the_commit_is_named(base: Repository) -> None:
    commit = base.commit({"a.py": f"\n{line()}"})
    base.commit({"a.py": "\n"})
    found = ci(base, "--from", "base", "--to", "main").one("a.py")
    assert (found["commit"], found["line"]) == (commit, 2)
    assert found["author"] == "A Person <person@example.org>"
    assert found["date"] == "2026-01-02T03:04:05+00:00"


REFUSED: dict[str, tuple[tuple[str, ...], int, str]] = {
    "an unknown revision": (("--from", "nowhere", "--to", "main"), 3, "nowhere"),
    "an unknown head": (("--from", "base", "--to", "1" * 40), 3, "fetch"),
    "an empty base": (("--from", "", "--to", "main"), 2, "empty"),
    "both empty": (("--from", "", "--to", ""), 2, "empty"),
    "a base alone": (("--from", "base"), 2, "together"),
    "a head alone": (("--to", "main"), 2, "together"),
    "an option": (("--from=--all", "--to", "main"), 2, "no revision"),
    "an option that writes": (("--from=--output=x", "--to", "main"), 2, "no revision"),
    "a range": (("--from", "base..main", "--to", "main"), 3, "base..main"),
    "a blob": (("--from", "base:old.py", "--to", "main"), 3, "old.py"),
    "what leaves out": (("--from", "^base", "--to", "main"), 2, "no revision"),
    "a line end": (("--from", "base\nmain", "--to", "main"), 2, "no revision"),
    "nothing known": ((), 2, "--from"),
}


@pytest.mark.parametrize(("arguments", "exit", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(base: Repository, arguments: tuple[str, ...], exit: int, words: str) -> None:
    base.commit({"a.py": line()})
    done = ci(base, *arguments)
    assert done.exit == exit, done.text
    assert words in done.err
    assert len(done.err.splitlines()) == 1, done.err


def test_a_base_that_was_fetched_alone(base: Repository, tmp_path: Path) -> None:
    """What it has in common with the head was cut off, and would all be judged."""
    base.git("checkout", "-q", "-b", "topic")
    base.commit({"a.txt": "1\n"})
    base.git("checkout", "-q", "base")
    base.commit({"text.txt": "1\n"})
    clone = Repository.create(tmp_path / "clone", base.env)
    clone.git("fetch", "-q", base.top.as_uri(), "topic:topic")
    clone.git("fetch", "-q", "--depth=1", base.top.as_uri(), "base:base")
    done = ci(clone, "--from", "base", "--to", "topic")
    assert done.exit == 3
    assert "shallow" in done.err
    clone.git("fetch", "-q", "--unshallow", base.top.as_uri(), "base")
    assert ci(clone, "--from", "base", "--to", "topic").exit == 0


def test_a_missing_object(base: Repository) -> None:
    fresh = secrets.token_hex(4)
    base.commit({"a.py": fresh})
    id = base.git("rev-parse", "main:a.py")
    (base.top / ".git/objects" / id[:2] / id[2:]).unlink()
    done = ci(base, "--from", "base", "--to", "main")
    assert done.exit == 3
    assert "a.py" in done.text


def test_the_base_governs(base: Repository) -> None:
    base.commit({".hushlint.toml": 'exclude = ["*.py"]\ndisable = ["stripe-live-key"]\nfail-on = "critical"\n'})
    base.commit({"a.py": line()})
    done = ci(base, "--from", "base", "--to", "main")
    assert done.exit == 1
    assert done.paths == ["a.py"]
    assert any(".hushlint.toml" in line for line in done.report["relaxed"])
    assert ci(base, "--from", "main~1", "--to", "main").exit == 0, "once it is in the base it counts"


def test_pragmas_of_the_range(base: Repository) -> None:
    _pragma(base)
    done = ci(base, "--from", "base", "--to", "main")
    assert done.exit == 0
    assert [item["path"] for item in done.report["suppressed"]] == ["a.py"]
    assert ci(base, "--from", "base", "--to", "main", "--pragmas", "base").exit == 1


def test_policy_of_the_head(base: Repository) -> None:
    base.commit({".env": "A=1\n"})
    base.git("rm", "-q", "--cached", ".gitignore")
    base.commit()
    rules = {item["rule"] for item in ci(base, "--from", "base", "--to", "main").report["findings"]}
    assert "env-tracked" in rules


def test_replace_refs_hide_nothing(base: Repository) -> None:
    commit = base.commit({"a.py": line()})
    base.git("replace", commit, base.git("rev-parse", "base"))
    assert _range(base) == ["a.py"]
