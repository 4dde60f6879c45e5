"""Settings of nested folders: they extend those above them, replace only what they say, and never reach elsewhere."""

import json
import sys
from collections.abc import Mapping

import pytest
from support.examples import github_token, stripe_key
from support.repository import Repository, Run, run

from hushlint import compilation
from hushlint.errors import ConfigError
from hushlint.settings.suppressing import Suppressing
from hushlint.suppress.foreign import TOOLS

COMMAND = (sys.executable, "-I", "-m", "hushlint")
STRIPE = f'key = "{stripe_key()}"\n'
ALLOW = "[[allow]]\nrule = 'stripe-live-key'\nreason = 'r'\n"


def suppressing(files: Mapping[str, str]) -> Suppressing:
    """The settings of these files, the top's among them."""
    contents = {path.encode(): text.encode() for path, text in files.items()}
    top = compilation.read_settings([(".hushlint.toml", contents.get(b".hushlint.toml", b""))])
    return Suppressing(compilation.config_from_settings(top), contents, lambda path: contents.get(path, b""))


TOP = ".hushlint.toml"
SUB = "a/.hushlint.toml"
DEEP = "a/b/.hushlint.toml"

# Settings by file, and the paths that they exclude of those tried.
TRIED = ("x.py", "a/x.py", "a/b/x.py", "ab/x.py", "a/y.txt")
EXCLUDED: list[tuple[dict[str, str], tuple[str, ...]]] = [
    ({}, ()),
    ({TOP: "exclude = ['*.py']\n"}, ("x.py", "a/x.py", "a/b/x.py", "ab/x.py")),
    ({SUB: "exclude = ['*.py']\n"}, ("a/x.py", "a/b/x.py")),
    ({SUB: "exclude = ['/x.py']\n"}, ("a/x.py",)),
    ({SUB: "exclude = ['a/']\n"}, ()),
    ({TOP: "exclude = ['*.txt']\n", SUB: "exclude = ['*.py']\n"}, ("a/x.py", "a/b/x.py", "a/y.txt")),
    ({TOP: "exclude = ['*.py']\n", SUB: "policy-free = 1\n"[:0]}, ("x.py", "a/x.py", "a/b/x.py", "ab/x.py")),
    ({TOP: "exclude = ['*.py']\n", SUB: "exclude = ['!*.py']\n"}, ("x.py", "a/x.py", "a/b/x.py", "ab/x.py")),
    ({TOP: "exclude = ['*.py']\n", SUB: "replace = ['exclude']\n"}, ("x.py", "ab/x.py")),
    ({TOP: "exclude = ['*.py']\n", SUB: "replace = ['exclude']\n", DEEP: "exclude = ['x*']\n"},
     ("x.py", "a/b/x.py", "ab/x.py")),
    ({TOP: "exclude = ['*.py']\n", SUB: "replace = ['allow']\n"}, ("x.py", "a/x.py", "a/b/x.py", "ab/x.py")),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), EXCLUDED)
def test_paths_that_are_excluded(files: dict[str, str], expected: tuple[str, ...]) -> None:
    found = suppressing(files)
    assert tuple(sorted(path for path in TRIED if found.excluded(path.encode()))) == tuple(sorted(expected))


def test_a_rule_that_a_folder_disables_runs_elsewhere() -> None:
    found = suppressing({TOP: "disable = ['jwt']\n", SUB: "disable = ['stripe-live-key']\n"})
    assert [found.disabled("stripe-live-key", path) for path in (b"x", b"a/x", b"a/b/x", b"ab/x")] == [
        False,
        True,
        True,
        False,
    ]
    assert found.disabled("jwt", b"a/x")


# Settings by file, and the tools that are not honoured at a/x.py.
OFF: list[tuple[dict[str, str], set[str]]] = [
    ({}, set()),
    ({TOP: "foreign-pragmas = {nosec = false}\n"}, {"nosec"}),
    ({TOP: "[foreign-pragmas]\nnosec = false\n", SUB: "[foreign-pragmas]\nnoqa = false\n"}, {"nosec", "noqa"}),
    ({TOP: "[foreign-pragmas]\nnosec = false\n", SUB: "[foreign-pragmas]\nnosec = true\n"}, set()),
    ({TOP: "foreign-pragmas = false\n"}, set(TOOLS)),
    ({TOP: "foreign-pragmas = false\n", SUB: "foreign-pragmas = {gitleaks = true}\n"}, set(TOOLS) - {"gitleaks"}),
    ({TOP: "foreign-pragmas = false\n", SUB: "replace = ['foreign-pragmas']\n"}, set()),
    ({DEEP: "foreign-pragmas = false\n"}, set()),
]


@pytest.mark.parametrize(("files", "off"), OFF)
def test_other_tools_that_are_switched_off(files: dict[str, str], off: set[str]) -> None:
    assert {item.tool for item in suppressing(files).foreign(b"a/x.py")} == set(TOOLS) - off


