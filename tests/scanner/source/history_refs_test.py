"""Everything that a repository can hide content behind: every kind of ref, of commit and of object is read once."""

import secrets
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import stripe_key
from support.history import COMMAND, audit
from support.repository import Repository, run

Create = Callable[..., Repository]
Step = Callable[[Repository], None]


# New with every run: what the cache has seen is not read again.
_SEED = secrets.randbits(60)


def _line(seed: int = 0) -> str:
    return f"key = '{stripe_key(_SEED + seed)}'\n"


def _branch(it: Repository) -> None:
    it.git("checkout", "-q", "-b", "side")
    it.commit({"a.py": _line()})
    it.git("checkout", "-q", "main")


def _removed(it: Repository) -> None:
    it.commit({"a.py": _line()})
    it.git("rm", "-q", "a.py")
    it.commit()


def _deleted_branch_with(ref: str) -> Step:
    def step(it: Repository) -> None:
        _branch(it)
        it.git("update-ref", ref, "side")
        it.git("branch", "-q", "-D", "side")

    return step


def _annotated_tag(it: Repository) -> None:
    _branch(it)
    it.git("tag", "-a", "-m", "one", "v1", "side")
    it.git("tag", "-a", "-m", "of a tag", "v2", "v1")
    it.git("tag", "-d", "v1")
    it.git("branch", "-q", "-D", "side")


def _tag_of_a_tree(it: Repository) -> None:
    _branch(it)
    it.git("tag", "-a", "-m", "a tree", "tree", "side^{tree}")
    it.git("branch", "-q", "-D", "side")


def _stash(it: Repository) -> None:
    it.write("README", _line())
    it.git("stash", "push", "-q")


def _old_stash(it: Repository) -> None:
    _stash(it)
    it.write("README", "other\n")
    it.git("stash", "push", "-q")


def _stash_of_the_index(it: Repository) -> None:
    it.stage({"README": _line()})
    it.write("README", "other\n")
    it.git("stash", "push", "-q")


def _stash_of_untracked(it: Repository) -> None:
    it.write("new.py", _line())
    it.git("stash", "push", "-q", "-u")


def _detached(it: Repository) -> None:
    it.git("checkout", "-q", "--detach")
    it.commit({"a.py": _line()})


def _linked_worktree(it: Repository) -> None:
    it.git("worktree", "add", "-q", "--detach", "../linked")
    linked = Repository(it.top.parent / "linked", it.env)
    linked.commit({"a.py": _line()})


def _ref_of_a_linked_worktree(it: Repository) -> None:
    it.git("worktree", "add", "-q", "--detach", "../linked")
    linked = Repository(it.top.parent / "linked", it.env)
    linked.git("update-ref", "refs/worktree/deep/x", linked.commit({"a.py": _line()}))
    linked.git("checkout", "-q", "--detach", "main")


def _evil_merge(it: Repository) -> None:
    it.git("checkout", "-q", "-b", "side")
    it.commit({"side.txt": "1\n"})
    it.git("checkout", "-q", "main")
    it.commit({"main.txt": "1\n"})
    it.git("merge", "-q", "--no-commit", "side")
    it.commit({"evil.py": _line()})
    it.git("rm", "-q", "evil.py")
    it.commit()


def _octopus(it: Repository) -> None:
    for name in ("one", "two", "three"):
        it.git("checkout", "-q", "-b", name, "main")
        it.commit({f"{name}.txt": _line() if name == "two" else "1\n"})
    it.git("checkout", "-q", "main")
    it.git("merge", "-q", "one", "two", "three", "-m", "all")
    it.git("branch", "-q", "-D", "one", "two", "three")


def _type_change(it: Repository) -> None:
    it.link("README", _line().strip())
    it.add("README")
    it.commit()
    it.commit({"README": "a file again\n"})


def _second_root(it: Repository) -> None:
    it.git("checkout", "-q", "--orphan", "pages")
    it.commit({"a.py": _line()})
    it.git("checkout", "-q", "main")


def _packed(it: Repository) -> None:
    _removed(it)
    it.git("pack-refs", "--all")
    it.git("repack", "-q", "-a", "-d")


def _replaced(it: Repository) -> None:
    _removed(it)
    it.git("replace", "HEAD~1", "HEAD~2")


def _replaced_blob(it: Repository) -> None:
    _removed(it)
    it.git("replace", it.git("rev-parse", "HEAD~1:a.py"), it.blob("nothing\n"))


def _grafted(it: Repository) -> None:
    _removed(it)
    it.write(".git/info/grafts", it.git("rev-parse", "HEAD") + "\n")


