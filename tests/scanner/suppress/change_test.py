"""What a pull request does for its own secret: nothing that it brings to settings or baseline counts in `ci`."""

import json
import sys

import pytest
from support.examples import stripe_key
from support.repository import Repository, Run, run

from hushlint.suppress.baseline import ATTRIBUTES, FILE

COMMAND = (sys.executable, "-I", "-m", "hushlint")
KEY = f'key = "{stripe_key()}"\n'
OTHER = f'key = "{stripe_key(1)}"\n'


def hushlint(repository: Repository, *arguments: str) -> Run:
    return run((*COMMAND, *arguments), repository.top, repository.env)


def ci(repository: Repository, *options: str) -> Run:
    return hushlint(repository, "ci", "--from", "main", "--to", "HEAD", *options)


@pytest.fixture
def change(repository: Repository) -> Repository:
    """A branch beside main, on which a pull request begins."""
    repository.commit({".gitignore": ".env\n", ".gitattributes": ATTRIBUTES, "lib/x.py": "x = 1\n"})
    repository.git("checkout", "-q", "-b", "change")
    return repository


ALLOW = "[[allow]]\nrule = 'stripe-live-key'\nreason = 'please'\n"
# Files of a pull request beside its secret in lib/a.py, and what the report's top says of them.
ATTEMPTS = {
    "exclude": ({".hushlint.toml": "exclude = ['lib/**']\n"}, ".hushlint.toml: the settings are changed"),
    "disable": ({".hushlint.toml": "disable = ['stripe-live-key']\n"}, ".hushlint.toml: the settings are changed"),
    "fail-on": ({".hushlint.toml": "fail-on = 'critical'\ndisable = ['stripe-live-key']\n"}, ".hushlint.toml: "),
    "allow": ({".hushlint.toml": ALLOW}, ".hushlint.toml: the settings are changed"),
    "project": ({"pyproject.toml": "[tool.hushlint]\nexclude = ['**']\n"}, "pyproject.toml: the settings are changed"),
    "nested": ({"lib/.hushlint.toml": "exclude = ['*']\n"}, "lib/.hushlint.toml: the settings are changed"),
    "broken": ({".hushlint.toml": "exclude = [\n"}, ".hushlint.toml: the settings are changed"),
}


