"""The options that every scanning command has, and what they come to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from hushlint.model.rule import Severity
from hushlint.report.stage import FORMATS


@dataclass(frozen=True, slots=True)
class Common:
    """How to report and under which settings; empty texts mean: as configured."""

    format: str
    output: tuple[str, ...]
    config: str
    fail_on: str
    cache: bool
    verbose: bool
    quiet: bool


_OPTIONS = (
    click.option("--format", type=click.Choice(list(FORMATS)), default="text", help="How to print the report."),
    click.option("--output", multiple=True, metavar="FORMAT=FILE", help="Write a report to a file as well."),
    click.option("--config", default="", metavar="FILE", help="Read the settings from FILE instead."),
    click.option(
        "--fail-on",
        type=click.Choice([item.label for item in reversed(Severity)]),
        default=None,
        help="The least severity that gives exit code 1 (default: medium, or as configured).",
    ),
    click.option("--no-cache", is_flag=True, help="Neither read nor write the cache folder."),
    click.option("-v", "--verbose", is_flag=True, help="Say more: advice, what was covered, what was suppressed."),
    click.option("-q", "--quiet", is_flag=True, help="Print findings only."),
)


def common(function: Callable[..., int]) -> Callable[..., int]:
    """Give a command the common options, handed to it as one value named `common`."""

    def run(**given: Any) -> int:
        settings = Common(
            format=given.pop("format"),
            output=given.pop("output"),
            config=given.pop("config"),
            fail_on=given.pop("fail_on") or "",
            cache=not given.pop("no_cache"),
            verbose=given.pop("verbose"),
            quiet=given.pop("quiet"),
        )
        return function(common=settings, **given)

    run.__doc__ = function.__doc__
    run.__name__ = function.__name__
    wrapped: Callable[..., int] = run
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
