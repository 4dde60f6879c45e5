"""The formats by name; a formatter is one module with `render(report, view) -> str` and one row here."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from hushlint.errors import UsageError
from hushlint.model.finding import Report
from hushlint.report.view import View

__all__ = ["FORMATS", "Renderer", "View", "render", "renderer"]

Renderer = Callable[[Report, View], str]

# Imported when asked for: a stopped commit pays for the text alone.
FORMATS = {
    "text": "hushlint.report.text",
    "json": "hushlint.report.json_report",
}


def renderer(name: str) -> Renderer:
    """The formatter of a name of `FORMATS`; UsageError for any other."""
    module = FORMATS.get(name)
    if module is None:
        raise UsageError(f"no format {name!r}: choose one of {', '.join(FORMATS)}")
    return cast(Renderer, import_module(module).render)


def render(name: str, report: Report, view: View) -> str:
    """The whole text of a report in a format, ending with a newline, or empty where there is nothing to say."""
    return renderer(name)(report, view)
