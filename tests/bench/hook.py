"""Bench of the commit hook: python tests/bench/hook.py [RUNS [PYTHON…]], beside `python -I -c pass` and gitleaks.

Each further PYTHON is one where another version is installed, which runs in turn (`env` costs it a millisecond more).

20 real source files of Python's standard library are staged with 30 added lines each. One repository's added lines
hold no candidate of any rule, the other's hold candidates that are rejected. Exit 2 when gitleaks is not in PATH.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from processes import Contender, find_gitleaks, race, table

_FILES = 20
_LINES = 30
_HOOK = "from hushlint.hook import main; raise SystemExit(main())"

# Code whose shape every rule for assignments has to look at and let pass.
_REJECTED = (
    "token = f()",
    "password = getpass.getpass()",
    "secret_key = os.environ['SECRET_KEY']",
    'api_key: str = "your-api-key-here"',
    "self.password = password",
    'DATABASE_URL = "postgres://user:password@localhost/app"',
)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    names = {f"GIT_{who}_{what}": "bench" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**kept, **names, "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


def _sources() -> list[Path]:
    """Files of the standard library between 10 and 60 KB, in order of their names."""
    files = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))
    return [file for file in files if 10_000 < file.stat().st_size < 60_000]


def _repository(folder: Path, environment: dict[str, str], added: list[str]) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)

    folder.mkdir()
    git("init", "-q")
    (folder / ".gitignore").write_text(".env\n")
    chosen = _sources()[:_FILES]
    for file in _sources():
        shutil.copy(file, folder / file.name)
    git("add", ".")
    git("commit", "-q", "-m", "first")
    for number, file in enumerate(chosen):
        lines = "\n".join(added[number * _LINES : (number + 1) * _LINES])
        with (folder / file.name).open("a") as handle:
            handle.write(f"\n{lines}\n")
    git("add", ".")


def _plain_lines() -> list[str]:
    """600 lines of real code: of the library's own, behind the files that are staged."""
    text = "\n".join(file.read_text(errors="replace") for file in _sources()[_FILES:])
    return [line for line in text.splitlines() if line.strip()][: _FILES * _LINES]


def _rejected_lines() -> list[str]:
    plain = _plain_lines()
    return [_REJECTED[number // 5 % len(_REJECTED)] if number % 5 == 0 else line for number, line in enumerate(plain)]


def main() -> int:
    """Print a table a repository."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    gitleaks = find_gitleaks()
    if gitleaks is None:
        return 2
    with tempfile.TemporaryDirectory() as work:
        environment = _environment(Path(work))
        for name, lines in (("without candidates", _plain_lines()), ("candidates, all rejected", _rejected_lines())):
            folder = Path(work) / name.replace(" ", "-").replace(",", "")
            _repository(folder, environment, lines)
            contenders = [
                Contender("python", [sys.executable, "-I", "-c", "pass"]),
                Contender("hushlint", [sys.executable, "-Ic", _HOOK]),
                Contender("gitleaks", [gitleaks, "git", "--pre-commit", "--staged", "--no-banner"]),
            ]
            for number, other in enumerate(sys.argv[2:]):
                apart = ["/usr/bin/env", f"HUSHLINT_CACHE_DIR={work}/cache-{number}"]
                contenders.insert(2 + number, Contender(f"hushlint {number + 2}", [*apart, other, "-Ic", _HOOK]))
            race(contenders, folder, environment, runs)
            print(f"{name}: {_FILES} files, {len(lines)} added lines, {runs} runs in turn")
            print(table(contenders))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
