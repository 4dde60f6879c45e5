"""Comments on a line that say a finding there does not count: ours, with rule and reason, and other tools'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

LINE = "line"
NEXT = "next"
OURS = "pragma"

NO_RULE = "names no rule, as in ignore[rule-id] reason"
NO_REASON = "gives no reason, as in ignore[rule-id] reason"
BAD_DATE = "has an until= that is no date like 2027-03-01"

# What a line of any length may cost: pragmas of a kind, and bytes of brackets and reason.
_MOST = 64
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Pragma:
    """A pragma as written: `start` and `end` are byte offsets in its line, half open.

    `scope` is the line that it speaks of: its own or the next. `rules` is empty for a foreign one, which speaks of
    any rule. `problem` says why it suppresses nothing, whatever the finding. `expires` is its last day.
    """

    scope: str
    start: int
    end: int
    by: str = OURS
    rules: tuple[str, ...] = ()
    reason: str = ""
    expires: date | None = None
    problem: str = ""

    def names(self, rule: str) -> bool:
        """Whether it means a finding of this rule; one that names no rule means every one, to be told so."""
        return not self.rules or rule in self.rules


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another tool's pragma: how it is listed, bytes that it cannot be without, its form, the line it speaks of."""

    by: str
    hint: bytes
    pattern: re.Pattern[bytes]
    scope: str


def _foreign(by: str, hint: bytes, pattern: bytes, scope: str = LINE) -> Foreign:
    return Foreign(by, hint, re.compile(pattern + rb"(?![\w-])"), scope)


# From each tool's own documentation: detect-secrets ("Inline Allowlisting", with the older word) and gitleaks.
FOREIGN = (
    _foreign("pragma: allowlist secret", b"pragma:", rb"pragma: ?(?:allow|white)list[ -]secret"),
    _foreign(
        "pragma: allowlist nextline secret", b"pragma:", rb"pragma: ?(?:allow|white)list[ -]nextline[ -]secret", NEXT
    ),
    _foreign("gitleaks:allow", b"gitleaks:", rb"gitleaks:allow"),
)

_OURS = re.compile(
    rb"\bhushlint:[ \t]{0,8}ignore(?P<next>-next)?(?![\w-])(?:[ \t]{0,8}\[(?P<rules>[^\]]{0,%d})\])?" % _LONGEST
)
_UNTIL = re.compile(r"(?:^|\s)until=(\S*)")

# Where a comment ends inside its line: C, HTML, JSP, Jinja, ERB, Haskell, OCaml, Python's long strings.
_CLOSER = re.compile(r"""\*/|--%?>|[#%]\}|%>|-\}|\*\)|\"{3}|'{3}""")
_MARKS = " \t\r\n/*<!-#;%:,"


def find(line: bytes, foreign: Sequence[Foreign] = FOREIGN) -> Sequence[Pragma]:
    """Every pragma of a line, in order, in any language's comments; a reason ends where the next one begins."""
    found = [
        Pragma(tool.scope, match.start(), match.end(), tool.by)
        for tool in foreign
        if tool.hint in line
        for match in islice(tool.pattern.finditer(line), _MOST)
    ]
    ours = list(islice(_OURS.finditer(line), _MOST)) if b"hushlint:" in line else []
    starts = sorted([match.start() for match in ours] + [pragma.start for pragma in found])
    for match in ours:
        limit = next((start for start in starts if start > match.start()), len(line))
        found.append(_ours(match, line[match.end() : min(limit, match.end() + _LONGEST)]))
    return sorted(found, key=lambda pragma: pragma.start)


def _ours(match: re.Match[bytes], tail: bytes) -> Pragma:
    names = (match["rules"] or b"").decode("utf-8", "replace").split(",")
    rules = tuple(name.strip() for name in names if name.strip())
    text = _CLOSER.split(tail.decode("utf-8", "replace"), maxsplit=1)[0]
    until = _UNTIL.search(text)
    expires, problem = None, ""
    if until:
        text = text[: until.start()] + text[until.end() :]
        expires, problem = _day(until[1])
    reason = _reason(text)
    if not reason:
        problem = NO_REASON
    if not rules:
        problem = NO_RULE
    scope = NEXT if match["next"] else LINE
    return Pragma(scope, match.start(), match.end(), OURS, rules, reason, expires, problem)


def _day(text: str) -> tuple[date | None, str]:
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, BAD_DATE


def _reason(text: str) -> str:
    """The words after the brackets without comment marks; empty when no letter or digit is left."""
    text = " ".join(text.strip(_MARKS).split())
    return text if any(character.isalnum() for character in text) else ""
