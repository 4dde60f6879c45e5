"""What the scripts of CI snippets install from where there is no network: this checkout and all that it needs."""

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from support.snippets import TOP


@pytest.fixture(scope="session")
def wheels(shared_folder: Path) -> Path:
    """A folder of wheels, made once for all workers."""
    folder = shared_folder / "wheels"
    with FileLock(shared_folder / "wheels.lock"):
        if not (folder / "done").exists():
            command = [sys.executable, "-Im", "pip", "--disable-pip-version-check", "-q", "wheel", "-w", str(folder)]
            made = subprocess.run([*command, str(TOP)], capture_output=True, text=True)
            if made.returncode:
                pytest.skip(f"the packages that hushlint needs cannot be had: {made.stderr.strip()[-300:]}")
            (folder / "done").touch()
    return folder
