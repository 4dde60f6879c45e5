"""No value of a secret leaves the process: not in any output, cache file, report file or crash, whatever is asked."""

import base64
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from support.environment import changed
from support.examples import aws_pair, github_token, postgres_dsn, private_key, stripe_key
from support.repository import HOOK, Repository, Run, run

from hushlint import catalog, plan
from hushlint.detection import Detection
from hushlint.model.blob import Blob
from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.model.secret import Secret

COMMAND = (sys.executable, "-I", "-m", "hushlint")
PASSWORD = "Wq7" + "zR2" + "kLp9xv"

Kind = tuple[Callable[[], str], Callable[[], list[str]]]


def _key_lines() -> list[str]:
    return [line for line in private_key().splitlines() if not line.startswith("-")]


def _aws_lines() -> str:
    return "aws_access_key_id = {}\naws_secret_access_key = {}\n".format(*aws_pair())


# A text with a secret, and the values in it that nobody may see.
KINDS: dict[str, Kind] = {
    "a token": (lambda: f"token = '{github_token()}'\n", lambda: [github_token()]),
    "a live key": (lambda: f"STRIPE={stripe_key()}\n", lambda: [stripe_key()]),
    "an AWS pair": (_aws_lines, lambda: [*aws_pair()]),
    "a DSN": (lambda: f"url: {postgres_dsn()}\n", lambda: [postgres_dsn(), postgres_dsn().split(":")[2].split("@")[0]]),
    "a private key": (private_key, _key_lines),
    "a private key in a string": (lambda: f'key = "{private_key()!r}"\n', _key_lines),
    "a password": (lambda: f'password = "{PASSWORD}"\n', lambda: [PASSWORD]),
    "a password in UTF-16": (lambda: f'\ufeffpassword = "{PASSWORD}"\n', lambda: [PASSWORD]),
}

RUNS = {
    "hook": (*HOOK,),
    "hook -v": (*HOOK, "-v"),
    "hook -q": (*HOOK, "-q"),
    "hook json": (*COMMAND, "hook", "-v", "--format", "json"),
    "hook to files": (*COMMAND, "hook", "--output", "json=r.json", "--output", "text=r.txt"),
    "scan": (*COMMAND, "scan", "."),
    "scan -v": (*COMMAND, "scan", "-v", "--no-ignore", "."),
    "scan json": (*COMMAND, "scan", "-v", "--format", "json", "."),
    "scan to files": (*COMMAND, "scan", "-v", "--output", "json=r.json", "--output", "text=r.txt", "."),
}

