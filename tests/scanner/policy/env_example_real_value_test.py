"""env-example-real-value: what a committed example may hold."""

from collections.abc import Callable

import pytest
from support.examples import aws_pair, github_token, postgres_dsn, private_key, stripe_key
from support.repository import Content, Repository

from hushlint import catalog
from hushlint.detection import Detection
from hushlint.model.finding import Finding
from hushlint.policy import stage
from hushlint.source.snapshots import FolderSnapshot

Judge = Callable[..., list[tuple[str, str, str]]]
RULE = "env-example-real-value"
RANDOM = stripe_key(5)[8:]
PASSWORD = stripe_key(6)[8:18]

# The three lines of the policy that must pass, and what may stand in the env file itself.
POLICY = (
    "DATABASE_URL=postgresql://localhost/myapp_dev\n"
    "API_SECRET_KEY=replace-with-real-key\n"
    "STRIPE_SECRET_KEY=sk_test_replace\n"
)
LOCAL = (
    "DATABASE_URL=postgresql://localhost/myapp_dev\nAPI_SECRET_KEY=dev-only-secret-key\nSTRIPE_SECRET_KEY=sk_test_xxx\n"
)

# Silent alone and silent beside an equal env file: after `cp .env.example .env` nothing is reported.
SILENT: dict[str, Content] = {
    "policy": POLICY,
    "local": LOCAL,
    "crlf": POLICY.replace("\n", "\r\n"),
    "utf-16": POLICY.encode("utf-16"),
    "nothing": "API_TOKEN=\nDB_PASSWORD=''\n# SECRET_KEY=\n",
    "references": "API_TOKEN=${TOKEN}\nSECRET_KEY=$(openssl rand)\nDB_PASSWORD=op://vault/item\nAPI_KEY={{ key }}\n",
    "placeholders": "API_KEY=<your-key>\nAPI_TOKEN=changeme\nJWT_SECRET=your-256-bit-secret\nAPI_SECRET=xxxxxxxx\n",
    "defaults": "POSTGRES_PASSWORD=postgres\nMYSQL_ROOT_PASSWORD=root\nMINIO_SECRET_KEY=minioadmin\n",
    "own name": "JWT_SECRET=jwt-secret-dev\nMYAPP_SESSION_SECRET=myapp_session_secret\nWEBHOOK_SECRET=webhook-test\n",
    "switches": "PASSWORD_REQUIRED=true\nUSE_TOKEN=1\nAUTH_TOKEN=false\nAPI_KEY=none\n",
    "about secrets": f"SECRET_NAME=myapp/prod/key\nTOKEN_URL=https://auth.acme.dev/token\nKEY_ID={RANDOM}\n",
    "urls": "SENTRY_SECRET=https://sentry.io/1\nREDIS_URL=redis://localhost:6379\nA=amqp://guest:guest@localhost//\n",
    "local urls": "A=postgres://postgres:postgres@localhost/x\nB=mysql://root:root@127.0.0.1/x\nC=redis://:redis@redis:6379\n",
    "user again": "DATABASE_URL=postgres://myapp:myapp@db:5432/myapp\n",
    "url placeholders": "A=postgres://user:password@host:5432/db\nB=postgres://u:${PASS}@db.acme-corp.net/x\n",
    "encrypted": "API_SECRET=encrypted:BDqDBibm4wsYqMpC8kXz\nDOTENV_PUBLIC_KEY=02a1b3c4d5e6f708192a3b4c5d6e7f8091\n",
    "not secret": f"BUILD={RANDOM}\nCACHE_KEY={RANDOM}\nPORT=3000\nUUID=0f8b6c1e-8d3a-4b57-9a4e-5c1d2e3f4a5b\n",
}

REAL = {
    "github": (f"GITHUB_TOKEN={github_token()}\n", "critical"),
    "no secret name": (f"THING={stripe_key()}\n", "critical"),
    "comment": (f"# was {stripe_key()}\n", "critical"),
    "aws": ("AWS_ACCESS_KEY_ID={}\nAWS_SECRET_ACCESS_KEY={}\n".format(*aws_pair()), None),
    "dsn": (f"DATABASE_URL={postgres_dsn()}\n", "high"),
    "quoted dsn": (f'export DATABASE_URL="{postgres_dsn()}?ssl=true"\n', "high"),
    "other url": (f"CACHE=foo://app:{PASSWORD}@cache.acme-corp.net/0\n", "high"),
    "reserved host": (f"DATABASE_URL=postgres://app:{PASSWORD}@db.example.com/app\n", "medium"),
    "random": (f"SESSION_SECRET={RANDOM}\n", "medium"),
    "random, commented out": (f"#SESSION_SECRET={RANDOM}\n", "medium"),
    "utf-16": (f"SESSION_SECRET={RANDOM}\r\n".encode("utf-16"), "medium"),
    "local host, random": (f"DATABASE_URL=postgres://app:{RANDOM}@localhost/app\n", "medium"),
    "local host": ("DATABASE_URL=postgres://app:" + "grey7lantern@localhost/app\n", "low"),
    "default abroad": ("S3=s3://minio:" + "minioadmin@s3.acme-corp.net/app\n", "low"),
}

