"""`hushlint scan -`: what comes through a pipe is judged as a file of the name that it is given."""

import subprocess
from pathlib import Path

import pytest
from support.examples import github_token
from support.repository import Repository
from support.scanned import COMMAND, Scan, places, report, skipped

TOKEN = github_token(5)
LINE = f"token = '{TOKEN}'\n".encode()
PASSWORD = b"password: " + b"kX9p" + b"Q2vLm8\n"

SILENT = {
    "nothing": b"",
    "text": b"print('hello')\n",
    "binary": bytes(range(256)),
    "a pragma that counts": LINE.strip() + b"  # hushlint: ignore[github-token] an example\n",
}


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT.keys())
def test_silent(scan: Scan, data: bytes) -> None:
    done = scan("-", data=data)
    assert (done.exit, done.text) == (0, "")


FOUND = {
    "by its usual name": ((), LINE, ("<stdin>", 1, 10)),
    "by the name given": (("--stdin-name", "src/a.py"), b"\n" + LINE, ("src/a.py", 2, 10)),
    "in UTF-16": ((), b"\xff\xfe" + LINE.decode().encode("utf-16-le"), ("<stdin>", 1, 10)),
}


@pytest.mark.parametrize(("options", "data", "place"), FOUND.values(), ids=FOUND.keys())
def test_found(scan: Scan, options: tuple[str, ...], data: bytes, place: tuple[str, int, int]) -> None:
    done = scan("-", *options, "--format", "json", data=data)
    assert done.exit == 1
    assert places(done) == [place]
    assert TOKEN not in done.text


def test_the_name_decides_what_depends_on_a_path(plain: Path, scan: Scan) -> None:
    (plain / ".hushlint.toml").write_text("exclude = ['vendor/']\n")
    (plain / "sub").mkdir()
    (plain / "sub/.hushlint.toml").write_text("disable = ['github-token']\n")
    ends = {name: scan("-", "--stdin-name", name, data=LINE).exit for name in ("a.py", "vendor/a.py", "sub/a.py")}
    assert ends == {"a.py": 1, "vendor/a.py": 0, "sub/a.py": 0}
    (item,) = report(scan("-", "--stdin-name", "tests/a.yml", "--format", "json", data=PASSWORD))["findings"]
    assert (item["severity"], item["contexts"]) == ("low", ["test"])


def test_the_settings_are_those_of_the_repository_around(repository: Repository, scan: Scan) -> None:
    repository.commit({".hushlint.toml": "exclude = ['/sub/a.py']\n", "sub/b.py": ""})
    assert scan("-", "--stdin-name", "a.py", folder=repository.top / "sub", data=LINE).exit == 0
    assert scan("-", "--stdin-name", "b.py", folder=repository.top / "sub", data=LINE).exit == 1


def test_beside_files(plain: Path, scan: Scan) -> None:
    (plain / "a").mkdir()
    (plain / "a/b.py").write_bytes(LINE)
    (plain / "-").write_bytes(LINE)
    done = scan("--format", "json", "a", "-", "./-", data=LINE)
    assert sorted(path for path, _, _ in places(done)) == ["-", "<stdin>", "a/b.py"]
    assert report(done)["coverage"]["units"] == 3


def test_more_than_the_limit_is_incomplete(plain: Path, scan: Scan) -> None:
    (plain / ".hushlint.toml").write_text("max-file-size = 100\n")
    done = scan("-", "--format", "json", data=b"x" * 101)
    assert (done.exit, skipped(done)) == (3, {"<stdin>": "larger than 100 bytes"})
    assert scan("-", data=b"x" * 100).exit == 0


def test_a_closed_standard_input_is_one_line(plain: Path, environment: dict[str, str]) -> None:
    command = ["/bin/sh", "-c", 'exec "$0" "$@" <&-', *COMMAND, "scan", "-"]
    done = subprocess.run(command, cwd=plain, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode == 3, done
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"hushlint: ")
