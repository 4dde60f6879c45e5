"""Suppressions that are over or silence nothing, in `audit` and `ci`: what stays silent first, then what is told."""

import json
import sys

import pytest
from support.examples import github_token, stripe_key
from support.repository import Repository, run

from hushlint.suppress.baseline import ATTRIBUTES, FILE, Entry, parse, render

COMMAND = (sys.executable, "-I", "-m", "hushlint")
KEY = f'key = "{stripe_key()}"\n'
OTHER = f'token = "{github_token()}"\n'
PRAGMA = "  # hushlint: ignore[stripe-live-key] a sandbox\n"
KEPT = KEY.rstrip() + PRAGMA
LEFT = "key = load()" + PRAGMA
OVER = KEY.rstrip() + "  # hushlint: ignore[stripe-live-key] until=2020-01-01 a sandbox\n"
ALLOW = "[[allow]]\nrule = 'stripe-live-key'\npath = 'a.py'\nreason = 'r'\n"

Told = list[tuple[str, str, int]]


def told(repository: Repository, *command: str) -> Told:
    """(rule, path, line) of what is said of suppressions, which blocks nothing by itself."""
    done = run((*COMMAND, *command, "--format", "json"), repository.top, repository.env)
    assert done.exit in (0, 1), done.text
    report = json.loads(done.out)
    found = [item for item in report["findings"] if item["rule"].startswith("suppression-")]
    assert all(item["severity"] in ("info", "low") and len(item["fingerprint"]) == 32 for item in found)
    return sorted((item["rule"].removeprefix("suppression-"), item["path"], item["line"]) for item in found)


def ci(repository: Repository, *options: str) -> Told:
    return told(repository, "ci", "--from", "main", "--to", "HEAD", *options)


def make_baseline(repository: Repository, *options: str) -> None:
    done = run((*COMMAND, "baseline", "create", "--reason", "known", *options), repository.top, repository.env)
    assert done.exit == 0, done.text
    repository.add()
    repository.commit()


@pytest.fixture
def project(repository: Repository) -> Repository:
    """A repository that protects its env files."""
    repository.commit({".gitignore": ".env\n", ".gitattributes": ATTRIBUTES})
    return repository


