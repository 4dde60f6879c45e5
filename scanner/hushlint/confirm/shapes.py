"""What has a shape of its own and is no secret: addresses, paths, hashes, public keys, dates, words, expressions."""

import re
from binascii import Error, a2b_base64
from functools import lru_cache

from hushlint.confirm.common_words import COMMON
from hushlint.confirm.entropy import DIGITS, HEX, LOWER, UPPER
from hushlint.confirm.features import known
from hushlint.confirm.letters import reads, runs, wordiness

# Beginnings of values that are hashes or public, not secrets.
_HASHES = tuple(
    b"""$2a$ $2b$ $2y$ $1$ $5$ $6$ $argon2 $apr1$ $pbkdf2 $scrypt pbkdf2 scrypt: bcrypt {ssha {sha {md5 {crypt sha1-
    sha256- sha384- sha512- sha1: sha256: sha512: md5: sha1$ sha256$ ssh-rsa ssh-ed25519 ssh-dss ecdsa-sha2 aaaab3nza
    -----begin ls0tls1crudjti
    data: pk_live pk_test pk. phc_ mii mfkwewyhkozizj0caqy scram-sha- cram-md5 digest-md5""".split()
)
# What addresses, paths, options and expressions begin with, and what only expressions hold.
_BEGINNINGS = tuple(rb"/ ./ ../ ~/ .$ ^[ \ -- @ ( ) ? & = %( [ $[ $$ ## ,".split())
# Signs that people begin a password with although addresses, options and decorators begin so too, what such a password
# has behind it, and what it has not.
_LETTERS = LOWER | UPPER
_STARTS = frozenset(b"@?&=")
_SIGNS = frozenset(b"!#$^*~+@")
_JOINING = frozenset(b"=&/(){}[]<>")
_LONG_KEY = 32  # characters of base64 that may begin or end with a slash and be no path
_BASE64 = _LETTERS | DIGITS | frozenset(b"+/=")
_CODE = (b"://", b"()", b"](", b"=>", b"->", b"::", b"%s", b"%d", b"&&", b"||", b"==", b"({", b"[^", b"\\")
_JOINTS = b"_- /:"
# Types, and words of languages, where a value would stand.
_WORDS = frozenset(
    b"""string str int integer bool boolean bytes byte char object optional number float double null none true false
    undefined any void list dict array text varchar void secretstr unknown required yes no off default self this
    nullable symbol never password passwd files utf8 utf-8 latin1 ascii""".split()
)
_SHORTEST_NUMBER = 6  # digits: shorter numbers are sizes, ports and limits
_SHORTEST_UPPER = 12
_WORDY = 0.55  # of random letters and digits, ten or more, one in a hundred reads so
# What the word for a password begins with in the texts of programs in other languages (`Passwortanforderungen`).
_TRANSLATED = (
    *b"""passwor wachtwoord wagwoord passord passfrase adgangsfrase adgangskod kodeord contrase contrasin geheim
    kennwort passwuert salasana palavra pasahitza cyfrinair pasfhocal titkoskulcs slaptasraktas gizlianahtar""".split(),
    b"mot de passe",
)
_EXTENSIONS = frozenset(
    b"""txt json yml yaml xml pem key crt cer p12 pfx jks php py js ts go rb java cs html css md sh conf cfg ini env
    png jpg svg log sql csv toml properties asc gpg enc dat bin""".split()
)
_NUMBERS = frozenset(b"0123456789.,:-+/_ ")
# What a template or a format puts a value into: `flow_{0}`, `{prefix}_key`.
_HOLE = re.compile(rb"\{[0-9]?\}|\{[a-z_]{2,20}\}")
# A colour, a type of SQL, a release with its suffix, an artifact of Maven, an action of a controller of Rails, an
# address without its scheme, as Go imports packages, a name with its version, the address without a host that
# anonymous users of FTP give.
_FORMS = re.compile(
    rb"#[0-9a-fA-F]{3,8}|[A-Za-z]{3,16}\([0-9]{1,6}\)|[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,6}-[a-z]{2,12}[0-9a-z.-]{0,24}"
    rb"|[a-z0-9_]{2,30}(?:\.[a-z0-9_-]{1,40}){1,6}:[A-Za-z0-9_.-]{2,60}(?::[0-9][A-Za-z0-9_.-]{0,30})?"
    rb"|[a-z_]{2,30}(?:/[a-z_]{2,30}){0,4}#[a-z_]{2,30}"
    rb"|[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){1,4}(?:/[A-Za-z0-9_.-]{1,60}){1,12}"
    rb"|[A-Za-z][A-Za-z._-]{1,40}/v[0-9]{1,2}|[a-z]{0,12}-[a-z]{3,12}@"
)
_UPPER_NAME = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")


