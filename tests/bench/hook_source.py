"""Bench of the rules on source code at the hook: python tests/bench/hook_source.py [RUNS].

The commit of hook.py without candidates, with and without these rules; and with one log call to parse, in a small file
and in the largest. All four run in turn, so that a machine whose speed drifts treats them alike.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hook import _FILES, _HOOK, _environment, _plain_lines, _repository, _sources
from processes import Contender, table

_CALL = 'logger.info("%d characters", len(password))\n'
_OFF = 'disable = ["secret-logged", "secret-in-error", "secret-in-comment"]\n'


def _variants() -> dict[str, tuple[str, str]]:
    """Name of each contender: a file of its repository, what is put at its end."""
    files = sorted(_sources()[:_FILES], key=lambda file: file.stat().st_size)
    return {
        "clean": (".hushlint.toml", ""),
        "clean, without these rules": (".hushlint.toml", _OFF),
        "one log call to parse": (files[0].name, _CALL),
        "the same in the largest file": (files[-1].name, _CALL),
    }


def main() -> int:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as work:
        environment = _environment(Path(work))
        contenders = []
        for number, (name, (file, text)) in enumerate(_variants().items()):
            folder = Path(work) / str(number)
            _repository(folder, environment, _plain_lines())
            with (folder / file).open("a") as handle:
                handle.write(text)
            subprocess.run(["git", "add", "."], cwd=folder, env=environment, check=True)
            contenders.append((Contender(name, [sys.executable, "-Ic", _HOOK]), folder))
        for number in range(runs + 1):
            for contender, folder in contenders:
                contender.run(folder, environment)
                if number == 0:
                    contender.wall.clear()
                    contender.cpu.clear()
                    contender.peak = 0.0
        print(f"{_FILES} files, {len(_plain_lines())} added lines, {runs} runs in turn")
        print(table([contender for contender, _ in contenders]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
