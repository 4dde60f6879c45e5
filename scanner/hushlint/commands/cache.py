"""`hushlint cache`: say what is kept in the cache folder, and empty it."""

import os

import click

from hushlint.cache import folder, location
from hushlint.cache.blobs import LARGEST
from hushlint.report.escape import terminal

# What we write there, by the end of a file's name.
_OURS = (".plan", ".engine", ".rules", ".policy")


@click.group("cache")
def command() -> None:
    """What hushlint remembers between runs: compiled rules, and blobs that hold nothing. Never a secret."""


@command.command("info")
def info() -> int:
    """Say where the cache is and how much is in it."""
    path = folder.locate(os.environ)
    if not folder.trusted(path):
        click.echo(f"hushlint: no cache{f' in {terminal(path)}' if path else ''}")
        return 0
    files = _files(path)
    known, size = location.count(path)
    click.echo(f"folder:    {terminal(path)}")
    click.echo(f"compiled:  {len(files):,} files, {sum(os.path.getsize(file) for file in files):,} bytes")
    click.echo(f"blobs:     {known:,} known, {size:,} bytes of at most {LARGEST:,}")
    return 0


@command.command("clear")
def clear() -> int:
    """Remove all of it; the next run is slower, and nothing else."""
    path = folder.locate(os.environ)
    freed = 0
    if folder.trusted(path):
        for file in _files(path):
            freed += os.path.getsize(file)
            os.unlink(file)
        freed += location.remove(path)
    click.echo(f"hushlint: {freed:,} bytes removed")
    return 0


def _files(path: str) -> list[str]:
    with os.scandir(path) as entries:
        return [entry.path for entry in entries if entry.is_file(follow_symlinks=False) and entry.name.endswith(_OURS)]
