"""Whether a value only stands for a secret: filler, words, templates, references, published examples."""

from functools import lru_cache
from itertools import pairwise

from hushlint.confirm.letters import runs
from hushlint.confirm.placeholder_words import INSIDE, MARKERS, PUBLISHED, REFERENCES, SEQUENCES, WORDS

_ALNUM = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_SHORTEST_BLANK = 3
_LONG_BLANK = 8
_IDENTIFIER = _ALNUM | frozenset(b"_")
_JOINTS = frozenset(b"_-./: ")
# A character that stands at both ends of a name makes a template of it: %NAME%, __NAME__, @NAME@, ###NAME###.
_FRAMES = frozenset(b"%_@#*~|")
_PAIRS = {b"<": b">", b"[": b"]", b"{": b"}", b"(": b")"}
_TO_BLANKS = bytes(byte if 48 <= byte <= 57 else 32 for byte in range(256))
_ROWS = tuple(row for forward in SEQUENCES for row in (forward, forward[::-1]))
# Digits that examples write for letters: `s3cr3t`, `p4ssw0rd`.
_LEET = bytes.maketrans(b"0134", b"oiea")
_SHORTEST_ROW = 4  # characters along a row of the keyboard, or of counting, that are no accident
_ROW_STARTS = frozenset(row[at : at + _SHORTEST_ROW] for row in _ROWS for at in range(len(row) - _SHORTEST_ROW + 1))


@lru_cache(4096)
def is_placeholder(value: bytes) -> bool:
    """Whether a value only stands for a secret: `changeme`, `<your-key>`, `${VAR}`, `sk_test_replace`, `xxxx`.

    A generated value is never one for what it happens to contain: short words count only when nothing else is there.
    """
    text = value.strip(b" \t\r\n\"'`,;&")
    if len(text) < 3 or text in PUBLISHED:
        return True
    lower = text.lower()
    if text.islower() and text.isalnum() and _only_words(text.translate(_LEET)):
        return True
    return (
        lower.endswith((b"example", b"examplekey"))
        or _is_reference(text, lower)
        or any(marker in lower for marker in MARKERS)
        or _is_filler(lower)
        or _ends_blank(lower)
        or _only_words(text)
    )


def _is_reference(text: bytes, lower: bytes) -> bool:
    """Whether the value is read from elsewhere, or filled in by a template."""
    if lower.startswith(REFERENCES) or any(mark in lower for mark in INSIDE):
        return True
    if text[:1] == b"$":
        return len(text) > 1 and _IDENTIFIER.issuperset(text[1:].rstrip(b"$")) and not text[1:2].isdigit()
    closing = _PAIRS.get(text[:1])
    if closing and text.endswith(closing):
        return True
    inner = text.strip(text[:1])
    return text[0] in _FRAMES and text[-1] == text[0] and bool(inner) and (_IDENTIFIER | _JOINTS).issuperset(inner)


def _body(lower: bytes) -> bytes:
    """What is left of a value behind its prefix of words: `sk_test_0000` gives `0000`."""
    while True:
        for joint in (b"_", b"-"):
            word, found, rest = lower.partition(joint)
            if found and rest and len(word) <= 12 and (word in WORDS or len(word) <= 3):
                lower = rest
                break
        else:
            return lower


def _is_filler(lower: bytes) -> bool:
    """Whether a value is mostly one repeated character or piece, or runs along a row: `xxxx`, `0000`, `12345678`."""
    body = bytes(byte for byte in _body(lower) if byte not in _JOINTS)
    size = len(body)
    if size < 3 or len(set(body)) <= max(2, min(size // 16, 6)):
        return True
    if 2 * _longest_run(body) > size and size >= 6:
        return True
    for width in (2, 3, 4, 5, 6, 8, 10):
        if size >= 3 * width and body == (body[:width] * (size // width + 1))[:size]:
            return True
    return 10 * _along_rows(body) >= 7 * size


def _ends_blank(lower: bytes) -> bool:
    """Whether behind the prefix of a token stands nothing but x, or a few letters again and again: `whsec_xxxx`,
    `tvly-dev-xxx`, `xoxb-12345-abcabcabc`.
    """
    last = lower.rpartition(b"_")[2].rpartition(b"-")[2]
    if len(last) < _SHORTEST_BLANK or len(last) == len(lower):
        return False
    return not last.strip(b"x") or (len(last) >= _LONG_BLANK and last.isalpha() and len(set(last)) <= _SHORTEST_BLANK)


def _longest_run(body: bytes) -> int:
    longest = run = 1
    for before, here in pairwise(body):
        run = run + 1 if before == here else 1
        longest = max(longest, run)
    return longest


def _along_rows(body: bytes) -> int:
    """How many characters stand in pieces of four or more along a keyboard row, the alphabet, or counting."""
    covered = at = 0
    while at <= len(body) - _SHORTEST_ROW:
        width = 0
        for row in _ROWS if body[at : at + _SHORTEST_ROW] in _ROW_STARTS else ():
            reach = _SHORTEST_ROW
            while at + reach <= len(body) and body[at : at + reach] in row:
                width = max(width, reach)
                reach += 1
        covered += width
        at += width or 1
    return covered


def _only_words(text: bytes) -> bool:
    """Whether nothing is there but words that stand for secrets, with separators and short numbers."""
    text = text.rstrip(b"!.?")
    if not (_ALNUM | _JOINTS).issuperset(text):
        return False
    letters, numbers = runs(text), [piece for piece in text.translate(_TO_BLANKS).split() if piece]
    if len(numbers) > 2 or not all(len(piece) <= 4 or _along_rows(piece) == len(piece) for piece in numbers):
        return False
    # Single letters stand between words ("x-api-key"), but of nothing else does a word consist.
    return any(len(run) >= 3 for run in letters) and all(len(run) == 1 or _is_words(run.encode()) for run in letters)


def _is_words(piece: bytes) -> bool:
    """Whether a run of letters is one of the words, or several of them without a gap: `supersecretpassword`."""
    if piece in WORDS:
        return True
    reached = {0}
    for end in range(1, len(piece) + 1):
        if any(end - start >= 3 and piece[start:end] in WORDS for start in reached):
            reached.add(end)
    return len(piece) in reached
