"""Find the candidates of all rules in one pass over a text, with hyperscan."""

import sys

from hushlint.model.blob import Candidate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

    import hyperscan

# Past so many candidates a text is hostile or a table of noise: the engine stops, coverage is incomplete.
MOST_CANDIDATES = 2_000_000


def load_extension() -> "ModuleType":
    """hyperscan's extension module alone, or its package where that fails.

    The package's `__init__` imports `typing` and `re`, which costs twice what the extension does (11 ms against
    2, measured); the extension needs neither. Its loader is found as the import system would find it.
    """
    loaded = sys.modules.get("hyperscan._hs_ext")
    if loaded is not None:
        return loaded
    try:
        from _frozen_importlib import module_from_spec
        from _frozen_importlib_external import PathFinder

        package = PathFinder.find_spec("hyperscan")
        spec = package and PathFinder.find_spec("hyperscan._hs_ext", package.submodule_search_locations)
        if spec and spec.loader:
            module: ModuleType = module_from_spec(spec)
            spec.loader.exec_module(module)
            sys.modules["hyperscan._hs_ext"] = module
            return module
    except ImportError:
        pass
    import hyperscan

    return hyperscan


class Engine:
    """A compiled set of patterns; not to be shared between threads."""

    __slots__ = ("_database", "_found", "truncated")

    def __init__(self, database: "hyperscan.Database") -> None:
        self._database = database
        self._found: list[Candidate] = []
        self.truncated = False

    def scan(self, data: bytes) -> list[Candidate]:
        """(rule index, end offset) of every match, in order of the ends; `truncated` tells that there were more."""
        self._found = []
        self.truncated = False
        if data:
            try:
                self._database.scan(data, match_event_handler=self._on_match)
            except load_extension().ScanTerminated:
                self.truncated = True
        return self._found

    def _on_match(self, index: int, _start: int, end: int, _flags: int, _context: object) -> bool | None:
        self._found.append((index, end))
        return len(self._found) >= MOST_CANDIDATES or None


def load(serialised: bytes) -> Engine:
    """The engine of a serialised database; ValueError when it does not fit this machine or is damaged."""
    extension = load_extension()
    try:
        database = extension.loadb(serialised, extension.HS_MODE_BLOCK)
        database.scratch = extension.Scratch(database)
    except extension.error as error:
        raise ValueError(str(error)) from None
    return Engine(database)


def compile_patterns(patterns: list[bytes]) -> bytes:
    """The serialised database of these engine patterns; a pattern's index is its rule's. ValueError when one fails."""
    extension = load_extension()
    database = extension.Database(mode=extension.HS_MODE_BLOCK)
    try:
        database.compile(expressions=patterns, ids=list(range(len(patterns))), flags=[0] * len(patterns))
        serialised: bytes = extension.dumpb(database)
    except extension.error as error:
        raise ValueError(str(error)) from None
    return serialised