def _note(it: Repository) -> None:
    it.git("notes", "add", "-m", _line().strip())


def _merged_tag(it: Repository) -> None:
    """A merge of a signed tag that was deleted: git keeps all that the tag said in the merge itself."""
    head = it.git("rev-parse", "HEAD")
    signature = "-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----\n"
    tag = f"object {head}\ntype commit\ntag v1\ntagger A <a@b> 1 +0000\n\n{_line()}{signature}"
    person = "A Person <person@example.org> 1767323045 +0000"
    lines = [f"tree {it.git('rev-parse', 'HEAD^{tree}')}", f"parent {head}", f"author {person}", f"committer {person}"]
    lines.append("mergetag " + tag.rstrip().replace("\n", "\n "))
    merge = "\n".join([*lines, "", "Merge tag 'v1'\n"])
    it.git("reset", "-q", "--hard", it.git("hash-object", "-t", "commit", "-w", "--stdin", data=merge.encode()))


def _odd_path(it: Repository) -> None:
    it.commit({'tab\tnew\nline "quoted" ä.py': _line()})
    it.git("rm", "-q", "-r", "--", ".", env={"GIT_LITERAL_PATHSPECS": "1"})
    it.commit()


REACHED: dict[str, Step] = {
    "at the tip": lambda it: it.commit({"a.py": _line()}) and None,
    "removed again": _removed,
    "on another branch": _branch,
    "under a remote's name": _deleted_branch_with("refs/remotes/origin/side"),
    "a pull request": _deleted_branch_with("refs/pull/7/head"),
    "a merge request": _deleted_branch_with("refs/merge-requests/7/head"),
    "an odd ref": _deleted_branch_with("refs/x/y"),
    "a light tag": _deleted_branch_with("refs/tags/v0"),
    "a tag of a tag": _annotated_tag,
    "a tag of a tree": _tag_of_a_tree,
    "a tag of a blob": lambda it: it.git("tag", "blob", it.blob(_line())) and None,
    "an annotated tag of a blob": lambda it: it.git("tag", "-a", "-m", "b", "blob", it.blob(_line())) and None,
    "the message of a commit": lambda it: it.commit(message=f"a\n\n{_line()}") and None,
    "the message of a tag in a merge": _merged_tag,
    "the message of a tag": lambda it: it.git("tag", "-a", "-m", _line(), "v1") and None,
    "a note": _note,
    "the stash": _stash,
    "an older stash": _old_stash,
    "the stash's index": _stash_of_the_index,
    "the stash's untracked files": _stash_of_untracked,
    "a detached HEAD": _detached,
    "HEAD of a linked work tree": _linked_worktree,
    "a ref of a linked work tree alone": _ref_of_a_linked_worktree,
    "an evil merge": _evil_merge,
    "one of an octopus": _octopus,
    "a link's target": _type_change,
    "a second root": _second_root,
    "packed refs and objects": _packed,
    "a replaced commit": _replaced,
    "a replaced blob": _replaced_blob,
    "a graft": _grafted,
    "an odd path": _odd_path,
}


@pytest.mark.parametrize("step", REACHED.values(), ids=REACHED.keys())
def test_reached(repository: Repository, step: Step) -> None:
    repository.commit({".gitignore": ".env\n"})
    assert audit(repository).paths == []
    step(repository)
    done = audit(repository)
    assert done.exit == 1, done.text
    assert len(done.secrets) == 1, done.text
    again = audit(repository)
    assert again.report == done.report, "the cache changes nothing"
    repository.git("repack", "-q", "-a", "-d")
    assert audit(repository, "--no-cache").report == done.report, "packs change nothing"


def _dangling(it: Repository) -> None:
    it.blob(_line())


def _reflog(it: Repository) -> None:
    it.commit({"a.py": _line()})
    it.git("reset", "-q", "--hard", "HEAD~1")


def _dropped_stash(it: Repository) -> None:
    _stash(it)
    it.git("stash", "drop", "-q")


def _dangling_message(it: Repository) -> None:
    it.commit(message=_line())
    it.git("reset", "-q", "--hard", "HEAD~1")


UNREACHABLE = {
    "a blob that nothing names": _dangling,
    "a commit that only the reflog names": _reflog,
    "a dropped stash": _dropped_stash,
    "a message of a lost commit": _dangling_message,
}


@pytest.mark.parametrize("step", UNREACHABLE.values(), ids=UNREACHABLE.keys())
def test_unreachable(repository: Repository, step: Step) -> None:
    repository.commit({".gitignore": ".env\n"})
    step(repository)
    done = audit(repository)
    assert done.exit == 0, done.text
    assert audit(repository, "--unreachable").exit == 1
    if step is not _dangling_message:
        assert "--unreachable" in _notes(repository), "the report says what lay outside"


