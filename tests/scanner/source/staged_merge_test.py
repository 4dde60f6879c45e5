"""Commits that bring two histories together, or repeat one: what is new is what no parent has."""

from collections.abc import Callable

import pytest
from support.examples import github_token
from support.repository import Repository

OURS, THEIRS, TYPED = github_token(1), github_token(2), github_token(3)
BASE = "".join(f"line {number}\n" for number in range(10))

Step = Callable[[Repository], object]


@pytest.fixture
def forked(repository: Repository) -> Repository:
    """Two branches that both edited `both.txt`; each brought a secret of its own."""
    repository.commit({"both.txt": BASE})
    repository.git("branch", "other")
    repository.commit({"both.txt": f"ours {OURS}\n" + BASE, "ours.txt": f"key {OURS}\n"})
    repository.git("checkout", "-q", "other")
    repository.commit({"both.txt": f"theirs {THEIRS}\n" + BASE, "theirs.txt": f"key {THEIRS}\n"})
    repository.git("checkout", "-q", "main")
    return repository


def _merge(repository: Repository, *branches: str) -> None:
    repository.try_git("merge", "-q", "--no-commit", "--no-ff", *(branches or ("other",)))


def _resolve(text: str) -> Step:
    def step(repository: Repository) -> None:
        _merge(repository)
        repository.stage({"both.txt": text})

    return step


def _resolve_from_theirs_by_hand(repository: Repository) -> None:
    _merge(repository)
    repository.git("checkout", "-q", "--theirs", "both.txt")
    repository.add("both.txt")


def _rename_while_merging(repository: Repository) -> None:
    _merge(repository)
    repository.stage({"both.txt": BASE})
    repository.git("mv", "-k", "theirs.txt", "renamed.txt")


def _drop_theirs(repository: Repository) -> None:
    _merge(repository)
    repository.stage({"both.txt": BASE})
    repository.git("rm", "-q", "-f", "theirs.txt")


SILENT: dict[str, Step] = {
    "resolved to ours": _resolve(f"ours {OURS}\n" + BASE),
    "resolved to theirs": _resolve(f"theirs {THEIRS}\n" + BASE),
    "resolved to theirs by checkout": _resolve_from_theirs_by_hand,
    "resolved to both": _resolve(f"ours {OURS}\ntheirs {THEIRS}\n" + BASE),
    "resolved to neither": _resolve(BASE),
    "resolved with a clean line": _resolve(f"ours {OURS}\nmixed\ntheirs {THEIRS}\n" + BASE + "end\n"),
    "renamed while merging": _rename_while_merging,
    "dropped": _drop_theirs,
}


@pytest.mark.parametrize("step", SILENT.values(), ids=SILENT.keys())
def test_what_a_parent_has_is_silent(forked: Repository, step: Step) -> None:
    step(forked)
    assert (forked.top / ".git/MERGE_HEAD").exists()
    assert forked.found() == []


def _new_file_while_merging(repository: Repository) -> None:
    _resolve(BASE)(repository)
    repository.stage({"new.txt": f"key {TYPED}\n"})


def _typed_into_theirs(repository: Repository) -> None:
    _resolve(BASE)(repository)
    repository.stage({"theirs.txt": f"key {THEIRS}\nkey {TYPED}\n"})


def _one_line_of_both(repository: Repository) -> None:
    _resolve(f"ours {OURS} theirs {THEIRS}\n" + BASE)(repository)


FOUND: dict[str, tuple[Step, list[tuple[str, int]]]] = {
    "typed while resolving": (_resolve(f"ours {OURS}\n" + BASE + f"key {TYPED}\n"), [("both.txt", 12)]),
    "a new file while merging": (_new_file_while_merging, [("new.txt", 1)]),
    "typed into their file": (_typed_into_theirs, [("theirs.txt", 2)]),
    "a line that neither has": (_one_line_of_both, [("both.txt", 1)]),
}


