"""Bench of audits of many histories: python tests/bench/histories.py FOLDER [RUNS], beside gitleaks.

Every repository in FOLDER (FOLDER/<name>, bare or not) that is complete and has 50 MB of unique blobs and more takes
part, whatever comes of it: the five of history.py are of one size, these show how far the ratio spreads. Prints one row
a repository as it is measured, then the distribution. Exit 2 when gitleaks is not in PATH or no repository takes part.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from history import _environment, _forgetful, _unique_bytes
from processes import Contender, find_gitleaks, race

_LEAST = 50_000_000


def _is_complete(folder: Path) -> bool:
    command = ["git", "rev-list", "--objects", "--all", "--quiet"]
    return not subprocess.run(command, cwd=folder, capture_output=True).returncode


def _ratios(folder: Path, gitleaks: str, cache: Path, runs: int) -> tuple[float, float] | None:
    """How many times as fast as gitleaks, in wall and in CPU time; None for a repository that does not take part."""
    if not _is_complete(folder):
        return None
    blobs, size = _unique_bytes(folder)
    if size < _LEAST:
        return None
    ours = Contender("hushlint", _forgetful(cache))
    theirs = Contender("gitleaks", [gitleaks, "git", "--no-banner", "--exit-code", "0"])
    race([ours, theirs], folder, _environment(cache), runs)
    wall, cpu = min(theirs.wall) / min(ours.wall), min(theirs.cpu) / min(ours.cpu)
    print(
        f"{folder.name:44}{blobs:>9,}{size / 1e6:>8,.0f}{min(ours.wall):>9.2f}{min(theirs.wall):>9.2f}"
        f"{wall:>7.1f}{cpu:>7.1f}",
        flush=True,
    )
    return wall, cpu


def main() -> int:
    """Print the rows, then quartiles."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    base, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    gitleaks = find_gitleaks()
    if gitleaks is None:
        return 2
    print(f"{'repository':44}{'blobs':>9}{'MB':>8}{'wall s':>9}{'gitleaks':>9}{'times':>7}{'CPU':>7}")
    with tempfile.TemporaryDirectory() as work:
        cache = Path(work) / "cache"
        found = [_ratios(folder, gitleaks, cache, runs) for folder in sorted(base.iterdir()) if folder.is_dir()]
    ratios = [item for item in found if item]
    if not ratios:
        print(f"no complete repository of {_LEAST / 1e6:.0f} MB is in {base}", file=sys.stderr)
        return 2
    for name, at in (("wall", 0), ("CPU", 1)):
        values = sorted(each[at] for each in ratios)
        quarters = [values[min(len(values) - 1, len(values) * part // 4)] for part in range(5)]
        few, many = sum(value < 5 for value in values), sum(value >= 10 for value in values)
        print(
            f"{name}: least {quarters[0]:.1f}, quartiles {quarters[1]:.1f}, {quarters[2]:.1f}, {quarters[3]:.1f}, "
            f"most {quarters[4]:.1f}; of {len(values)} {many} at 10 and more, {few} below 5"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