# Settings by file, and the paths that the allowance of a rule covers.
ALLOWED: list[tuple[dict[str, str], tuple[str, ...]]] = [
    ({TOP: ALLOW}, TRIED),
    ({TOP: ALLOW + "path = 'a/*.py'\n"}, ("a/x.py",)),
    ({TOP: ALLOW + "path = ['*.txt', 'ab/']\n"}, ("ab/x.py", "a/y.txt")),
    ({SUB: ALLOW}, ("a/x.py", "a/b/x.py", "a/y.txt")),
    ({SUB: ALLOW + "path = '/x.py'\n"}, ("a/x.py",)),
    ({TOP: ALLOW, SUB: "replace = ['allow']\n"}, ("x.py", "ab/x.py")),
]


@pytest.mark.parametrize(("files", "expected"), ALLOWED)
def test_paths_that_an_allowance_covers(files: dict[str, str], expected: tuple[str, ...]) -> None:
    allowances = suppressing(files).terms().allowances
    covered = [path for path in TRIED if any(item.covers(path.encode()) for item in allowances)]
    assert sorted(covered) == sorted(expected)


VALUES = [
    ("test_[0-9a-f]+", b"test_0af", True),
    ("test_[0-9a-f]+", b"xtest_0af", False),
    ("test_[0-9a-f]+", b"test_0af\n", False),
    ("test_[0-9a-f]+", b"test_0afg", False),
    ("a|b", b"ab", False),
    ("(a+)+b", b"a" * 5000, False),
    ("(a+)+b", b"a" * 5000 + b"b", True),
]


@pytest.mark.parametrize(("pattern", "value", "matches"), VALUES)
def test_an_allowance_s_pattern_is_for_the_whole_value(pattern: str, value: bytes, matches: bool) -> None:
    (allowance,) = suppressing({TOP: ALLOW + f"value = '{pattern}'\n"}).terms().allowances
    assert allowance.matches(value) is matches


