"""What git cannot answer ends with an exit code and one line, and never passes silently."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import github_token
from support.history import COMMAND
from support.repository import HOOK, Repository, run

NEW = github_token()
LINE = f"one\nkey {NEW}\n"
MISSING = "0123456789abcdef0123456789abcdef01234567"

Create = Callable[..., Repository]
Step = Callable[[Repository], object]


def _object(repository: Repository, name: str) -> Path:
    found = repository.git("rev-parse", name)
    return repository.top / ".git/objects" / found[:2] / found[2:]


def _remove(name: str) -> Step:
    return lambda it: _object(it, name).unlink()


def _damage(name: str) -> Step:
    def step(repository: Repository) -> None:
        file = _object(repository, name)
        file.chmod(0o644)
        file.write_bytes(b"not a zlib stream")

    return step


def _write(path: str, content: str | bytes) -> Step:
    return lambda it: it.write(path, content)


def _cut_index(repository: Repository) -> None:
    index = repository.top / ".git/index"
    index.write_bytes(index.read_bytes()[:100])


def _head_is_a_blob(repository: Repository) -> None:
    repository.write(".git/refs/heads/main", repository.blob("1\n") + "\n")


def _lost_split_index(repository: Repository) -> None:
    repository.git("update-index", "--split-index")
    for file in (repository.top / ".git").glob("sharedindex.*"):
        file.unlink()


BROKEN: dict[str, Step] = {
    "HEAD names a missing commit": _write(".git/refs/heads/main", MISSING + "\n"),
    "HEAD is detached at a missing commit": _write(".git/HEAD", MISSING + "\n"),
    "HEAD's branch holds no id": _write(".git/refs/heads/main", "what is this\n"),
    "HEAD's branch is an empty file": _write(".git/refs/heads/main", ""),
    "HEAD's branch names a blob": _head_is_a_blob,
    "HEAD names itself": _write(".git/refs/heads/main", "ref: refs/heads/main\n"),
    "HEAD's commit is lost": _remove("HEAD"),
    "HEAD's commit is damaged": _damage("HEAD"),
    "HEAD's tree is lost": _remove("HEAD^{tree}"),
    "HEAD's tree is damaged": _damage("HEAD^{tree}"),
    "the index is rubbish": _write(".git/index", b"rubbish" * 20),
    "the index is cut inside an entry": _cut_index,
    "the index is of a later version": _write(".git/index", b"DIRC\0\0\0\x63\0\0\0\0" + bytes(20)),
    "the shared half of a split index is lost": _lost_split_index,
    "the configuration is rubbish": _write(".git/config", "[core\nrubbish"),
    "an unknown repository format": lambda it: it.configure({"core.repositoryFormatVersion": "99"}),
}


@pytest.mark.parametrize("step", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_repository(repository: Repository, step: Step) -> None:
    repository.stage({"a.txt": LINE})
    step(repository)
    done = repository.hook()
    assert done.exit == 3, done.text
    assert done.says_one_line(), done.text


def test_a_repository_that_needs_a_later_git_says_for_what(repository: Repository) -> None:
    """git names the extensions, such as reftable's, in lines of their own."""
    repository.stage({"a.txt": LINE})
    config = (repository.top / ".git/config").read_text().replace("ormatversion = 0", "ormatversion = 1")
    repository.write(".git/config", config + "[extensions]\n\tlaterstorage = x\n\tlaterhash = y\n")
    done = repository.hook()
    assert done.exit == 3, done.text
    assert done.says_one_line("extension", "laterstorage, laterhash"), done.text


@pytest.mark.parametrize("step", [_remove(":lost.txt"), _damage(":lost.txt")], ids=["lost", "damaged"])
@pytest.mark.parametrize("place", ["aa", "zz"], ids=["before", "after"])
def test_a_blob_that_cannot_be_read_is_named_and_hides_nothing(repository: Repository, step: Step, place: str) -> None:
    repository.stage({"lost.txt": "harmless\n"})
    step(repository)
    done = repository.hook()
    assert done.exit == 3
    assert "lost.txt" in done.text
    repository.stage({f"{place}.txt": LINE})
    done = repository.hook()
    assert done.exit == 3
    assert "lost.txt" in done.text
    assert f"{place}.txt" in done.text
    assert "internal error" not in done.text
    report = json.loads(repository.hook("--format", "json").out)
    assert [item["path"] for item in report["coverage"]["skipped"]] == ["lost.txt"]
    assert (report["coverage"]["complete"], report["exit"]) == (False, 3)


