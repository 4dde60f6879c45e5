"""env-tracked: which env files may be in the index."""

from collections.abc import Callable

import pytest
from support.examples import github_token, postgres_dsn, stripe_key
from support.repository import Content, Repository

from hushlint.model.finding import Finding
from hushlint.model.rule import Severity

Judge = Callable[..., list[tuple[str, str, str]]]
RULE = "env-tracked"
SECRET_NAME = "SESSION_SECRET"
RANDOM = stripe_key(5)[8:]
DSN = postgres_dsn()

SILENT: list[dict[str, Content]] = [
    {"README": "x\n"},
    {".env.example": "PORT=1\n", ".env.sample": "PORT=1\n", "api/.env.production.template": "PORT=1\n"},
    {".env.dist": "PORT=1\n", ".env.schema": "PORT=\n", ".env.defaults": "PORT=1\n"},
    {".env/bin/python": "#!\n", "sub/.env/pyvenv.cfg": "home = /usr\n"},
    {".env.development": "VITE_URL=http://localhost\nVITE_TITLE=x\n", ".env.test": "RAILS_ENV=test\n"},
    {".env.test": "DATABASE_URL=postgres://postgres:postgres@localhost/test\n"},
    {".env.test": f"{SECRET_NAME}=test\nDB_PASSWORD=postgres\n"},
    {".envrc": "use flake\nexport PORT=1\n", ".flaskenv": "FLASK_APP=x\n", "docker/prod.env": "LOG_LEVEL=info\n"},
    {".env.vault": 'DOTENV_VAULT="aGVsbG8"\n', ".env.prod.enc": b"\x00\x01\x02", ".env.production.gpg": b"\x85\x01"},
    {".env": f'DOTENV_PUBLIC_KEY="02a1"\n{SECRET_NAME}="encrypted:BDqDBibm4w"\nPORT=3000\n'},
    {".env.production": f"{SECRET_NAME}=ENC[AES256_GCM,data:p673w==,type:str]\nsops_mac=ENC[x]\nsops_version=3\n"},
    {".env": '{"data": "ENC[AES256_GCM,data:x]", "sops": {"version": "3"}}'},
    {".env": b"\0GITCRYPT\0\x12\x13\x14", "a/.env": "$ANSIBLE_VAULT;1.1;AES256\n3061\n"},
    {".env.d.ts": "declare const x: string\n", ".env.js": "x\n", "environment.ts": "x\n"},
]

PRIVATE = [
    ".env",
    ".env.local",
    ".env.development.local",
    ".env.prod",
    ".env.production",
    ".env.production.eu",
    ".env.staging",
    ".env.keys",
    ".ENV",
    "packages/api/.env",
    "with space/ü/.env",
]

VARIANTS = [".env.development", ".env.test", ".envrc", ".flaskenv", "prod.env", "deploy/.env.ci", ".env.bak"]

REAL = [
    f"{SECRET_NAME}={RANDOM}\n",
    f"export {SECRET_NAME}='{RANDOM}'\n",
    f"PORT=1\n# {SECRET_NAME}={RANDOM}\n",
    f"GITHUB={github_token()}\n",
    f"STRIPE={stripe_key()}\n",
    f"DATABASE_URL={DSN}\n",
]


@pytest.mark.parametrize("files", SILENT, ids=lambda files: " ".join(files))
def test_may_be_tracked(empty: Repository, judge: Judge, files: dict[str, Content]) -> None:
    empty.stage(files)
    assert judge(empty, RULE) == []


def test_links_and_submodules_hold_no_values(empty: Repository, judge: Judge) -> None:
    empty.link(".env", "../elsewhere/.env")
    empty.add(".env")
    empty.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},sub/.env")
    assert judge(empty, RULE) == []


def test_an_env_file_on_disk_is_not_tracked(empty: Repository, judge: Judge) -> None:
    empty.stage({".gitignore": ".env\n"})
    empty.write(".env", "PORT=1\n")
    assert judge(empty, RULE) == []


@pytest.mark.parametrize("ignored", [False, True])
@pytest.mark.parametrize("path", PRIVATE)
def test_may_never_be_tracked(empty: Repository, judge: Judge, path: str, ignored: bool) -> None:
    empty.stage({path: "PORT=1\n", **({".gitignore": ".env*\n"} if ignored else {})})
    assert judge(empty, RULE) == [(RULE, path, "high")]


def test_an_executable_or_empty_one_counts(empty: Repository, judge: Judge) -> None:
    empty.stage_blob(".env", "", "100755")
    assert judge(empty, RULE) == [(RULE, ".env", "high")]


@pytest.mark.parametrize("text", REAL, ids=["random", "quoted", "comment", "github", "stripe", "dsn"])
@pytest.mark.parametrize("path", VARIANTS)
def test_other_variants_only_with_a_real_value(empty: Repository, judge: Judge, path: str, text: str) -> None:
    empty.stage({path: text})
    found = judge(empty, RULE)
    assert [(rule, where) for rule, where, _ in found] == [(RULE, path)]
    assert found[0][2] in ("high", "critical")


def test_encryption_that_left_a_secret_out_is_none(empty: Repository, judge: Judge) -> None:
    empty.stage({".env": f"A=encrypted:BDqD\n{SECRET_NAME}=left out\n"})
    assert judge(empty, RULE) == [(RULE, ".env", "high")]


def test_a_value_is_named_and_placed(
    empty: Repository, findings: Callable[..., tuple[Finding, ...]]
) -> None:
    empty.stage({".gitignore": ".env\n", ".env.test": f"# é\nexport {SECRET_NAME}='{RANDOM}' # é\n"})
    (found,) = findings(empty)
    start = len(f"export {SECRET_NAME}='") + 1
    assert (found.line, found.column, found.end_line, found.end_column) == (2, start, 2, start + len(RANDOM))
    assert (found.value, found.name, found.subject) == (RANDOM.encode(), SECRET_NAME.encode(), SECRET_NAME)
    assert found.severity == Severity.HIGH
    assert found.kind in ("token", "password")


def test_the_fix_quotes_what_a_shell_would_read(
    empty: Repository, findings: Callable[..., tuple[Finding, ...]]
) -> None:
    empty.stage({".gitignore": ".env\n", "a;b $(c)/.env": "PORT=1\n"})
    (found,) = findings(empty)
    assert "git rm --cached -- 'a;b $(c)/.env'" in found.fix