def _notes(repository: Repository) -> str:
    return run((*COMMAND, "audit", "-v"), repository.top, repository.env).text


@pytest.mark.parametrize("format", ["sha1", "sha256"])
def test_a_bare_repository(create: Create, tmp_path: Path, format: str) -> None:
    work = create("work", f"--object-format={format}")
    _removed(work)
    work.git("clone", "-q", "--bare", str(work.top), str(tmp_path / "bare.git"))
    bare = Repository(tmp_path / "bare.git", work.env)
    assert audit(bare).paths == ["a.py"]
    assert audit(work, str(bare.top)).paths == ["a.py"], "by name, from elsewhere"
    assert audit(work, str(bare.top), env={"GIT_DIR": "/nowhere"}).paths == ["a.py"]


def test_a_bare_repository_that_is_named_where_others_are_refused(repository: Repository, tmp_path: Path) -> None:
    _removed(repository)
    repository.git("clone", "-q", "--bare", str(repository.top), str(tmp_path / "bare.git"))
    settings = tmp_path / "gitconfig"
    settings.write_text("[safe]\n\tbareRepository = explicit\n")
    env = {"GIT_CONFIG_GLOBAL": str(settings)}
    assert audit(repository, str(tmp_path / "bare.git"), env=env).paths == ["a.py"]
    inside = audit(Repository(tmp_path / "bare.git", repository.env), env=env)
    assert inside.exit == 3 or repository.git("version") < "git version 2.38", "nobody named it"


@pytest.mark.skipif(sys.platform == "win32", reason="no file name holds a newline")
@pytest.mark.parametrize("name", ["bare\n.git", "b\nare/.git", "\n"])
def test_a_bare_repository_in_an_odd_folder(repository: Repository, tmp_path: Path, name: str) -> None:
    _removed(repository)
    repository.git("clone", "-q", "--bare", str(repository.top), str(tmp_path / name))
    assert audit(Repository(tmp_path / name, repository.env)).paths == ["a.py"]
    assert audit(repository, str(tmp_path / name)).paths == ["a.py"]


def test_alternates(repository: Repository, create: Create, tmp_path: Path) -> None:
    _removed(repository)
    repository.git("clone", "-q", "--shared", "--bare", str(repository.top), str(tmp_path / "shared.git"))
    assert audit(Repository(tmp_path / "shared.git", repository.env)).paths == ["a.py"]


def test_a_submodule_is_not_asked_for(repository: Repository) -> None:
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module")
    repository.commit({".gitignore": ".env\n"})
    assert audit(repository).exit == 0


def test_limits(repository: Repository) -> None:
    for number, day in enumerate(("2026-01-01", "2026-02-01", "2026-03-01")):
        date = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"}
        repository.stage({f"lib{number}/{number}.py": _line(number)})
        repository.git("commit", "-q", "-m", day, env=date)
    repository.git("branch", "old", "HEAD~1")
    chosen = {
        ("--since", "2026-01-15"): ["lib1/1.py", "lib2/2.py"],
        ("--until", "2026-01-15"): ["lib0/0.py"],
        ("--since", "2026-01-15", "--until", "2026-02-15"): ["lib1/1.py"],
        ("--max-commits", "1"): ["lib2/2.py"],
        ("--branch", "old"): ["lib0/0.py", "lib1/1.py"],
        ("--branch", "old", "--max-commits", "1"): ["lib1/1.py"],
        ("--path", "lib1"): ["lib1/1.py"],
        ("--path", "lib1", "--path", "lib2/2.py"): ["lib1/1.py", "lib2/2.py"],
        ("--path", "*"): [],
        ("--path", ":(exclude)lib1"): [],
    }
    for arguments, paths in chosen.items():
        assert audit(repository, *arguments).paths == paths, arguments


def test_a_path_that_no_commit_touches_is_told(repository: Repository) -> None:
    repository.commit({"lib/a.py": _line()})
    done = run((*COMMAND, "audit", "--path", "lib", "--path", "lob", "--path", "LIB/"), repository.top, repository.env)
    assert done.exit == 1, done.text
    told = [part for part in done.out.splitlines() if "touches it" in part]
    assert [part.partition(": ")[2].partition(":")[0] for part in told] == ["--path lob", "--path LIB/"]


def test_an_empty_path_is_refused(repository: Repository) -> None:
    repository.commit({"a.py": _line()})
    done = audit(repository, "--path", "")
    assert (done.exit, len(done.err.splitlines())) == (2, 1)
    assert "is a variable not set?" in done.err
