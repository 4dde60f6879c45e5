"""Shapes that are no secret: each with its nearest neighbours that may be one."""

import pytest

from hushlint.confirm.shapes import hidden_text, is_plain_word, is_something_else, is_upper_name, looks_made

ELSE = [
    b"/etc/ssl/key.pem", b"config/password.txt", b"server.key", b"https://acme.io/x", b"../secret", b"neo4j/",
    b"string", b"SecretStr", b"null", b"pipeline", b"python", b"$2b$12$abcdefghijklmnopqrstuv", b"sha256:abc123",
    b"{SSHA}abc123", b"scram-sha-256", b"getPassword()", b"a=>b", b"required|string|max:255", b"user-password",
    b"AccessTokenProvider", b"www.acme.io", b"1.302170", b"1024", b"2024-01-31T10:00:00Z", b"npm:^3.1.0",
    b"credentials[", b"correct-horse-battery",
    "пароль".encode(), b"django.contrib.auth.hashers.MD5PasswordHasher", b"LS0tLS1CRUdJTiBQ",
    b"Passwortanforderungen", b"$$DATABASE", b"%(password)s",
    b"@password1", b"@string/api_key1", b"?a=1&b=2#x", b"=SUM(A1)", b"/etc/kubernetes/pki/users/Key1/private",
    b"#d0d0d0", b"VARCHAR(80)", b"12.0.0-next-7.15", b"com.j256.two-factor-auth:two-factor-auth:1.3",
    b"spree/orders#show", b".tls.certPrivateKeyPassword", b".$connection", b"9_224_617.445_991", b"latin1",
    b"Pasahitza", b"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEUEBxNl", b"password_get_info(",
    b"^[0-9a-f]{32}$", b"golang.org/x/oauth2/google", b"github.com/acme/auth2",
    b"phc_9CipPajQC22mSkk2wxe2", b"CRAM-MD5", b"digest-md5", b"flow_{0}", b"app_{tenant}_2", b"acmeKit/v1",
    b"-anonymous@", b"apache-proxy@", b"t.user:t.kind===", b"Passwuert",
]  # fmt: skip
MAYBE = [
    b"a{b7}c9-Kd", b"kX9/v1pQ2", b"falcon12@", b"{kX9pQ2vLm8", b"q7Zr=kL2x==",
    b"Winter2024!", b"hunter2", b"letmein", b"kX9pQ2vLm8", b"p@ss.w0rd1", b"746609", b"swGniclnew", b"kk-kldd",
    b"9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d", "gr\u00fcn2024".encode(), b"tr0ub4dor&3", b"zqxv.9182.kkpw1", b"Phoenix.2014",
    b"@dmin123!", b"?what99!", b"/YUBmOgnyczYSGODjMz" b"V6BKVAoU4XS2RPDuOgAYT",
    b"q7ZrkL29xYUBmOgnycz" b"YSGODjMzV6BKVAo/", b"#Secret99", b"#d0d0d0d0x",
]  # fmt: skip


@pytest.mark.parametrize("value", ELSE)
def test_something_else(value: bytes) -> None:
    assert is_something_else(value)


@pytest.mark.parametrize("value", MAYBE)
def test_maybe_a_secret(value: bytes) -> None:
    assert not is_something_else(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(b"abc", False), (b"docExplorerFlex", False), (b"1234567890123", False), (b"ffd588bf4bb80bd8", False),
     (b"PublicIpv4Pools", False), (b"web3WalletChallenge", False),
     (b"VsbUngFdtxn01", True), (b"jsvxFBtn9Bp=", True)],
)  # fmt: skip
def test_looks_made(value: bytes, expected: bool) -> None:
    assert looks_made(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(b"Winter2024", False), (b"abc_def", False), (b"9ABC", False), (b"PGSSLKEY", True), (b"DB_PASSWORD_2", True)],
)
def test_is_upper_name(value: bytes, expected: bool) -> None:
    assert is_upper_name(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(b"MAXLEN1", False), (b"hwicty", False), (b"VTAKCSILRGEYSYJKLW", False), (b"Anonym", True), (b"MAXLEN", True)],
)
def test_is_plain_word(value: bytes, expected: bool) -> None:
    assert is_plain_word(value) is expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"", b""),
        (b"not base64 at all!", b""),
        (b"WSK3A6FjKS1gQjrTUfRsA27a", b""),
        (b"cGFzc3dvcmQ=", b"password"),
        (b"SGVsbG8gZnJvbSBHb29nbGUgQ2xvdWQgUGxhdGZvcm0=", b"Hello from Google Cloud Platform"),
    ],
)
def test_hidden_text(value: bytes, text: bytes) -> None:
    assert hidden_text(value) == text
