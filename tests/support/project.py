"""A repository whose commits really run hushlint, through a plain git hook or through pre-commit."""

import shlex
import sys
from collections.abc import Callable

from support.repository import HOOK, Changes, Repository, Run, run

PRE_COMMIT = (sys.executable, "-I", "-m", "pre_commit")
HOOK_NAMES = ("pre-commit", "pre-merge-commit")


def hook_configuration(url: str, rev: str, *lines: str) -> str:
    """A .pre-commit-config.yaml with our hook; `lines` are further keys of the hook."""
    more = "".join(f"        {line}\n" for line in lines)
    return f"repos:\n  - repo: {url}\n    rev: {rev}\n    hooks:\n      - id: hushlint\n{more}"


class Project(Repository):
    """A repository with an installed hook."""

    def try_commit(self, *arguments: str, env: Changes | None = None) -> Run:
        """`git commit` with its hooks; a commit was made exactly when `exit` is 0."""
        before = self.try_git("rev-parse", "-q", "--verify", "HEAD").out
        done = self.try_git("commit", "-m", "a commit", *arguments, env=env)
        after = self.try_git("rev-parse", "-q", "--verify", "HEAD").out
        assert (done.exit == 0) == (before != after), done.text
        return done

    def pre_commit(self, *arguments: str) -> Run:
        """Run pre-commit itself."""
        return run((*PRE_COMMIT, *arguments), self.top, self.env)

    def install_plain(self) -> None:
        """Write our hook as a shell script, as people without pre-commit have it."""
        for name in HOOK_NAMES:
            script = f'#!/bin/sh\nexec {shlex.join(HOOK)} "$@"\n'
            self.write(f".git/hooks/{name}", script).chmod(0o755)

    def install_pre_commit(self, url: str, rev: str, *lines: str) -> None:
        """Stage a configuration with our hook and let pre-commit install its own script."""
        self.stage({".pre-commit-config.yaml": hook_configuration(url, rev, *lines)})
        kinds = [word for name in HOOK_NAMES for word in ("-t", name)]
        installed = self.pre_commit("install", *kinds)
        assert installed.exit == 0, installed.text


MakeProject = Callable[..., Project]
