"""What a commit may import: nothing slow while it is clean, little while its candidates are only rejected."""

import re
import subprocess
import sys

import pytest
from support.examples import github_token
from support.repository import HOOK, Repository

CLEAN = frozenset(
    """subprocess click tomllib pathspec rich logging dataclasses typing re enum inspect json hashlib collections
    datetime tempfile shutil contextlib functools importlib random string traceback threading signal base64 struct
    hyperscan tree_sitter yaml git""".split()
)
# Only hyperscan's own extension is loaded; `re` and `enum` come once there are candidates.
REJECTED = CLEAN - {"re", "enum", "functools", "collections", "importlib"} | {
    "datetime", "tempfile", "shutil", "hashlib",
}  # fmt: skip

_IMPORT = re.compile(r"import time:\s+\d+ \|\s+\d+ \|\s*(\S+)")


def imported(repository: Repository, *arguments: str) -> tuple[int, str, frozenset[str]]:
    """(exit code, standard output, names imported) of the line that an installed hook runs.

    What an environment's own .pth files import before our line is not ours to forbid; `site` ends it.
    """
    command = [sys.executable, "-X", "importtime", *HOOK[1:], *arguments]
    done = subprocess.run(command, cwd=repository.top, env=repository.env, capture_output=True, text=True)
    listed = _IMPORT.findall(done.stderr)
    names = frozenset(listed[listed.index("site") + 1 :])
    assert "hushlint.pipeline" in names
    said = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert said == []
    return done.returncode, done.stdout, names


def forbidden(names: frozenset[str], of: frozenset[str]) -> list[str]:
    # hyperscan's extension alone is no import of the package.
    return sorted(name for name in names if name.partition(".")[0] in of and name != "hyperscan._hs_ext")


@pytest.fixture
def project(repository: Repository) -> Repository:
    """A repository that protects its env files, with an untracked one on disk, and a warm cache."""
    repository.commit({".gitignore": ".env\n", "pyproject.toml": "[project]\nname = 'a'\n", "src/old.py": "x = 1\n"})
    repository.write(".env", "NAME=value\n")
    repository.stage({"warm.py": "x = 2\n"})
    assert repository.hook().exit == 0
    return repository


# What is staged, without a candidate of any rule.
CHANGES = {
    "a new file": {"src/new.py": "def hello() -> str:\n    return 'world'\n"},
    "an edit": {"src/old.py": "x = 1\ny = 2\n"},
    "many files": {f"src/{number}.py": f"x = {number}\n" * 50 for number in range(80)},
    "bytes that are no text": {"a.bin": bytes(range(256)) * 40},
    "an empty file": {"empty": ""},
    "a path that is not ASCII": {"Ünïcode \n.txt": "text\n"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_clean_commit(project: Repository, change: dict[str, str]) -> None:
    project.stage(change)
    assert project.hook().exit == 0
    status, out, names = imported(project)
    assert (status, out) == (0, "")
    assert forbidden(names, CLEAN) == []


def test_a_clean_commit_under_pre_commit(project: Repository) -> None:
    project.stage({"src/new.py": "x = 3\n"})
    assert project.hook("--from-pre-commit", "src/new.py").exit == 0
    status, out, names = imported(project, "--from-pre-commit", "src/new.py")
    assert (status, out) == (0, "")
    assert forbidden(names, CLEAN) == []


def test_nothing_staged(project: Repository) -> None:
    project.git("reset", "-q", "--hard")
    assert project.hook().exit == 0
    status, _, names = imported(project)
    assert status == 0
    assert forbidden(names, CLEAN) == []


def test_a_configured_project(project: Repository) -> None:
    project.commit({".hushlint.toml": 'exclude = ["docs/**"]\nfail-on = "high"\n'})
    project.stage({"src/new.py": "x = 3\n"})
    assert project.hook().exit == 0
    status, _, names = imported(project)
    assert status == 0
    assert forbidden(names, CLEAN) == []


# Candidates that are no secrets.
CANDIDATES = {
    "a call": "token = os.environ['TOKEN']\npassword = get_password('main1234')\n",
    "a placeholder": 'password = "changeme"\napi_key = "<your-key-0123456789>"\n',
    "a name": 'PASSWORD_KEY = "password_field"\nsecret_token = "secret_token_1"\n',
    "a placeholder of a provider": "key = 'sk_li" + "ve_" + "x" * 24 + "'\n",
    "a log call": "logger.info('changed the password of %s', user.password_owner)\n",
    "an environment line": "export DB_PASSWORD=${DB_PASSWORD}\n",
}


@pytest.mark.parametrize("text", CANDIDATES.values(), ids=CANDIDATES.keys())
def test_rejected_candidates(project: Repository, text: str) -> None:
    project.stage({"src/new.py": text})
    done = project.hook()
    assert (done.exit, done.text) == (0, "")
    status, _, names = imported(project)
    assert status == 0
    assert forbidden(names, REJECTED) == []


def test_at_least_one_of_them_is_a_candidate(project: Repository) -> None:
    """Or the test before would read the clean path again."""
    project.stage({"src/new.py": "".join(CANDIDATES.values())})
    assert "hushlint.confirm.stage" in imported(project)[2]


def test_the_reading_sees_a_forbidden_import(project: Repository) -> None:
    """A finding needs reports: where these names would not show, the tests above could not fail."""
    project.stage({"src/new.py": f"token = '{github_token()}'\n"})
    status, _, names = imported(project)
    assert status == 1
    assert {"re", "dataclasses"} <= set(forbidden(names, CLEAN))
