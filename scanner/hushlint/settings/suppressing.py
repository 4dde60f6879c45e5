"""What may silence findings in a run, from one state of a repository: settings of every folder, and the baseline."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from hushlint import config as settings
from hushlint.config import OWN_FILE, Config
from hushlint.model.finding import Finding
from hushlint.settings.allowances import Allow, matcher
from hushlint.settings.globs import path_matcher as path_matcher
from hushlint.settings.grading import grader
from hushlint.suppress import baseline
from hushlint.suppress.baseline import Entry
from hushlint.suppress.foreign import FOREIGN, Foreign
from hushlint.suppress.terms import Allowance, Terms

# The content of a file of the state that governs (index, HEAD, base, disk), empty where it has none.
Read = Callable[[bytes], bytes]
Matches = Callable[[bytes], bool]

_NESTED = b"/" + OWN_FILE


class _Layer(NamedTuple):
    """The settings of one folder (empty or ending with a slash) for everything below it."""

    folder: bytes
    config: Config
    excluded: Matches

    def inside(self, path: bytes) -> bool:
        return path.startswith(self.folder)


class Suppressing:
    """The settings of every folder and the baseline, as one state of a repository has them.

    `config` are the top's; of `paths`, all that the state holds, those of nested settings are read. These extend the
    settings above them, but for what they say they replace. Paths are relative to the top. The baseline is read
    when it is asked for.
    """

    def __init__(self, config: Config, paths: Iterable[bytes] = (), read: Read = lambda _path: b"") -> None:
        nested = sorted(path for path in paths if path.endswith(_NESTED))
        self._layers = [_layer(b"", config), *(_nested(path, read(path)) for path in nested)]
        self._config = config
        self._read = read
        self._foreign: dict[tuple[tuple[str, bool], ...], tuple[Foreign, ...]] = {}

    @cached_property
    def baseline(self) -> tuple[Entry, ...]:
        """The entries of the baseline."""
        return baseline.parse(self._read(baseline.NAME))

    @cached_property
    def graded(self) -> Callable[[Finding, bytes], Finding]:
        """What gives a finding at a path the severity that the settings say."""
        return grader(self._config.severity, path_matcher)

    @property
    def layers(self) -> Sequence[tuple[bytes, Config]]:
        """(folder, settings), the top first."""
        return [(layer.folder, layer.config) for layer in self._layers]

    def around(self, path: bytes, key: str) -> Sequence[tuple[bytes, Config]]:
        """(folder, settings) of the layers whose setting `key` counts at a path, the outermost first."""
        return [(layer.folder, layer.config) for layer in self._around(path, key)]

    def excluded(self, path: bytes) -> bool:
        """Whether findings at a path are not counted."""
        return any(layer.excluded(path) for layer in self._around(path, "exclude"))

    def disabled(self, rule: str, path: bytes) -> bool:
        """Whether a rule does not run at a path."""
        return any(rule in layer.config.disable for layer in self._layers if layer.inside(path))

    def foreign(self, path: bytes) -> Sequence[Foreign]:
        """The pragmas of other tools that are honoured at a path."""
        said = tuple(item for layer in self._around(path, "foreign-pragmas") for item in layer.config.foreign_pragmas)
        if said not in self._foreign:
            off = {tool for tool, value in dict(said).items() if not value}
            self._foreign[said] = tuple(item for item in FOREIGN if item.tool not in off)
        return self._foreign[said]

    def terms(
        self,
        *,
        exists: Matches = lambda _path: True,
        base: Read | None = None,
        protected: bool = False,
        place: Callable[[bytes], bytes] = lambda path: path,
        today: date | None = None,
    ) -> Terms:
        """Everything for the suppress room.

        `exists`: whether a path is still there. `place`: the path below the top of one as findings have it. `base`:
        a file's content before the change that is judged, where one is; with it `protected` (or the setting of that
        name) ignores the pragmas that the change adds.
        """
        return Terms(
            today=today or date.today(),
            excluded=lambda path: self.excluded(place(path)),
            disabled=self.disabled,
            foreign=self.foreign,
            allowances=tuple(self._allowance(layer, item) for layer in self._layers for item in layer.config.allow),
            baseline=self.baseline,
            exists=exists,
            base=base,
            protected=base is not None and (protected or self._config.protected),
            place=place,
            graded=lambda finding: self.graded(finding, place(finding.path)),
        )

    def _allowance(self, layer: _Layer, item: Allow) -> Allowance:
        meant = path_matcher(item.paths)

        def covers(path: bytes) -> bool:
            governs = layer in self._around(path, "allow")
            return governs and (not item.paths or meant(path.removeprefix(layer.folder)))

        matches = matcher(item.value) if item.value else lambda _value: True
        expires = date.fromisoformat(item.until) if item.until else None
        return Allowance(item.rules, item.reason, item.origin, expires, covers, matches)

    def _around(self, path: bytes, key: str) -> list[_Layer]:
        """The layers whose `key` counts at a path: from the innermost that replaces it, or from the top."""
        found: list[_Layer] = []
        for layer in self._layers:
            if layer.inside(path):
                found = [layer] if key in layer.config.replace else [*found, layer]
        return found


def _nested(path: bytes, data: bytes) -> _Layer:
    return _layer(path.removesuffix(OWN_FILE), settings.parse_nested(data, path.decode("utf-8", "replace")))


def _layer(folder: bytes, config: Config) -> _Layer:
    meant = path_matcher(config.exclude)
    return _Layer(folder, config, lambda path: meant(path.removeprefix(folder)))
