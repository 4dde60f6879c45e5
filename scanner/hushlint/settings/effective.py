"""The settings on disk of the repository around, of every folder, and what in them matches nothing."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields

from hushlint import compilation, config, repository, scanning
from hushlint.config import OWN_FILE, Config
from hushlint.errors import UsageError
from hushlint.git import Git
from hushlint.model.finding import Finding
from hushlint.settings import own_rules
from hushlint.settings.disk import is_foreign
from hushlint.settings.suppressing import Suppressing, path_matcher
from hushlint.source import tree
from hushlint.source.snapshots import read_file
from hushlint.suppress import baseline, rotten
from hushlint.suppress.baseline import Entry
from hushlint.suppress.stage import ALLOW, BASELINE


@dataclass(frozen=True, slots=True)
class Settings:
    """The layers of settings below one top, and the files that they speak of."""

    top: bytes
    suppressing: Suppressing
    paths: tuple[bytes, ...]


def read() -> Settings:
    """Read and check every settings file; ConfigError names file and line of what is wrong."""
    git = repository.find(Git())
    sources = list(scanning.config_sources(git.top))
    whole = compilation.config_from_settings(compilation.read_settings(sources))
    listing = tree.list_folder(git.top, git.git, use_ignores=True)
    paths = [path for path in listing.paths if not is_foreign(git.top, path)]
    suppressing = Suppressing(whole, paths, lambda path: read_file(git.top, path))
    for folder, layer in suppressing.layers[1:]:
        name = folder + OWN_FILE
        if config.names_rules(layer):
            shown = name.decode("utf-8", "replace")
            known = compilation.known_ids() | own_rules.ids(whole.rule)
            config.check_names(layer, known, shown, read_file(git.top, name))
    return Settings(git.top, suppressing, tuple(listing.paths))


def own_texts() -> tuple[str, ...]:
    """The team's rules in the settings of the repository around, as the plan has them; none outside of one."""
    try:
        top = repository.find(Git()).top
    except UsageError:
        return ()
    whole = compilation.config_from_settings(compilation.read_settings(list(scanning.config_sources(top))))
    return whole.rule


def entries() -> tuple[Entry, ...]:
    """The baseline of the repository around; nothing outside of one."""
    try:
        top = repository.find(Git()).top
    except UsageError:
        return ()
    return baseline.parse(read_file(top, baseline.NAME))


def at(settings: Settings, path: bytes) -> Iterator[tuple[str, object, str]]:
    """(setting, value, folder that says so, empty for the top) of everything that counts at a path."""
    for field in fields(Config):
        key = field.name.replace("_", "-")
        if key == "replace":
            continue
        layers = settings.suppressing.around(path, key)
        for folder, layer in layers if key in config.NESTED else layers[:1]:
            value = getattr(layer, field.name)
            if value or folder == b"":
                yield key, value, os.fsdecode(folder)


def unmatched(settings: Settings) -> Iterator[str]:
    """A line for each allowance, exclusion and baseline entry that matches nothing, and for each that is over."""
    for folder, layer in settings.suppressing.layers:
        inside = [path.removeprefix(folder) for path in settings.paths if path.startswith(folder)]
        for pattern in layer.exclude:
            meant = path_matcher((pattern,))
            if not any(meant(path) for path in inside):
                yield f"{_file(folder)}: exclude {pattern!r} matches no file"
    report = scanning.scan(scanning.Request((settings.top,)))
    used = {item.source for item in report.suppressed if item.by in (ALLOW, BASELINE)}
    over = [item for item in report.findings if item.rule == rotten.EXPIRED]
    used |= {_place(item) for item in over}
    for _, layer in settings.suppressing.layers:
        for allow in layer.allow:
            if allow.origin not in used:
                yield f"{allow.origin}: allow {', '.join(allow.rules)} matches nothing"
    for entry in settings.suppressing.baseline:
        if entry.origin not in used:
            yield f"{entry.origin}: {entry.rule} in {entry.path.decode('utf-8', 'replace')} matches nothing"
    yield from (f"{_place(item)}: {item.title.lower()}: {item.subject}" for item in over)


def _place(finding: Finding) -> str:
    return f"{finding.path.decode('utf-8', 'replace')}:{finding.line}"


def _file(folder: bytes) -> str:
    return os.fsdecode(folder + OWN_FILE) if folder else "the settings at the top"
