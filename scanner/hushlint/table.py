"""The rule table of a plan, read only after a candidate: a line of JSON for all, then one a rule."""

from collections.abc import Callable, Iterable, Sequence

from hushlint.model.rule import HINTED, Near, Rule, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# For each rule the bytes of the widest match of the engine's pattern, and of the whole pattern.
Windows = Sequence[tuple[int, int]]


class _Plain:
    """How JSON is read: with nothing of our own."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float


def _reader() -> "Callable[[bytes], Any]":
    """json.loads, or the scanner in C behind it, which needs no module that imports and compiles (1.2 ms)."""
    try:
        from _json import make_scanner
    except ImportError:
        import json

        return json.loads
    scan = make_scanner(_Plain)  # type: ignore[arg-type]
    return lambda text: scan(text.decode("ascii"), 0)[0]


_loads = _reader()


def write_table(rules: Iterable[Rule], windows: Windows) -> bytes:
    """The table, in the engine's order."""
    import json

    listed = list(rules)
    hinted = {rule.id: place for place, rule in enumerate(listed) if rule.check in HINTED}
    head = {"windows": windows, "hinted": list(hinted.values())}
    return "\n".join(map(json.dumps, (head, *(rule.to_table() for rule in listed)))).encode()


def read_table(table: bytes) -> tuple[Sequence[Rule], Windows, Sequence[int]]:
    """(rules in the engine's order, how far each one's matches reach in bytes, which of them follow hints)."""
    head, *lines = table.split(b"\n")
    document = _loads(head)
    return Rules(lines), document["windows"], document["hinted"]


class Rules(Sequence[Rule]):
    """Rules that are read when they are asked for: of hundreds a commit needs a few. One at a time, no slices."""

    __slots__ = ("_lines", "_read")

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines
        self._read: dict[int, Rule] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, index: int) -> Rule:  # type: ignore[override]
        rule = self._read.get(index)
        if rule is None:
            rule = self._read[index] = _rule(_loads(self._lines[index]))
        return rule


def _rule(item: dict[str, object]) -> Rule:
    near = item["near"]
    read = {
        "severity": Severity(item["severity"]),  # type: ignore[arg-type]
        "paths": tuple(item["paths"]),  # type: ignore[arg-type]
        "near": Near(near["pattern"], near["within"]) if isinstance(near, dict) else None,
    }
    return Rule(**(item | read))  # type: ignore[arg-type]
