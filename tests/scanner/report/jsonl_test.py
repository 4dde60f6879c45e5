"""JSON Lines while an audit runs: told before it ends, the same as the report, and no value of a later finding."""

import json
import secrets
import sys
from typing import Any

import pytest
from support.examples import stripe_key
from support.history import COMMAND
from support.repository import Repository, run

_SEED = secrets.randbits(60)

# An audit that judges each text at once, and says on standard output when it begins to close its judgement.
WATCHED = """
import sys
from hushlint.history import judgement
judgement._HELD = 0
close = judgement.Judgement.close
def said(self):
    sys.stdout.buffer.write(b'"closing"\\n')
    sys.stdout.buffer.flush()
    return close(self)
judgement.Judgement.close = said
from hushlint.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


def _line(seed: int) -> str:
    return f"key = '{stripe_key(_SEED + seed)}'\n"


@pytest.fixture
def history(repository: Repository) -> Repository:
    """Secrets in files and a message, one suppressed, one twice, and a policy finding."""
    repository.commit({f"src/{number}.py": _line(number) for number in range(20)})
    repository.commit({"a.py": _line(50).strip() + "  # hushlint: ignore[stripe-live-key] a test of streams\n"})
    repository.commit({"copy.py": _line(3), ".env": f"PASSWORD={'Wq7zR' + '2kLp9xv'}\n"}, f"about {_line(60)}")
    return repository


def lines(repository: Repository, *arguments: str) -> list[Any]:
    done = run((*COMMAND, "audit", "--format", "jsonl", *arguments), repository.top, repository.env)
    assert done.err == ""
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_clean_history_is_its_end(repository: Repository) -> None:
    repository.commit({".gitignore": ".env\n"})
    (last,) = lines(repository)
    assert (last["type"], last["exit"], last["coverage"]["commits"]) == ("end", 0, 2)


def test_findings_are_told_before_the_end(history: Repository) -> None:
    done = run((sys.executable, "-Ic", WATCHED, "audit", "--format", "jsonl"), history.top, history.env)
    told = [json.loads(line) for line in done.out.splitlines()]
    before = told[: told.index("closing")]
    assert {line["type"] for line in before} == {"finding"}
    assert len(before) > 20
    assert [line["type"] for line in told[len(before) + 1 :]] == ["suppressed", "end"]


@pytest.mark.parametrize("cache", [(), ("--no-cache",)], ids=["cache", "no cache"])
def test_the_lines_are_the_report(history: Repository, cache: tuple[str, ...]) -> None:
    done = run((*COMMAND, "audit", "--format", "json", *cache), history.top, history.env)
    report = json.loads(done.out)
    told = lines(history, *cache)
    rows: dict[str, list[Any]] = {}
    for line in told:
        rows.setdefault(line.pop("type"), []).append(line)

    def ordered(listed: list[Any]) -> list[str]:
        return sorted(json.dumps(row, sort_keys=True) for row in listed)

    assert list(rows) == ["finding", "suppressed", "end"]
    assert ordered(rows["finding"]) == ordered(report["findings"])
    assert rows["suppressed"] == report["suppressed"]
    assert rows["end"][0]["exit"] == report["exit"] == done.exit


def test_a_path_is_without_the_value_of_a_finding_that_is_told_later(repository: Repository) -> None:
    """The first file's folder is named by a password that only the last file tells to be one."""
    password = "Wq7" + "zR2" + "kLp9xv"
    repository.commit({f"{password}/a.py": _line(1)}, "first")
    repository.commit({"b.py": _line(2)}, "second")
    repository.commit({"z.py": f'password = "{password}"\n'}, "last")
    done = run((sys.executable, "-Ic", WATCHED, "audit", "--format", "jsonl"), repository.top, repository.env)
    paths = [line["path"] for line in map(json.loads, done.out.splitlines()) if "path" in line]
    assert "[hidden]/a.py" in paths and "z.py" in paths
    assert password not in done.text


def test_a_stream_that_was_cut_off_has_no_end(history: Repository) -> None:
    broken = WATCHED.replace("return close(self)", "raise KeyError(self._findings)")
    done = run((sys.executable, "-Ic", broken, "audit", "--format", "jsonl"), history.top, history.env)
    assert done.exit == 3
    assert "internal error (KeyError" in done.err and len(done.err.splitlines()) == 1
    kinds = [json.loads(line)["type"] for line in done.out.splitlines() if line != '"closing"']
    assert set(kinds) == {"finding"}
