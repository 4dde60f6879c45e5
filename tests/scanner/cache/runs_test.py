"""Whole runs over a cache: at once, damaged, planted, private, and never with a secret in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import aws_pair, github_token, postgres_dsn, private_key, stripe_key
from support.repository import HOOK, Repository, run

COMMAND = (sys.executable, "-I", "-m", "hushlint")
KINDS = ("plan", "engine", "rules", "policy")
SCANNER = Path(__file__).parents[3]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where a cache folder will be; not there yet."""
    return tmp_path / "own" / "cache"


@pytest.fixture
def clean(repository: Repository, cache: Path) -> Repository:
    """A staged change without a secret, in a repository that protects its env files; with a cache of its own."""
    repository.env["HUSHLINT_CACHE_DIR"] = str(cache)
    repository.commit({".gitignore": ".env\n"})
    repository.stage({"a.py": "print('hello')\n"})
    return repository


@pytest.fixture
def dirty(clean: Repository) -> Repository:
    """The same with a staged secret."""
    clean.stage({"b.py": f"token = '{github_token()}'\n"})
    return clean


def files(cache: Path, kind: str) -> list[Path]:
    return sorted(cache.glob(f"*.{kind}"))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A cache that holds the compiled rules: to make them anew for every test takes long."""
    cache = tmp_path_factory.mktemp("compiled") / "cache"
    done = run(
        (*COMMAND, "scan", "."), tmp_path_factory.mktemp("none"), environment | {"HUSHLINT_CACHE_DIR": str(cache)}
    )
    assert (done.exit, done.text) == (0, "")
    return cache


def fill(repository: Repository, compiled: Path) -> None:
    """Fill the cache with a file of every kind."""
    # The settings are another run's, and would be counted.
    shutil.copytree(compiled, repository.env["HUSHLINT_CACHE_DIR"], ignore=shutil.ignore_patterns("*.plan"))
    repository.hook()
    run((*COMMAND, "hook"), repository.top, repository.env)


def test_the_second_run_writes_nothing(compiled: Path, clean: Repository, cache: Path) -> None:
    fill(clean, compiled)
    before = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert clean.hook().text == ""
    assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == before
    assert {path.suffix[1:] for path in before} == set(KINDS)


def test_no_cache_touches_nothing(dirty: Repository, cache: Path) -> None:
    done = run((*COMMAND, "hook", "--no-cache"), dirty.top, dirty.env)
    assert done.exit == 1
    assert not cache.exists()


@pytest.mark.slow
def test_eight_hooks_at_once_in_an_empty_cache(dirty: Repository, cache: Path) -> None:
    started = [
        subprocess.Popen(HOOK, cwd=dirty.top, env=dirty.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(8)
    ]
    ended = [(child.communicate(timeout=120), child.returncode) for child in started]
    assert [status for _, status in ended] == [1] * 8
    assert len({out for (out, _), _ in ended}) == 1
    assert all(err == b"" for (_, err), _ in ended)
    assert [name for name in os.listdir(cache) if name.startswith(".")] == []
    for kind in ("plan", "engine", "rules"):
        assert len(files(cache, kind)) == 1
    assert dirty.hook().exit == 1


def _folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _link_instead(file: Path) -> None:
    elsewhere = file.parent.parent / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "garbage": lambda file: file.write_bytes(b"\xff\x00garbage" * 900),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-40]),
    "a bit": lambda file: file.write_bytes(file.read_bytes()[:-3] + b"\x55\xaa\x55"),
    "no right to read": lambda file: file.chmod(0),
    "a folder instead": _folder_instead,
    "a link instead": _link_instead,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_changes_no_verdict(
    compiled: Path, clean: Repository, cache: Path, kind: str, damage: str
) -> None:
    fill(clean, compiled)
    harmed = files(cache, kind)
    assert harmed
    for file in harmed:
        DAMAGE[damage](file)
    assert (clean.hook().exit, clean.hook().text) == (0, "")
    clean.stage({"b.py": f"token = '{github_token()}'\n"})
    done = clean.hook()
    assert done.exit == 1, done.text
    assert "github-token" in done.out
    assert done.err == ""


def _public(cache: Path) -> None:
    cache.chmod(0o755)


def _world(cache: Path) -> None:
    cache.chmod(0o777)


def _linked(cache: Path) -> None:
    cache.rename(cache.with_name("real"))
    cache.symlink_to(cache.with_name("real"))


def _given_away(cache: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a folder away")
    os.chown(cache, 12345, 12345)


def _file_instead(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("")


@pytest.mark.parametrize("spoil", [_public, _world, _linked, _given_away, _file_instead])
def test_a_folder_that_cannot_be_trusted_is_not_used(
    compiled: Path, dirty: Repository, cache: Path, spoil: Callable[[Path], None]
) -> None:
    """Its engine is exchanged for one that finds nothing: whoever reads it passes the secret."""
    fill(dirty, compiled)
    from hushlint.match import engine

    for file in files(cache, "engine"):
        blind = engine.compile_patterns([b"this stands nowhere"])
        _reseal(file, blind)
    assert dirty.hook().exit == 0, "the trap is live: a trusted folder is believed"
    spoil(cache)
    before = sorted(os.listdir(cache)) if cache.is_dir() else []
    done = dirty.hook()
    assert (done.exit, done.err) == (1, ""), done.text
    assert (sorted(os.listdir(cache)) if cache.is_dir() else []) == before


def _reseal(file: Path, body: bytes) -> None:
    """Write another database under the file's key."""
    from hushlint.cache import plans

    size, _, rest = file.read_bytes().partition(b"\n")[2].partition(b"\n")
    file.write_bytes(plans._unsummed(rest[: int(size)]) + body)


