"""The options that `install` and `uninstall` share: which hooks, and where."""

from collections.abc import Callable
from typing import Any

import click

# The names of hushlint's files in hooks/; installing.py imports too much for a list of options.
_HOOKS = ("pre-commit", "pre-merge-commit", "commit-msg")

_Function = Callable[..., Any]


def hook_options(everywhere: str) -> Callable[[_Function], _Function]:
    """`--hook NAME` (several, default all) as `names`, and `--global` as `everywhere` with this help text."""

    def decorate(function: _Function) -> _Function:
        chosen = click.option(
            "--hook", "names", multiple=True, type=click.Choice(_HOOKS), default=_HOOKS, help="Only this hook."
        )
        wide = click.option("--global", "everywhere", is_flag=True, help=everywhere)
        return chosen(wide(function))

    return decorate
