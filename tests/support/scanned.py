"""`hushlint scan` as a person runs it, read from its JSON report."""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from support.repository import Run

COMMAND = (sys.executable, "-I", "-m", "hushlint")

Scan = Callable[..., Run]


def report(done: Run) -> dict[str, Any]:
    """The report of a run with `--format json`."""
    assert done.exit in (0, 1, 3), done.text
    document: dict[str, Any] = json.loads(done.out)
    assert document["exit"] == done.exit
    return document


def places(done: Run) -> list[tuple[str, int, int]]:
    """Path, line and column of each finding."""
    return [(item["path"], item["line"], item["column"]) for item in report(done)["findings"]]


def skipped(done: Run) -> dict[str, str]:
    """Why each path was not read."""
    return {item["path"]: item["reason"] for item in report(done)["coverage"]["skipped"]}


def _reads_everything() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "closed")
        file.touch(mode=0)
        try:
            file.read_bytes()
        except PermissionError:
            return False
        return True


# Whether permissions keep nothing from us, as is usual for root.
READS_EVERYTHING = _reads_everything()
