"""env-not-ignored: what the repository's own .gitignore files let in; real git decides what they ignore."""

from collections.abc import Callable

import pytest
from support.examples import stripe_key
from support.repository import Content, Repository

from hushlint.model.finding import Finding

Judge = Callable[..., list[tuple[str, str, str]]]
RULE = "env-not-ignored"
RANDOM = stripe_key(5)[8:]
DOTENV = '{"dependencies": {"dotenv": "^16"}}\n'

# Tracked files; every one of these repositories has `.env` on disk at its top and in `api`, without values.
PROTECTED: list[dict[str, Content]] = [
    {".gitignore": ".env\n"},
    {".gitignore": "*.env\n"},
    {".gitignore": ".env*\n!.env.example\n", ".env.example": "PORT=\n"},
    {".gitignore": ".env\r\n"},
    {".gitignore": b"\xef\xbb\xbf.env\n"},
    {".gitignore": "**/.env\n"},
    {".gitignore": "!.env\n.env\n"},
    {".gitignore": "*\n!*.py\n"},
    {".gitignore": "/.env\n", "api/.gitignore": ".env\n"},
    {".gitignore": "/.env\n/api/.env\n"},
    {".gitignore": "/.env\napi/\n"},
    {".gitignore": ".env\n", "api/package.json": DOTENV, "package.json": DOTENV, "app.py": "load_dotenv()\n"},
]

LET_IN: list[tuple[dict[str, Content], list[str]]] = [
    ({}, [".env", "api/.env"]),
    ({".gitignore": "node_modules\n"}, [".env", "api/.env"]),
    ({".gitignore": "# .env\n"}, [".env", "api/.env"]),
    ({".gitignore": ".env # ours\n"}, [".env", "api/.env"]),
    ({".gitignore": ".env/\n"}, [".env", "api/.env"]),
    ({".gitignore": ".env.\n"}, [".env", "api/.env"]),
    ({".gitignore": "\\.Env\n"}, [".env", "api/.env"]),
    ({".gitignore": ".env\n!.env\n"}, [".env", "api/.env"]),
    ({".gitignore": ".env\n!.env*\n"}, [".env", "api/.env"]),
    ({".gitignore": "/.env\n"}, ["api/.env"]),
    ({".gitignore": ".env\n", "api/.gitignore": "!.env\n"}, ["api/.env"]),
    ({".gitignore": ".env\n!/api/.env\n"}, ["api/.env"]),
    ({"api/.gitignore": ".env\n"}, [".env"]),
    ({".gitignore": ".env\n".encode("utf-16")}, [".env", "api/.env"]),
]

SIGNS: list[dict[str, Content]] = [
    {".env.example": "PORT=\n"},
    {".env.test": "PORT=\n"},
    {"package.json": DOTENV},
    {"package.json": '{"scripts": {"dev": "node --env-file=.env index.js"}}\n'},
    {"pyproject.toml": '[project]\ndependencies = ["python-dotenv>=1"]\n'},
    {"requirements.txt": "flask\npython-dotenv==1.0\n"},
    {"Gemfile": "gem 'dotenv-rails', groups: [:development]\n"},
    {"composer.json": '{"require": {"vlucas/phpdotenv": "^5"}}\n'},
    {"go.mod": "module x\nrequire github.com/joho/godotenv v1.5.1\n"},
    {"Cargo.toml": '[dependencies]\ndotenvy = "0.15"\n'},
    {"app.py": "from dotenv import load_dotenv\nload_dotenv()\n"},
    {"src/app/config.py": "class Config:\n    env_file = '.env'\n"},
    {"index.js": "require('dotenv').config()\n"},
    {"src/server.ts": "import 'dotenv/config'\n"},
    {"main.go": "func main() { godotenv.Load() }\n"},
    {"compose.yaml": "services:\n  web:\n    env_file:\n      - .env\n"},
    {"Makefile": "-include .env\nexport\n"},
    {"run.sh": "set -a; . ./.env; set +a\n"},
    {"start.sh": "source .env\n"},
    {".envrc": "use flake\ndotenv_if_exists .env\n"},
    {".flaskenv": "FLASK_APP=x\n"},
]

