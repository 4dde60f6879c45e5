"""An audit that reads packs says what one that asks git for each object says."""

import json
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import github_token, stripe_key
from support.history import Judged, audit
from support.repository import Repository, run

Create = Callable[..., Repository]

_SECRETS = (
    "token = '{token}'",
    "key = '{stripe}'",
    "password = 'hvT7!qLw2#{number}'",
    "url = 'postgres://app:Zk3xQ9vB{number}@db.acme.io/app'",
    "# the password is tR9x!Qm4{number}",
    "log.info('login with %s', password)",
    "-----BEGIN PRIVATE KEY-----",
)


def _secret(number: int) -> str:
    form = _SECRETS[number % len(_SECRETS)]
    return form.format(number=number, token=github_token(number), stripe=stripe_key(number))


def _edited(chance: random.Random, lines: list[str], number: int) -> None:
    """One change as people make them: somewhere lines are added, taken away, moved or repeated."""
    at = chance.randint(0, len(lines))
    kind = chance.randint(0, 9)
    if kind < 4:
        lines[at:at] = [f"line {chance.getrandbits(200):x}" for _ in range(chance.randint(1, 30))]
    elif kind < 6:
        lines.insert(at, _secret(number))
    elif kind < 8:
        del lines[at : at + chance.randint(1, 10)]
    else:
        lines[at:at] = lines[: chance.randint(0, 10)]


def _history(repository: Repository, seed: int, commits: int = 18) -> None:
    chance = random.Random(seed)
    files: dict[str, list[str]] = {"a.py": ["import a"], "b/c.py": ["import c"], "d.md": ["# d"]}
    for number in range(commits):
        name = chance.choice([*files])
        for _ in range(chance.randint(1, 3)):
            _edited(chance, files[name], number)
        if chance.random() < 0.1:
            files[f"copy{number}.py"] = list(files[name])
        content = {path: "\n".join(lines) + "\n" for path, lines in files.items()}
        repository.commit(content, f"change {number}" if number % 9 else f"use {_secret(number * 7)}")


def _pack(repository: Repository, *options: str) -> None:
    repository.git("repack", "-q", "-a", "-d", "-f", *options)
    repository.git("prune-packed")


def _loose(repository: Repository, create: Create) -> Repository:
    """The same objects, none of them in a pack."""
    copy = create("loose")
    shutil.rmtree(copy.top)
    shutil.copytree(repository.top, copy.top, symlinks=True)
    folder = copy.top / ".git/objects/pack"
    aside = copy.top / "aside"
    shutil.move(folder, aside)
    folder.mkdir()
    for pack in aside.glob("*.pack"):
        copy.git("unpack-objects", "-q", "-r", data=pack.read_bytes())
    shutil.rmtree(aside)
    return copy


def _same(one: Judged, other: Judged) -> None:
    assert one.report == other.report, one.text


@pytest.mark.parametrize("seed", range(4))
def test_packed_or_not(repository: Repository, create: Create, seed: int) -> None:
    _history(repository, seed)
    _pack(repository, *(("--depth=250", "--window=250") if seed % 2 else ()))
    packed = audit(repository, "--no-cache", "--processes", str(1 + seed % 3))
    assert packed.exit in (0, 1)
    _same(packed, audit(_loose(repository, create), "--no-cache"))


def test_what_no_ref_reaches_is_not_told(repository: Repository, create: Create) -> None:
    repository.commit({"a.py": "x = 1\n"})
    repository.commit({"a.py": f"x = 1\n{_secret(1)}\n"}, f"use {_secret(0)}")
    repository.git("reset", "-q", "--hard", "HEAD~1")
    # The reflog still has it, so git packs it too.
    repository.git("repack", "-q", "-a", "-d", "-f")
    done = audit(repository, "--no-cache")
    assert (done.secrets, done.report["coverage"]["units"]) == ([], 2)
    assert done.exit == 0
    assert "1 blobs that no ref reaches" in audit(repository, "--no-cache", "--format", "text").text
    assert audit(repository, "--no-cache", "--unreachable").paths == ["<commit message>", "a.py"]


