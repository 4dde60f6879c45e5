"""Find the rules and hook scripts that hushlint ships: in the installed package, or in a checkout beside it."""

import os

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_CHECKOUT = os.path.dirname(os.path.dirname(_PACKAGE))


def folder(name: str) -> str:
    """The path of a shipped folder such as `rules/secrets`; FileNotFoundError when the installation lacks it."""
    for base in (_PACKAGE, _CHECKOUT):
        path = os.path.join(base, *name.split("/"))
        if os.path.isdir(path):
            return path
    raise FileNotFoundError(f"hushlint's own {name} are missing: install hushlint again")


def stamp(name: str) -> str:
    """What a plan compiled from a shipped folder's files was made from, as text.

    In a checkout names, sizes and times of change; of an installation the folder's own time, which each installation
    sets anew: hundreds of files need not be asked (1 ms, measured).
    """
    path = folder(name)
    if path.startswith(_PACKAGE):
        return f"installed {os.stat(path).st_mtime_ns}"
    with os.scandir(path) as entries:
        facts = sorted((entry.name, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in entries)
    return ";".join(f"{name} {size} {time}" for name, size, time in facts)