@pytest.mark.parametrize(("step", "expected"), FOUND.values(), ids=FOUND.keys())
def test_what_no_parent_has_is_found(forked: Repository, step: Step, expected: list[tuple[str, int]]) -> None:
    step(forked)
    assert forked.found() == expected


def test_an_unresolved_conflict_hides_nothing_else(forked: Repository) -> None:
    _merge(forked)
    forked.stage({"new.txt": f"key {TYPED}\n"})
    assert forked.git("ls-files", "-u") != ""
    done = forked.hook()
    assert done.exit in (1, 3)
    assert "new.txt" in done.text
    assert "Traceback" not in done.text


def test_an_octopus(repository: Repository) -> None:
    for number, name in enumerate(("one", "two", "three")):
        repository.git("checkout", "-q", "-b", name, "main")
        repository.commit({f"{name}.txt": f"key {github_token(number)}\n"})
    repository.git("checkout", "-q", "main")
    repository.commit({"ours.txt": "1\n"})
    _merge(repository, "one", "two", "three")
    assert len((repository.top / ".git/MERGE_HEAD").read_text().split()) == 3
    assert repository.found() == []
    repository.stage({"one.txt": f"key {github_token(0)}\nkey {TYPED}\n"})
    assert repository.found() == [("one.txt", 2)]


def test_a_merge_in_a_linked_worktree(forked: Repository) -> None:
    forked.git("worktree", "add", "-q", "../linked", "-b", "third", "main")
    linked = Repository(forked.top.parent / "linked", forked.env)
    _resolve(f"theirs {THEIRS}\n" + BASE)(linked)
    assert linked.found() == []
    linked.stage({"new.txt": f"key {TYPED}\n"})
    assert linked.found() == [("new.txt", 1)]
    assert forked.found() == []


def test_unrelated_histories(forked: Repository) -> None:
    forked.git("checkout", "-q", "--orphan", "root")
    forked.git("rm", "-q", "-rf", ".")
    forked.commit({"root.txt": f"key {TYPED}\n"})
    forked.git("checkout", "-q", "main")
    forked.try_git("merge", "-q", "--no-commit", "--allow-unrelated-histories", "root")
    assert forked.found() == []


def test_a_squash_is_a_new_commit(forked: Repository) -> None:
    forked.commit({"both.txt": BASE})
    forked.git("merge", "-q", "--squash", "-X", "ours", "other")
    assert ("theirs.txt", 1) in forked.found()


def test_picking_judges_what_comes_new_into_this_history(forked: Repository) -> None:
    forked.try_git("cherry-pick", "-n", "other")
    forked.stage({"both.txt": BASE})
    assert forked.found() == [("theirs.txt", 1)]


def test_a_stopped_pick_is_no_merge(forked: Repository) -> None:
    assert forked.try_git("cherry-pick", "other").exit != 0
    assert (forked.top / ".git/CHERRY_PICK_HEAD").exists()
    forked.stage({"both.txt": f"theirs {THEIRS}\n" + BASE})
    assert forked.found() == [("both.txt", 1), ("theirs.txt", 1)]


def test_reverting_an_addition_is_silent_and_reverting_a_removal_is_not(repository: Repository) -> None:
    repository.commit({"a.txt": f"key {OURS}\n"})
    repository.git("revert", "-n", "HEAD")
    assert repository.found() == []
    repository.commit()
    repository.git("revert", "-n", "HEAD")
    assert repository.found() == [("a.txt", 1)]


def test_a_stopped_rebase_judges_against_its_head(forked: Repository) -> None:
    forked.git("checkout", "-q", "other")
    assert forked.try_git("rebase", "-q", "main").exit != 0
    forked.stage({"both.txt": f"ours {OURS}\n" + BASE})
    assert forked.found() == [("theirs.txt", 1)]


def test_a_broken_merge_head_is_not_passed_over(forked: Repository) -> None:
    _resolve(f"theirs {THEIRS}\n" + BASE)(forked)
    (forked.top / ".git/MERGE_HEAD").write_text("0123456789abcdef0123456789abcdef01234567\n")
    done = forked.hook()
    assert done.exit == 3
    assert "Traceback" not in done.text
