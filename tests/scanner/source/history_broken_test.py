"""Histories that are not whole: what is there is read, what is not is said, and nothing is fetched or passed over."""

import secrets
from pathlib import Path

import pytest
from support.canary import Canary
from support.examples import stripe_key
from support.history import COMMAND, audit
from support.repository import Repository, run

# New with every run: what the cache has seen is not read again, damaged or not.
SEED = secrets.randbits(60)
LINE = f"key = '{stripe_key(SEED)}'\n"


@pytest.fixture
def history(repository: Repository) -> Repository:
    """Three commits: a secret in an old one, gone in the next."""
    fresh = secrets.token_hex(4)
    repository.commit({".gitignore": ".env\n", "lib/a.py": f"{fresh}\n{LINE}"})
    repository.commit({"lib/a.py": f"key = None  # {fresh}\n", "other/b.py": f"1  # {fresh}\n"})
    return repository


def _object(repository: Repository, name: str) -> Path:
    id = repository.git("rev-parse", name)
    return repository.top / ".git/objects" / id[:2] / id[2:]


GONE = {
    "an old blob": "HEAD~1:lib/a.py",
    "a blob of the tip": "HEAD:other/b.py",
    "an old tree": "HEAD~1:lib",
    "a root tree": "HEAD~1^{tree}",
    "a commit in the middle": "HEAD~1",
    "the tip": "HEAD",
    "the first commit": "HEAD~2",
}


@pytest.mark.parametrize("damage", ["missing", "damaged"])
@pytest.mark.parametrize("name", GONE.values(), ids=GONE.keys())
def test_an_object_that_cannot_be_read(history: Repository, name: str, damage: str) -> None:
    file = _object(history, name)
    id = file.parent.name + file.name
    if damage == "missing":
        file.unlink()
    else:
        file.chmod(0o644)
        file.write_bytes(b"not a zlib stream")
    done = audit(history)
    assert done.exit == 3, done.text
    assert "internal error" not in done.text
    assert done.report["coverage"]["skipped"], "it says what it could not read"
    if name != "HEAD~1:lib/a.py":
        assert len(done.secrets) == 1, "what is there is read"
    if name == "HEAD:other/b.py":
        assert id in done.reasons or "other/b.py" in done.reasons


def test_a_ref_that_names_nothing(history: Repository) -> None:
    history.write(".git/refs/heads/broken", "1" * 40 + "\n")
    done = audit(history)
    assert done.exit == 3
    assert "refs/heads/broken" in done.reasons
    assert done.paths == ["lib/a.py"]


def test_a_shallow_clone(history: Repository, tmp_path: Path) -> None:
    history.commit({"new.py": f"key = '{stripe_key(1)}'\n"})
    history.git("clone", "-q", "--depth", "1", history.top.as_uri(), str(tmp_path / "shallow"))
    clone = Repository(tmp_path / "shallow", history.env)
    done = audit(clone)
    assert done.exit == 3
    assert "shallow" in done.reasons
    assert "--unshallow" in done.reasons
    assert done.paths == ["new.py"]


def test_a_partial_clone_fetches_nothing(history: Repository, tmp_path: Path, canary: Canary) -> None:
    history.configure({"uploadpack.allowFilter": "true", "uploadpack.allowAnySHA1InWant": "true"})
    place = tmp_path / "partial"
    history.git("clone", "-q", "--filter=blob:none", "--no-checkout", history.top.as_uri(), str(place))
    partial = Repository(place, history.env)
    partial.configure({"remote.origin.uploadpack": str(canary.program)})
    before = partial.git("count-objects", "-v")
    done = audit(partial)
    assert done.exit == 3
    assert "not here" in done.reasons
    assert history.git("rev-parse", "HEAD~1:lib/a.py") in done.reasons
    assert partial.git("count-objects", "-v") == before
    assert not canary.sang


def test_many_missing_objects_are_counted(repository: Repository) -> None:
    repository.commit({f"{number}.txt": f"{number} {SEED}\n" for number in range(30)})
    for number in range(30):
        _object(repository, f"HEAD:{number}.txt").unlink()
    done = audit(repository)
    assert done.exit == 3
    assert len(done.report["coverage"]["skipped"]) == 21
    assert "10 more" in done.reasons


