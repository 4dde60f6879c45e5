"""The formats by name; a formatter is one module with `render(report, view, door)` and one row here."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from hushlint.errors import UsageError
from hushlint.model.finding import Report
from hushlint.report.redact import Door
from hushlint.report.view import View

__all__ = ["FORMATS", "Door", "Renderer", "View", "chunks", "render", "renderer"]

Renderer = Callable[[Report, View, Door], Iterator[str]]

# Imported when asked for: a stopped commit pays for the text alone.
FORMATS = {
    "text": "hushlint.report.text",
    "json": "hushlint.report.json_report",
    "jsonl": "hushlint.report.jsonl",
    "sarif": "hushlint.report.sarif",
    "github": "hushlint.report.github",
    "gitlab": "hushlint.report.gitlab",
    "junit": "hushlint.report.junit",
    "csv": "hushlint.report.csv_report",
    "codeclimate": "hushlint.report.codeclimate",
}


def renderer(name: str) -> Renderer:
    """The formatter of a name of `FORMATS`; UsageError for any other."""
    module = FORMATS.get(name)
    if module is None:
        raise UsageError(f"no format {name!r}: choose one of {', '.join(FORMATS)}")
    return cast(Renderer, import_module(module).render)


def chunks(name: str, report: Report, view: View, door: Door | None = None) -> Iterator[str]:
    """A report in a format, piece by piece, so that no format holds more than a finding or so at a time.

    All pieces together end with a newline, or there is none where there is nothing to say. A door costs 30 µs a
    value: whoever asks for several formats hands the same one to each.
    """
    return renderer(name)(report, view, door or Door(report))


def render(name: str, report: Report, view: View) -> str:
    """The same as one text."""
    return "".join(chunks(name, report, view))