# Files of one commit, and what an audit says of them.
HEADS: dict[str, tuple[dict[str, str], Told]] = {
    "none": ({"a.py": "x = 1\n"}, []),
    "a pragma that counts": ({"a.py": KEPT}, []),
    "a pragma of a block that counts": (
        {"a.py": "# hushlint: ignore-start[stripe-live-key] why\n" + KEY + "# hushlint: ignore-end\n"},
        [],
    ),
    "another tool's": ({"a.py": "x = 1  # gitleaks:allow\n"}, []),
    "documentation": ({"docs/a.md": "`# hushlint: ignore[stripe-live-key] why`\n"}, []),
    "switched off": ({"a.py": LEFT, ".hushlint.toml": "disable = ['suppression-unused']\n"}, []),
    "silenced itself": ({"a.py": "# hushlint: ignore-file[suppression-unused] examples\n" + LEFT}, []),
    "an excluded path": ({"a.py": LEFT, ".hushlint.toml": "exclude = ['a.py']\n"}, []),
    "an allowance that counts": ({"a.py": KEY, ".hushlint.toml": ALLOW}, []),
    "unused": ({"a.py": LEFT}, [("unused", "a.py", 1)]),
    "unused beside one that counts": ({"a.py": KEPT + LEFT}, [("unused", "a.py", 2)]),
    "over": ({"a.py": OVER}, [("expired", "a.py", 1)]),
    "an allowance": ({"a.py": "x = 1\n", ".hushlint.toml": ALLOW}, [("unused", ".hushlint.toml", 1)]),
    "a nested allowance": ({"p/a.py": "x\n", "p/.hushlint.toml": ALLOW}, [("unused", "p/.hushlint.toml", 1)]),
    "an allowance that is over": (
        {"a.py": KEY, ".hushlint.toml": ALLOW + "until = 2020-01-01\n"},
        [("expired", ".hushlint.toml", 1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), HEADS.values(), ids=HEADS.keys())
def test_an_audit_tells_of_the_suppressions_at_head(project: Repository, files: dict[str, str], expected: Told) -> None:
    project.commit(files)
    assert told(project, "audit") == expected
    assert told(project, "scan", ".") == expected


def test_an_audit_does_not_tell_of_a_pragma_that_only_history_has(project: Repository) -> None:
    project.commit({"a.py": LEFT})
    project.commit({"a.py": "key = load()\n"})
    assert told(project, "audit") == []


def test_a_pragma_counts_at_head_wherever_its_secret_came_from(project: Repository) -> None:
    project.commit({"a.py": KEPT})
    project.commit({"a.py": "import os\n\n\n" + KEPT, "b.py": KEPT})
    assert told(project, "audit") == []


def test_an_entry_that_history_needs_is_none_to_drop_for_an_audit(project: Repository) -> None:
    project.commit({"a.py": KEY})
    make_baseline(project)
    project.commit({"a.py": "key = load()\n"})
    assert told(project, "audit") == []
    assert told(project, "scan", ".") == [("unused", FILE, 3)]


def test_an_audit_tells_of_an_entry_that_matches_nothing_anywhere(project: Repository) -> None:
    project.commit({"a.py": KEY})
    make_baseline(project)
    entry = Entry("0" * 32, "stripe-live-key", b"never.py", "why")
    project.commit({FILE: render([*parse((project.top / FILE).read_bytes()), entry])})
    assert told(project, "audit") == [("unused", FILE, 4)]
    assert told(project, "audit", "--max-commits", "1") == []


def test_an_audit_tells_of_an_entry_that_is_over(project: Repository) -> None:
    project.commit({"a.py": KEY})
    make_baseline(project, "--until", "2020-01-01")
    assert told(project, "audit") == [("expired", FILE, 3)]


def test_an_audit_of_a_bare_repository_does_the_same(project: Repository) -> None:
    project.commit({"a.py": LEFT})
    project.git("clone", "-q", "--bare", ".", "../bare.git")
    assert told(project, "audit", "../bare.git") == [("unused", "a.py", 1)]


@pytest.fixture
def change(project: Repository) -> Repository:
    """A branch beside main, where main has secrets with a pragma and in the baseline."""
    project.commit({"a.py": KEPT, "b.py": OTHER, "c.py": f'key = "{stripe_key(3)}"\n'})
    make_baseline(project)
    project.git("checkout", "-q", "-b", "change")
    return project


def test_a_change_elsewhere_is_told_nothing(change: Repository) -> None:
    change.git("checkout", "-q", "main")
    change.commit({"old.py": LEFT, FILE: (change.top / FILE).read_text() + f"{'0' * 32} jwt gone.py - why\n"})
    change.git("checkout", "-q", "-B", "change")
    change.commit({"new.py": "x = 1\n"})
    assert ci(change) == []


def test_a_change_that_moves_its_lines_is_told_nothing(change: Repository) -> None:
    change.git("mv", "b.py", "lib.py")
    change.commit({"a.py": "import os\n\n" + KEPT, "lib.py": "import os\n\n\n" + OTHER})
    assert ci(change) == []


def test_a_change_that_removes_a_secret_is_told_what_it_leaves(change: Repository) -> None:
    change.commit({"a.py": LEFT, "b.py": "x = 1\n"})
    change.git("rm", "-q", "c.py")
    change.commit()
    assert ci(change) == [("unused", FILE, 3), ("unused", FILE, 4), ("unused", "a.py", 1)]


def test_a_change_that_takes_its_entry_along_is_told_nothing(change: Repository) -> None:
    change.commit({"b.py": "x = 1\n"})
    assert run((*COMMAND, "baseline", "update"), change.top, change.env).exit == 0
    change.commit({FILE: (change.top / FILE).read_bytes()})
    assert ci(change) == []


def test_a_change_is_told_of_an_entry_that_it_adds_for_nothing(change: Repository) -> None:
    change.commit({FILE: (change.top / FILE).read_text() + f"{'0' * 32} jwt never.py - why\n"})
    assert ci(change) == [("unused", FILE, 5)]


def test_a_change_is_told_of_an_entry_that_a_merge_brought_back(change: Repository) -> None:
    change.commit({"b.py": "x = 1\n"})
    change.commit({"c.py": f'key = "{stripe_key(3)}"\n# c\n'})
    kept = (change.top / FILE).read_bytes()
    assert run((*COMMAND, "baseline", "update"), change.top, change.env).exit == 0
    change.add()
    change.commit()
    change.commit({FILE: kept}, message="as a union merge may leave it")
    assert ci(change) == [("unused", FILE, 3)]


def test_a_change_of_settings_is_told_nothing_of_pragmas(change: Repository) -> None:
    change.commit({"a.py": LEFT, ".hushlint.toml": "policy = 'strict'\n"})
    assert ci(change) == []


@pytest.mark.parametrize("options", [(), ("--pragmas", "base")])
def test_a_pragma_that_does_not_count_yet_is_not_unused(change: Repository, options: tuple[str, ...]) -> None:
    change.commit({"new.py": KEPT})
    assert ci(change, *options) == []


def test_a_change_is_told_of_what_is_over(change: Repository) -> None:
    change.commit({"new.py": OVER})
    assert ci(change) == [("expired", "new.py", 1)]


def test_a_broken_baseline_of_the_change_is_no_fault(change: Repository) -> None:
    change.commit({FILE: "<<<<<<< HEAD\n", "b.py": "x = 1\n"})
    assert ci(change) == []
