"""A program that leaves a file behind when anybody starts it: planted where a repository might get it run."""

import subprocess
import sys
from pathlib import Path

from support.repository import Repository


class Canary:
    """A planted program; `trace` is the file that it leaves, outside every repository."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.trace = folder / "it ran"
        self.program = folder / "canary"
        self.program.write_text(f"#!/bin/sh\n: > '{self.trace}'\nexit 0\n")
        self.program.chmod(0o755)
        self.module = f"open({str(self.trace)!r}, 'w').close()\n"

    @property
    def sang(self) -> bool:
        """Whether it was ever started."""
        return self.trace.exists()

    def is_live(self, repository: Repository, trigger: tuple[str, ...]) -> bool:
        """Whether a git command that is not careful starts it: a trap that cannot spring proves nothing."""
        self.trace.unlink(missing_ok=True)
        repository.try_git(*trigger)
        sang = self.sang
        self.trace.unlink(missing_ok=True)
        return sang

    def plant_module(self, repository: Repository, path: str) -> None:
        """Put a Python module into the work tree that sings when it is imported."""
        repository.write(path, self.module)

    def python_runs_it(self, repository: Repository, name: str) -> bool:
        """Whether a Python without -I imports the planted module from the repository's top."""
        self.trace.unlink(missing_ok=True)
        command = [sys.executable, "-c", f"import {name}"]
        subprocess.run(command, cwd=repository.top, env=repository.env, capture_output=True, check=False)
        sang = self.sang
        self.trace.unlink(missing_ok=True)
        return sang
