"""Which names in code hold a secret: the silent ones first."""

import pytest

from hushlint.context.names import is_header, is_reference, is_secret
from hushlint.vocabulary import words

SILENT = (
    "name", "user.name", "secret_name", "password_hash", "passwordHash", "masked_token", "token_masked",
    "hashed_password",
    "token_count", "tokens", "password_field", "PASSWORD_FILE", "secretHrefs", "errInvalidToken", "msgToken",
    "GrantType.PASSWORD", "GrantTypeClientCredentials", "PasswordReset", "passwordEncoder", "pathPrivateKey",
    "ids.credential",
    "event.getUserToken", "parser.token", "lexer.token", "since_token", "next_page_token", "csrf_token", "csrftoken",
    "pwd",
    "cache_key", "primary_key", "public_key", "CREDENTIALS_JSON", "PASSPHRASE_CLIENT", "token_value_type",
    "clé_password",
    "secretEntity", "secretApp", "authorityFromCreds", "userWithoutToken", "ac_pwd", "uuidToken", "timetoken",
    "credential_refresh_attempt", "sources.apiKey",
    "secretNamespace", "commaToken", "rpcSubToken", "credentialKey", "challenge_token",
    "token.value", "tokenKey", "tlsPrivateKey", "config.SSL_PRIVATE_KEY",
)  # fmt: skip
FOUND = (
    "password", "db_password", "dbPassword", "settings.DB_PASSWORD", "Settings.DB_PASSWORD", "user.pw", "api_key",
    "apiKey",
    "client_secret", "access_token", "self.access_token", "session.accessToken", "req.token", "config.apiKey",
    "user.getPassword",
    "passwordFromVault", "DB_PASSWORD_OLD", "secret_key_base", "api_key_prod", "dbPwd", "tokenForUser",
    "resetToken", "password_reset_token", "token.token",
    "getAccessToken", "credentials", "private_key", "NIC_Token", "auth_token.value", "password.plaintext", "SECRET_KEY",
)  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str) -> None:
    assert not is_secret(name.split("."), bare_token=True)


@pytest.mark.parametrize("name", FOUND)
def test_found(name: str) -> None:
    assert is_secret(name.split("."), bare_token=True)


def test_a_bare_token_counts_only_where_it_may() -> None:
    assert is_secret(["token"], bare_token=True)
    assert not is_secret(["token"], bare_token=False)
    assert is_secret(["access_token"], bare_token=False)


@pytest.mark.parametrize(
    "chain", ["req.get.accept", "cache.get.authorization", "headers.accept", "response.headers", "authorization", ""]
)
def test_no_header_with_credentials(chain: str) -> None:
    assert not is_header(chain.split("."))


@pytest.mark.parametrize("name", ["client_secret", "appSecret", "jwtSecret", "secretName", "apiKey"])
def test_no_object_of_a_cluster(name: str) -> None:
    assert not is_reference(words(name))


@pytest.mark.parametrize("name", ["secret", "tlsSecret", "auth_secret", "secretKey"])
def test_an_object_of_a_cluster(name: str) -> None:
    assert is_reference(words(name))


@pytest.mark.parametrize(
    "chain",
    ["req.get.authorization", "req.headers.authorization", "request.headers.get.Authorization", "headers.X-Api-Key"],
)
def test_a_header_with_credentials(chain: str) -> None:
    assert is_header(chain.split("."))