def test_outside_of_a_repository(repository: Repository, tmp_path: Path) -> None:
    for command in (HOOK, (*HOOK, "--from-pre-commit"), (*HOOK, "--format", "json")):
        done = run(command, tmp_path, {**repository.env, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
        assert done.exit == 2, done.text
        assert done.says_one_line("not a git repository"), done.text


@pytest.mark.parametrize("place", [".", "refs"])
def test_a_bare_repository(create: Create, place: str) -> None:
    bare = create("bare.git", "--bare")
    done = bare.hook(folder=bare.top / place)
    assert done.exit == 2
    assert done.says_one_line("bare"), done.text


def test_a_lock_that_another_holds_is_nobodys_business(repository: Repository) -> None:
    repository.stage({"a.txt": LINE})
    for lock in ("index.lock", "HEAD.lock", "config.lock", "shallow.lock"):
        repository.write(f".git/{lock}", "")
    assert repository.found() == [("a.txt", 2)]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_repository_of_somebody_else(repository: Repository) -> None:
    repository.stage({"a.txt": LINE})
    for path in (repository.top, *repository.top.rglob("*")):
        os.chown(path, 65534, 65534)
    done = repository.hook()
    assert done.exit == 3
    assert done.says_one_line("safe.directory", str(repository.top)), done.text
    trust = {"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": "false"}
    trust |= {"GIT_CONFIG_KEY_1": "safe.directory", "GIT_CONFIG_VALUE_1": str(repository.top)}
    assert repository.found(env=trust) == [("a.txt", 2)]
    settings = repository.top.parent / "gitconfig"
    settings.write_text(f"[safe]\n\tdirectory = {repository.top}\n")
    assert repository.found(env={"GIT_CONFIG_GLOBAL": str(settings)}) == [("a.txt", 2)]


def _read_only(folder: Path) -> tuple[str, ...]:
    """A command prefix under which the folder cannot be written, root or not."""
    if os.geteuid():
        for path in (folder, *folder.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & ~0o222)
        return ()
    script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$0" && exec "$@"'
    prefix = ("unshare", "-m", "sh", "-c", script, str(folder))
    if shutil.which("unshare") is None or run((*prefix, "true"), folder, os.environ).exit:
        pytest.skip("root can write everywhere, and this system does not let it mount a folder read-only")
    return prefix


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders work differently")
def test_a_read_only_repository(repository: Repository) -> None:
    repository.commit({".gitignore": ".env\n"})
    repository.write(".env", "API_SECRET_KEY=dev-only-secret-key\n")
    repository.stage({"a.txt": LINE})
    prefix = _read_only(repository.top)
    assert run((*prefix, "touch", "x"), repository.top, repository.env).exit != 0
    done = run((*prefix, *HOOK), repository.top, repository.env)
    assert done.exit == 1, done.text
    assert "a.txt" in done.text


WITHOUT: dict[str, dict[str, str | None]] = {
    "no HOME": {"HOME": None, "GIT_CONFIG_GLOBAL": None},
    "a HOME that does not exist": {"HOME": "/nonexistent", "XDG_CACHE_HOME": None, "GIT_CONFIG_GLOBAL": None},
    "a cache that is no folder": {"XDG_CACHE_HOME": "/dev/null"},
    "a relative cache": {"XDG_CACHE_HOME": "cache"},
    "a TMPDIR that does not exist": {"TMPDIR": "/nonexistent"},
    "a TMPDIR that is no folder": {"TMPDIR": "/dev/null", "TEMP": "/dev/null", "TMP": "/dev/null"},
    "an ASCII locale": {"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0"},
}


@pytest.mark.parametrize("env", WITHOUT.values(), ids=WITHOUT.keys())
def test_a_poor_environment(repository: Repository, env: dict[str, str | None]) -> None:
    repository.commit({".gitignore": ".env\n"})
    repository.write(".env", "API_SECRET_KEY=dev-only-secret-key\n")
    repository.stage({"clean": "1\n"})
    assert repository.found(env=env) == []
    repository.stage({"ä.txt": LINE})
    assert repository.found(env=env) == [("ä.txt", 2)]
    assert not (repository.top / "cache").exists()


def test_nearly_no_variables_at_all(repository: Repository) -> None:
    repository.stage({"a.txt": LINE})
    done = run(HOOK, repository.top, {"PATH": repository.env["PATH"], "HOME": repository.env["HOME"]})
    assert done.exit == 1


def test_no_git(repository: Repository, tmp_path: Path) -> None:
    repository.stage({"a.txt": LINE})
    done = repository.hook(env={"PATH": str(tmp_path / "nothing")})
    assert done.exit in (2, 3)
    assert done.says_one_line("git", "PATH"), done.text


OLD_GITS = {
    "does not know our options": "echo 'fatal: unknown option' >&2; exit 129",
    "answers all the same": 'exec "$REAL" "$@"',
}


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("otherwise", OLD_GITS.values(), ids=OLD_GITS.keys())
def test_an_old_git_is_named(repository: Repository, tmp_path: Path, otherwise: str) -> None:
    """The condition that is tested is git's age: a script that says so stands for it."""
    folder = tmp_path / "old"
    folder.mkdir()
    script = folder / "git"
    script.write_text(
        "#!/bin/sh\n"
        'for word; do case "$word" in version|--version) echo git version 2.25.1; exit 0 ;; esac; done\n'
        f"{otherwise}\n"
    )
    script.chmod(0o755)
    repository.stage({"a.txt": LINE})
    real = shutil.which("git", path=repository.env["PATH"])
    done = repository.hook(env={"PATH": f"{folder}{os.pathsep}{repository.env['PATH']}", "REAL": real})
    assert done.exit in (2, 3)
    assert done.says_one_line("2.25.1", "2.34"), done.text


def test_closed_standard_streams(repository: Repository) -> None:
    repository.stage({"a.txt": LINE})
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = run(("sh", "-c", f'"$@" {closed}', "sh", *HOOK), repository.top, repository.env)
        assert done.exit == 1, (closed, done.text)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("command", [HOOK, (*COMMAND, "scan", "."), (*COMMAND, "audit")], ids=["hook", "scan", "audit"])
def test_a_caller_that_does_not_want_to_hear_of_children(repository: Repository, command: tuple[str, ...]) -> None:
    repository.stage({"a.txt": LINE})
    repository.git("stash")
    repository.git("stash", "apply", "--index")
    code = "import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    done = run((sys.executable, "-c", code, *command), repository.top, repository.env)
    assert done.exit == 1, done.text
