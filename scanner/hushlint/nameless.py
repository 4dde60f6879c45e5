"""Whether pre-commit is told to pass us no names: none given does not mean then that there is nothing to see."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = b".pre-commit-config.yaml"
_ID = b"hushlint"
# YAML 1.1, which pre-commit reads.
_FALSE = frozenset((b"false", b"no", b"off"))


def is_nameless(top: bytes) -> bool:
    """Whether the configuration on disk, which pre-commit reads, says `pass_filenames: false` of our hook."""
    try:
        with open(os.path.join(top, _FILE), "rb") as file:
            text = file.read()
    except OSError:
        return False
    return b"pass_filenames" in text and any(
        keys.get(b"id") == _ID and keys.get(b"pass_filenames", b"").lower() in _FALSE for keys in _items(text)
    )


def _items(text: bytes) -> "Iterator[dict[bytes, bytes]]":
    """The plain keys and values of each item of a list, as far as lines tell: no YAML is at hand in a hook."""
    lines = [line.partition(b" #")[0].rstrip() for line in text.expandtabs().splitlines() if line.strip()]
    for number, line in enumerate(lines):
        dash, inside = _indent(line), line.lstrip().removeprefix(b"-")
        if inside == line.lstrip():
            continue
        depth = dash + 1 + _indent(inside)
        pairs = inside.strip().strip(b"{}").split(b",")
        for following in lines[number + 1 :]:
            if _indent(following) <= dash:
                break
            if _indent(following) == depth:
                pairs.append(following)
        yield dict(_pair(pair) for pair in pairs)


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip())


def _pair(text: bytes) -> tuple[bytes, bytes]:
    key, _, value = text.partition(b":")
    return key.strip(b" \"'{}"), value.strip(b" \"'{}")
