"""What a partial clone does not hold, told without fetching any of it."""

from collections.abc import Sequence

from hushlint.git import Git

_SETTINGS = r"^(extensions\.partialclone|remote\..*\.promisor)$"


def is_partial(git: Git) -> bool:
    """Whether objects may be left out on purpose: a promisor remote is expected to have them."""
    status, out, _ = git.start("config", "--get-regexp", _SETTINGS).exchange()
    return status == 0 and bool(out.strip())


def held(git: Git, ids: Sequence[str]) -> frozenset[str]:
    """Those of these blobs that are here.

    Not by cat-file, which older gits end at the first one that they may not fetch.
    """
    command = ("rev-list", "--objects", "--no-object-names", "--no-walk", "--ignore-missing", "--missing=print")
    given = "".join(f"{id}\n" for id in ids).encode("ascii")
    listed = git.run(*command, "--stdin", stdin=given).decode("ascii").split("\n")
    return frozenset(line for line in listed if line and not line.startswith("?"))