# A nested file, and words of the error about it.
WRONG = [
    ("fail-on = 'low'\n", ("a/.hushlint.toml:1: fail-on can only be set at the top",)),
    ("policy = 'off'\n", ("policy can only be set at the top",)),
    ("protected = false\n", ("protected can only be set at the top",)),
    ("excludes = []\n", ("unknown setting", "'exclude'?")),
    ("replace = ['disable']\n", ("'disable' is none of",)),
    ("exclude = [\n", ("a/.hushlint.toml",)),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_nested_file_that_is_wrong_is_named(text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError) as caught:
        suppressing({SUB: text})
    assert all(word in str(caught.value) for word in words)


def found(repository: Repository, *command: str) -> list[str]:
    done = run((*COMMAND, *command, "--format", "json"), repository.top, repository.env)
    assert done.exit in (0, 1), done.text
    report = json.loads(done.out)
    return sorted({item["path"] for item in report["findings"] if item["severity"] != "info"})


@pytest.fixture
def monorepo(repository: Repository) -> Repository:
    """Three packages, each with a secret; the second excludes it."""
    files = {f"{name}/x.py": STRIPE for name in ("a", "b", "c")}
    repository.commit({".gitignore": ".env\n"})
    repository.stage({**files, "b/.hushlint.toml": "exclude = ['x.py']\n"})
    return repository


@pytest.mark.parametrize("command", [("hook",), ("scan", "."), ("scan", "a", "b", "c")])
def test_a_package_speaks_for_itself(monorepo: Repository, command: tuple[str, ...]) -> None:
    assert found(monorepo, *command) == ["a/x.py", "c/x.py"]


def test_a_package_scanned_alone_has_its_settings(monorepo: Repository) -> None:
    assert found(monorepo, "scan", "b") == []
    assert found(monorepo, "scan", "a") == ["x.py"]


def test_settings_that_are_not_staged_do_not_count_at_the_hook(monorepo: Repository) -> None:
    monorepo.write("a/.hushlint.toml", "exclude = ['*']\n")
    assert found(monorepo, "hook") == ["a/x.py", "c/x.py"]
    monorepo.add("a/.hushlint.toml")
    assert found(monorepo, "hook") == ["c/x.py"]


def test_a_repository_inside_does_not_speak_for_itself(monorepo: Repository) -> None:
    inner = Repository.create(monorepo.top / "inner", monorepo.env)
    inner.commit({"x.py": STRIPE, ".hushlint.toml": "exclude = ['*']\n"})
    assert "inner/x.py" in found(monorepo, "scan", ".")


def config(repository: Repository, *arguments: str) -> Run:
    return run((*COMMAND, "config", *arguments), repository.top, repository.env)


def test_show_says_what_counts_where(monorepo: Repository) -> None:
    monorepo.write(".hushlint.toml", "exclude = ['docs/**']\nforeign-pragmas = {nosec = false}\n")
    top, package = config(monorepo, "show"), config(monorepo, "show", "b/x.py")
    assert (top.exit, package.exit) == (0, 0)
    assert 'exclude = ["docs/**"]\n' in top.out
    assert "foreign-pragmas = {nosec = false}\n" in top.out
    assert "b/.hushlint.toml" not in top.out
    assert 'exclude = ["x.py"]  # b/.hushlint.toml\n' in package.out


def test_show_says_what_is_the_default_and_prints_tables(monorepo: Repository) -> None:
    grade = "[[severity]]\nrule = 'jwt'\npath = ['a/**']\nseverity = 'low'\n"
    monorepo.write(".hushlint.toml", "fail-on = 'low'\n" + ALLOW + "until = 2027-03-01\n" + grade)
    shown = config(monorepo, "show").out.splitlines()
    assert 'fail-on = "low"' in shown
    assert 'policy = "changes"  # default' in shown
    assert 'allow = [{rule = ["stripe-live-key"], reason = "r", until = "2027-03-01"}]' in shown
    assert 'severity = [{rule = ["jwt"], path = ["a/**"], severity = "low"}]' in shown


def test_check_names_what_matches_nothing(monorepo: Repository) -> None:
    allowed = "[[allow]]\nrule = '{0}'\npath = '{1}'\nreason = 'r'\n"
    text = "exclude = ['docs/**', 'c/**']\n" + allowed.format("stripe-live-key", "a/*") + allowed.format("jwt", "*")
    monorepo.write(".hushlint.toml", text)
    done = config(monorepo, "check")
    assert done.exit == 1, done.text
    lines = done.out.splitlines()
    assert lines[:-1] == [
        "the settings at the top: exclude 'docs/**' matches no file",
        ".hushlint.toml:6: allow jwt matches nothing",
    ]


def test_check_is_content_where_all_of_it_matches(monorepo: Repository) -> None:
    assert config(monorepo, "check").exit == 0


@pytest.mark.parametrize("text", ["disable = ['jwtt']\n", "[[allow]]\nrule = 'jwtt'\nreason = 'r'\n"])
def test_check_knows_the_rules_that_nested_settings_name(monorepo: Repository, text: str) -> None:
    monorepo.write("a/.hushlint.toml", text)
    done = config(monorepo, "check")
    assert done.exit == 2
    assert done.says_one_line("a/.hushlint.toml:1:", "there is no rule 'jwtt'; did you mean 'jwt'?")


# Content of a file, and what a scan says of suppressions in it.
ROTTEN: list[tuple[str, str, list[tuple[str, int]]]] = [
    ("a.py", "x = 1\n", []),
    ("a.py", STRIPE.rstrip() + "  # hushlint: ignore[stripe-live-key] why\n", []),
    ("a.py", "x = 1  # hushlint: ignore[stripe-live-key] why\n", [("suppression-unused", 1)]),
    ("a.py", "# hushlint: ignore-file[jwt] why\n" + STRIPE, [("suppression-unused", 1)]),
    ("a.py", STRIPE.rstrip() + "  # hushlint: ignore[jwt,stripe-live-key] why\n", []),
    ("a.py", STRIPE.rstrip() + "  # hushlint: ignore[stripe-live-key] until=2020-01-01 why\n",
     [("suppression-expired", 1)]),
    ("a.py", "x = 1  # nosec  # gitleaks:allow  # noqa: S105\n", []),
    ("a.py", "x = 1  # hushlint: ignore[stripe-live-key]\n", []),
    ("a.py", "help = '# hushlint: ignore[{rule}] reason'\n", []),
    ("docs/a.md", "Write `# hushlint: ignore[stripe-live-key] why` beside it.\n", []),
    ("a.py", "# hushlint: ignore-file[suppression-unused] examples\nx  # hushlint: ignore[jwt] why\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), ROTTEN)
def test_suppressions_that_rot(repository: Repository, path: str, text: str, expected: list[tuple[str, int]]) -> None:
    repository.commit({".gitignore": ".env\n", path: text})
    done = run((*COMMAND, "scan", ".", "--format", "json"), repository.top, repository.env)
    findings = json.loads(done.out)["findings"]
    rotten = [(item["rule"], item["line"]) for item in findings if item["rule"].startswith("suppression-")]
    assert rotten == expected
    assert all(len(item["fingerprint"]) == 32 for item in findings)


def test_the_hook_says_what_is_over_and_not_what_is_unused(repository: Repository) -> None:
    repository.commit({".gitignore": ".env\n"})
    text = STRIPE.rstrip() + "  # hushlint: ignore[stripe-live-key] until=2020-01-01 why\n"
    repository.stage({"a.py": text, "b.py": f'token = "{github_token()}"\nx = 1  # hushlint: ignore[jwt] why\n'})
    done = repository.hook()
    assert done.exit == 1
    assert "Suppression expired on 2020-01-01" in done.out
    assert "suppression-unused" not in done.out


def test_findings_on_suppressions_can_be_switched_off(repository: Repository) -> None:
    repository.commit({".gitignore": ".env\n", "a.py": "x = 1  # hushlint: ignore[jwt] why\n"})
    repository.write(".hushlint.toml", "disable = ['suppression-unused']\n")
    assert "suppression-unused" not in run((*COMMAND, "scan", "."), repository.top, repository.env).out
