"""The judgement of a value in a sentence about credentials: what people write into comments for each other."""

from hushlint.confirm.checks import generic
from hushlint.confirm.entropy import is_random
from hushlint.confirm.verdict import Captured, Verdict

_NO = Verdict(keep=False)
# Names of techniques and types that have digits, as values of `password is …` never are.
_TECHNIQUES = (
    b"""sha md5 md4 base64 base32 base16 oauth utf int8 int16 int32 int64 uint float bcrypt scrypt argon pbkdf aes rsa
    des ed25519 secp x509 x-509 ipv http python hmac hs256 rs256 es256 web3 win32 varchar char( uuid v1 v2 v3 v4 pkcs
    sql postgresql mysql ssh- tls ssl saml ldap rfc iso cve- issue gh- line page step table chapter section version"""
).split()
_DOCUMENTED = (b"xxj31zmtzzkva",)  # of mod_ssl's FakeBasicAuth, in the comments of every Apache's configuration
# Words before a value that say it is none of ours, and beginnings of keys that are public.
_EXAMPLES = (b"example", b"e.g.", b"sample", b"dummy", b"fake", b"for instance", b"such as")
_PUBLIC = (b"migfma0", b"miibij", b"mfww", b"mfkw", b"mcow", b"mhyw")
_VERBS = (b"pass", b"pw")
_SECRET_KEYS = (b"apikey", b"accesskey", b"secretkey", b"privatekey", b"authkey", b"signingkey", b"encryptionkey")
_SHORTEST = 6
# Bytes before a value in which they are looked for: a line may be a whole minified program.
_BEFORE = 400


def judge(captured: Captured) -> Verdict:
    """Kept when a value looks generated or chosen by a person, and is no path, number, date or name of a technique."""
    value = captured.value
    trimmed = value.rstrip(b".,:;")
    known = trimmed.lower().startswith((*_TECHNIQUES, *_PUBLIC, *_DOCUMENTED))
    if known or len(trimmed) < _SHORTEST or _is_prose(trimmed):
        return _NO
    if captured.groups.get("word", b"").lower() in _VERBS and captured.groups.get("sign", b"to") == b"to":
        return _NO
    before = captured.data[max(captured.start - _BEFORE, 0) : captured.start].rpartition(b"\n")[2].lower()
    if any(word in before for word in _EXAMPLES) or _is_plain_key(captured, before):
        return _NO
    is_password = not captured.groups.get("token")
    stem, _, end = trimmed.rpartition(b".")
    if stem and end.isalpha() and len(end) <= 4:
        return _NO
    if b"/" in trimmed if is_password else not is_random(trimmed):
        return _NO
    asked = Captured(
        trimmed, b"password" if is_password else b"token", captured.groups, captured.rule, captured.data,
        captured.start, captured.start + len(trimmed),
    )  # fmt: skip
    return Verdict(keep=True, end=asked.end) if generic.judge(asked).keep else _NO


def _is_plain_key(captured: Captured, before: bytes) -> bool:
    """Whether a value follows the word key and nothing says that it is a secret one, not a cache's or a table's."""
    if captured.groups.get("token", b"").lower() != b"key" or captured.groups.get("sign") in (b"is", b"was"):
        return False
    return not before.rstrip(b" \t:=>\"'`-").translate(None, b" _-").endswith(_SECRET_KEYS) and b"--key" not in before


def _is_prose(value: bytes) -> bool:
    """Whether a value is a number, a date, a range, an expression, or words with punctuation."""
    if b"_" in value and value.isupper():  # a constant
        return True
    letters = sum(chr(byte).isalpha() for byte in value)
    digits = sum(48 <= byte <= 57 for byte in value)
    if letters < 3 or any(mark in value for mark in (b"//", b"()", b"=", b"<", b"|", b"*", b"..", b"${", b"%")):
        return True
    inner = value[:-1]
    return not digits and not any(mark in inner for mark in b"!@#$^&+~")