# Under these names and equal to the local env file's.
SHARED = ["blue tuesday 42", "correct-horse-battery", "0f8b6c1e-8d3a-4b57-9a4e-5c1d2e3f4a5b", "48151623421234"]


@pytest.mark.parametrize("copied", [False, True], ids=["alone", "copied"])
@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_may_stand_in_an_example(empty: Repository, judge: Judge, text: Content, copied: bool) -> None:
    empty.stage({".gitignore": ".env\n", ".env.example": text})
    if copied:
        empty.write(".env", text)
    assert judge(empty) == []


@pytest.mark.parametrize("path", [".env.vault", ".env.example.md", "example.py", "docs/env.txt", ".env.example/x"])
def test_only_examples_are_looked_at(empty: Repository, judge: Judge, path: str) -> None:
    empty.stage({path: f"SESSION_SECRET={RANDOM}\n"})
    assert judge(empty, RULE) == []


@pytest.mark.parametrize("key", ["APP_NAME", "BUILD", "SECRET_NAME", "PASSWORD_LENGTH"])
def test_names_that_are_not_secret_may_share_a_value(empty: Repository, judge: Judge, key: str) -> None:
    text = f"{key}=blue tuesday 42\n"
    empty.stage({".gitignore": ".env\n", ".env.example": text})
    empty.write(".env", text)
    assert judge(empty) == []


def test_an_env_file_elsewhere_is_not_compared(empty: Repository, judge: Judge) -> None:
    empty.stage({".gitignore": ".env\n", "a/.env.example": "ADMIN_PASSWORD=blue tuesday 42\n", "b/x": ""})
    empty.write("b/.env", "ADMIN_PASSWORD=blue tuesday 42\n")
    assert judge(empty) == []


@pytest.mark.parametrize(("text", "severity"), REAL.values(), ids=REAL)
@pytest.mark.parametrize("path", [".env.example", "api/.env.local.sample", "example.env"])
def test_looks_real(empty: Repository, judge: Judge, path: str, text: Content, severity: str | None) -> None:
    empty.stage({path: text})
    found = judge(empty, RULE)
    assert {(rule, where) for rule, where, _ in found} == {(RULE, path)}
    assert severity is None or [item[2] for item in found] == [severity]


def test_a_private_key_in_quotes(empty: Repository, judge: Judge) -> None:
    empty.stage({".env.example": f'KEY="{private_key()}"\n'})
    assert [path for _, path, _ in judge(empty, RULE)] == [".env.example"]


@pytest.mark.parametrize("local", [".env", ".env.local", ".env.development"])
@pytest.mark.parametrize("value", SHARED)
def test_a_value_that_somebody_uses(empty: Repository, judge: Judge, value: str, local: str) -> None:
    empty.stage({".gitignore": ".env*\n", "a/.env.example": f'PORT=1\nADMIN_PASSWORD="{value}"\n'})
    assert judge(empty, RULE) == []
    empty.write(f"a/{local}", f"export ADMIN_PASSWORD='{value}'\n")
    assert judge(empty, RULE) == [(RULE, "a/.env.example", "high")]
    empty.write(f"a/{local}", "ADMIN_PASSWORD=another\n")
    assert judge(empty, RULE) == []


def test_each_value_is_reported_once_and_placed(
    empty: Repository, findings: Callable[..., tuple[Finding, ...]]
) -> None:
    text = f"A=é\nSESSION_SECRET={RANDOM}\nGITHUB_TOKEN={github_token()}\nDATABASE_URL={postgres_dsn()}\n"
    empty.stage({".gitignore": ".env\n", ".env.example": text})
    empty.write(".env", text)
    found = findings(empty)
    assert [(item.subject, item.line) for item in found] == [
        ("SESSION_SECRET", 2),
        ("GITHUB_TOKEN", 3),
        ("DATABASE_URL", 4),
    ]
    lines = text.splitlines()
    for item in found:
        assert lines[item.line - 1][item.column - 1 : item.end_column - 1] == item.value.decode()
    assert all(item.name == item.subject.encode() and item.title and item.why and item.fix for item in found)


def test_a_folder_outside_any_repository(tmp_path_factory: pytest.TempPathFactory, detect: Detection) -> None:
    top = tmp_path_factory.mktemp("folder")
    (top / ".env.example").write_text(f"SESSION_SECRET={RANDOM}\n")
    (top / ".env").write_text("PORT=1\n")
    snapshot = FolderSnapshot(None, str(top).encode(), [b".env.example", b".env"], [], tracked=False)
    found = stage.run(snapshot, detect, catalog.policy_rules(), "changes")
    assert [(item.rule, item.path) for item in found] == [(RULE, b".env.example")]
