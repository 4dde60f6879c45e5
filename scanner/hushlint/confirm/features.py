"""What is seen of an assignment, as names of features: of the name, the value, and the characters around them."""

from itertools import pairwise

from hushlint import vocabulary
from hushlint.confirm.common_words import COMMON
from hushlint.confirm.entropy import DIGITS, HEX, LOWER, UPPER, expected, is_uuid, shannon
from hushlint.confirm.letters import likelihood, runs
from hushlint.confirm.verdict import Captured

_LONGEST = 100  # characters of a value that are looked at
_SIZES = (4, 5, 6, 7, 8, 10, 12, 15, 19, 23, 31, 32, 39, 40, 63, 64, 100)
_LETTERS = LOWER | UPPER
# Characters of values that stand for a feature each.
_MARKS = {ord(mark): name for mark, name in zip("._-/:@%$+=*!#&,?^~|;()[]", (
    "dot low dash slash colon at percent dollar plus equals star bang hash and comma ask caret tilde bar semicolon "
    "open close left right").split(), strict=True)}  # fmt: skip
# Words of a name that say of what kind its value is.
_TELLING = frozenset(
    """old new my test tests expected wrong invalid bad fake incorrect default admin root user users db database example
    sample mock dummy confirm confirmation repeat current encrypted hashed hash plain raw my mysql postgres pg redis
    client app application account aws azure google git github gitlab slack stripe access refresh id session csrf api
    private public secret master shared service consumer signing encryption storage webhook login auth oauth ldap smtp
    mail email sa ssh ssl tls key keystore truststore pass password token jwt cookie x""".split()
)
_RULES = {
    "generic-password": "quoted", "generic-secret": "quoted", "generic-env-password": "env",
    "generic-env-secret": "env", "generic-config-password": "config", "generic-config-secret": "config",
}  # fmt: skip


def features(captured: Captured, kind: str) -> list[str]:
    """The features of a candidate whose name is of this kind (chosen, made, loose, none), each at most once."""
    value = captured.value[:_LONGEST]
    group = "p" if kind == "chosen" else "t"
    found = [f"kind={kind}", *_of_name(captured), *_of_place(captured)]
    found += [f"{group}:{feature}" for feature in (*_of_shape(value), *_of_letters(value))]
    found += _of_marks(value)
    return list(dict.fromkeys(found))


def _of_name(captured: Captured) -> list[str]:
    text = captured.name.decode("latin-1")
    words = vocabulary.words(text)
    if not words:
        return ["name=none"]
    found = [f"last={words[-1]}" if words[-1] in _TELLING else "last=other", f"words={min(len(words), 4)}"]
    found += [f"word={word}" for word in words[:-1] if word in _TELLING]
    style = "upper" if text.isupper() else "lower" if text.islower() else "mixed"
    return [*found, f"style={style}"]


def _of_place(captured: Captured) -> list[str]:
    data, groups = captured.data, captured.groups
    begin = max(data.rfind(b"\n", 0, captured.start) + 1, captured.start - 160)
    before = data[begin : captured.start]
    after = data[captured.end : captured.end + 3]
    quote = data[captured.start - 1 : captured.start]
    quote = quote if quote in (b'"', b"'", b"`") else b""
    rule = _RULES.get(captured.rule.id, captured.rule.id.removeprefix("generic-"))
    separator = _separator(groups.get("sep", b""))
    found = [f"rule={rule}", f"quote={quote.decode()}", f"sep={separator}"]
    if groups.get("wrap", b"").rstrip().endswith(b"("):
        found.append("wrap")
    if groups.get("open", b"").startswith(b"\\"):
        found.append("escaped")
    follower = after.lstrip(b"\\\"'`" if quote else b"")[:1]
    found.append(f"after={follower.decode('latin-1') if follower in _FOLLOWERS else 'end' if not follower else 'x'}")
    lower = before.lower()
    found += [f"line={name}" for name, words in _LINES.items() if any(word in lower for word in words)]
    if before.lstrip()[:2] in (b"//", b"# ", b"* ", b"/*", b"--", b"<!", b";;"):
        found.append("comment")
    return found


