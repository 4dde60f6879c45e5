"""Bench of audits: python tests/bench/history.py FOLDER [RUNS], beside gitleaks; FOLDER holds the repositories.

A repository is FOLDER/<owner>+<name>/repo, FOLDER/<owner>/<name> or FOLDER/<name>, bare or not; the commits that
were measured are in _REPOSITORIES. Exit 2 when gitleaks or a repository is not there. Then the cost of a history that
is doubled three times, made here from a seed. With `--slopes` in place of FOLDER only that.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from memory import together
from processes import Contender, find_gitleaks, race, table

# Name, kind, commit of HEAD. All have 50 MB of unique blobs and more, and `rev-list --objects --all` ends 0.
_REPOSITORIES = (
    ("composer/composer", "PHP, command line", "eba7baa59eb1b59246cf9800b0120fe78915b6ac"),
    ("jekyll/jekyll", "Ruby, with a website", "202df571314ba1d18e9fccd81d12aaad4a703c38"),
    ("expressjs/express", "JavaScript library", "a3714473feb3d2908add734d340e7755fd85e0a3"),
    ("celery/celery", "Python, distributed", "5dc781f0bd5f36186bfcc74e0a4f9f654452c69b"),
    ("junegunn/fzf", "Go, terminal program", "956562daaa82ddf55ea8f7aeab56883377b742c6"),
)
_MAIN = "from hushlint.cli import run; run()"
_GENERATE = "--generate"
_SLOPES = "--slopes"
_STEPS = 4
_SMALLEST = 400


def _git(folder: Path, *arguments: str, data: bytes | None = None) -> bytes:
    return subprocess.run(["git", *arguments], cwd=folder, input=data, check=True, capture_output=True).stdout


def _find(base: Path, name: str, commit: str) -> Path | None:
    """The repository under one of its usual places, if it has the commit."""
    owner, _, short = name.partition("/")
    for place in (base / f"{owner}+{short}" / "repo", base / owner / short, base / short):
        if place.is_dir() and not subprocess.run(["git", "cat-file", "-e", commit], cwd=place).returncode:
            return place
    return None


def _unique_bytes(folder: Path) -> tuple[int, int]:
    """(blobs, bytes) that any ref reaches."""
    script = "git rev-list --objects --all | git cat-file --batch-check='%(objecttype) %(objectsize) %(rest)'"
    child = subprocess.Popen(["/bin/sh", "-c", script], cwd=folder, stdout=subprocess.PIPE)
    count = size = 0
    for line in child.stdout or ():
        if line.startswith(b"blob "):
            count += 1
            size += int(line.split()[1])
    child.wait()
    return count, size


def _environment(cache: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "HOME") if name in os.environ}
    return {**kept, "HUSHLINT_CACHE_DIR": str(cache), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


def _audit(*options: str) -> list[str]:
    return [sys.executable, "-Ic", _MAIN, "audit", "-q", *options]


def _forgetful(cache: Path) -> list[str]:
    """An audit that knows the compiled rules and no blob."""
    return ["/bin/sh", "-c", 'rm -rf "$0/blobs"; exec "$@"', str(cache), *_audit()]


def _listing() -> Contender:
    script = "git rev-list --objects --all | cut -d' ' -f1 > \"$0\"; git cat-file --batch-check < \"$0\""
    return Contender("git's own listing", ["/bin/sh", "-c", script, f"{tempfile.gettempdir()}/ids"])


def _compare(name: str, kind: str, folder: Path, gitleaks: str, cache: Path, runs: int) -> tuple[float, float]:
    """Print one repository's table; how many times as fast as gitleaks in wall and in CPU time, by the medians."""
    blobs, size = _unique_bytes(folder)
    environment = _environment(cache)
    fresh = Contender("hushlint, nothing known", _forgetful(cache))
    contenders = [
        fresh,
        Contender("hushlint, cached", _audit()),
        _listing(),
        Contender("gitleaks", [gitleaks, "git", "--no-banner", "--exit-code", "0"]),
    ]
    race(contenders, folder, environment, runs)
    print(f"\n{name} ({kind}): {blobs:,} blobs, {size / 1e6:,.0f} MB unique, {runs} runs in turn")
    print(table(contenders))
    known, listing = contenders[1], contenders[2]
    whole, rest = min(fresh.cpu), min(fresh.cpu) - min(listing.cpu)
    times = _median(contenders[3].wall) / _median(fresh.wall)
    cheaper = _median(contenders[3].cpu) / _median(fresh.cpu)
    print(
        f"{times:.1f} times as fast as gitleaks, {cheaper:.1f} times in CPU; {size / 1e6 / whole:.0f} MB a CPU second, "
        f"{size / 1e6 / rest:.0f} without git's listing; cached {_median(known.wall) / _median(listing.wall):.2f} "
        f"of git's listing in wall time, {min(known.cpu) / min(listing.cpu):.2f} in CPU; "
        f"all processes together {together(_forgetful(cache), folder, environment):.0f} MiB"
    )
    return times, cheaper


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _generated(folder: Path, commits: int, seed: int = 7) -> None:
    """A history with a merge every tenth commit, of files that grow by random lines, through fast-import."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz_", k=chance.randint(2, 12))) for _ in range(3000)]
    files: dict[str, list[str]] = {}
    stream = []
    for number in range(1, commits + 1):
        stream += ["commit refs/heads/main\n", f"mark :{number}\n", f"committer A <a@example.org> {number} +0000\n"]
        stream += [f"data {len(str(number))}\n{number}\n"]
        if number > 1:
            stream.append(f"from :{number - 1}\n")
        if number > 10 and number % 10 == 0:
            stream.append(f"merge :{number - 7}\n")
        for _ in range(3):
            name = f"{chance.randint(0, 9)}/{chance.randint(0, commits // 20)}.txt"
            lines = files.setdefault(name, [])
            for _ in range(chance.randint(1, 30)):
                lines.insert(chance.randint(0, len(lines)), " ".join(chance.choices(words, k=12)))
            text = "\n".join(lines) + "\n"
            stream.append(f"M 100644 inline {name}\ndata {len(text)}\n{text}\n")
    folder.mkdir()
    _git(folder, "init", "-q")
    _git(folder, "fast-import", "--quiet", data="".join(stream).encode())


def _slopes(work: Path, cache: Path, runs: int) -> None:
    """Print what each doubling of a generated history costs in CPU time and memory, a unique megabyte."""
    print("\na generated history, doubled three times")
    print(f"{'commits':>9}{'MB unique':>11}{'cpu ms':>9}{'MiB':>7}{'ms a MB more':>14}{'MiB a MB more':>15}")
    before = (0.0, 0.0, 0.0)
    for step in range(_STEPS):
        folder = work / f"generated-{step}"
        # In a process of its own: the peak of a parent's memory is where its children's begins.
        maker = [sys.executable, "-I", __file__, _GENERATE, str(folder), str(_SMALLEST << step)]
        subprocess.run(maker, check=True)
        size = _unique_bytes(folder)[1] / 1e6
        contender = Contender("hushlint", _forgetful(cache))
        race([contender], folder, _environment(cache), runs)
        held = together(_forgetful(cache), folder, _environment(cache))
        now = (size, min(contender.cpu) * 1e3, held)
        time_slope, memory_slope = ((now[at] - before[at]) / (now[0] - before[0]) for at in (1, 2))
        more = f"{time_slope:>14.2f}{memory_slope:>15.2f}" if step else ""
        print(f"{_SMALLEST << step:>9,}{size:>11.1f}{now[1]:>9.0f}{now[2]:>7.1f}{more}")
        before = now


def main() -> int:
    """Print a table a repository, then the slopes."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    if sys.argv[1] == _GENERATE:
        _generated(Path(sys.argv[2]), int(sys.argv[3]))
        return 0
    if sys.argv[1] == _SLOPES:
        with tempfile.TemporaryDirectory() as work:
            _slopes(Path(work), Path(work) / "cache", int(sys.argv[2]) if len(sys.argv) > 2 else 3)
        return 0
    base, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    gitleaks = find_gitleaks()
    if gitleaks is None:
        return 2
    found = [(name, kind, _find(base, name, commit)) for name, kind, commit in _REPOSITORIES]
    for name, _, place in found:
        if place is None:
            print(f"{name} is not in {base}, or not at the commit that was measured", file=sys.stderr)
            return 2
    with tempfile.TemporaryDirectory() as work:
        cache = Path(work) / "cache"
        begun = time.monotonic()
        times = [
            _compare(name, kind, place, gitleaks, cache, runs) for name, kind, place in found if place is not None
        ]
        for at, of in enumerate(("wall", "CPU")):
            ratios = [each[at] for each in times]
            print(f"\nmedian {_median(ratios):.1f} times as fast as gitleaks in {of} time, least {min(ratios):.1f}")
        _slopes(Path(work), cache, runs)
        print(f"{time.monotonic() - begun:.0f} s in all")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
