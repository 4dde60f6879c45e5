"""`hushlint baseline` on real repositories: made, shrunk and extended."""

import os
import sys

import pytest
from support.examples import github_token, stripe_key
from support.repository import Repository, Run, run

from hushlint.suppress.baseline import FILE, Entry, parse

COMMAND = (sys.executable, "-I", "-m", "hushlint")
STRIPE = f'key = "{stripe_key()}"\n'
GITHUB = f'token = "{github_token()}"\n'


def baseline(repository: Repository, *arguments: str) -> Run:
    return run((*COMMAND, "baseline", *arguments), repository.top, repository.env)


def scan(repository: Repository, *arguments: str) -> Run:
    return run((*COMMAND, "scan", *(arguments or (".",))), repository.top, repository.env)


def entries(repository: Repository) -> list[Entry]:
    return list(parse((repository.top / FILE).read_bytes()))


@pytest.fixture
def project(repository: Repository) -> Repository:
    """A repository with two secrets in two files, and their baseline."""
    repository.commit({".gitignore": ".env\n", "a.py": STRIPE, "sub/b.py": "import os\n" + GITHUB})
    done = baseline(repository, "create", "--reason", "known since May")
    assert done.exit == 0, done.text
    repository.add()
    repository.commit()
    return repository


REFUSED = [
    (("create",), "--reason"),
    (("create", "--reason", "--"), "in words"),
    (("create", "--reason", "why", "--until", "soon"), "a date like"),
    (("update", "--accept"), "--accept needs a --reason"),
    (("update",), "there is no .hushlint-baseline"),
    (("prune",), "there is no .hushlint-baseline"),
    (("audit",), "there is no .hushlint-baseline"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_it_is_refused(repository: Repository, arguments: tuple[str, ...], words: str) -> None:
    repository.commit({"a.py": STRIPE})
    done = baseline(repository, *arguments)
    assert (done.exit, words in done.text) == (2, True), done.text
    assert not (repository.top / FILE).exists()


def test_a_second_one_is_refused(project: Repository) -> None:
    done = baseline(project, "create", "--reason", "again")
    assert done.exit == 2
    assert done.says_one_line("there is a .hushlint-baseline", "update")


def test_outside_a_repository_it_is_refused(repository: Repository, tmp_path: os.PathLike[str]) -> None:
    done = run((*COMMAND, "baseline", "create", "--reason", "why"), repository.top.parent, repository.env)
    assert done.exit == 2
    assert done.says_one_line("not a git repository")


def test_what_could_not_be_read_leaves_it_as_it_is(project: Repository) -> None:
    before = (project.top / FILE).read_bytes()
    project.commit({".hushlint.toml": "max-file-size = 10\n"})
    done = baseline(project, "update")
    assert done.exit == 3
    assert done.says_one_line("could not be read", "stays as it is")
    assert (project.top / FILE).read_bytes() == before


def test_create_silences_what_is_there_and_nothing_new(project: Repository) -> None:
    assert [(item.path, item.rule, item.reason) for item in entries(project)] == [
        (b"a.py", "stripe-live-key", "known since May"),
        (b"sub/b.py", "github-token", "known since May"),
    ]
    assert scan(project).exit == 0
    assert "merge=union" in (project.top / ".gitattributes").read_text()
    project.write("c.py", STRIPE)
    assert scan(project).exit == 1


def test_no_value_is_in_it_or_said(project: Repository) -> None:
    said = (project.top / FILE).read_text() + baseline(project, "update").text
    assert stripe_key() not in said
    assert github_token() not in said


def test_what_git_does_not_track_is_not_taken_up(repository: Repository) -> None:
    repository.commit({"a.py": STRIPE})
    repository.write("b.py", GITHUB)
    assert baseline(repository, "create", "--reason", "why").exit == 0
    assert [item.path for item in entries(repository)] == [b"a.py"]


def test_the_attributes_of_a_project_are_extended_once(repository: Repository) -> None:
    repository.commit({"a.py": STRIPE, ".gitattributes": "*.py text"})
    baseline(repository, "create", "--reason", "why")
    text = (repository.top / ".gitattributes").read_text()
    assert text == "*.py text\n.hushlint-baseline text eol=lf merge=union\n"
    (repository.top / FILE).unlink()
    baseline(repository, "create", "--reason", "why")
    assert (repository.top / ".gitattributes").read_text() == text


MOVES = {
    "moved down": {"a.py": "import os\n\n\n" + STRIPE},
    "indented": {"a.py": "if True:\n    " + STRIPE},
    "another comment": {"a.py": STRIPE.rstrip() + "  # the old one\n"},
}


@pytest.mark.parametrize("files", MOVES.values(), ids=MOVES.keys())
def test_what_moved_is_still_known(project: Repository, files: dict[str, str]) -> None:
    project.stage(files)
    assert project.found() == []
    assert scan(project).exit == 0
    assert scan(project, "a.py").exit == 0


def test_what_was_renamed_is_still_known_and_update_follows(project: Repository) -> None:
    project.git("mv", "a.py", "lib.py")
    project.stage({"lib.py": "\n\nimport os\nimport sys\n\nprint(os, sys)\n" + STRIPE})
    assert project.found() == []
    assert scan(project).exit == 0
    assert baseline(project, "update").exit == 0
    assert [item.path for item in entries(project)] == [b"lib.py", b"sub/b.py"]


def test_a_new_secret_in_an_old_place_is_new(project: Repository) -> None:
    project.stage({"a.py": f'key = "{stripe_key(5)}"\n'})
    assert project.found() == [("a.py", 1)]


def test_a_copy_is_new(project: Repository) -> None:
    project.stage({"copy.py": STRIPE})
    assert project.found() == [("copy.py", 1)]


def test_a_second_one_in_the_same_file_is_new(project: Repository) -> None:
    project.stage({"a.py": STRIPE + STRIPE})
    assert len(project.found()) == 1


def test_the_index_governs_at_the_hook(project: Repository) -> None:
    (project.top / FILE).write_text("")
    project.stage({"a.py": "\n" + STRIPE})
    done = project.hook("-v")
    assert done.exit == 0
    assert "the edit of .hushlint-baseline is not staged" in done.out
    project.git("add", FILE)
    project.git("checkout", "-q", "HEAD", "--", "a.py")
    project.stage({"a.py": "x = 1\n" + STRIPE.replace("key", "live_key")})
    assert project.hook().exit == 1


def test_a_part_of_the_repository_knows_its_entries(project: Repository) -> None:
    assert scan(project, "sub").exit == 0
    assert run((*COMMAND, "scan", "."), project.top / "sub", project.env).exit == 0
    assert scan(project, "a.py", "sub").exit == 0


def test_an_entry_that_matches_nothing_is_told_where_all_was_looked_at(project: Repository) -> None:
    project.write("a.py", "x = 1\n")
    assert f"{FILE}:3:1: info: Baseline entry matches nothing" in scan(project).out
    assert "matches nothing" in scan(project, "a.py").out
    assert "matches nothing" not in scan(project, "sub").out


def test_update_shrinks_it_and_takes_up_nothing(project: Repository) -> None:
    project.stage({"a.py": "x = 1\n", "c.py": f'key = "{stripe_key(7)}"\n'})
    done = baseline(project, "update")
    assert done.exit == 1, "something new would block"
    assert [item.path for item in entries(project)] == [b"sub/b.py"]
    assert "not in the baseline: 1 finding" in done.out
    assert baseline(project, "update", "--accept", "--reason", "  new \n one ").exit == 0
    assert [(item.path, item.reason) for item in entries(project)] == [
        (b"c.py", "new one"),
        (b"sub/b.py", "known since May"),
    ]
    assert baseline(project, "update").exit == 0


def test_an_entry_that_is_over_blocks_again_until_it_is_pruned(repository: Repository) -> None:
    repository.commit({".gitignore": ".env\n", "a.py": STRIPE})
    baseline(repository, "create", "--reason", "why", "--until", "2020-01-01")
    done = scan(repository)
    assert done.exit == 1
    assert "Baseline entry expired on 2020-01-01" in done.out
    baseline(repository, "update")
    assert len(entries(repository)) == 1
    assert "their last day is over" in baseline(repository, "prune").out
    assert entries(repository) == []


@pytest.mark.parametrize("command", ["update", "prune"])
def test_lines_that_differ_are_told_once_and_become_one(project: Repository, command: str) -> None:
    text = (project.top / FILE).read_text()
    line = next(line for line in text.splitlines() if " a.py " in line)
    other = line.replace(" - ", " 2999-01-01 ").replace("known", "real: known")
    project.write(FILE, f"{text}{other}\n{other.replace('real: ', 'false alarm: ')}\n")
    done = scan(project)
    assert done.exit == 0, done.text
    (said,) = [line for line in done.out.splitlines() if "[suppression-unused]" in line]
    assert "Baseline lines 3 and 5 and 6 say different things of one finding" in said
    assert "hushlint baseline update leaves one line" in done.out
    assert baseline(project, command).exit == 0
    kept = {item.path: (item.reason, str(item.expires)) for item in entries(project)}
    assert kept == {b"a.py": ("real: known since May", "2999-01-01"), b"sub/b.py": ("known since May", "None")}
    assert len((project.top / FILE).read_text().splitlines()) == 4
    assert "different things" not in scan(project).text


def test_prune_changes_nothing_else(project: Repository) -> None:
    project.git("mv", "a.py", "lib.py")
    project.stage({"sub/b.py": "x = 1\n"})
    assert baseline(project, "prune").exit == 0
    assert [item.path for item in entries(project)] == [b"a.py"]


def test_a_conflict_in_it_is_said(project: Repository) -> None:
    project.write(FILE, "<<<<<<< HEAD\n")
    done = scan(project)
    assert done.exit == 2
    assert done.says_one_line(f"{FILE}:1:", "merge=union")


@pytest.mark.parametrize("command", [("scan", "."), ("baseline", "update"), ("baseline", "prune")])
@pytest.mark.parametrize("content", [b"=======\n", b"{}\n", b"\0", b"\xff\xfe#\0"])
def test_a_broken_one_is_one_line_and_stays_as_it_is(
    project: Repository, command: tuple[str, ...], content: bytes
) -> None:
    whole = (project.top / FILE).read_bytes() + content
    project.write(FILE, whole)
    done = run((*COMMAND, *command), project.top, project.env)
    assert done.exit == 2
    assert done.says_one_line(f"{FILE}:5:")
    assert (project.top / FILE).read_bytes() == whole


def test_what_cannot_be_read_is_not_replaced(project: Repository) -> None:
    (project.top / FILE).unlink()
    (project.top / FILE).mkdir()
    done = baseline(project, "update")
    assert done.exit == 3
    assert done.says_one_line(f"{FILE} cannot be read")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes have names here")
def test_a_pipe_of_its_name_is_not_waited_for(project: Repository) -> None:
    (project.top / FILE).unlink()
    os.mkfifo(project.top / FILE)
    assert scan(project).exit == 1


def test_a_clean_commit_does_not_read_it(project: Repository) -> None:
    project.stage({FILE: "no baseline at all\n", "c.py": "x = 1\n"})
    assert project.hook().exit == 0
    project.stage({"c.py": f'key = "{stripe_key(7)}"\n'})
    assert project.hook().exit == 2
