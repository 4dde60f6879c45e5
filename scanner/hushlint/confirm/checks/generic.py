"""The judgement of an assignment to a secret-like name, until a model takes its place."""

from hushlint import vocabulary
from hushlint.confirm.entropy import HEX, is_random, is_uuid, shannon
from hushlint.confirm.letters import is_gibberish, reads, runs, wordiness
from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.verdict import Captured, Verdict

_NO = Verdict(keep=False)
_YES = Verdict(keep=True)

# Beginnings of values that are hashes or public, not secrets.
_HASHES = tuple(
    b"""$2a$ $2b$ $2y$ $1$ $5$ $6$ $argon2 $apr1$ $pbkdf2 $scrypt pbkdf2 scrypt: bcrypt {ssha {sha {md5 {crypt sha1-
    sha256- sha384- sha512- sha1: sha256: sha512: md5: sha1$ sha256$ ssh-rsa ssh-ed25519 ssh-dss ecdsa-sha2 aaaab3nza
    -----begin data: pk_live pk_test pk. mii scram-sha-""".split()
)
# What addresses, paths, options and expressions begin with, and what only expressions hold.
_BEGINNINGS = (b"/", b"./", b"../", b"~/", b"\\", b"-", b"#", b"(", b"?")
_CODE = (b"://", b"()", b"](", b"=>", b"->", b"::", b"%s", b"%d", b"&&", b"||", b"==", b"({", b"[^", b"\\")
_JOINTS = b"_- /:"
_SHORTEST_PASSWORD = 6
_LONGEST_PASSWORD = 64
# Last words of names, in values such as "TEST_DB_PASSWORD" or "accessToken2".
_SECRET_ENDS = frozenset(("password", "passwd", "secret", "token", "key", "credentials", "passphrase"))
_SYMBOLS = frozenset(b"!@#$%^&*?+=~")
_COMMON = frozenset(
    b"""letmein iloveyou welcome monkey dragon sunshine princess football baseball superman batman trustno
    master shadow starwars whatever freedom hunter michael jordan summer winter autumn spring""".split()
)


def judge(captured: Captured) -> Verdict:
    """A value under a name: kept when the name is a secret's and the value looks generated, or chosen by a person."""
    name = captured.name.decode("latin-1")
    value = captured.value
    if (name and not vocabulary.is_secret_name(name)) or _is_something_else(value):
        return _NO
    if is_placeholder(value) or _echoes(name, value):
        return _NO
    chosen = vocabulary.is_chosen_name(name) if name else captured.rule.kind == "password"
    if chosen:
        return _YES if is_random(value) or looks_chosen(value) or is_gibberish(value) else _NO
    lettered = len(value) >= 10 and is_gibberish(value)
    return _YES if is_random(value) or _is_dense(value) or lettered else _NO


def _is_something_else(value: bytes) -> bool:
    """Whether a value has the shape of an address, path, hash, UUID, public key, call or expression."""
    lower = value.lower()
    if lower.startswith(_HASHES) or is_uuid(value) or value.startswith(_BEGINNINGS):
        return True
    if any(mark in value.rstrip(b"=") for mark in _CODE) or _is_choices(value):
        return True
    return _is_dotted(value) or _is_words(value)


def _is_choices(value: bytes) -> bool:
    """Whether a value lists words between bars, as validators do: `required|string|max:255`."""
    parts = value.split(b"|")
    return len(parts) > 1 and all(part.replace(b":", b"").replace(b"_", b"").isalnum() for part in parts)


def _is_dotted(value: bytes) -> bool:
    """Whether a value is a dotted name, a host, a file name, a version: parts that read like words, or are short."""
    parts = value.split(b".")
    if len(parts) < 2 or (len(parts) == 3 and min(map(len, parts)) >= 16):
        return False
    return all(part and (len(part) <= 4 or part.translate(None, _JOINTS).isalpha()) for part in parts)


def _is_words(value: bytes) -> bool:
    """Whether a value is an identifier of several words (`user-password`, `AccessTokenProvider`), without digits."""
    if not value.translate(None, _JOINTS).isalpha():
        return False
    found = runs(value)
    return len(found) >= 2 and all(len(run) <= 3 or reads(run) for run in found) and wordiness(value) > 0.5


def _echoes(name: str, value: bytes) -> bool:
    """Whether a value repeats its own name, as keys of tables and forms do, or is itself the name of a secret."""
    text = value.decode("latin-1")
    mine, its = vocabulary.words(name), vocabulary.words(text)
    if bool(its) and set(its) <= set(mine):
        return True
    return len(its) > 1 and text.replace("_", "").replace("-", "").isalnum() and its[-1] in _SECRET_ENDS


def looks_chosen(value: bytes) -> bool:
    """Whether a value looks like a password that a person made up: `Winter2024!`, `letmein99`, `tr0ub4dor&3`."""
    if not _SHORTEST_PASSWORD <= len(value) <= _LONGEST_PASSWORD or not value.isascii() or b" " in value:
        return False
    digits = sum(48 <= byte <= 57 for byte in value)
    symbols = len(_SYMBOLS.intersection(value))
    letters = sum(chr(byte).isalpha() for byte in value)
    if not letters:
        return bool(symbols) and digits >= 4 and shannon(value) > 2.5
    if digits and letters + digits + symbols >= len(value) - 2:
        return len(set(value)) >= 5
    if symbols and letters + symbols == len(value):
        return len(set(value)) >= 6
    run = value.lower()
    if run in _COMMON:
        return True
    if digits:
        return shannon(value) > 3.0 and wordiness(value) < 0.8
    return value.isalpha() and len(value) >= 7 and not all(len(piece) <= 3 or reads(piece) for piece in runs(value))


def _is_dense(value: bytes) -> bool:
    """Whether a shorter value under a token's name is plainly generated: two kinds of characters, no words."""
    body = value.rstrip(b"=")
    if not 10 <= len(body) < 24 or not body.isalnum():
        return False
    digits = sum(48 <= byte <= 57 for byte in body)
    if HEX.issuperset(body):
        return 3 <= digits <= len(body) - 3 and (body.islower() or body.isupper()) and shannon(body) > 2.8
    letters = body.translate(None, b"0123456789")
    if len(body) < 12 or letters.islower() or letters.isupper():
        return digits >= 2 and shannon(body) > 3.0 and wordiness(body) < 0.3
    return digits >= 1 and shannon(body) > 3.2 and wordiness(body) < 0.35
