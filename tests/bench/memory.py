"""Measure how much memory all processes of a run hold together, at most; Linux alone."""

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

_PAUSE = 0.01
_SESSION = 3


def together(command: Sequence[str], folder: Path, environment: dict[str, str]) -> float:
    """MiB that a command and all its processes hold at once; a page that n of them share counts once.

    The run is watched, so that its time means nothing.
    """
    child = subprocess.Popen(
        list(command),
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    most = 0
    while child.poll() is None:
        most = max(most, sum(_share(id) for id in os.listdir("/proc") if id.isdigit() and _session(id) == child.pid))
        time.sleep(_PAUSE)
    return most / 1024


def _session(id: str) -> int:
    try:
        fields = Path("/proc", id, "stat").read_bytes().rpartition(b") ")[2].split()
    except OSError:
        return 0
    return int(fields[_SESSION])


def _share(id: str) -> int:
    """KiB of one process, its part of what it shares (proc(5), smaps_rollup)."""
    try:
        lines = Path("/proc", id, "smaps_rollup").read_bytes().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(b"Pss:"))
