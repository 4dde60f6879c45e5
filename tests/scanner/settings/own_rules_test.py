"""A team's own rules and severities: they count at the hook, and are refused with the reason where they are wrong."""

import random
import string

import pytest
from support.repository import Repository

from hushlint.compilation import read_settings
from hushlint.errors import ConfigError

CHANCE = random.Random(7)
TOKEN = "acme" + "-" + "".join(CHANCE.choices(string.ascii_lowercase + string.digits, k=24))
OTHER = "acme" + "-" + "".join(CHANCE.choices(string.ascii_lowercase + string.digits, k=24))

GOOD = f"""
[[rule]]
id = "acme-deploy-token"
title = "Deploy token"
severity = "high"
pattern = '''\\b(?P<secret>acme-[a-z0-9]{{24}})\\b'''
entropy = 3.0
source = "https://wiki.acme.example/tokens"
why = "It deploys."
fix = "Ask the platform team for another."
[[rule.match]]
parts = ["acme", "-{TOKEN[5:]}"]
[[rule.clean]]
parts = ["acme", "-token"]
[[rule.clean]]
parts = ["acme", "-{"x" * 24}"]
"""


@pytest.fixture
def project(repository: Repository) -> Repository:
    """A repository with a first commit that protects its env files."""
    repository.commit({".gitignore": ".env\n"})
    return repository


def test_without_it_the_text_is_nothing(project: Repository) -> None:
    project.stage({"a.txt": f"use {OTHER}\n"})
    assert project.found() == []


def test_it_counts_from_the_commit_that_brings_it(project: Repository) -> None:
    project.stage({".hushlint.toml": GOOD, "a.txt": f"use {OTHER}\n"})
    assert project.found() == [("a.txt", 1)]
    assert "acme-deploy-token" in project.hook().out
    assert OTHER not in project.hook().text


def test_in_pyproject(project: Repository) -> None:
    text = GOOD.replace("[[rule", "[[tool.hushlint.rule")
    project.stage({"pyproject.toml": f'[project]\nname = "a"\n{text}', "a.txt": f"use {OTHER}\n"})
    assert project.found() == [("a.txt", 1)]


def test_shipped_rules_count_beside_it(project: Repository) -> None:
    from support.examples import github_token

    project.stage({".hushlint.toml": GOOD, "a.txt": f"{github_token()}\n{OTHER}\n"})
    assert project.found() == [("a.txt", 1), ("a.txt", 2)]


def test_an_edit_of_the_rule_has_effect(project: Repository) -> None:
    project.commit({".hushlint.toml": GOOD})
    project.stage({"a.txt": f"use {OTHER}\n"})
    assert project.found() == [("a.txt", 1)]
    project.stage({".hushlint.toml": GOOD.replace('"high"', '"low"')})
    assert project.hook().exit == 0
    project.stage({".hushlint.toml": GOOD})
    assert project.found() == [("a.txt", 1)]


def test_it_can_be_disabled_allowed_and_suppressed(project: Repository) -> None:
    pragma = "hushlint: ignore[acme-deploy-token] of the demo"
    project.stage({".hushlint.toml": GOOD, "a.txt": f"use {OTHER}  # {pragma}\n"})
    assert project.found() == []
    project.stage({".hushlint.toml": 'disable = ["acme-deploy-token"]\n' + GOOD, "a.txt": f"use {OTHER}\n"})
    assert project.found() == []


PATTERN = "\\b(?P<secret>acme-[a-z0-9]{24})\\b"