UNWRITABLE: dict[str, dict[str, str | None]] = {
    "no home": {"HOME": None, "XDG_CACHE_HOME": None, "HUSHLINT_CACHE_DIR": None},
    "home is no folder": {"HOME": "/dev/null", "XDG_CACHE_HOME": None, "HUSHLINT_CACHE_DIR": None},
    "home does not exist and cannot": {"HOME": "/proc/nobody", "XDG_CACHE_HOME": None, "HUSHLINT_CACHE_DIR": None},
    "our folder is no folder": {"HUSHLINT_CACHE_DIR": "/dev/null"},
}


@pytest.mark.parametrize("changes", UNWRITABLE.values(), ids=UNWRITABLE.keys())
def test_without_a_cache_the_verdict_is_the_same(dirty: Repository, changes: dict[str, str | None]) -> None:
    done = dirty.hook(env=changes)
    assert (done.exit, done.err) == (1, "")
    dirty.git("reset", "-q", "--", "b.py")
    assert dirty.hook(env=changes).text == ""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout of its own that a test may change."""
    folder = tmp_path / "checkout"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(SCANNER / "scanner", folder / "scanner", ignore=ignore)
    shutil.copytree(SCANNER / "rules", folder / "rules", ignore=ignore)
    return folder


def hook_of(copy: Path, repository: Repository) -> int:
    line = f"import sys; sys.path.insert(0, {str(copy / 'scanner')!r}); " + HOOK[2]
    done = run((sys.executable, "-Ic", line), repository.top, repository.env)
    assert done.err == ""
    return done.exit


def test_another_version_makes_another_plan(dirty: Repository, cache: Path, copy: Path) -> None:
    assert hook_of(copy, dirty) == 1
    before = {kind: files(cache, kind) for kind in ("plan", "engine", "rules")}
    assert hook_of(copy, dirty) == 1
    assert {kind: files(cache, kind) for kind in before} == before
    version = copy / "scanner/hushlint/__init__.py"
    version.write_text(version.read_text().replace('__version__ = "', '__version__ = "9'))
    assert hook_of(copy, dirty) == 1
    assert {kind: len(files(cache, kind)) for kind in before} == {
        kind: len(found) + 1 for kind, found in before.items()
    }


def test_an_edited_rule_makes_another_plan(dirty: Repository, cache: Path, copy: Path) -> None:
    assert hook_of(copy, dirty) == 1
    rules = copy / "rules/secrets/github.toml"
    stamp = rules.stat().st_mtime_ns
    rules.write_text(rules.read_text().replace("gh[pousr]_", "zh[pousr]_"))
    assert rules.stat().st_mtime_ns != stamp
    assert len(files(cache, "engine")) == 1
    assert hook_of(copy, dirty) in (0, 1)
    assert len(files(cache, "engine")) == 2


def test_a_touched_rule_makes_another_plan(dirty: Repository, cache: Path, copy: Path) -> None:
    assert hook_of(copy, dirty) == 1
    os.utime(copy / "rules/secrets/github.toml", ns=(1, 1))
    assert hook_of(copy, dirty) == 1
    assert len(files(cache, "engine")) == 2


def test_an_edit_of_the_configuration_compiles_nothing(compiled: Path, dirty: Repository, cache: Path) -> None:
    fill(dirty, compiled)
    engines = files(cache, "engine")
    dirty.stage({".hushlint.toml": 'fail-on = "critical"\n'})
    dirty.hook()
    assert files(cache, "engine") == engines
    assert len(files(cache, "plan")) == 2
    dirty.stage({".hushlint.toml": 'disable = ["github-token"]\n'})
    dirty.hook()
    assert len(files(cache, "engine")) == 2


def test_no_cache_file_holds_a_value(clean: Repository, cache: Path) -> None:
    identity, secret = aws_pair()
    values = [github_token(), stripe_key(), identity, secret, postgres_dsn().split(":")[2].split("@")[0]]
    body = [line for line in private_key().splitlines() if not line.startswith("-")]
    clean.write(".env", f"API_KEY={values[0]}\n")
    clean.stage(
        {
            "a.py": f"a = '{values[0]}'\nb = '{values[1]}'\n",
            "aws.py": f"aws_id = '{identity}'\naws_secret_access_key = '{secret}'\n",
            f"{values[1]}.txt": postgres_dsn() + "\n" + private_key(),
            ".env.example": f"API_KEY={values[0]}\n",
        }
    )
    for arguments in (("hook", "-v"), ("hook", "-v", "--format", "json"), ("scan", "-v", ".")):
        assert run((*COMMAND, *arguments), clean.top, clean.env).exit == 1
    assert clean.hook("-v").exit == 1
    written = list(cache.iterdir())
    assert written
    for file in written:
        data = file.read_bytes() + file.name.encode()
        assert not [value for value in (*values, body[0], body[-1]) if value.encode() in data], file.suffix


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_made_anew(compiled: Path, dirty: Repository, cache: Path, kind: str) -> None:
    """Or every further commit would compile again."""
    fill(dirty, compiled)
    (whole,) = {file.read_bytes() for file in files(cache, kind)} if kind != "policy" else [b""]
    for file in files(cache, kind):
        file.write_bytes(b"garbage")
    assert dirty.hook().exit == 1
    assert not [file for file in files(cache, kind) if file.read_bytes() == b"garbage"]
    assert kind == "policy" or [file.read_bytes() for file in files(cache, kind)] == [whole]
