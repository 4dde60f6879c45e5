"""Secrets of real shape that never worked, made at run time so that none stands whole in a file."""

import random
import shutil
import string
import subprocess
import tempfile
import zlib
from functools import cache
from pathlib import Path

import pytest

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_BASE32 = string.ascii_uppercase + "234567"


def _characters(alphabet: str, count: int, seed: int) -> str:
    return "".join(random.Random(f"hushlint {seed}").choices(alphabet, k=count))


def github_token(seed: int = 0) -> str:
    """A classic personal token: 30 characters and their CRC-32 in base 62, six digits, padded with zeros.

    Source: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
    """
    body = _characters(_BASE62, 30, seed)
    number = zlib.crc32(body.encode())
    digits = ""
    while number:
        number, digit = divmod(number, 62)
        digits = _BASE62[digit] + digits
    return "gh" + "p_" + body + digits.rjust(6, "0")


def stripe_key(seed: int = 0) -> str:
    """A live secret key of Stripe."""
    return "sk_li" + "ve_" + _characters(_BASE62, 24, seed)


def aws_pair(seed: int = 0) -> tuple[str, str]:
    """An access key id and its secret."""
    return "AK" + "IA" + _characters(_BASE32, 16, seed), _characters(_BASE62 + "+/", 40, seed + 1)


def postgres_dsn(seed: int = 0) -> str:
    """A connection string with a password to a remote host."""
    return "postgres" + "ql://app:" + _characters(_BASE62, 16, seed) + "@db.internal.acme-corp.net:5432/app"


@cache
def private_key() -> str:
    """An unencrypted OpenSSH private key, made now and never used."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "key")
        command = ["ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-C", "", "-f", str(file)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        return file.read_text()
