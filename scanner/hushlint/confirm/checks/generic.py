"""The judgement of an assignment: what is plainly no secret is refused by hand, of the rest a model decides."""

import re
from functools import lru_cache

from hushlint import vocabulary
from hushlint.confirm.entropy import is_uuid
from hushlint.confirm.features import features
from hushlint.confirm.letters import likelihood, wordiness
from hushlint.confirm.model import is_likely, probability
from hushlint.confirm.placeholder_words import DEFAULTS
from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.shapes import hidden_text, is_plain_word, is_something_else, is_upper_name, looks_made
from hushlint.confirm.verdict import Captured, Verdict

_NO = Verdict(keep=False)

# Last words of names, in values such as "TEST_DB_PASSWORD" or "accessToken2".
_SECRET_ENDS = frozenset(("password", "passwd", "secret", "token", "key", "credentials", "passphrase"))
_CALL = "generic-call-secret"
_ARGUMENT = "generic-argument-secret"
_EMPTY = (b'""', b"''", b"``")  # what follows is code: `t.password||"";r=`
_BEHIND = frozenset(b";,.:)]}|&+?")
_NAME = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-$")
_LONGEST_NAME = 60
# What stands around a name and its value that are two arguments, or two parts of a pair.
_OPENING, _CLOSING = b"([{", b")]}"
_BLANKS = b" \t\r\n"
# Names of users and databases that a value is given to as well: a default password repeats them.
_SAME = (b"user", b"name", b"login", b"db", b"database", b"admin", b"vhost", b"schema")
# What is expected where no name stands, by the rule's kind: `curl -u bob:…`, `IDENTIFIED BY '…'`.
_NAMELESS = {"password": "chosen"}
_AROUND = 300  # bytes
_FEW_LETTERS = 5  # programs make no such keys
# Last words of names of kinds of things in code (`zToken`), and words of names whose values somebody may have chosen.
_KINDS = frozenset(("token", "key", "auth"))
_OWN = frozenset(("secret", "master", "api", "apikey", "access", "jwt", "encryption", "signing"))
_A_WORD = 5.2  # likelihood of a run of letters: of random ones, ten or more, one in sixty reads so
_A_CAMEL = 0.75  # wordiness: of random letters and digits, ten or more, fewer than one in a hundred have more
_ADDRESS = re.compile(rb"[a-z0-9._+-]{1,40}@[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){1,3}")
_CODES = frozenset(("pw", "psk"))
_NAMED = 32  # characters of a value that may be named after its name


# Files and their versions repeat names and values.
_words = lru_cache(4096)(vocabulary.words)


def judge(captured: Captured) -> Verdict:
    """A value under a name: kept when the name is a secret's and the model finds the value likely to be one."""
    _complete(captured)
    name = captured.name.decode("latin-1")
    value = captured.value
    kind = kind_of(captured)
    if not kind or _stands_wrong(captured) or is_something_else(value):
        return _NO
    if is_placeholder(value) or value.lower() in DEFAULTS or _echoes(name, value):
        return _NO
    if kind == "loose" and not looks_made(value):
        return _NO
    if _hides_words(value, kind) or (_is_no_password if kind == "chosen" else _is_no_key)(captured):
        return _NO
    chance = probability(features(captured, kind))
    return Verdict(keep=is_likely(chance), name=captured.name, confidence=chance)


def kind_of(captured: Captured) -> str:
    """What the value is expected to be: chosen, made, loose, or empty for nothing secret."""
    if captured.name:
        return _kind(captured.name.decode("latin-1"))
    return _NAMELESS.get(captured.rule.kind, "made")


@lru_cache(4096)
def _kind(name: str) -> str:
    """What the name lets expect; files repeat their names."""
    return vocabulary.expects(name)


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
    # Builders are called so: `.withPassword("…")`.
    if captured.rule.id == _CALL:
        captured.name = captured.name.removeprefix(b"with")


def _stands_wrong(captured: Captured) -> bool:
    """Whether name and value stand where no secret is given: in a list, a path, a badge, a lookup by name."""
    data, begin = captured.data, captured.name_start
    if begin < 0:
        return False
    if data[max(begin - 5, 0) : begin].endswith((b"/", b"::", b".svg?")):
        return True
    if captured.rule.id == _CALL and _asks(captured.name):
        return True
    if captured.rule.id == _ARGUMENT and is_upper_name(captured.value):
        return True
    opening = captured.groups.get("open", b"")
    if opening in _EMPTY and (data[captured.end : captured.end + 2] != opening or captured.value[0] in _BEHIND):
        return True
    wrap = captured.groups.get("wrap", b"")
    if wrap.endswith(b"(") and (len(captured.name) < 4 or _asks(wrap[:-1])):
        return True
    if wrap and (is_upper_name(captured.value) or wrap.startswith((b"require", b"import"))):
        return True
    separator = captured.groups.get("sep", b"")
    # `"password" to "…"` is a pair in Kotlin, but `pass to "…"` a sentence.
    if separator.rstrip(_BLANKS).endswith(b"to") and separator.lstrip(b"\\")[:1] not in (b'"', b"'"):
        return True
    return b"," in separator and (_is_name(captured.value) or not _is_pair(captured, separator))


