"""Which lines of the index are new: edits, renames, copies, links, changes of type."""

from collections.abc import Callable

import pytest
from support.examples import github_token, private_key
from support.repository import Repository

OLD, NEW = github_token(1), github_token(2)
BODY = "".join(f"line {number} of a file that git can recognise\n" for number in range(20))
WITH_OLD = BODY + f"key {OLD}\n"

Step = Callable[[Repository], object]


def _rename(repository: Repository) -> None:
    repository.git("mv", "old.txt", "new.txt")


def _rename_and_edit(repository: Repository) -> None:
    repository.git("mv", "old.txt", "new.txt")
    repository.stage({"new.txt": "another first line\n" + WITH_OLD})


def _rename_over_another(repository: Repository) -> None:
    repository.git("mv", "-f", "old.txt", "README")


def _swap(repository: Repository) -> None:
    repository.stage({"old.txt": "A project\n", "README": WITH_OLD})


def _delete(repository: Repository) -> None:
    repository.git("rm", "-q", "old.txt")


def _delete_everything(repository: Repository) -> None:
    repository.git("rm", "-q", "-r", ".")


def _to_link(repository: Repository) -> None:
    repository.link("old.txt", "README")
    repository.add("old.txt")


def _to_gitlink(repository: Repository) -> None:
    repository.git("rm", "-q", "--cached", "old.txt")
    head = repository.git("rev-parse", "HEAD")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},old.txt")


def _to_folder(repository: Repository) -> None:
    repository.git("mv", "old.txt", "moved")
    repository.git("rm", "-q", "README")
    (repository.top / "old.txt").mkdir()
    repository.git("mv", "moved", "old.txt/inside")


def _rename_among_equal_names(repository: Repository) -> None:
    """git pairs the two by content; asked about them alone it would pair `a.txt` by its name."""
    repository.commit({"x/a.txt": WITH_OLD, "y/a.txt": "gone\n", "b.txt": f"another\n{WITH_OLD}key {NEW}\n"})
    repository.git("rm", "-q", "x/a.txt", "y/a.txt", "b.txt")
    repository.stage({"z/a.txt": f"another\n{WITH_OLD}key {NEW}\nend\n", "c.txt": f"{WITH_OLD}end\n"})


SILENT: dict[str, Step] = {
    "nothing staged": lambda it: None,
    "the line removed": lambda it: it.stage({"old.txt": BODY}),
    "a line added elsewhere": lambda it: it.stage({"old.txt": "first\n" + WITH_OLD + "last\n"}),
    "a line removed elsewhere": lambda it: it.stage({"old.txt": WITH_OLD.split("\n", 1)[1]}),
    "a line behind an old secret that had no newline": lambda it: it.stage({"last.txt": f"x\nkey {OLD}\nend\n"}),
    "the last newline added after an old secret": lambda it: it.stage({"open.txt": f"x\nkey {OLD}\nend\n"}),
    "only the mode": lambda it: it.git("update-index", "--chmod=+x", "old.txt"),
    "rename": _rename,
    "rename and another line edited": _rename_and_edit,
    "rename over another file": _rename_over_another,
    "renames among equal names": _rename_among_equal_names,
    "two files swapped": _swap,
    "deleted": _delete,
    "everything deleted": _delete_everything,
    "file to link": _to_link,
    "file to gitlink": _to_gitlink,
    "file to folder": _to_folder,
    "an empty file": lambda it: it.stage({"void": ""}),
}


@pytest.mark.parametrize("step", SILENT.values(), ids=SILENT.keys())
def test_what_head_already_has_is_silent(repository: Repository, step: Step) -> None:
    repository.commit({"old.txt": WITH_OLD, "open.txt": f"x\nkey {OLD}\nend", "last.txt": f"x\nkey {OLD}"})
    step(repository)
    assert repository.found() == []


def _rename_and_add(repository: Repository) -> None:
    repository.git("mv", "old.txt", "new.txt")
    repository.stage({"new.txt": f"key {NEW}\n" + WITH_OLD})


def _copy(repository: Repository) -> None:
    repository.stage({"copy.txt": WITH_OLD})


def _copy_and_rename(repository: Repository) -> None:
    repository.git("mv", "old.txt", "renamed.txt")
    repository.stage({"renamed.txt": WITH_OLD, "renamed.txt2": BODY + f"key {NEW}\n"})


def _swap_and_add(repository: Repository) -> None:
    repository.stage({"old.txt": "A project\n", "README": WITH_OLD + f"key {NEW}\n"})


def _link(repository: Repository) -> None:
    repository.link("link", f"/nowhere/{NEW}")
    repository.add("link")


def _file_to_link(repository: Repository) -> None:
    repository.link("old.txt", NEW)
    repository.add("old.txt")


def _link_changed(repository: Repository) -> None:
    repository.link("a-link", NEW)
    repository.add("a-link")


