"""`hushlint uninstall`: take the hooks out again."""

import click

from hushlint.commands.hook_options import hook_options


@click.command("uninstall")
@hook_options("Take the hooks out of the template of new repositories.")
def command(names: tuple[str, ...], everywhere: bool) -> int:
    """Remove the hooks that `hushlint install` wrote, and put back those that were there before."""
    from hushlint import installing

    done = installing.uninstall_template(names) if everywhere else installing.uninstall(names)
    for line in done:
        click.echo(f"hushlint: {line}")
    return 0
