"""The judgement of an assignment: what is plainly no secret is refused by hand, of the rest a model decides."""

from hushlint import vocabulary
from hushlint.confirm.features import features, known
from hushlint.confirm.letters import reads, runs, wordiness
from hushlint.confirm.model import is_likely, probability
from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.verdict import Captured, Verdict

_NO = Verdict(keep=False)

# Beginnings of values that are hashes or public, not secrets.
_HASHES = tuple(
    b"""$2a$ $2b$ $2y$ $1$ $5$ $6$ $argon2 $apr1$ $pbkdf2 $scrypt pbkdf2 scrypt: bcrypt {ssha {sha {md5 {crypt sha1-
    sha256- sha384- sha512- sha1: sha256: sha512: md5: sha1$ sha256$ ssh-rsa ssh-ed25519 ssh-dss ecdsa-sha2 aaaab3nza
    -----begin data: pk_live pk_test pk. mii scram-sha-""".split()
)
# What addresses, paths, options and expressions begin with, and what only expressions hold.
_BEGINNINGS = (b"/", b"./", b"../", b"~/", b"\\", b"--", b"(", b"?", b"&", b"=", b"%(", b"[")
_CODE = (b"://", b"()", b"](", b"=>", b"->", b"::", b"%s", b"%d", b"&&", b"||", b"==", b"({", b"[^", b"\\")
_JOINTS = b"_- /:"
# Types, and words of languages, where a value would stand.
_WORDS = frozenset(
    b"""string str int integer bool boolean bytes byte char object optional number float double null none true false
    undefined any void list dict array text varchar void secretstr unknown required yes no off default self this
    nullable symbol never password passwd""".split()
)
# Last words of names, in values such as "TEST_DB_PASSWORD" or "accessToken2".
_SECRET_ENDS = frozenset(("password", "passwd", "secret", "token", "key", "credentials", "passphrase"))
_NAME = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-$")
_LONGEST_NAME = 60
_SHORTEST_MADE = 10


def judge(captured: Captured) -> Verdict:
    """A value under a name: kept when the name is a secret's and the model finds the value likely to be one."""
    _complete(captured)
    name = captured.name.decode("latin-1")
    value = captured.value
    kind = vocabulary.expects(name) if name else "none"
    if not kind or is_something_else(value) or _is_called_by_name(captured):
        return _NO
    if kind == "loose" and not _looks_made(value):
        return _NO
    if is_placeholder(value) or _echoes(name, value):
        return _NO
    chance = probability(features(captured, kind))
    return Verdict(keep=is_likely(chance), name=captured.name, confidence=chance)


def _complete(captured: Captured) -> None:
    """Make the name whole: patterns begin at the word in it that the engine looks for (`password` of `db_password`)."""
    begin = captured.name_start
    if begin < 0:
        return
    least = max(begin - _LONGEST_NAME, 0)
    while begin > least and captured.data[begin - 1] in _NAME:
        begin -= 1
    end = captured.name_start + len(captured.name)
    captured.name_start = begin
    captured.name = captured.data[begin:end].lstrip(b".-$")


def _is_called_by_name(captured: Captured) -> bool:
    """Whether only a comma stands between a bare word and the value: arguments of a call, not a name and its value."""
    separator = captured.groups.get("sep", b"")
    if b"," not in separator:
        return False
    before = captured.data[captured.name_start - 1 : captured.name_start]
    return before not in (b'"', b"'", b"`") or not separator.lstrip(b"\\").startswith(before)


def is_something_else(value: bytes) -> bool:
    """Whether a value has the shape of an address, path, hash, UUID, public key, call or expression."""
    lower = value.lower()
    if lower in _WORDS or lower.startswith(_HASHES) or value.startswith(_BEGINNINGS):
        return True
    if any(mark in value.rstrip(b"=") for mark in _CODE) or _is_choices(value):
        return True
    return _is_dotted(value) or _is_words(value)


def _looks_made(value: bytes) -> bool:
    """Whether a value has the length and the digits that generated ones nearly always have."""
    return len(value) >= _SHORTEST_MADE and not value.isalpha() and any(48 <= byte <= 57 for byte in value)


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
    if len(found) < 2 or not all(len(run) <= 3 or reads(run) for run in found) or wordiness(value) <= 0.5:
        return False
    return 2 * sum(known(run) for run in found) >= sum(map(len, found))


def _echoes(name: str, value: bytes) -> bool:
    """Whether a value repeats its own name, as keys of tables and forms do, or is itself the name of a secret."""
    text = value.decode("latin-1")
    mine, its = vocabulary.words(name), vocabulary.words(text)
    if bool(its) and set(its) <= set(mine):
        return True
    return len(its) > 1 and text.replace("_", "").replace("-", "").isalnum() and its[-1] in _SECRET_ENDS
