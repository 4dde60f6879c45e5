"""Path patterns as .gitignore has them: refused with the reason when they are none, and asked about paths."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Wildcards in one pattern up to which `re` is quick on any path; beyond that the engine answers, which compiles 3 ms
# for each pattern and takes no time for any path.
_FEW = 4


def check(patterns: Sequence[str]) -> None:
    """ValueError that names the first that is no pattern."""
    import re
    import warnings

    for pattern in patterns:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                _spec((pattern,), "simple")
        except (ValueError, re.error, Warning):
            raise ValueError(f"{pattern[:60]!r} is no path pattern of .gitignore's, such as docs/**") from None


def path_matcher(patterns: tuple[str, ...]) -> Callable[[bytes], bool]:
    """Whether a path is meant by patterns written as in .gitignore."""
    if not patterns:
        return lambda _path: False
    spec = _spec(patterns, "simple" if all(_is_simple(pattern) for pattern in patterns) else "hyperscan")
    return lambda path: bool(spec.match_file(path.decode("utf-8", "surrogateescape")))


def _spec(patterns: tuple[str, ...], backend: Literal["simple", "hyperscan"]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns, backend=backend)


def _is_simple(pattern: str) -> bool:
    return pattern.replace("**", "*").count("*") <= _FEW