# The ones that say most, for tables that are long.
LOUD = {name: RUNS[name] for name in ("hook -v", "hook json", "scan -v", "scan to files")}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A cache that holds the compiled rules and nothing else."""
    cache = tmp_path_factory.mktemp("compiled") / "cache"
    empty = tmp_path_factory.mktemp("nothing")
    done = run((*COMMAND, "scan", "."), empty, environment | {"HUSHLINT_CACHE_DIR": str(cache)})
    assert (done.exit, done.text) == (0, "")
    return cache


@pytest.fixture
def project(repository: Repository, tmp_path: Path, compiled: Path) -> Repository:
    """A repository with a cache of its own, so that every file in it but the compiled rules is of this test."""
    shutil.copytree(compiled, tmp_path / "cache")
    repository.env["HUSHLINT_CACHE_DIR"] = str(tmp_path / "cache")
    repository.env["TMPDIR"] = str(tmp_path / "temporary")
    (tmp_path / "temporary").mkdir()
    repository.commit({".gitignore": ".env\nr.json\nr.txt\n"})
    return repository


def spellings(value: str) -> list[str]:
    """A value as it is, and as an encoder would hide it from a search."""
    plain = value.encode()
    return [value, quote(value, safe=""), repr(value)[1:-1], plain.hex(), base64.b64encode(plain).decode().rstrip("=")]


def leaks(project: Repository, done: Run, values: list[str]) -> list[str]:
    """Where any of the values is seen: streams, report files, cache, temporary files."""
    seen = {"stdout": done.out.encode(), "stderr": done.err.encode()}
    for folder in (project.top.parent / "cache", project.top.parent / "temporary"):
        seen |= {str(file): file.read_bytes() + os.fsencode(file) for file in folder.rglob("*") if file.is_file()}
    seen |= {name: (project.top / name).read_bytes() for name in ("r.json", "r.txt") if (project.top / name).exists()}
    forms = [form.encode() for value in values for form in spellings(value)]
    return [where for where, data in seen.items() if any(form in data for form in forms)]


@pytest.mark.parametrize("command", LOUD.values(), ids=LOUD.keys())
@pytest.mark.parametrize("kind", KINDS)
def test_a_finding_shows_no_value(project: Repository, kind: str, command: tuple[str, ...]) -> None:
    text, values = KINDS[kind][0](), KINDS[kind][1]()
    project.stage({"src/a.py": text.encode("utf-16-le") if text.startswith("\ufeff") else text})
    done = run(command, project.top, project.env)
    assert done.exit == 1, done.text
    assert leaks(project, done, values) == []


@pytest.mark.parametrize("command", RUNS.values(), ids=RUNS.keys())
def test_a_suppressed_finding_shows_no_value(project: Repository, command: tuple[str, ...]) -> None:
    token = github_token()
    project.stage({f"{token}.py": f"token = '{token}'  # hushlint: ignore[github-token] it is {token}\n"})
    done = run(command, project.top, project.env)
    assert done.exit == 0, done.text
    assert leaks(project, done, [token]) == []


# A path that holds the values: for each, how the text's path is made of it.
PATHS: dict[str, Callable[[str], str]] = {
    "a file's name": lambda value: f"{value}.txt",
    "a folder's name": lambda value: f"keys/{value}/a.txt",
    "percent-encoded": lambda value: f"{quote(value, safe='')}.txt",
    "beside a newline": lambda value: f"a\n{value}\n.txt",
}


@pytest.mark.parametrize("command", LOUD.values(), ids=LOUD.keys())
@pytest.mark.parametrize("shape", PATHS)
@pytest.mark.parametrize("value", [stripe_key(), PASSWORD], ids=["token", "password"])
def test_a_path_shows_no_value(project: Repository, shape: str, value: str, command: tuple[str, ...]) -> None:
    project.stage({PATHS[shape](value): f'password = "{value}"\n'})
    project.git("checkout", "-q", "-b", f"use-{value}")
    done = run(command, project.top, project.env)
    assert done.exit == 1, done.text
    assert leaks(project, done, [value]) == []


@pytest.mark.parametrize("command", RUNS.values(), ids=RUNS.keys())
def test_policy_shows_no_value(project: Repository, command: tuple[str, ...]) -> None:
    project.write(".env", f"API_SECRET_KEY={PASSWORD}\nTOKEN={github_token()}\n")
    project.stage(
        {".env.example": f"API_SECRET_KEY={PASSWORD}\nTOKEN={github_token()}\n", ".env.local": f"A={PASSWORD}\n"}
    )
    done = run(command, project.top, project.env)
    assert done.exit == 1, done.text
    assert leaks(project, done, [PASSWORD, github_token()]) == []


def test_every_rule_s_examples_show_no_value(project: Repository) -> None:
    """The value of each match of each rule, as the detection itself takes it."""
    detection = Detection(plan.obtain("", "", list))
    examples = [example for example in catalog.examples() if example.matches]
    values: set[str] = set()
    for number, example in enumerate(examples):
        found = [secret for secret in detection.secrets(example.text.encode()) if secret.rule.id == example.rule]
        assert found, example.rule
        values.update(secret.value.decode("latin-1") for secret in found)
        project.write(f"files/{number}.txt", example.text)
    project.add("files")
    # Shorter values and plain words occur in any text.
    telling = [value for value in values if len(value) >= 8 and not value.isalpha()]
    assert len(telling) > len(catalog.secret_rules())
    for command in (RUNS["hook -v"], RUNS["hook json"], RUNS["scan -v"]):
        done = run(command, project.top, project.env)
        assert done.exit == 1
        plain = [value for value in telling if value in done.text]
        assert plain == []


_BREAK = "from hushlint.confirm import stage\ndef tell(rule, match):\n    {}\nstage._judge = tell"

# Python that breaks a run from inside, at a place where a value is in reach.
CRASHES = {
    "confirm": _BREAK.format("return 1 / len(match['secret'][:0])"),
    "confirm, telling": _BREAK.format("raise ValueError(match.group().decode())"),
    "memory": _BREAK.format("raise MemoryError(match.group())"),
    "a chain": _BREAK.format(
        "try: raise ValueError(match.group())\n    except ValueError as error: raise OSError(str(error)) from error"
    ),
    "report": "from hushlint.report import redact\ndef tell(item): raise KeyError(item.value)\nredact.redact = tell",
    "placement": "from hushlint import assembly\n"
    "def tell(secret, where, path): raise RuntimeError(secret, secret.value)\nassembly.context.place = tell",
    "the table": "from hushlint import table\ndef tell(data): raise TypeError(data)\ntable.read_table = tell",
}
STARTS = {
    "hook": "from hushlint.hook import main; raise SystemExit(main([]))",
    "hook -v": "from hushlint.hook import main; raise SystemExit(main(['-v']))",
    "command line": "from hushlint.cli import main; raise SystemExit(main(['hook', '--format', 'json']))",
    "scan": "from hushlint.cli import main; raise SystemExit(main(['scan', '-v', '.']))",
}


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS.keys())
@pytest.mark.parametrize("crash", CRASHES.values(), ids=CRASHES.keys())
def test_a_crash_is_one_line_without_the_value(project: Repository, crash: str, start: str) -> None:
    project.stage({"a.py": f"token = '{github_token()}'\n"})
    done = run((sys.executable, "-Ic", f"{crash}\n{start}"), project.top, project.env)
    assert done.exit == 3, done.text
    assert done.out == ""
    assert len(done.err.strip().splitlines()) == 1
    assert "Traceback" not in done.err
    assert leaks(project, done, [github_token()]) == []


@pytest.mark.parametrize("kind", ["plan", "engine", "rules", "policy"])
def test_a_damaged_cache_tells_nothing(project: Repository, kind: str) -> None:
    project.stage({"a.py": f"token = '{github_token()}'\n"})
    for damage in (b"", b"garbage", b"\xff" * 4000):
        project.hook()
        for file in (project.top.parent / "cache").glob(f"*.{kind}"):
            file.write_bytes(damage)
        done = project.hook("-v")
        assert (done.exit, done.err) == (1, "")
        assert leaks(project, done, [github_token()]) == []


def test_an_error_about_a_path_shows_no_controls(project: Repository, environment: dict[str, str]) -> None:
    done = run((*COMMAND, "scan", "no\x1b[31m\nthing"), project.top, changed(environment, {}))
    assert done.exit == 2
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1


def test_values_that_are_in_memory_hide_themselves() -> None:
    (rule, *_) = catalog.secret_rules()
    value = PASSWORD.encode()
    things = [
        Secret(rule, 0, len(value), value, b"name"),
        Finding("r", "t", Severity.HIGH, b"p", value=value),
        Blob("", value),
        [Secret(rule, 0, len(value), value)],
    ]
    assert [
        thing for thing in things if PASSWORD in repr(thing) or PASSWORD in str(thing) or PASSWORD in f"{thing}"
    ] == []


def test_the_search_for_leaks_finds_one(project: Repository) -> None:
    """Each place that is searched holds a value once: a search that finds nothing anywhere proves nothing."""
    value = github_token()
    for place in ("cache/x", "temporary/y", "work/r.json"):
        file = project.top.parent / place
        file.parent.mkdir(exist_ok=True)
        file.write_text(quote(value))
        assert leaks(project, Run(0, "", ""), [value]) != []
        file.unlink()
    assert leaks(project, Run(0, value, ""), [value]) == ["stdout"]
    assert leaks(project, Run(0, "", value.encode().hex()), [value]) == ["stderr"]