def _link_to_file(repository: Repository) -> None:
    (repository.top / "a-link").unlink()
    repository.stage({"a-link": f"one\nkey {NEW}\n"})


def _folder_to_file(repository: Repository) -> None:
    repository.git("rm", "-q", "-r", "folder")
    repository.stage({"folder": f"key {NEW}\n"})


FOUND: dict[str, tuple[Step, list[tuple[str, int]]]] = {
    "a new file": (lambda it: it.stage({"new.txt": f"one\nkey {NEW}\n"}), [("new.txt", 2)]),
    "a line added": (lambda it: it.stage({"old.txt": f"key {NEW}\n" + WITH_OLD}), [("old.txt", 1)]),
    "two on one line, one old": (lambda it: it.stage({"old.txt": BODY + f"key {OLD} {NEW}\n"}), [("old.txt", 21)]),
    "an old secret's line edited": (lambda it: it.stage({"old.txt": BODY + f"  key {OLD}\n"}), [("old.txt", 21)]),
    "the last line without newline": (lambda it: it.stage({"new.txt": f"one\nkey {NEW}"}), [("new.txt", 2)]),
    "an old secret once more in the same file": (
        lambda it: it.stage({"old.txt": f"key {OLD}\n" + WITH_OLD}),
        [("old.txt", 1)],
    ),
    "rename and added": (_rename_and_add, [("new.txt", 1)]),
    "copy": (_copy, [("copy.txt", 21)]),
    "rename and a similar new file": (_copy_and_rename, [("renamed.txt2", 21)]),
    # Without -B git never breaks a pair of names: everything in README is an added line.
    "swapped and added": (_swap_and_add, [("README", 21), ("README", 22)]),
    "link": (_link, [("link", 1)]),
    "file to link": (_file_to_link, [("old.txt", 1)]),
    "link changed": (_link_changed, [("a-link", 1)]),
    "link to file": (_link_to_file, [("a-link", 2)]),
    "folder to file": (_folder_to_file, [("folder", 1)]),
    "executable": (lambda it: it.stage_blob("run.sh", f"key {NEW}\n", "100755"), [("run.sh", 1)]),
}


@pytest.mark.parametrize(("step", "expected"), FOUND.values(), ids=FOUND.keys())
def test_what_the_commit_adds_is_found(
    repository: Repository, step: Step, expected: list[tuple[str, int]]
) -> None:
    repository.link("a-link", "README")
    repository.commit({"old.txt": WITH_OLD, "folder/inside": "nothing\n"})
    repository.add("a-link")
    repository.commit()
    step(repository)
    assert repository.found() == expected


def test_of_one_file_moved_to_two_places_one_is_a_copy(repository: Repository) -> None:
    repository.commit({"old.txt": WITH_OLD})
    repository.git("rm", "-q", "old.txt")
    repository.stage({"one.txt": WITH_OLD, "two.txt": WITH_OLD})
    assert len(repository.found()) == 1


@pytest.mark.parametrize("tool", ["rename", "edit"])
def test_many_renames_at_once_beyond_a_rename_limit(repository: Repository, tool: str) -> None:
    keys = {f"old/{number}": f"{number}\n{BODY}key {github_token(number)}\n" for number in range(30)}
    repository.commit(keys)
    repository.configure({"diff.renameLimit": "1"})
    repository.git("mv", "old", "new")
    if tool == "edit":
        repository.stage({"new/3": keys["old/3"] + f"key {NEW}\n"})
    found = repository.found()
    assert ("new/3", 23) in found if tool == "edit" else found == []


def test_a_key_of_many_lines_is_new_when_one_of_them_is(repository: Repository) -> None:
    key = private_key()
    lines = key.splitlines(keepends=True)
    changed = [*lines[:5], lines[5][:-2] + ("A" if lines[5][-2] != "A" else "B") + "\n", *lines[6:]]
    repository.commit({"id": "a key:\n" + key})
    repository.stage({"id": "my key:\n" + key})
    assert repository.found() == []
    repository.stage({"id": "my key:\n" + "".join(changed)})
    assert [path for path, _ in repository.found()] == ["id"]


def test_a_submodule_bump_is_silent_and_its_own_commit_is_judged(
    repository: Repository, create: Callable[..., Repository]
) -> None:
    inner = create("inner")
    inner.commit({"a": "1\n"})
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.top), "sub")
    assert repository.found() == []
    repository.commit()
    sub = Repository(repository.top / "sub", repository.env)
    sub.stage({"b": f"key {NEW}\n"})
    assert sub.found() == [("b", 1)]
    sub.commit()
    repository.git("add", "sub")
    assert repository.found() == []


def test_a_gitlink_that_becomes_a_file_is_read(repository: Repository) -> None:
    head = repository.git("rev-parse", "HEAD")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},sub")
    repository.commit()
    repository.git("rm", "-q", "--cached", "sub")
    repository.stage_blob("sub", f"key {NEW}\n")
    assert repository.found() == [("sub", 1)]
