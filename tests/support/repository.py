"""A real git repository in a temporary folder, and the hook started on it as an installed hook starts it."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.environment import changed

HOOK = (sys.executable, "-Ic", "from hushlint.hook import main; raise SystemExit(main())")
BLOCKING = frozenset(("medium", "high", "critical"))

Content = str | bytes
Changes = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Run:
    """How a process ended."""

    exit: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """Everything it said."""
        return self.out + self.err

    def says_one_line(self, *words: str) -> bool:
        """Whether it printed nothing but one line, no fault of its own, that holds all the words, in any case."""
        lines = self.text.strip().lower().splitlines()
        return len(lines) == 1 and "internal error" not in lines[0] and all(word.lower() in lines[0] for word in words)


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], data: bytes = b"", seconds: int = 120) -> Run:
    """Run a command to its end; a hang is an error after so many seconds."""
    done = subprocess.run(command, cwd=folder, env=dict(env), input=data, capture_output=True, timeout=seconds)
    return Run(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


class Repository:
    """A work tree with its git folder; paths are strings, bytes that are no UTF-8 as surrogate escapes."""

    def __init__(self, top: Path, env: Mapping[str, str]) -> None:
        self.top = top
        self.env = dict(env)

    @classmethod
    def create(cls, top: Path, env: Mapping[str, str], *options: str) -> "Repository":
        """An empty repository on the unborn branch `main`."""
        top.mkdir(parents=True, exist_ok=True)
        repository = cls(top, env)
        repository.git("init", "-q", "-b", "main", "--template=", *options)
        return repository

    def try_git(self, *arguments: str, data: bytes = b"", env: Changes | None = None) -> Run:
        """Run git, whatever comes of it."""
        return run(("git", *arguments), self.top, changed(self.env, env or {}), data)

    def git(self, *arguments: str, data: bytes = b"", env: Changes | None = None) -> str:
        """Run git, which must succeed, and return what it printed, stripped."""
        done = self.try_git(*arguments, data=data, env=env)
        assert done.exit == 0, f"git {' '.join(arguments)}: {done.exit}\n{done.text}"
        return done.out.strip()

    def write(self, path: str, content: Content) -> Path:
        """Write a file of the work tree, replacing whatever lay there."""
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink():
            file.unlink()
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def link(self, path: str, target: str) -> None:
        """Put a symbolic link into the work tree, replacing whatever lay there."""
        file = self.top / path
        file.unlink(missing_ok=True)
        file.symlink_to(target)

    def stage(self, files: Mapping[str, Content]) -> None:
        """Write files and add them to the index."""
        for path, content in files.items():
            self.write(path, content)
        self.add(*files)

    def add(self, *paths: str) -> None:
        """Add paths to the index, taken literally; with none, everything, deletions too."""
        self.git("add", "-f", "-A", "--", *(paths or (".",)), env={"GIT_LITERAL_PATHSPECS": "1"})

    def commit(self, files: Mapping[str, Content] | None = None, message: str = "change") -> str:
        """Stage files and commit the index without any hook; returns the commit's id."""
        if files:
            self.stage(files)
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def blob(self, content: Content) -> str:
        """Put content into the object store and return its id."""
        data = content if isinstance(content, bytes) else content.encode()
        return self.git("hash-object", "-w", "--stdin", "--no-filters", data=data)

    def stage_blob(self, path: str, content: Content, mode: str = "100644") -> None:
        """Put an entry into the index that has no file on disk."""
        self.git("update-index", "--add", "--cacheinfo", f"{mode},{self.blob(content)},{path}")

    def configure(self, settings: Mapping[str, str]) -> None:
        """Write settings into the repository's own configuration."""
        for name, value in settings.items():
            self.git("config", "--local", name, value)

    def hook(self, *arguments: str, folder: Path | None = None, env: Changes | None = None) -> Run:
        """Run the hook as an installed one runs."""
        return run((*HOOK, *arguments), folder or self.top, changed(self.env, env or {}))

    def found(self, *names: str, folder: Path | None = None, env: Changes | None = None) -> list[tuple[str, int]]:
        """Path and line of everything that blocks; where nothing does, the hook without options must be silent."""
        full = self.hook("--format", "json", *names, folder=folder, env=env)
        assert full.exit in (0, 1), f"exit {full.exit}\n{full.text}"
        report = json.loads(full.out)
        assert report["coverage"]["complete"] is True
        assert report["exit"] == full.exit
        if full.exit == 0:
            plain = self.hook(*names, folder=folder, env=env)
            assert (plain.exit, plain.text) == (0, ""), "a clean commit is silent"
        return sorted({(_path(item), item["line"]) for item in report["findings"] if item["severity"] in BLOCKING})


def _path(item: Mapping[str, Any]) -> str:
    """A finding's path, its exact bytes where it is not UTF-8."""
    if "path_base64" in item:
        return os.fsdecode(base64.b64decode(item["path_base64"]))
    return str(item["path"])
