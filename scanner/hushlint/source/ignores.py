"""Ask git itself which paths a set of .gitignore files ignores, in a temporary skeleton repository."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping

from hushlint.errors import HushlintError
from hushlint.git import Git


def ignored(git: Git, rules: Mapping[bytes, bytes], paths: Iterable[bytes]) -> frozenset[bytes]:
    """Which of `paths` the .gitignore files in `rules` (path to content) ignore.

    Personal excludes and .git/info/exclude protect nobody else and are not asked. What is tracked does not
    matter (--no-index): the question is what the rules say.
    """
    asked = [path for path in dict.fromkeys(paths) if path]
    if not asked or not rules:
        return frozenset()
    try:
        skeleton = os.fsencode(tempfile.mkdtemp(prefix="hushlint-"))
    except OSError as error:
        raise HushlintError(f"no temporary folder can be made for the ignore rules: {error}") from None
    try:
        return _ask(git, skeleton, rules, asked)
    finally:
        shutil.rmtree(skeleton, ignore_errors=True)


def _ask(git: Git, skeleton: bytes, rules: Mapping[bytes, bytes], paths: list[bytes]) -> frozenset[bytes]:
    _build(skeleton, rules)
    environment = {
        name: value
        for name, value in git.environment.items()
        if not name.startswith(b"GIT_") or not name.endswith((b"_DIR", b"_FILE", b"_TREE", b"_DIRECTORIES", b"_PREFIX"))
    }
    environment[b"GIT_DIR"] = os.path.join(skeleton, b"git")
    environment[b"GIT_WORK_TREE"] = os.path.join(skeleton, b"tree")
    environment[b"GIT_CONFIG_NOSYSTEM"] = b"1"
    environment[b"GIT_CONFIG_GLOBAL"] = os.fsencode(os.devnull)
    place = Git(os.path.join(skeleton, b"tree"), environment, git.program)
    return place.check_ignore(paths, (b"-c", b"core.excludesFile=", b"-c", b"core.ignoreCase=false"))


def _build(skeleton: bytes, rules: Mapping[bytes, bytes]) -> None:
    """The least that git accepts as a repository, and the ignore files in their folders."""
    for folder in (b"git/objects", b"git/refs", b"tree"):
        os.makedirs(os.path.join(skeleton, folder))
    with open(os.path.join(skeleton, b"git/HEAD"), "wb") as file:
        file.write(b"ref: refs/heads/main\n")
    for path, content in rules.items():
        where = os.path.join(skeleton, b"tree", path)
        os.makedirs(os.path.dirname(where), exist_ok=True)
        with open(where, "wb") as file:
            file.write(content)
