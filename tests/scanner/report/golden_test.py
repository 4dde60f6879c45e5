"""Whole reports as people and programs get them, compared with the files in tests/golden/report.

`HUSHLINT_GOLDEN=write pytest tests/scanner/report/golden_test.py` rewrites those files: read the diff before a commit.
"""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from hushlint.model.finding import Coverage, Finding, Report, Skipped, Suppression
from hushlint.model.rule import Severity
from hushlint.report import summary
from hushlint.report.redact import Door
from hushlint.report.stage import FORMATS, View, render

GOLDEN = Path(__file__).parents[2] / "golden" / "report"

# Read while tests are collected: the tests themselves run without the caller's environment.
REWRITE = os.environ.get("HUSHLINT_GOLDEN") == "write"

TOKEN = ("sk_li" + "ve_4eC39HqLyjWDarjtT1zdp7dc").encode()
PASSWORD = b"".join((b"qX7", b"vTz", b"pL2", b"mNw9"))

STRIPE = Finding(
    rule="stripe-secret-key",
    title="Stripe secret key",
    severity=Severity.CRITICAL,
    path=b"app/pay.py",
    line=12,
    column=11,
    end_line=12,
    end_column=43,
    kind="token",
    value=TOKEN,
    name=b"STRIPE_KEY",
    fingerprint="0123456789abcdef0123456789abcdef",
    verified="structure",
    why="Whoever reads it can charge cards, refund payments and read customer data.",
    fix="Roll the key at https://dashboard.stripe.com/apikeys and read the new one from the environment.",
)
DSN = Finding(
    rule="postgres-dsn",
    title="Postgres URL with a password",
    severity=Severity.HIGH,
    path=b"deploy/values.yaml",
    line=3,
    column=30,
    end_line=3,
    end_column=43,
    confidence="medium",
    kind="dsn",
    value=PASSWORD,
    name=b"databaseUrl",
    fingerprint="fedcba9876543210fedcba9876543210",
    contexts=("example",),
    why="Whoever reaches the host can read and change the database.",
    fix="Change the role's password and put the URL into the secret store.",
)
ENV = Finding(
    rule="env-not-ignored",
    title="No .gitignore rule covers this env file",
    severity=Severity.HIGH,
    path=b".gitignore",
    subject="services/api/.env",
    fingerprint="00112233445566778899aabbccddeeff",
    why="One `git add .` would commit it.",
    fix="Add a line `.env` to .gitignore.",
)
ADVICE = Finding(
    rule="github-token",
    title="Looks like a GitHub token, but its checksum is wrong",
    severity=Severity.INFO,
    path=b"docs/api.md",
    line=7,
    kind="token",
    value=("gh" + "p_0123456789abcdefghijABCDEFGHIJ012345").encode(),
)
HOSTILE = replace(
    STRIPE,
    path=b"a\n\x1b[2J\xe2\x80\xae/" + TOKEN + b"/\xff.py",
    line=1,
    commit="c0ffee" * 6 + "c0ff",
    author="Mallory \x1b]0;owned\x07 <" + TOKEN.decode() + "@example.org>",
    date="2026-01-31T10:00:00+01:00",
)
COMMITTED = replace(
    STRIPE, commit="c0ffee" * 6 + "c0ff", author="A Person <person@example.org>", date="2026-01-31T10:00:00+01:00"
)
REPEATED = tuple(replace(STRIPE, line=line) for line in (40, 41, 42))
SUPPRESSED = Suppression(DSN, "pragma", "fixture of the load test", "2027-03-01")
FOREIGN = Suppression(replace(STRIPE, path=b"old.py"), "gitleaks:allow")
READ = Coverage(units=20, bytes=81_234)
RANGE = Coverage(3, 81_234, 2, range="0" * 40 + ".." + "1" * 40, base="GITHUB_BASE_REF main")
ADDED = Suppression(DSN, "pragma", "a reason", source="deploy/values.yaml:3", added=True)
PARTIAL = Coverage(
    units=19,
    bytes=80_000,
    skipped=(
        Skipped(b"data/dump.bin", "104,857,601 bytes, more than max-file-size", accepted=False),
        Skipped(b"vendor/lib", "submodule"),
    ),
    notes=("app/pay.py:12: hushlint: ignore gives no reason; [stripe-secret-key] is not suppressed",),
)

HOOK = View(job="hook")
REPORTS = {
    "clean-verbose": (Report(coverage=READ), View(job="hook", verbose=True)),
    "one-secret": (Report((STRIPE,), coverage=READ), HOOK),
    "one-secret-narrow": (Report((STRIPE,), coverage=READ), View(job="hook", width=60, unborn=True)),
    "one-secret-colour": (Report((STRIPE,), coverage=READ), View(job="hook", colour=True)),
    "many": (Report((ADVICE, DSN, STRIPE, *REPEATED), (FOREIGN,), READ), HOOK),
    "many-quiet": (Report((ADVICE, DSN, STRIPE, *REPEATED), (FOREIGN,), READ), View(job="hook", quiet=True)),
    "many-verbose": (Report((ADVICE, DSN, STRIPE), (SUPPRESSED, FOREIGN), PARTIAL), View(job="scan", verbose=True)),
    "policy": (Report((ENV,), coverage=READ), HOOK),
    "below-the-bar": (Report((replace(DSN, severity=Severity.LOW),), coverage=READ), HOOK),
    "incomplete": (Report((STRIPE,), coverage=PARTIAL), HOOK),
    "incomplete-clean": (Report(coverage=PARTIAL), HOOK),
    "pull-request": (Report((COMMITTED,), (ADDED,), RANGE, relaxed=("the change adds 1 pragma",)), View(job="ci")),
    "hostile": (Report((HOSTILE,), coverage=READ), View(job="audit")),
}


# Every report as text and JSON, and of each kind one in the formats for platforms.
SUFFIXES = {**{format: f".{format}" for format in FORMATS}, "text": ".txt", "summary": ".md"}
PAGES = [(name, format) for name in REPORTS for format in ("text", "json")]
PAGES += [
    (name, format)
    for name in ("clean-verbose", "many-verbose", "hostile", "pull-request")
    for format in SUFFIXES
    if format not in ("text", "json")
]


def made(name: str, format: str) -> str:
    report, view = REPORTS[name]
    if format == "summary":
        return "".join(summary.render(report, view, Door(report)))
    return render(format, report, view)


@pytest.mark.parametrize(("name", "format"), PAGES)
def test_report_is_as_the_golden_file(name: str, format: str) -> None:
    golden = GOLDEN / f"{name}{SUFFIXES[format]}"
    page = made(name, format)
    if REWRITE:
        golden.write_bytes(page.encode())
    assert golden.read_bytes().decode() == page


@pytest.mark.parametrize(("name", "format"), PAGES)
def test_no_value_is_in_a_golden_report(name: str, format: str) -> None:
    page = made(name, format)
    assert TOKEN.decode() not in page
    assert PASSWORD.decode() not in page


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}{SUFFIXES[format]}" for name, format in PAGES}


def test_json_parses_with_the_exit_code_of_the_report() -> None:
    for report, view in REPORTS.values():
        assert json.loads(render("json", report, view))["exit"] == report.exit_code