_FOLLOWERS = tuple(bytes((byte,)) for byte in b",;:)]} \n\r.&+<=\\")
# Words on the line before a value that say what is done with it.
_LINES = {
    "assert": (b"assert", b"expect", b"should", b"raises"),
    "test": (b"test",),
    "user": (b"user", b"login", b"admin", b"email"),
    "connect": (b"connect", b"host", b"server", b"url", b"http"),
    "print": (b"print", b"log", b"echo", b"error", b"throw", b"message"),
    "type": (b"type", b"enum", b"case ", b"label", b"name"),
    "lookup": (b"get(", b"getenv", b"env[", b"config(", b"lookup", b"translate", b"t("),
}


def _separator(text: bytes) -> str:
    for sign in (b"=>", b":=", b"!=", b"==", b"||", b"??", b"=", b":", b",", b"<-"):
        if sign in text:
            return sign.decode()
    return "none"


def _of_shape(value: bytes) -> list[str]:
    size = len(value)
    present = frozenset(value)
    digits = sum(48 <= byte <= 57 for byte in value)
    letters = sum(byte in _LETTERS for byte in value)
    bucket = next((limit for limit in _SIZES if size <= limit), 101)
    alphabet = _alphabet(value, present)
    spread = expected(size, 10 if present <= DIGITS else 16 if present <= HEX else 26 if digits == 0 else 36)
    lack = spread - shannon(value)
    length = "short" if size <= 8 else "middling" if size < 16 else "long"
    found = [f"size={bucket}", f"{length}={alphabet}", f"digits={_share(digits, size)}"]
    found.append(f"lack={'0' if lack < 0.2 else '1' if lack < 0.5 else '2' if lack < 1.0 else '3'}")
    tail = size - len(value.rstrip(b"0123456789"))
    if tail and letters:
        found.append(f"tail={min(tail, 5)}")
    switches = sum((a in DIGITS) != (b in DIGITS) for a, b in pairwise(value))
    found.append(f"switches={min(switches, 6)}")
    if size - digits - letters:
        found.append(f"signs={min(size - digits - letters, 4)}")
    return found


def _alphabet(value: bytes, present: frozenset[int]) -> str:
    if present <= DIGITS:
        return "digits"
    if is_uuid(value):
        return "uuid"
    case = "lower" if present.isdisjoint(UPPER) else "upper" if present.isdisjoint(LOWER) else "mixed"
    if case != "mixed" and present <= HEX and not present.isdisjoint(DIGITS):
        return "hex"
    if case == "mixed" and value[:1].isupper() and value[1:].islower():
        case = "title"
    if present <= _LETTERS:
        return case
    if present <= _LETTERS | DIGITS:
        return f"{case}9"
    if present <= _LETTERS | DIGITS | frozenset(b"+/="):
        return "base64"
    return f"{case}9_" if present <= _LETTERS | DIGITS | frozenset(b"_-.") else f"{case}*"


def _of_letters(value: bytes) -> list[str]:
    """How much the letters of a value read like words, and are known ones."""
    found = [run for run in runs(value) if len(run) >= 3]
    total = sum(map(len, found))
    if not total:
        return ["reads=none"]
    mean = sum(likelihood(run) * len(run) for run in found) / total
    covered = sum(known(run) for run in found)
    return [
        f"reads={min(max(int(mean * 2), 5), 12)}",
        f"known={_share(covered, total)}",
        f"lettered={_share(total, len(value))}",
        f"runs={min(len(found), 4)}",
    ]


def known(run: str) -> int:
    """How many letters of a run stand in common words of four letters or more, none overlapping, from the left."""
    if run in COMMON:
        return len(run)
    covered = at = 0
    while at <= len(run) - 4:
        for end in range(min(len(run), at + 13), at + 3, -1):
            if run[at:end] in COMMON:
                covered += end - at
                at = end
                break
        else:
            at += 1
    return covered


def _of_marks(value: bytes) -> list[str]:
    present = frozenset(value)
    found = [f"has={name}" for byte, name in _MARKS.items() if byte in present]
    if any(byte > 126 or byte < 33 for byte in value):
        found.append("has=other")
    first, last = value[0], value[-1]
    if first in _MARKS:
        found.append("first=mark")
    if last in _MARKS:
        found.append("last=mark")
    return found


def _share(part: int, whole: int) -> str:
    """A share in five steps: none, up to a third, two thirds, nearly all, all."""
    if not part:
        return "0"
    return "all" if part == whole else "1" if 3 * part < whole else "2" if 3 * part < 2 * whole else "3"