def test_an_empty_repository(empty: Repository) -> None:
    done = audit(empty)
    assert done.exit == 0
    assert done.report["coverage"]["commits"] == 0


def test_what_is_no_repository(repository: Repository, tmp_path: Path) -> None:
    refused = {
        str(tmp_path / "nowhere"): "no such path",
        "README": "not a folder",
        "file:///etc": "https",
        "ext::sh -c true": "https",
        "git://localhost/x": "https",
        "http://localhost/x": "https",
        "https://-oProxyCommand=x/y": "https",
        "fd::17": "https",
    }
    for name, words in refused.items():
        done = audit(repository, "--", name)
        assert done.exit == 2, done.text
        assert words in done.err
        assert len(done.err.splitlines()) == 1, done.err
    outside = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    (tmp_path / "plain").mkdir()
    done = audit(repository, str(tmp_path / "plain"), env=outside)
    assert done.exit == 2
    assert "not a git repository" in done.err


def test_a_clone_that_fails_leaves_nothing_behind(repository: Repository, tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    password = stripe_key(3)
    done = audit(repository, f"https://user:{password}@localhost:1/x", env={"TMPDIR": str(folder)})
    assert done.exit == 3
    assert "cannot be cloned" in done.err
    assert password not in done.text
    assert list(folder.iterdir()) == []


def test_a_missing_head_branch_does_not_hide_the_others(history: Repository) -> None:
    history.git("symbolic-ref", "HEAD", "refs/heads/nothing")
    assert audit(history).paths == ["lib/a.py"]


REFUSED = {
    ("--branch", "nothing"): "no branch",
    ("--branch", "--all"): "no branch",
    ("--since", "garbage"): "expected a date",
    ("--until", "tomorrow"): "expected a date",
    ("--unreachable", "--max-commits", "1"): "--unreachable",
    ("--max-commits", "0"): "max-commits",
    ("--fail-on", "never"): "fail-on",
}


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_limits_that_cannot_be(history: Repository, arguments: tuple[str, ...]) -> None:
    done = audit(history, *arguments)
    assert done.exit == 2, done.text
    assert REFUSED[arguments] in done.err


def test_git_of_somebody_else_is_not_run(history: Repository, canary: Canary) -> None:
    """A repository whose settings name programs in every place that git obeys."""
    program = str(canary.program)
    history.commit({".gitattributes": "* filter=evil diff=evil merge=evil\n", "c.py": f"# {LINE}"})
    history.configure(
        {
            "core.fsmonitor": program,
            "core.sshCommand": program,
            "core.pager": program,
            "core.hooksPath": str(canary.program.parent),
            "core.alternateRefsCommand": program,
            "core.gitProxy": program,
            "diff.external": program,
            "gpg.program": program,
            "log.showSignature": "true",
            "credential.helper": f"!{program}",
            "filter.evil.smudge": program,
            "filter.evil.clean": program,
            "filter.evil.process": program,
            "diff.evil.textconv": program,
            "diff.evil.command": program,
            "merge.evil.driver": program,
            "extensions.partialClone": "origin",
            "remote.origin.url": f"ext::{program}",
            "remote.origin.promisor": "true",
            "remote.origin.uploadpack": program,
            "protocol.allow": "always",
            "uploadpack.packObjectsHook": program,
            "alias.rev-list": f"!{program}",
        }
    )
    history.git("update-ref", "refs/heads/-oops", "main")
    history.git("update-ref", "refs/heads/$(id)`id`;id", "main")
    history.write(".git/refs/heads/HEAD", history.git("rev-parse", "main") + "\n")
    _object(history, "main~1:other/b.py").unlink()
    canary.trace.unlink(missing_ok=True)
    done = audit(history, "--unreachable")
    assert not canary.sang
    assert done.exit == 3, "the object that is gone"
    assert {"c.py", "lib/a.py"} <= set(done.paths)


def test_modules_in_the_repository_are_not_imported(history: Repository, canary: Canary) -> None:
    for name in ("re", "sqlite3", "hyperscan", "rich", "json", "hushlint"):
        canary.plant_module(history, f"{name}.py")
    assert audit(history).exit == 1
    assert not canary.sang


def test_a_closed_pipe_is_no_crash(history: Repository) -> None:
    done = run(("sh", "-c", '"$@" | true', "sh", *COMMAND, "audit"), history.top, history.env)
    assert "Traceback" not in done.text
