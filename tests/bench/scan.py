"""Bench of scans: python tests/bench/scan.py FOLDER [RUNS [MB]], in turn with two processes and with gitleaks.

The text files below FOLDER are copied, links and binaries left out, until there are MB (default 1000) of them, in the
order of their paths. gitleaks leaves out the libraries of languages by their paths: its speed is of the bytes that it
says it read. Exit 2 when gitleaks is not there.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from processes import Contender, find_gitleaks, race, table

_MAIN = "from hushlint.cli import run; run()"
_MEGABYTE = 1_000_000
# git takes a file for binary that has a zero byte among its first 8,000.
_LOOKED_AT = 8000
# Larger ones are data, of which one would count for thousands of others.
_LARGEST = 4 << 20


def _texts(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """(path, content) of the regular files with text below a folder, by path."""
    for base, inside, names in os.walk(folder):
        inside.sort()
        for name in sorted(names):
            file = Path(base, name)
            if file.is_symlink() or not file.is_file() or not 0 < file.stat().st_size <= _LARGEST:
                continue
            data = file.read_bytes()
            if b"\0" not in data[:_LOOKED_AT]:
                yield file.relative_to(folder), data


def _copy(folder: Path, target: Path, most: int) -> tuple[int, int]:
    """Copy texts until there are so many bytes; (files, bytes)."""
    count = size = 0
    for path, data in _texts(folder):
        if size >= most:
            break
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(data)
        count, size = count + 1, size + len(data)
    return count, size


def _scan(*options: str) -> list[str]:
    return [sys.executable, "-Ic", _MAIN, "scan", "-q", *options, "."]


def _environment(cache: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "HOME") if name in os.environ}
    return {**kept, "HUSHLINT_CACHE_DIR": str(cache), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


def _read_by(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    """The bytes that gitleaks says it read."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    said = re.search(r"scanned ~(\d+) bytes", done.stderr)
    return int(said[1]) if said else 0


def _print(contenders: list[Contender], sizes: list[int]) -> None:
    print(table(contenders))
    speeds = []
    for one, size in zip(contenders, sizes, strict=True):
        cpu, wall = (size / _MEGABYTE / min(times) for times in (one.cpu, one.wall))
        speeds.append((cpu, wall))
        print(f"{one.name}: {size / _MEGABYTE:,.0f} MB read, {cpu:.1f} MB a CPU second, {wall:.1f} MB a second")
    alone, two, other = speeds
    print(
        f"{alone[0] / max(other[0], 1e-9):.1f} times the megabytes of gitleaks in a CPU second; "
        f"two processes {two[1] / alone[1]:.2f} times those of one in a second, {two[0] / alone[0]:.2f} in a CPU second"
    )


def main() -> int:
    """Print the table, MB a second of each, and the ratios."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    most = int(sys.argv[3]) * _MEGABYTE if len(sys.argv) > 3 else 1000 * _MEGABYTE
    gitleaks = find_gitleaks()
    if gitleaks is None:
        return 2
    with tempfile.TemporaryDirectory() as work:
        corpus = Path(work, "corpus")
        corpus.mkdir()
        count, size = _copy(Path(sys.argv[1]), corpus, most)
        environment = _environment(Path(work, "cache"))
        command = [gitleaks, "dir", "--no-banner", "--no-color", "--exit-code", "0", "."]
        contenders = [
            Contender("hushlint, one process", _scan("--processes", "1")),
            Contender("hushlint, two processes", _scan("--processes", "2")),
            Contender("gitleaks dir", command),
        ]
        race(contenders, corpus, environment, runs)
        print(f"{count:,} files, {size / _MEGABYTE:,.0f} MB of text, {runs} runs in turn")
        _print(contenders, [size, size, _read_by(command, corpus, environment)])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