NO_SIGNS: list[dict[str, Content]] = [
    {"README": "copy .env\n"},
    {".envrc": "use flake\n# dotenv\n"},
    {"package.json": '{"name": "dotenv", "keywords": ["dotenv"], "dependencies": {"react": "19"}}\n'},
    {"requirements.txt": "not-python-dotenv-x\n"},
    {"go.mod": "module x\nrequire github.com/subosito/gotenv v1.6.0 // indirect\n"},
    {"Cargo.toml": '[dependencies]\nserde = "1"\n'},
    {"app.py": "import os\nos.environ['HOME']\n"},
    {"index.js": "const environment = process.env.NODE_ENV\n"},
    {"compose.yaml": "services:\n  web:\n    environment:\n      A: b\n"},
    {"a/b/c/d/app.py": "load_dotenv()\n"},
    {"node_modules/dotenv/package.json": DOTENV, "tests/fixtures/app/.env.example": "A=\n"},
    {"run.sh": "# source .env\n. ./lib.sh\n"},
    {"Makefile": "include common.mk\n"},
]


def _with_api(repository: Repository, files: dict[str, Content]) -> None:
    repository.stage({"api/code.py": "x = 1\n", **files})
    repository.write(".env", "PORT=1\n")
    repository.write("api/.env", "PORT=1\n")


@pytest.mark.parametrize("files", PROTECTED, ids=str)
def test_protected(empty: Repository, judge: Judge, files: dict[str, Content]) -> None:
    _with_api(empty, files)
    assert judge(empty) == []


def test_variants_without_secrets_may_lie_open(empty: Repository, judge: Judge) -> None:
    empty.stage({".gitignore": ".env\n"})
    for name in (".env.development", ".env.test", ".envrc", ".flaskenv", "docker.env"):
        empty.write(name, "PORT=1\n")
    assert judge(empty) == []


def test_encrypted_files_may_lie_open(empty: Repository, judge: Judge) -> None:
    empty.stage({".env": "API_SECRET=encrypted:BDqD\n", "a/.env": b"\0GITCRYPT\0\x12", ".gitignore": ".env.keys\n"})
    empty.write("a/.env", "API_SECRET=in the clear on disk only\n")
    empty.write(".env.production", "API_SECRET=encrypted:BDqD\n")
    assert judge(empty) == []


def test_a_folder_or_link_of_that_name(empty: Repository, judge: Judge) -> None:
    empty.stage({".env/bin/python": "#!\n", ".gitignore": "x\n"})
    assert judge(empty, mode="strict") == [(RULE, ".env", "info")]
    empty.git("rm", "-rq", "--cached", ".env")
    (empty.top / ".env/bin/python").unlink()
    (empty.top / ".env/bin").rmdir()
    (empty.top / ".env").rmdir()
    empty.link(".env", "elsewhere")
    empty.add(".env")
    assert judge(empty) == []


@pytest.mark.parametrize(("files", "expected"), LET_IN, ids=lambda value: str(value)[:60])
def test_let_in(empty: Repository, judge: Judge, files: dict[str, Content], expected: list[str]) -> None:
    _with_api(empty, files)
    assert judge(empty) == [(RULE, path, "high") for path in expected]


def test_personal_rules_protect_nobody_else(empty: Repository, judge: Judge) -> None:
    _with_api(empty, {})
    empty.write(".git/info/exclude", ".env\n")
    empty.write("mine", ".env\n")
    empty.configure({"core.excludesFile": str(empty.top / "mine")})
    assert [path for _, path, _ in judge(empty)] == [".env", "api/.env"]


def test_rules_that_are_not_staged_do_not_count(empty: Repository, judge: Judge) -> None:
    _with_api(empty, {})
    empty.write(".gitignore", ".env\n")
    assert [path for _, path, _ in judge(empty)] == [".env", "api/.env"]


@pytest.mark.parametrize("name", [".env.local", ".env.production", ".env.test.local", ".env.staging", ".env.keys"])
def test_other_private_files_on_disk(empty: Repository, judge: Judge, name: str) -> None:
    empty.stage({".gitignore": ".env\n", "a/x": ""})
    empty.write(f"a/{name}", "PORT=1\n")
    assert judge(empty) == [(RULE, f"a/{name}", "high")]


def test_a_variant_with_a_real_value_on_disk(empty: Repository, judge: Judge) -> None:
    empty.stage({".gitignore": ".env\n"})
    empty.write("prod.env", f"SESSION_SECRET={RANDOM}\n")
    assert judge(empty) == [(RULE, "prod.env", "high")]


