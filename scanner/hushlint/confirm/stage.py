"""Confirm the candidates of one text: which of them are secrets, and how severe each is by its own value."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from hushlint.confirm.capture import BUDGET, Memory, Place, Window, matches
from hushlint.confirm.checks import CHECKS
from hushlint.confirm.entropy import shannon
from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model import boundary
from hushlint.model.blob import Candidate
from hushlint.model.rule import HINTED, Near, Rule
from hushlint.model.secret import Secret

_MEBIBYTE = 1 << 20
# Hints to places in a text's syntax that are followed, a pattern.
_MOST_SIGNALS = 1000

# Versions of a file hold the same candidates again and again: what became of one is remembered with the bytes around
# it that its check may read, before the match and behind it. Other checks read as far as a line or a block goes.
_SIGHT = {"none": (0, 0), "generic": (300, 300), "comment": (400, 300), "dsn": (200, 8)}
# The check of assignments looks for a user's name around a value that is not longer than names are, in characters.
_LONG_VALUE = 24
_SIGHT_OF_LONG = (180, 24)
_MOST_REMEMBERED = 20_000

# Checks that read on to the end of a block, wherever that is.
_FAR_SIGHTED = frozenset(("google-service-account", "jwk", "pem", "pem-base64", "putty"))
# A beginning with some words in any case.
_ANY_CASE = re.compile(r"(?P<before>(?:\(\?P<\w+>)?)\(\?i:(?P<words>[a-z]+(?:\|[a-z]+)*)\)")

# Bytes that confirming a match may read around it: the longest sight, the rest of a name, a look-ahead.
_AROUND = 400 + 60 + 64
_NO_LIMIT = 1 << 62


def sights(rules: Sequence[Rule], windows: Sequence[tuple[int, int]]) -> list[int]:
    """How far from the end of a candidate of each rule, to both sides, bytes may matter for what becomes of it."""
    return [
        _NO_LIMIT if rule.near or rule.check in _FAR_SIGHTED else before + max(full, rule.window) + _AROUND
        for rule, (before, full) in zip(rules, windows, strict=True)
    ]


class Confirmer:
    """Compiled confirm patterns of a plan's rules; `truncated` tells that a text had more than the budget allows.

    `windows` are how far each rule's matches reach, `hinted` the places of those that follow hints.
    """

    __slots__ = ("_hinted", "_judged", "_memory", "_near", "_patterns", "_rules", "_windows", "truncated")

    def __init__(self, rules: Sequence[Rule], windows: Sequence[tuple[int, int]], hinted: Sequence[int] = ()) -> None:
        self._rules = rules
        self._windows = windows
        self._hinted = hinted
        self._patterns: dict[int, re.Pattern[bytes]] = {}
        self._near: dict[int, re.Pattern[bytes]] = {}
        self._judged: dict[tuple[int, int, bytes], tuple[int, list[Secret]]] = {}
        self._memory = Memory()
        self.truncated = False

    def confirm(self, data: bytes, candidates: Sequence[Candidate]) -> list[Secret]:
        """The secrets of a text in order of their start; of overlapping ones the most specific."""
        self.truncated = False
        budget = BUDGET * (len(data) // _MEBIBYTE + 1)
        found: list[Secret] = []
        provisional: list[Secret] = []
        for index, ends in _by_rule(candidates).items():
            rule = self._rules[index]
            if rule.check in HINTED:
                provisional += self._hints(rule, ends)
            else:
                of = provisional if rule.family == "source" else found
                of += self._of_rule(index, data, ends, budget)
        kept = [secret for secret in _most_specific(found) if not secret.rule.muted]
        return sorted([*kept, *provisional], key=lambda secret: secret.start)

    def _hints(self, rule: Rule, ends: list[int]) -> Iterator[Secret]:
        """A hint for each rule that follows hints, as they share patterns; its note says of what kind it is."""
        takers = [self._rules[place] for place in self._hinted]
        for end in ends[:_MOST_SIGNALS]:
            for taker in takers:
                yield Secret(taker, end - 2, end, b"", severity=taker.severity, note=rule.check)

    def _of_rule(self, index: int, data: bytes, ends: list[int], budget: int) -> Iterator[Secret]:
        rule = self._rules[index]
        pattern = self._patterns.get(index)
        if pattern is None:
            text = boundary.for_re(_with_first_letters(rule.confirm or rule.pattern))
            pattern = self._patterns[index] = re.compile(text.encode("latin-1"))
        before, full = self._windows[index]
        for place in matches(pattern, data, ends, Window(before, max(full, rule.window)), budget, self._memory):
            if place is None:
                self.truncated = True
            elif rule.near:
                yield from self._beside(index, rule, rule.near, place)
            else:
                yield from self._judge_once(index, rule, place)

    def _judge_once(self, index: int, rule: Rule, place: Place) -> Iterator[Secret]:
        """As _judge, without judging again what stood amid the same bytes."""
        sight = _SIGHT.get(rule.check)
        if rule.check == "generic" and place.length > _LONG_VALUE:
            sight = _SIGHT_OF_LONG
        if sight is None:
            yield from _judge(rule, place.again())
            return
        start = place.start
        begin = max(0, start - sight[0])
        key = (index, start - begin, place.data[begin : place.end + sight[1]])
        known = self._judged.get(key)
        if known is not None:
            yield from (_moved(secret, start - known[0]) for secret in known[1])
            return
        secrets = list(_judge(rule, place.again()))
        yield from secrets
        if len(self._judged) >= _MOST_REMEMBERED:
            self._judged.clear()
        self._judged[key] = (start, [_moved(secret, 0) for secret in secrets])

    def _beside(self, index: int, rule: Rule, near: Near, place: Place) -> Iterator[Secret]:
        """The second halves of a composite around its first."""
        pattern = self._near.get(index)
        if pattern is None:
            pattern = self._near[index] = re.compile(near.pattern.encode("latin-1"))
        begin, end = max(0, place.start - near.within), place.end + near.within
        for other in pattern.finditer(place.data, begin, end):
            if other.end("secret") <= place.start or other.start("secret") >= place.end:
                yield from _judge(rule, other)


def _with_first_letters(pattern: str) -> str:
    """A pattern that begins with words in any case, each word spelled twice: `re` finds places to begin at by their
    first bytes, in a quarter of the time, but not where it has to ignore the case of these.
    """
    begin = _ANY_CASE.match(pattern)
    if not begin:
        return pattern
    words = begin["words"].split("|")
    spelled = [f"{first}(?i:{word[1:]})" for word in words for first in (word[0], word[0].upper())]
    return f"{begin['before']}(?:{'|'.join(spelled)}){pattern[begin.end():]}"


def _by_rule(candidates: Sequence[Candidate]) -> dict[int, list[int]]:
    ends: dict[int, list[int]] = {}
    for index, end in candidates:
        ends.setdefault(index, []).append(end)
    return ends


def _judge(rule: Rule, match: re.Match[bytes]) -> Iterator[Secret]:
    """The secret of one match, unless its value is too regular, a placeholder, or refused by the rule's check."""
    groups = {name: value for name, value in match.groupdict(b"").items() if value}
    value = groups.get("secret", b"")
    if not value or (rule.entropy and shannon(value) < rule.entropy):
        return
    # The check of addresses knows default passwords, which are low, from placeholders, which are nothing; that of
    # assignments looks at the name first, which costs less and refuses most.
    if rule.kind != "dsn" and rule.check != "generic" and is_placeholder(value):
        return
    start, end = match.span("secret")
    name_start = match.start("name") if "name" in groups else -1
    captured = Captured(value, groups.get("name", b""), groups, rule, match.string, start, end, name_start)
    verdict = CHECKS[rule.check](captured) if rule.check != "none" else Verdict(True)
    if not verdict.keep:
        return
    start = verdict.start if verdict.start is not None else start
    end = verdict.end if verdict.end is not None else end
    yield Secret(
        rule,
        start,
        end,
        match.string[start:end],
        captured.name if verdict.name is None else verdict.name,
        rule.severity if verdict.severity is None else verdict.severity,
        verdict.verified,
        verdict.note,
        confidence="" if verdict.confidence is None else _label(verdict.confidence),
    )


