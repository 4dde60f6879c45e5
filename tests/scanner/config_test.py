"""The settings of a project: what is accepted, and the file and line of everything that is not."""

import json
import re
import sys
import time

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


# Settings that are broken or meant to harm, as bytes: words of the one line on them.
HOSTILE: dict[str, tuple[bytes, str]] = {
    "no UTF-8": (b'\n\nexclude = ["\xff"]\n', ":3: not UTF-8"),
    "UTF-16": ("exclude = []".encode("utf-16"), ":1: not UTF-8"),
    "a zero byte": (b"\0", ":1: "),
    "deep lists": (b"exclude = " + b"[" * 5000 + b"]" * 5000, "nested too deeply"),
    "deep tables": (b"exclude = " + b"{a=" * 5000 + b"1" + b"}" * 5000, "nested too deeply"),
    "a name of many parts": (b"# x\n" + b".".join([b"a"] * 20_000) + b" = 1\n", ":2: nested too deeply"),
    "a table of many parts": (b"[" + b" . ".join([b'"a"'] * 20_000) + b"]\n", ":1: nested too deeply"),
    "two megabytes": (b"exclude = [" + b'"a/**",' * 300_000 + b"]\n", "longer than 1,048,576 bytes"),
    "too many patterns": (b"exclude = [" + b'"a",' * 20_000 + b"]\n", "20,000 entries are more than 10,000"),
    "a long number": (b"max-file-size = " + b"9" * 5000 + b"\n", "a value cannot be read"),
    "a huge size": (b"max-file-size = 99999999999999999999\n", "max-file-size: expected"),
    "a huge size in words": (b"max-file-size = '99999999999999999999 GB'\n", "max-file-size: expected"),
    "a size in other digits": ("max-file-size = '²² MB'\n".encode(), "max-file-size: expected"),
    "no size at all": (b"max-file-size = inf\n", "max-file-size: expected"),
    "a day for a severity": (b"fail-on = 2020-01-01\n", "fail-on: "),
    "no day": (b"[[allow]]\nrule='jwt'\nreason='x'\nuntil='2020-13-01'\n", "until: expected a date"),
    "a time": (b"[[allow]]\nrule='jwt'\nreason='x'\nuntil=2020-01-01T00:00:00\n", "until: expected a date"),
    "no pattern": (b"exclude = ['[z-a]']\n", "'[z-a]' is no path pattern"),
    "a pattern of nothing": (b"exclude = ['!']\n", "'!' is no path pattern"),
    "a pattern that ends in an escape": (b"exclude = ['a\\']\n", "is no path pattern"),
    "no pattern in an allowance": (b"[[allow]]\nrule='jwt'\nreason='x'\npath='[z-a]'\n", "is no path pattern"),
    "no pattern in a severity": (b"[[severity]]\npath='[z-a]'\nseverity='low'\n", "is no path pattern"),
    "an empty list of paths": (b"[[allow]]\nrule='jwt'\nreason='x'\npath=[]\n", "path: expected"),
    "an empty list of paths for a severity": (b"[[severity]]\nrule='jwt'\npath=[]\nseverity='low'\n", "path must be"),
    "half a value": (b"[[allow]]\nrule='jwt'\nreason='x'\nvalue='('\n", "value: not a pattern"),
    "a huge value": (b"[[allow]]\nrule='jwt'\nreason='x'\nvalue='(a{1,30000}){1,30000}'\n", "value: not a pattern"),
    "a table for tables": (b"[allow]\nrule='jwt'\nreason='x'\n", "expected tables"),
    "a name with a line end": (b'"a\\nb" = 1\n', "unknown setting 'a\\nb'"),
    "a name with a control code": (b'"a\\u001b[31m" = 1\n', "unknown setting 'a\\x1b[31m'"),
    "a long name": (b"a" * 100_000 + b" = 1\n", "unknown setting 'aaaa"),
    "the table of pyproject.toml": (b"[tool.hushlint]\nexclude=['a']\n", "without [tool.hushlint]"),
    "an empty rule": (b"[[rule]]\n", "rule: rule (without id) lacks id"),
    "a rule with a number for an id": (b"[[rule]]\nid = 7\n", "rule: "),
}

# A misspelt word, and what it may mean.
MISSPELT = {
    "fail-on": ("fail-on = 'hihg'\n", "'high'"),
    "policy": ("policy = 'strct'\n", "'strict'"),
    "foreign-pragmas": ("foreign-pragmas = {gitleak = false}\n", "'gitleaks'"),
    "replace": ("replace = ['excludes']\n", "'exclude'"),
    "allow": ("[[allow]]\nrules = 'jwt'\nreason = 'x'\n", "'rule'"),
    "a rule": ("[[allow]]\nrule = 'jwtt'\nreason = 'x'\n", "'jwt'"),
    "severity": ("[[severity]]\npat = 'a'\nseverity = 'low'\n", "'path'"),
    "the severity's severity": ("[[severity]]\npath = 'a'\nseverity = 'lwo'\n", "'low'"),
    "the severity's rule": ("[[severity]]\nrule = 'jwtt'\nseverity = 'low'\n", "'jwt'"),
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
    assert re.match(rf"{re.escape(file)}:[123]: ", str(caught.value)), str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("data", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_settings_are_one_line(data: bytes, words: str) -> None:
    begin = time.process_time()
    with pytest.raises(ConfigError) as caught:
        read_settings([(OWN, data)])
    message = str(caught.value)
    assert message.startswith(f"{OWN}:")
    assert words in message
    assert message.isprintable()
    assert len(message) < 400
    assert time.process_time() - begin < 10


def test_hostile_settings_end_a_run(repository: Repository) -> None:
    repository.stage({OWN: "exclude = " + "[" * 5000, "a.py": "x = 1\n"})
    done = repository.hook()
    assert done.exit == 2
    assert done.says_one_line(f"{OWN}:1: nested too deeply")


def test_a_link_and_a_conflict_are_called_so(repository: Repository) -> None:
    repository.stage({"a.py": "x = 1\n"})
    (repository.top / OWN).symlink_to("shared/settings.toml")
    repository.add(OWN)
    assert repository.hook().says_one_line(f"{OWN}:1: a symbolic link")
    (repository.top / OWN).unlink()
    repository.stage({OWN: "<<<<<<< HEAD\npolicy = 'off'\n=======\npolicy = 'strict'\n>>>>>>> topic\n"})
    done = repository.hook()
    assert done.exit == 2
    assert done.says_one_line(f"{OWN}:1: a merge conflict")


@pytest.mark.parametrize(("text", "meant"), MISSPELT.values(), ids=MISSPELT.keys())
def test_a_misspelt_word_is_told_what_it_may_mean(text: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=f"did you mean {meant}"):
        settings(OWN, text)


def test_a_file_that_the_caller_names_is_settings_whatever_its_name() -> None:
    assert settings("/ci/strict.toml", "fail-on = 'low'\n") == Config(fail_on=Severity.LOW)
    assert settings("/ci/pyproject.toml", "[tool.hushlint]\nfail-on = 'low'\n") == Config(fail_on=Severity.LOW)
    assert settings("/ci/strict.toml", "[tool.hushlint]\nfail-on = 'low'\n") == Config(fail_on=Severity.LOW)
    with pytest.raises(ConfigError, match="unknown setting"):
        settings("/ci/strict.toml", "fail_on = 'low'\n")


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
