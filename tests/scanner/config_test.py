"""The settings of a project: what is accepted, and the file and line of everything that is not."""

import json
import sys

import pytest
from support.repository import Repository, run

from hushlint import config
from hushlint.compilation import config_from_settings, read_settings
from hushlint.config import Config
from hushlint.errors import ConfigError
from hushlint.model.rule import Severity

COMMAND = (sys.executable, "-I", "-m", "hushlint")
OWN, PROJECT = ".hushlint.toml", "pyproject.toml"

# File, content: nothing is set by it.
UNSET = {
    "empty": (OWN, ""),
    "only a comment": (OWN, "# fail-on = 'low'\n"),
    "a project without our table": (PROJECT, "[project]\nname = 'a'\n[tool.ruff]\nline-length = 1\n"),
    "a project that mentions us": (PROJECT, "[project]\ndependencies = ['hushlint']\n"),
    "an empty table": (PROJECT, "[tool.hushlint]\n"),
    "tool is no table": (PROJECT, "tool = 'hushlint'\n"),
}

SET = {
    "a list": ("exclude = ['docs/**', '*.x']\n", {"exclude": ("docs/**", "*.x")}),
    "a rule": ("disable = ['jwt']\n", {"disable": ("jwt",)}),
    "a severity": ("fail-on = 'critical'\n", {"fail_on": Severity.CRITICAL}),
    "bytes": ("max-file-size = 7\n", {"max_file_size": 7}),
    "a size in words": ("max-file-size = '200 MB'\n", {"max_file_size": 200_000_000}),
    "a size without a space": ("max-file-size = '3kb'\n", {"max_file_size": 3000}),
    "policy": ("policy = 'strict'\n", {"policy": "strict"}),
    "with a byte order mark": ("\ufeffpolicy = 'off'\n", {"policy": "off"}),
    "CRLF": ("policy = 'off'\r\nfail-on = 'low'\r\n", {"policy": "off", "fail_on": Severity.LOW}),
}

# Content of .hushlint.toml: line, words of the message.
WRONG = {
    "an unknown setting": ("policy = 'off'\nexcludes = []\n", 2, ("unknown setting 'excludes'", "'exclude'?")),
    "underscores": ("\n\nfail_on = 'low'\n", 3, ("unknown setting 'fail_on'", "'fail-on'?")),
    "nothing like it": ("zzz = 1\n", 1, ("unknown setting 'zzz'", "known: exclude")),
    "a text for a list": ("exclude = 'docs'\n", 1, ("exclude", "a list of texts")),
    "a number in a list": ("disable = ['jwt', 1]\n", 1, ("disable", "a list of texts")),
    "an unknown severity": ("fail-on = 'severe'\n", 1, ("fail-on", "info, low, medium, high, critical")),
    "a severity in capitals": ("fail-on = 'HIGH'\n", 1, ("fail-on",)),
    "a number for a severity": ("fail-on = 2\n", 1, ("fail-on",)),
    "no size": ("max-file-size = 0\n", 1, ("max-file-size", "200 MB")),
    "a negative size": ("max-file-size = -1\n", 1, ("max-file-size",)),
    "a yes for a size": ("max-file-size = true\n", 1, ("max-file-size",)),
    "an unknown unit": ("max-file-size = '3 apples'\n", 1, ("max-file-size",)),
    "half a megabyte": ("max-file-size = '0.5 MB'\n", 1, ("max-file-size",)),
    "an unknown policy": ("policy = 'none'\n", 1, ("policy", '"changes", "strict" or "off"')),
    "a table for a setting": ("[policy]\nx = 1\n", 1, ("policy",)),
    "an unknown rule": ("# jwt-x\ndisable = ['jwt',\n 'jwt-x']\n", 3, ("there is no rule 'jwt-x'",)),
}


def settings(file: str, text: str) -> Config:
    return config_from_settings(read_settings([(file, text.encode())]))


@pytest.mark.parametrize(("file", "text"), UNSET.values(), ids=UNSET.keys())
def test_nothing_set(file: str, text: str) -> None:
    assert settings(file, text) == Config()


@pytest.mark.parametrize(("text", "expected"), SET.values(), ids=SET.keys())
def test_set_in_our_own_file(text: str, expected: dict[str, object]) -> None:
    assert settings(OWN, text) == Config(**expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "expected"), [item for item in SET.values() if not item[0].startswith("\ufeff")])
def test_set_in_a_project(text: str, expected: dict[str, object]) -> None:
    whole = f"[project]\nname = 'a'\n\n[tool.hushlint]\n{text}\n[tool.ruff]\nexclude = 7\n"
    assert settings(PROJECT, whole) == Config(**expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "line", "words"), WRONG.values(), ids=WRONG.keys())
