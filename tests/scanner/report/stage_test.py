"""Every format of the table has a renderer of the one signature, loaded only when it is asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

import hushlint
from hushlint.errors import UsageError
from hushlint.model.finding import Report
from hushlint.report.stage import FORMATS, View, render, renderer


def test_an_unknown_format_is_misuse_and_names_the_known() -> None:
    with pytest.raises(UsageError, match="text, json, jsonl, sarif, github, gitlab, junit, csv, codeclimate") as caught:
        renderer("yaml")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_an_empty_report(name: str) -> None:
    assert render(name, Report(), View(verbose=True)).endswith("\n")


def test_a_format_is_loaded_when_asked_for() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from hushlint.report.stage import renderer\n"
        "assert not any(name.startswith('hushlint.report.json') for name in sys.modules)\n"
        "renderer('text')\n"
        "print(*sorted({'json', 'rich', 'click', 'logging', 'urllib', 'subprocess'} & set(sys.modules)))"
    )
    package = Path(hushlint.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, package], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")