def test_packs_and_what_came_later(repository: Repository, create: Create) -> None:
    _history(repository, 11, 12)
    repository.git("repack", "-q", "-d")
    _history(repository, 12, 12)
    repository.git("repack", "-q", "-d")
    repository.commit({"late.py": f"{_secret(0)}\n"}, f"use {_secret(1)}")
    packed = audit(repository, "--no-cache")
    assert "late.py" in packed.paths
    _same(packed, audit(_loose(repository, create), "--no-cache"))


def test_a_large_file_is_left_to_git(repository: Repository, create: Create) -> None:
    repository.commit({".hushlint.toml": "max-file-size = 50000\n"})
    for number in range(3):
        repository.commit({"large.txt": "x" * (60_000 + number), "a.py": f"{_secret(0)}\n" * number})
    _pack(repository)
    done = audit(repository, "--no-cache")
    assert (done.exit, done.paths) == (3, ["a.py"])
    assert done.reasons.count("larger than 50000 bytes") == 3


def test_other_encodings(repository: Repository, create: Create) -> None:
    for number in range(4):
        text = "a line of text\n" * 50 + f"{number}\n{_secret(0)}\n"
        repository.commit({"wide.txt": text.encode("utf-16"), "zeros.bin": text.encode() + b"\0" + text.encode()})
    _pack(repository)
    packed = audit(repository, "--no-cache")
    assert packed.paths == ["wide.txt", "zeros.bin"]
    _same(packed, audit(_loose(repository, create), "--no-cache"))


def _damage(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at : at + 40] = bytes(40)
    file.chmod(0o644)
    file.write_bytes(data)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8])
def test_a_damaged_pack_is_never_a_clean_one(repository: Repository, part: float) -> None:
    _history(repository, 21, 20)
    _pack(repository)
    (file,) = (repository.top / ".git/objects/pack").glob("*.pack")
    _damage(file, int(file.stat().st_size * part))
    done = audit(repository, "--no-cache")
    assert done.exit == 3
    assert done.reasons


def test_nothing_is_read_twice_once_it_is_known(repository: Repository, environment: dict[str, str]) -> None:
    _history(repository, 31, 20)
    _pack(repository)
    first = audit(repository)
    _same(first, audit(repository))
    repository.commit({"late.py": f"{_secret(0)}\n"})
    assert {*audit(repository).paths} == {*first.paths, "late.py"}


@pytest.mark.parametrize("packed", [False, True], ids=["loose", "packed"])
def test_the_first_commit_is_named_where_objects_are_missing(repository: Repository, packed: bool) -> None:
    """By what comes before what, not by dates, and the same each time."""
    lost = repository.blob("lost\n")
    repository.commit({"lost.txt": "lost\n"})
    first = repository.commit({"a.py": f"{_secret(0)}\n"})
    repository.write("a.py", f"x = 1\n{_secret(0)}\n")
    repository.add()
    earlier = {"GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z", "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z"}
    repository.git("commit", "-q", "--no-verify", "-m", "later", env=earlier)
    repository.git("rm", "-q", "lost.txt")
    repository.commit()
    if packed:
        ids = repository.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()
        others = "\n".join(id for id in ids if id != lost).encode()
        repository.git("pack-objects", "-q", ".git/objects/pack/pack", data=others + b"\n")
        repository.git("prune-packed")
    (repository.top / f".git/objects/{lost[:2]}/{lost[2:]}").unlink()
    repository.configure({"extensions.partialClone": "origin", "remote.origin.promisor": "true"})
    for _ in range(3):
        done = audit(repository, "--no-cache")
        assert done.exit == 3
        assert (done.one("a.py")["commit"], done.one("a.py")["line"]) == (first, 1)


def test_without_what_makes_versions(repository: Repository) -> None:
    """Where dulwich has no compiled part, git is asked for every object."""
    _history(repository, 41, 6)
    _pack(repository)
    without = "import sys; sys.modules['dulwich._pack'] = None; from hushlint.cli import main; raise SystemExit(main())"
    command = (sys.executable, "-Ic", without, "audit", "--no-cache", "--format", "json")
    done = run(command, repository.top, repository.env)
    assert json.loads(done.out) == audit(repository, "--no-cache").report
