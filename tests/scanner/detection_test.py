"""From the bytes of a blob to its secrets: blob, match and confirm as one, without a path."""

import pytest
from support.examples import aws_pair, github_token, postgres_dsn, stripe_key

from hushlint import plan
from hushlint.confirm import stage
from hushlint.detection import Detection
from hushlint.match import engine


@pytest.fixture(scope="module")
def detection() -> Detection:
    """Detection under a plan of all rules, without a cache."""
    return Detection(plan.obtain("", "", list))


SILENT = {
    "nothing": b"",
    "text": b"print('hello')\n",
    "a lock file": b'"integrity": "sha512-' + b"Zk3n" * 20 + b'=="\n',
    "a commit id": b"commit = 'c0ffee3f" + b"1a2b3c4d" * 4 + b"'\n",
    "a UUID": b"id: 123e4567-e89b-12d3-a456-426614174000\n",
    "colours": b"a { color: #ff00aa; background: #12345678 }\n",
    "a public key": b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ" + b"x1Y2z3" * 5 + b" a@b\n",
    "a call": b"password = getpass.getpass()\n",
    "the environment": b"token = os.environ['API_TOKEN']\n",
    "zeros": b"\0" * 9000,
    "random bytes": bytes((number * 7919) % 251 for number in range(9000)),
}


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT.keys())
def test_silent(detection: Detection, data: bytes) -> None:
    assert detection.secrets(data) == []
    assert not detection.truncated


def test_several_in_order_of_their_start(detection: Detection) -> None:
    identity, secret = aws_pair()
    text = f"a = '{github_token()}'\nid = {identity}\nkey = {secret}\nurl = {postgres_dsn()}\nb = '{stripe_key()}'\n"
    found = detection.secrets(text.encode())
    assert [secret.start for secret in found] == sorted(secret.start for secret in found)
    assert {secret.rule.provider for secret in found} == {"github", "aws", "dsn", "stripe"}
    for secret_found in found:
        assert text.encode()[secret_found.start : secret_found.end] == secret_found.value


def test_one_value_is_one_secret(detection: Detection) -> None:
    """A provider's rule wins over the generic one that sees the same value."""
    (secret,) = detection.secrets(f'api_token = "{github_token()}"\n'.encode())
    assert secret.rule.id == "github-token"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_wide_text_is_found_once_in_its_own_text(detection: Detection, encoding: str) -> None:
    line = f"token = '{github_token()}'\n"
    ((text, found),) = detection.scan(line.encode(encoding))
    (secret,) = (item for item in found if item.rule.family != "source")
    assert text.encoding == encoding
    assert text.data[secret.start : secret.end].decode() == github_token()


def test_a_raw_secret_in_a_binary(detection: Detection) -> None:
    ((text, (secret,)),) = detection.scan(b"\x7fELF\0\0" + f" {github_token()} ".encode() + b"\0\xff")
    assert text.encoding == ""
    assert secret.value.decode() == github_token()


def test_a_flood_of_candidates_is_said(detection: Detection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_CANDIDATES", 1000)
    detection.scan(b"sk_li" + b"ve_" + b"0" * 5 + f" {github_token()} ".encode() * 9000)
    assert detection.truncated
    detection.scan(b"clean")
    assert not detection.truncated


def test_a_rule_s_budget_is_said(detection: Detection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "BUDGET", 5)
    detection.scan(f"'{github_token()}'\n".encode() * 5)
    assert not detection.truncated
    found = detection.secrets(f"'{github_token()}'\n".encode() * 6)
    assert detection.truncated
    assert len(found) == 5


def test_a_candidate_of_one_scan_does_not_stay_for_the_next(detection: Detection) -> None:
    assert len(detection.secrets(f"'{github_token()}'".encode())) == 1
    assert detection.secrets(b"'nothing'") == []