# What is wrong with a rule, and words of the one line that says so.
WRONG = {
    "unbounded": (GOOD.replace("{24}", "+"), ("acme-deploy-token", "upper bound")),
    "a look-around": (GOOD.replace("\\b'''", "(?!x)'''"), ("confirm",)),
    "repeats in repeats": (GOOD.replace("[a-z0-9]{24}", "(?:[a-z0-9]{1,9}){1,9}"), ("slow", "in two ways")),
    "a slow confirm": (
        GOOD.replace("entropy", "confirm = '(?P<secret>(acme-)?([a-z0-9]+)+)'\nentropy"),
        ("confirm: the pattern is slow", "in two ways"),
    ),
    "everywhere": (GOOD.replace("acme-[a-z0-9]{24}", "[a-z]{4}"), ("slow", "prefix")),
    "repeats beside each other": (
        GOOD.replace("entropy", "confirm = '(?P<secret>acme-.{0,900}.{0,900}x)'\nwindow = 2000\nentropy"),
        ("confirm: the pattern is slow", "901 ways"),
    ),
    "a wide beginning": (
        GOOD.replace("entropy", "confirm = '(?P<secret>.*acme-[a-z0-9]{24})'\nwindow = 9000\nentropy"),
        ("confirm: the pattern is slow", "steps"),
    ),
    "a dot that repeats": (GOOD.replace(PATTERN, "(?P<secret>.*password.*)"), ("upper bound",)),
    "alternatives that repeat": (GOOD.replace(PATTERN, "(?P<secret>(a|b)*c)"), ("upper bound",)),
    "one that the engine loses": (
        GOOD.replace(PATTERN, "[x\"']:[a-z]{0,20}(?P<secret>acme-[a-z0-9]{24})"),
        ("engine loses matches", "fixed word"),
    ),
    "any word": (GOOD.replace(PATTERN, "(?P<secret>\\w+)"), ("upper bound",)),
    "any long word": (GOOD.replace(PATTERN, "(?P<secret>\\w{4,40})"), ("slow", "ordinary text", "prefix")),
    "nothing at all": (GOOD.replace("acme-[a-z0-9]{24}", "(?:acme)?").replace("\\b", ""), ("match nothing",)),
    "a back reference": (GOOD.replace("{24})", "{24})(?P=secret)"), ("groupref", "confirm")),
    "a deep pattern": (GOOD.replace("(?P", "(" * 3000 + "(?P").replace("})\\b", "})" + ")" * 3000), ("deeply",)),
    "a confirm without secret": (GOOD.replace("entropy", "confirm = 'acme'\nentropy"), ("confirm: ", "group")),
    "half a confirm": (GOOD.replace("entropy", "confirm = '(acme'\nentropy"), ("confirm: ", "parsed")),
    "a window of miles": (GOOD.replace("entropy", "window = 5000000\nentropy"), ("window", "16384")),
    "no near": (GOOD.replace("entropy", "near = {}\nentropy"), ("near", "within")),
    "a near of numbers": (GOOD.replace("entropy", "near = {pattern = 1, within = 'x'}\nentropy"), ("near", "within")),
    "a far near": (GOOD.replace("entropy", "near = {pattern = 'a', within = 99999}\nentropy"), ("near", "within")),
    "numbers for paths": (GOOD.replace("entropy", "paths = [1]\nentropy"), ("paths", "texts")),
    "no number": (GOOD.replace("entropy = 3.0", "entropy = nan"), ("entropy", "0 to 8")),
    "too much entropy": (GOOD.replace("entropy = 3.0", "entropy = 7.9"), ("example 1 of match", "entropy of")),
    "a placeholder": (GOOD.replace(TOKEN[5:], "x" * 24).replace("3.0", "0.0"), ("example 1 of match", "placeholder")),
    "no secret": (GOOD.replace("?P<secret>", "?:"), ("secret",)),
    "no why": (GOOD.replace('why = "It deploys."\n', ""), ("lacks why",)),
    "an unknown key": (GOOD.replace("why =", 'regex = "a"\nwhy ='), ("unknown key regex",)),
    "an unknown check": (GOOD.replace("why =", 'check = "acme"\nwhy ='), ("no check 'acme'",)),
    "an unknown severity": (GOOD.replace('"high"', '"huge"'), ("huge",)),
    "examples that are no tables": (
        GOOD[: GOOD.index("[[rule.match]]")] + "match = ['a']\nclean = ['b', 'c']\n",
        ("[[rule.match]]",),
    ),
    "one clean example": (GOOD.replace('[[rule.clean]]\nparts = ["acme", "-token"]\n', ""), ("at least 2",)),
    "an example that fails": (GOOD.replace('"-token"', f'"-{OTHER[5:]}"'), ("clean",)),
    "a match that fails": (GOOD.replace(TOKEN[5:], "short"), ("example 1 of match", "pattern does not match")),
    "a shipped id": (GOOD.replace("acme-deploy-token", "jwt"), ("jwt", "shipped")),
    "twice": (GOOD + GOOD, ("used twice",)),
    "an id with blanks": (GOOD.replace("acme-deploy-token", "Acme Token"), ("written like",)),
    "no table": ("rule = 7\n", ("[[rule]]",)),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_rule_is_refused_with_the_reason(text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError) as caught:
        read_settings([(".hushlint.toml", text.encode())])
    message = str(caught.value)
    assert message.startswith(".hushlint.toml:")
    assert "\n" not in message
    assert [word for word in words if word not in message] == [], message
    assert TOKEN[5:] not in message
    assert OTHER[5:] not in message


def test_a_wrong_rule_ends_a_run(project: Repository) -> None:
    project.stage({".hushlint.toml": GOOD.replace("{24}", "+")})
    done = project.hook()
    assert done.exit == 2
    assert done.says_one_line(".hushlint.toml:3: rule: rule acme-deploy-token: ", "upper bound")


def test_the_line_is_that_of_the_rule(project: Repository) -> None:
    project.stage({".hushlint.toml": GOOD.replace('why = "It deploys."\n', "")})
    assert ".hushlint.toml:3: " in project.hook().text


PASSWORD = 'password = "Win' + 'ter2024!"\n'


def test_a_severity_for_some_paths(project: Repository) -> None:
    config = '[[severity]]\npath = "legacy/**"\nrule = "generic-password"\nseverity = "low"\n'
    project.stage({".hushlint.toml": config, "legacy/a.py": PASSWORD, "app/a.py": PASSWORD})
    assert project.found() == [("app/a.py", 1)]
    assert "legacy/a.py:1:13: low" in project.hook().out


def test_a_severity_may_be_raised(project: Repository) -> None:
    project.stage({"tests/a.py": PASSWORD})
    assert project.hook().exit == 0
    project.stage({".hushlint.toml": '[[severity]]\nrule = ["generic-password"]\nseverity = "high"\n'})
    assert project.found() == [("tests/a.py", 1)]


WRONG_GRADES = {
    "an unknown rule": ('rule = "generic-pasword"\nseverity = "low"\n', "did you mean 'generic-password'"),
    "an unknown key": ('paths = "a"\nseverity = "low"\n', "unknown key 'paths'"),
    "an unknown severity": ('path = "a"\nseverity = "none"\n', "one of info"),
    "for everything": ('severity = "low"\n', "fail-on"),
    "a number": ('path = 7\nseverity = "low"\n', "path must be"),
}


@pytest.mark.parametrize(("text", "words"), WRONG_GRADES.values(), ids=WRONG_GRADES.keys())
def test_a_wrong_severity(project: Repository, text: str, words: str) -> None:
    project.stage({".hushlint.toml": f"[[severity]]\n{text}"})
    done = project.hook()
    assert done.exit == 2
    assert done.says_one_line(".hushlint.toml:", words)
