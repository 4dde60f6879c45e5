"""Time whole processes in turn: on a machine whose speed drifts only runs side by side compare."""

import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Contender:
    """A command that is timed: wall and CPU seconds and peak memory in MiB of each run."""

    name: str
    command: Sequence[str]
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: float = 0.0
    exit_code: int = 0

    def run(self, folder: Path, environment: dict[str, str]) -> None:
        """One run in a folder, its output dropped."""
        actions = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
        before = Path.cwd()
        os.chdir(folder)
        try:
            start = time.perf_counter()
            pid = os.posix_spawn(self.command[0], list(self.command), environment, file_actions=actions)
            _, status, usage = os.wait4(pid, 0)
            self.wall.append(time.perf_counter() - start)
        finally:
            os.chdir(before)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.peak = max(self.peak, usage.ru_maxrss / 1024)
        self.exit_code = os.waitstatus_to_exitcode(status)


def race(contenders: Sequence[Contender], folder: Path, environment: dict[str, str], runs: int) -> None:
    """Run all in turn, `runs` times after one run that does not count."""
    for number in range(runs + 1):
        for contender in contenders:
            contender.run(folder, environment)
            if number == 0:
                contender.wall.clear()
                contender.cpu.clear()


def table(contenders: Sequence[Contender]) -> str:
    """One row a contender: minimum and median in milliseconds, the ratio of minima to each other contender."""
    rows = [f"{'':<28}{'min ms':>9}{'median':>9}{'cpu min':>9}{'MiB':>7}{'exit':>6}  ratio of minima to"]
    for one in contenders:
        ratios = ", ".join(
            f"{other.name} {min(one.wall) / min(other.wall):.2f}" for other in contenders if other is not one
        )
        middle = sorted(one.wall)[len(one.wall) // 2]
        rows.append(
            f"{one.name:<28}{min(one.wall) * 1e3:>9.1f}{middle * 1e3:>9.1f}{min(one.cpu) * 1e3:>9.1f}"
            f"{one.peak:>7.1f}{one.exit_code:>6}  {ratios}"
        )
    return "\n".join(rows)


def find_gitleaks() -> str | None:
    """The program, or None with a line that says how to get it."""
    found = shutil.which("gitleaks")
    if found is None:
        print("gitleaks is not in PATH: go install github.com/zricethezav/gitleaks/v8@v8.28.0", file=sys.stderr)
    return found