@lru_cache(4096)
def is_something_else(value: bytes) -> bool:
    """Whether a value has the shape of an address, path, hash, public key, date, word, call or expression."""
    lower = value.lower()
    if lower in _WORDS or lower.startswith(_HASHES):
        return True
    if (value.startswith(_BEGINNINGS) or value.endswith((b"/", b":", b"("))) and not _begins_so_by_chance(value):
        return True
    if any(mark in value.rstrip(b"=") for mark in _CODE) or value.endswith(b"===") or _HOLE.search(value):
        return True
    if _is_choices(value) or _is_date(value):
        return True
    if not value.isascii() and (DIGITS.isdisjoint(value) or 3 * sum(byte > 127 for byte in value) > len(value)):
        return True
    if _FORMS.fullmatch(value) or lower.startswith(b"npm:") or value.count(b"[") != value.count(b"]"):
        return True
    if value.translate(None, _JOINTS).isalpha() and any(word in lower for word in _TRANSLATED):
        return True
    return _is_dotted(value) or _is_words(value) or _is_common(lower)


def is_plain_word(value: bytes) -> bool:
    """Whether a value is letters alone as labels and constants are: `Anonym`, `MAXLEN`, `API-sleutel`."""
    if not value.isalpha():
        letters = value.translate(None, _JOINTS)
        return letters.isalpha() and not letters.islower() and not letters.isupper()
    return value.isalpha() and (value.istitle() or (value.isupper() and len(value) < _SHORTEST_UPPER))


def looks_made(value: bytes) -> bool:
    """Whether a value under a name in doubt has the length and characters that generated ones nearly always have.

    Hex digits alone are hashes, ids and test vectors more often, digits alone are numbers, and words with a digit
    (`PublicIpv4Pools`) are names.
    """
    if len(value) < 10 or value.isalpha() or DIGITS.isdisjoint(value) or HEX.issuperset(value):
        return False
    return not value.isalnum() or wordiness(value) < _WORDY


def is_upper_name(value: bytes) -> bool:
    """Whether a value is the name of a constant or variable: `DB_PASSWORD`, `PGSSLKEY`."""
    return _UPPER_NAME.issuperset(value) and not value[:1].isdigit() and (b"_" in value or value.isalpha())


def hidden_text(value: bytes) -> bytes:
    """The readable text that a value is base64 of, empty for none: examples take such for keys and passwords."""
    if len(value) < 8 or len(value) % 4 or not value.translate(None, b"+/=").isalnum():
        return b""
    try:
        text = a2b_base64(value).strip()
    except Error:
        return b""
    return text if text.isascii() and text.replace(b"\n", b" ").decode("ascii").isprintable() else b""


def _begins_so_by_chance(value: bytes) -> bool:
    """Whether a value that begins or ends as addresses and options do is a key in base64, or was chosen: `@dmin12!`."""
    present = frozenset(value)
    if _BASE64.issuperset(present):
        mixed = not (present.isdisjoint(LOWER) or present.isdisjoint(UPPER) or present.isdisjoint(DIGITS))
        return mixed and len(value) >= _LONG_KEY and wordiness(value) < 0.4
    rest = frozenset(value[1:])
    if value[0] not in _STARTS or len(value) < 7 or not rest.isdisjoint(_JOINING):
        return False
    return not (rest.isdisjoint(_SIGNS) or rest.isdisjoint(DIGITS) or rest.isdisjoint(_LETTERS))


def _is_date(value: bytes) -> bool:
    """Whether a value is a number, a version, a date or a time: `1.302170`, `2024-01-31T10:00:00Z`."""
    body = value[:10]
    if len(value) >= 10 and body[4:5] == b"-" and body[7:8] == b"-" and body.replace(b"-", b"").isdigit():
        return True
    return _NUMBERS.issuperset(value) and (not value.isdigit() or len(value) < _SHORTEST_NUMBER)


def _is_choices(value: bytes) -> bool:
    """Whether a value lists words between bars, as validators do: `required|string|max:255`."""
    parts = value.split(b"|")
    return len(parts) > 1 and all(part.replace(b":", b"").replace(b"_", b"").isalnum() for part in parts)


def _is_dotted(value: bytes) -> bool:
    """Whether a value is a dotted name, a host, a file name, a version: parts that read like words, or are short.

    A word, a dot and a number may well be what a person chose.
    """
    parts = value.removeprefix(b".").split(b".")
    if len(parts) == 2 and parts[1] in _EXTENSIONS:
        return True
    if len(parts) == 2 and parts[0].isalpha() and len(parts[0]) >= 4 and parts[1].isdigit():
        return False
    if len(parts) >= 4 and all(part.decode("latin-1").isidentifier() for part in parts):
        return True
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
    return len(found) >= 3 or 2 * sum(known(run) for run in found) >= sum(map(len, found))


def _is_common(lower: bytes) -> bool:
    """Whether a value is one of the words that code uses most: nobody's password, but a kind, a mode, an option."""
    return lower.isalpha() and lower.isascii() and lower.decode("ascii") in COMMON
