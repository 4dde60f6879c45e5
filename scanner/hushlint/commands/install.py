"""`hushlint install`: hooks for people without pre-commit."""

import click

from hushlint.commands.hook_options import hook_options


@click.command("install")
@hook_options("Write the hooks for every repository that is made or cloned from now on.")
def command(names: tuple[str, ...], everywhere: bool) -> int:
    """Let git run hushlint before every commit of this repository, without pre-commit.

    A hook that is there already is renamed and runs first. A core.hooksPath is respected. The hooks are tried once
    before they are written.
    """
    from hushlint import installing

    done = installing.install_template(names) if everywhere else installing.install(names)
    for line in done:
        click.echo(f"hushlint: {line}")
    return 0
