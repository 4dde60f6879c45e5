"""Names that hold secrets, and names that only speak of them."""

import os
import subprocess
import sys

import pytest

from hushlint import vocabulary

NOT_SECRET = """
    name hash id url key keys keyboard keyword monkey tokenizer tokenize compass passenger
    user_id token_id token_url token_count max_tokens num_tokens tokens next_token nextPageToken csrf_token eos_token
    primary_key primaryKey cache_key cacheKey foreign_key sort_key public_key publicKey PUBLIC_KEY public_token
    secret_name secretName secret_arn secret_version secrets password_field passwordField password_hash hashed_password
    password_policy password_min_length is_password hasToken show_password forgot_password reset_password get_password
    encrypted_password invalid_token DATABASE_URL REDIS_URL salt nonce signature etag commit checksum
    token_type access_token_url passwordEncryption authenticity_token two_pass author authority sessionid
    secret_namespace PREFERENCE_PASSCODE prefPassword
""".split()

SECRET = """
    password passwd pwd passphrase dbPassword DB_PASSWORD db.password spring.datasource.password PGPASSWORD userPwd
    db_pass SMTP_PASS token TOKEN auth_token authToken stripe_token STRIPE_SECRET_KEY API_SECRET_KEY SECRET_KEY_BASE
    secret client_secret clientSecret client-secret apiKey api_key API_KEY APIKEY X-Api-Key openai.api.key
    private_key privateKey access_key aws_secret_access_key encryption_key signing_key account_key AccountKey
    GITHUB_PAT credentials bearer password2 new_password setPassword OAuth2Token githubtoken
    validationKey storepass
""".split()


@pytest.mark.parametrize("name", NOT_SECRET)
def test_a_name_that_holds_no_secret(name: str) -> None:
    assert not vocabulary.is_secret_name(name)


@pytest.mark.parametrize("name", SECRET)
def test_a_name_that_holds_a_secret(name: str) -> None:
    assert vocabulary.is_secret_name(name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", ()),
        ("__", ()),
        ("API_SECRET_KEY", ("api", "secret", "key")),
        ("dbPassword", ("db", "password")),
        ("client-secret", ("client", "secret")),
        ("spring.datasource.password", ("spring", "datasource", "password")),
        ("HTTPServerKey", ("http", "server", "key")),
        ("OAuth2Token", ("oauth", "token")),
        ("password2", ("password",)),
        ("x509", ("x",)),
    ],
)
def test_words(name: str, words: tuple[str, ...]) -> None:
    assert vocabulary.words(name) == words


def test_only_passwords_are_chosen_by_people() -> None:
    assert vocabulary.is_chosen_name("db_password")
    assert vocabulary.is_chosen_name("PGPASSWORD")
    assert not vocabulary.is_chosen_name("api_key")


def test_it_imports_nothing() -> None:
    script = "import sys; before = set(sys.modules); import hushlint.vocabulary; print(*(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=_environment()
    )
    assert set(done.stdout.split()) <= {"hushlint", "hushlint.vocabulary"}


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
