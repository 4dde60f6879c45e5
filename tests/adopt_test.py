"""The commands of docs/adopt.md work in their order, and say what the page shows but for its numbers."""

import os
import re
import sys
from pathlib import Path

import pytest
from support.environment import changed
from support.examples import private_key, stripe_key
from support.repository import Repository, Run, run

PAGE = (Path(__file__).parents[1] / "docs/adopt.md").read_text()
# Each command of a block of the page with the lines that follow it.
BLOCKS = [
    [(command, output.splitlines()) for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)]
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.S)
]
RANDOM = "Zq8vK2mX7rT4" + "wY9bL1nC5jH3dF6g"


@pytest.fixture
def project(repository: Repository) -> Repository:
    """A library with test keys and made-up secrets in its tests, as the one of the page."""
    keys = {f"tests/data_files/{name}.key": private_key() for name in ("server2", "server5", "server9")}
    names = ("one", "two", "three", "four")
    guesses = {f"tests/suites/{name}.c": f'char *secret = "{RANDOM}{name}";\n' for name in names}
    repository.commit({**keys, **guesses, "library/x.c": "int x;\n"})
    return repository


def test_the_page_s_commands_in_their_order(project: Repository) -> None:
    project.configure({"user.name": "A", "user.email": "a@example.org"})
    first, second, third = BLOCKS
    assert [command.split("-m")[0] for command, _ in first] == [
        "hushlint scan . | tail -1",
        'hushlint baseline create --reason "test keys, judged in March"',
        "git add .hushlint-baseline .gitattributes && git commit -q ",
        "hushlint install",
    ], "three commands and a look"
    for command, output in first:
        assert _shows(_shell(project, command), output), command
    assert project.git("status", "--porcelain") == ""
    project.write("new.py", f'key = "{stripe_key()}"\n')
    stopped = _shell(project, second[1][0])
    assert stopped.exit == 1
    assert _shows(stopped, second[1][1])
    assert stripe_key() not in stopped.text
    project.git("rm", "-q", "--cached", "new.py")
    (project.top / "new.py").unlink()
    assert _shows(_shell(project, second[0][0]), second[0][1])
    for command, output in third:
        done = _shell(project, command)
        assert done.exit == 0, done.text
        assert _shows(done, output), command


def _shell(project: Repository, command: str) -> Run:
    path = os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"]))
    return run(("sh", "-c", command), project.top, changed(project.env, {"PATH": path}))


def _shows(done: Run, output: list[str]) -> bool:
    """Whether every line of the page is there, whatever its numbers and what `…` leaves out."""
    said = done.text.splitlines()
    missing = [line for line in output if line.strip() and not any(_pattern(line).fullmatch(item) for item in said)]
    assert not missing, f"{missing}\n{done.text}"
    return True


def _pattern(line: str) -> re.Pattern[str]:
    pieces = re.split(r"(\d[\d,]*|…(?:/mbedtls|\w\w)?|findings?|files?|\bentr(?:y|ies))", line)
    return re.compile("".join(_piece(piece) for piece in pieces))


def _piece(piece: str) -> str:
    if piece[:1].isdigit():
        return r"[\d,]+"
    if piece.startswith("…"):
        return ".*"
    if piece.startswith(("finding", "file", "entr")):
        return r"(?:findings?|files?|entry|entries)"
    return re.escape(piece)