def _is_name(value: bytes) -> bool:
    """Whether a value is itself a word for secrets, as in a list of such words."""
    return value.isalpha() and value.islower() and bool(vocabulary.expects(value.decode("ascii")))


def _asks(called: bytes) -> bool:
    """Whether what is called, by its last part, fetches, checks or changes a secret: `vault.get_password`."""
    return vocabulary.asks(called.rpartition(b".")[2].decode("latin-1"))


def _is_pair(captured: Captured, separator: bytes) -> bool:
    """Whether a quoted name and the value behind its comma are all that a bracket holds: `("DB_PASSWORD", "…")`."""
    data, begin = captured.data, captured.name_start
    quote = data[begin - 1 : begin]
    if quote not in (b'"', b"'", b"`") or not separator.lstrip(b"\\").startswith(quote) or len(captured.name) < 4:
        return False
    before = data[max(begin - 20, 0) : begin - 1].rstrip(b"\\" + _BLANKS)[-1:]
    after = data[captured.end : captured.end + 20].lstrip(b"\\\"'`" + _BLANKS)[:1]
    return bool(before) and before in _OPENING and bool(after) and after in _CLOSING


def _echoes(name: str, value: bytes) -> bool:
    """Whether a value repeats its own name, as keys of tables and forms do, or is itself the name of a secret."""
    text = value.decode("latin-1")
    mine, its = _words(name), _words(text)
    if bool(its) and set(its) <= set(mine):
        return True
    return len(its) > 1 and text.replace("_", "").replace("-", "").isalnum() and its[-1] in _SECRET_ENDS


def _hides_words(value: bytes, kind: str) -> bool:
    """Whether a value is base64 of a placeholder, or, where a program's key is expected, of words."""
    text = hidden_text(value)
    return bool(text) and (is_placeholder(text) or (kind != "chosen" and wordiness(text) > 0.5))


def _is_no_key(captured: Captured) -> bool:
    """Whether a value is too short, a label, a constant, or named after its own name: `MAXLEN`, `keyRSA2048`."""
    value, name = captured.value, captured.name.decode("latin-1")
    if (len(value) <= _FEW_LETTERS and value.isalpha()) or is_plain_word(value):
        return True
    if (value.rstrip(b".").isalpha() and not name) or _ADDRESS.fullmatch(value):
        return True
    words = _words(name)
    last = words[-1:]
    if value.isalpha() and _is_about(value):
        return True
    if last and last[0] in _KINDS and _OWN.isdisjoint(words) and (_reads(value) or _is_camel(value)):
        return True
    return bool(last) and len(value) < _NAMED and last[0].encode() in value.lower()


def _is_about(value: bytes) -> bool:
    """Whether a value is the name of something about a secret: `TenantId`, `tokenUrl`."""
    its = _words(value.decode("latin-1"))
    return len(its) == 2 and its[-1] in vocabulary.ABOUT and wordiness(value) > 0.5


def _reads(value: bytes) -> bool:
    """Whether a value is small letters alone that read like words: `punctuation`, `matchingbracket`."""
    return value.isalpha() and value.isascii() and value.islower() and likelihood(value.decode("ascii")) >= _A_WORD


def _is_camel(value: bytes) -> bool:
    """Whether a value is words written together, with a digit or two among them: `k8sConfigMapsDatatable`."""
    few = sum(48 <= byte <= 57 for byte in value) <= 3
    return few and value.isalnum() and value[1:].lower() != value[1:] and wordiness(value) >= _A_CAMEL


def _is_no_password(captured: Captured) -> bool:
    """Whether a value is an id, or a default: people choose no UUIDs and no long numbers."""
    value = captured.value
    if is_uuid(value) or (value.isdigit() and len(value) > 12):
        return True
    if is_upper_name(value) and value.count(b"_") >= 2 and value.replace(b"_", b"").isalpha():
        return True
    return _is_country(captured) or _is_the_user(captured) or _repeats_the_user(captured)


def _is_country(captured: Captured) -> bool:
    """Whether a word stands under a short code, as places do: `PW` is Palau, `RU-PSK` Pskov."""
    words = _words(captured.name.decode("latin-1"))
    return bool(words) and words[-1] in _CODES and is_plain_word(captured.value)


def _is_the_user(captured: Captured) -> bool:
    """Whether a password is the name of the user that the rule captured beside it, or the local part of an address."""
    user = captured.groups.get("user", b"").lower()
    return bool(user) and captured.value.lower() in (user, user.partition(b"@")[0])


def _repeats_the_user(captured: Captured) -> bool:
    """Whether a password is a word that stands nearby as the name of a user or database: a default of everybody."""
    value = captured.value
    if not value.isalnum() or len(value) > 24:
        return False
    begin = max(captured.start - _AROUND, 0)
    around = captured.data[begin : captured.end + _AROUND]
    at = around.find(value)
    while at >= 0:
        before = around[max(at - 24, 0) : at].rstrip(b" \t\"'`=:>").lower()
        if begin + at != captured.start and before.endswith(_SAME):
            return True
        at = around.find(value, at + 1)
    return False