@pytest.mark.parametrize("path", [".env", ".env.production"])
def test_an_env_file_in_the_index(empty: Repository, judge: Judge, path: str) -> None:
    empty.stage_blob(path, "PORT=1\n")
    assert judge(empty) == [(RULE, ".env", "high"), ("env-tracked", path, "high")]


@pytest.mark.parametrize("change", ["delete", "empty", "negate", "nested", "narrow"])
def test_a_change_that_takes_the_protection_away(repository: Repository, judge: Judge, change: str) -> None:
    repository.commit({".gitignore": ".env\n", "api/package.json": "{}\n"})
    assert judge(repository) == []
    if change == "delete":
        repository.git("rm", "-q", ".gitignore")
    else:
        path = "api/.gitignore" if change == "nested" else ".gitignore"
        text = {"empty": "", "negate": ".env\n!.env\n", "nested": "!.env\n", "narrow": "/.env\n"}[change]
        repository.stage({path: text})
    found = judge(repository)
    assert (RULE, "api/.env", "high") in found
    assert ((RULE, ".env", "high") in found) == (change in ("delete", "empty", "negate"))


def test_what_stays_unprotected_is_no_change(repository: Repository, judge: Judge) -> None:
    repository.commit({"package.json": DOTENV})
    repository.stage({"other": "x\n"})
    assert judge(repository) == [(RULE, ".env", "low")]
    assert judge(repository, mode="strict") == [(RULE, ".env", "medium")]


def test_what_lies_on_disk_blocks_every_commit(repository: Repository, judge: Judge) -> None:
    repository.write(".env", "PORT=1\n")
    repository.stage({"other": "x\n"})
    assert judge(repository) == [(RULE, ".env", "high")]


@pytest.mark.parametrize("files", SIGNS, ids=lambda files: " ".join(files))
def test_a_sign_of_env_files(empty: Repository, judge: Judge, files: dict[str, Content]) -> None:
    empty.stage(files)
    assert judge(empty) == [(RULE, ".env", "medium")]


@pytest.mark.parametrize("files", NO_SIGNS, ids=lambda files: " ".join(files))
def test_no_sign(empty: Repository, judge: Judge, files: dict[str, Content]) -> None:
    empty.stage(files)
    assert judge(empty) == [(RULE, ".env", "info")]


def test_a_protected_variant_on_disk_is_a_sign(empty: Repository, judge: Judge) -> None:
    empty.stage({".gitignore": "*.local\n"})
    empty.write(".env.local", "PORT=1\n")
    assert judge(empty) == [(RULE, ".env", "medium")]


def test_every_package_of_a_monorepo(empty: Repository, judge: Judge) -> None:
    empty.stage(
        {
            ".gitignore": "/.env\n",
            "a/.gitignore": ".env\n",
            "a/package.json": DOTENV,
            "b/package.json": DOTENV,
            "c/.env.example": "PORT=\n",
            "d/pyproject.toml": "[project]\n",
            "d/src/settings.py": "load_dotenv()\n",
            "e/go.mod": "module e\n",
            "f/package.json": "{}\n",
        }
    )
    empty.write("f/.env", "PORT=1\n")
    assert judge(empty) == [
        (RULE, "b/.env", "medium"),
        (RULE, "c/.env", "medium"),
        (RULE, "d/.env", "medium"),
        (RULE, "e/.env", "info"),
        (RULE, "f/.env", "high"),
    ]


ADVICE: list[tuple[dict[str, Content], str]] = [
    ({}, "Add the line .env to the .gitignore at the top of the repository"),
    ({".gitignore": "/.env\n"}, "or to api/.gitignore"),
    ({".gitignore": ".env\n", "api/.gitignore": "x\n!.env\n"}, "Take out line 2 of api/.gitignore"),
    ({".gitignore": ".env\n!.env*\n"}, "Take out line 2 of .gitignore"),
    ({".gitignore": "x\n.env  # ours\n"}, "Correct line 2 of .gitignore (git knows no comments behind a pattern)"),
    ({".gitignore": ".env/\n"}, "Correct line 1 of .gitignore (with a slash at its end it ignores folders only)"),
]


@pytest.mark.parametrize(("files", "text"), ADVICE, ids=[text for _, text in ADVICE])
def test_says_which_line_to_change(
    empty: Repository, findings: Callable[..., tuple[Finding, ...]], files: dict[str, Content], text: str
) -> None:
    _with_api(empty, files)
    found = {item.path: item for item in findings(empty)}[b"api/.env"]
    assert text in found.fix
    assert found.title
    assert "disk" in found.why