def test_wrong_settings_name_file_and_line(text: str, line: int, words: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError) as caught:
        settings(OWN, text)
    message = str(caught.value)
    assert message.startswith(f"{OWN}:{line}: ")
    assert "\n" not in message
    assert all(word in message for word in words)


@pytest.mark.parametrize(
    ("text", "line", "words"), [WRONG[name] for name in WRONG if name not in ("a table for a setting",)]
)
def test_wrong_settings_of_a_project_name_the_line_there(text: str, line: int, words: tuple[str, ...]) -> None:
    head = "[project]\n# exclude excludes fail-on max-file-size policy zzz fail_on 'jwt-x'\n[tool.hushlint]\n"
    with pytest.raises(ConfigError) as caught:
        settings(PROJECT, head + text)
    assert str(caught.value).startswith(f"{PROJECT}:{line + 3}: ")


BROKEN = {
    "no value": "policy =\n",
    "twice": "policy = 'off'\npolicy = 'off'\n",
    "an open text": "policy = 'off\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize(("file", "head"), [(OWN, ""), (PROJECT, "[tool.hushlint]\n")])
def test_broken_files_are_named_with_their_line(file: str, head: str, text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settings(file, head + text)
    assert str(caught.value).startswith(f"{file}")
    assert any(place in str(caught.value) for place in ("line 1", "line 2", "line 3", "end of document"))


def test_bytes_that_are_no_utf_8_are_named() -> None:
    with pytest.raises(ConfigError, match=r"^\.hushlint\.toml"):
        read_settings([(OWN, b"policy = '\xff'\n")])


def test_somebody_else_s_broken_project_is_not_ours() -> None:
    assert config_from_settings(read_settings([(PROJECT, b"[project\nname =\n")])) == Config()


def test_two_files_with_settings_are_one_too_many() -> None:
    with pytest.raises(ConfigError, match=r"^\.hushlint\.toml:1: .*twice.*pyproject\.toml"):
        read_settings([(OWN, b"policy = 'off'\n"), (PROJECT, b"[tool.hushlint]\npolicy = 'off'\n")])


def test_two_files_of_which_one_sets_nothing() -> None:
    sources = [(OWN, b"policy = 'off'\n"), (PROJECT, b"[tool.black]\n# hushlint\n")]
    assert config_from_settings(read_settings(sources)) == Config(policy="off")


def test_a_table_survives_the_plan_s_file() -> None:
    whole = Config(("a b", 'ü="x"\n'), ("jwt",), Severity.LOW, 7, "strict")
    assert config.from_table(config.to_table(whole)) == whole


# The command line's view: exit 2, one line with file and line, on either job.
@pytest.mark.parametrize("job", [("hook",), ("scan", ".")])
def test_a_wrong_setting_ends_a_run(repository: Repository, job: tuple[str, ...]) -> None:
    repository.stage({OWN: "policy = 'off'\nnope = 1\n"})
    done = run((*COMMAND, *job), repository.top, repository.env)
    assert done.exit == 2
    assert done.out == ""
    assert done.says_one_line(".hushlint.toml:2:", "unknown setting 'nope'")


def test_the_hook_says_the_same_without_the_command_line(repository: Repository) -> None:
    repository.stage({PROJECT: "[tool.hushlint]\nexclude = 'docs'\n"})
    done = repository.hook()
    assert done.exit == 2
    assert done.says_one_line("pyproject.toml:2:", "a list of texts")


def _found(repository: Repository) -> tuple[int, int]:
    """(exit code, findings) of the hook on a staged test key of medium severity."""
    done = run((*COMMAND, "hook", "--format", "json"), repository.top, repository.env)
    report = json.loads(done.out)
    return done.exit, len([item for item in report["findings"] if item["rule"] == "stripe-test-key"])


@pytest.mark.parametrize("file", [OWN, PROJECT])
@pytest.mark.parametrize(
    ("text", "left"),
    [("fail-on = 'critical'\n", 1), ("disable = ['stripe-test-key']\n", 0), ("exclude = ['*.py']\n", 0)],
)
def test_a_setting_counts(repository: Repository, file: str, text: str, left: int) -> None:
    repository.commit({".gitignore": ".env\n"})
    repository.stage({"a.py": "key = 'sk_te" + "st_ZwlWWk2y0YVkYVQZn9EDZJTP'\n"})
    assert _found(repository) == (1, 1)
    repository.stage({file: text if file == OWN else f"[tool.hushlint]\n{text}"})
    assert _found(repository) == (0, left)