@pytest.mark.parametrize(("files", "line"), ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_a_secret_with_settings_for_it_is_stopped(change: Repository, files: dict[str, str], line: str) -> None:
    change.commit({"lib/a.py": KEY, **files})
    done = ci(change)
    assert (done.exit, "stripe-live-key" in done.out) == (1, True), done.text
    assert done.out.startswith("relaxed: " + line), done.text


def test_settings_first_and_the_secret_a_commit_later_is_stopped(change: Repository) -> None:
    change.commit({".hushlint.toml": "exclude = ['lib/**']\n"})
    change.commit({"lib/a.py": KEY})
    assert ci(change).exit == 1


def test_a_secret_with_a_baseline_entry_for_it_is_stopped(change: Repository) -> None:
    change.commit({"lib/a.py": KEY})
    assert hushlint(change, "baseline", "create", "--reason", "please").exit == 0
    change.add()
    change.commit()
    assert hushlint(change, "scan", ".").exit == 0, "the entry is right: it would silence the finding"
    done = ci(change)
    assert done.exit == 1, done.text
    assert f"relaxed: {FILE}:3: an entry for stripe-live-key in lib/a.py, please; it counts once" in done.out


def test_an_entry_that_a_change_makes_last_longer_is_told(change: Repository) -> None:
    line = f"{'0' * 32} jwt a.py {{}} why\n"
    change.git("checkout", "-q", "main")
    change.commit({FILE: line.format("2027-03-01")})
    for until, told in (("2027-03-01", False), ("2026-03-01", False), ("2028-03-01", True), ("-", True)):
        change.git("checkout", "-q", "-B", "change", "main")
        change.commit({FILE: line.format(until), "lib/y.py": until})
        assert (f"relaxed: {FILE}:1: an entry for jwt in a.py" in ci(change).out) is told, until


def test_of_hundreds_of_entries_ten_are_told_and_the_rest_counted(change: Repository) -> None:
    change.commit({FILE: "".join(f"{at:032x} jwt a{at}.py - why\n" for at in range(250))})
    lines = [line for line in ci(change).out.splitlines() if line.startswith("relaxed: ")]
    assert len(lines) == 11
    assert lines[-1] == f"relaxed: {FILE}: 240 entries more (jwt 240); they count once they are in the base"


def test_what_the_base_allows_counts(change: Repository) -> None:
    change.git("checkout", "-q", "main")
    change.commit({".hushlint.toml": ALLOW})
    change.git("checkout", "-q", "change")
    change.git("merge", "-q", "main")
    change.commit({"lib/a.py": KEY})
    done = ci(change)
    assert (done.exit, "relaxed" in done.out) == (0, False), done.text


def test_what_the_base_has_in_its_baseline_counts_where_the_file_is_renamed(change: Repository) -> None:
    change.git("checkout", "-q", "main")
    change.commit({"lib/a.py": KEY})
    assert hushlint(change, "baseline", "create", "--reason", "known").exit == 0
    change.add()
    change.commit()
    change.git("checkout", "-q", "-B", "change")
    change.git("rm", "-q", "lib/a.py")
    change.commit({"lib/moved.py": "import x\n\n\nif x:\n    " + KEY})
    assert ci(change).exit == 0
    change.commit({"lib/moved.py": "import x\n\n\nif x:\n    " + OTHER})
    assert ci(change).exit == 1


PRAGMAS = [
    "# hushlint: ignore-next[stripe-live-key] a test key\n" + KEY,
    KEY.rstrip() + "  # hushlint: ignore[stripe-live-key] a test key\n",
    "# hushlint: ignore-file[stripe-live-key] a test key\n\n" + KEY,
]


@pytest.mark.parametrize("text", PRAGMAS)
def test_a_pragma_that_the_change_adds_counts_and_stands_at_the_top(change: Repository, text: str) -> None:
    change.commit({"lib/a.py": text})
    done = ci(change)
    assert done.exit == 0, done.text
    assert done.out.startswith("relaxed: lib/a.py:1: pragma silences [stripe-live-key], a test key"), done.text
    assert stripe_key() not in done.text


@pytest.mark.parametrize("text", [*PRAGMAS, KEY.rstrip() + "  # gitleaks:allow\n"])
def test_where_the_base_is_protected_it_does_not_count(change: Repository, text: str) -> None:
    change.git("checkout", "-q", "main")
    change.commit({".hushlint.toml": "protected = true\n"})
    change.git("checkout", "-q", "-B", "change")
    change.commit({"lib/a.py": text})
    done = ci(change)
    assert done.exit == 1, done.text
    assert "protected" in done.out


def test_a_change_cannot_unprotect_itself(change: Repository) -> None:
    change.git("checkout", "-q", "main")
    change.commit({".hushlint.toml": "protected = true\n"})
    change.git("checkout", "-q", "-B", "change")
    change.commit({"lib/a.py": PRAGMAS[1], ".hushlint.toml": "protected = false\n"})
    assert ci(change).exit == 1


def test_a_pragma_of_a_protected_base_counts_where_its_lines_are_touched(change: Repository) -> None:
    change.git("checkout", "-q", "main")
    change.commit({".hushlint.toml": "protected = true\n", "lib/a.py": PRAGMAS[1]})
    change.git("checkout", "-q", "-B", "change")
    change.commit({"lib/a.py": "if True:\n    " + PRAGMAS[1]})
    assert ci(change).exit == 0


def test_pragmas_of_the_base_alone_on_demand(change: Repository) -> None:
    change.commit({"lib/a.py": PRAGMAS[1]})
    done = ci(change, "--pragmas", "base", "--format", "json")
    assert done.exit == 1
    assert [item["rule"] for item in json.loads(done.out)["findings"]].count("stripe-live-key") == 1