def _moved(secret: Secret, by: int) -> Secret:
    """The same secret elsewhere, as an object of its own: later stages add to what they are given."""
    moved = Secret.__new__(Secret)
    for name in Secret.__slots__:
        setattr(moved, name, getattr(secret, name))
    moved.start += by
    moved.end += by
    return moved


def _label(confidence: float) -> str:
    """A probability in the words that reports use: of ten findings nine, seven, or fewer are real."""
    return "high" if confidence >= 0.9 else "medium" if confidence >= 0.7 else "low"


def _most_specific(found: list[Secret]) -> list[Secret]:
    """Drop a secret that another one covers: provider rules win over generic ones, rules for any path over those
    for some (which may not apply where the text stands), then severity, then length.
    """
    kept: list[Secret] = []
    for secret in sorted(found, key=_rank):
        place = bisect_left(kept, secret.start, key=_start)
        is_free = place == len(kept) or secret.end <= kept[place].start
        if is_free and (not place or kept[place - 1].end <= secret.start):
            kept.insert(place, secret)
    return kept


def _start(secret: Secret) -> int:
    return secret.start


def _rank(secret: Secret) -> tuple[bool, bool, int, int]:
    rule = secret.rule
    return rule.provider == "generic", bool(rule.paths), -secret.severity, secret.start - secret.end
