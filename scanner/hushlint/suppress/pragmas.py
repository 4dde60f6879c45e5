"""Comments on a line that say a finding there does not count: ours, with rule and reason, and other tools'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from hushlint.suppress.foreign import END, FILE, FOREIGN, LINE, NEXT, START, Foreign, families

OURS = "pragma"
HINT = b"hushlint:"

NO_RULE = "names no rule, as in ignore[rule-id] reason"
NO_REASON = "gives no reason, as in ignore[rule-id] reason"
BAD_DATE = "has an until= that is no date like 2027-03-01"

# What a line of any length may cost: pragmas of a kind, and bytes of brackets and reason.
_MOST = 64
_LONGEST = 500

WORDS = {LINE: "ignore", NEXT: "ignore-next", START: "ignore-start", END: "ignore-end", FILE: "ignore-file"}
_SCOPES = {word.removeprefix("ignore").encode(): scope for scope, word in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Pragma:
    """A pragma as written: `start` and `end` are byte offsets in its line, half open.

    `scope` says which lines it speaks of. `rules` is empty for a foreign one, which speaks of any rule, or of those
    whose ids begin with one of `families`. `problem` says why it suppresses nothing, whatever the finding.
    `expires` is its last day.
    """

    scope: str
    start: int
    end: int
    by: str = OURS
    rules: tuple[str, ...] = ()
    reason: str = ""
    expires: date | None = None
    problem: str = ""
    families: tuple[str, ...] = ()

    def names(self, rule: str) -> bool:
        """Whether it means a finding of this rule; one that names no rule means every one, to be told so."""
        if self.families:
            return rule.startswith(self.families)
        return not self.rules or rule in self.rules


_OURS = re.compile(
    rb"\bhushlint:[ \t]{0,8}ignore(?P<form>-next|-start|-end|-file)?(?![\w-])"
    rb"(?:[ \t]{0,8}\[(?P<rules>[^\]]{0,%d})\])?" % _LONGEST
)
_UNTIL = re.compile(r"(?:^|\s)until=(\S*)")

# Where a comment ends inside its line: C, HTML, JSP, Jinja, ERB, Haskell, Lua, OCaml, PowerShell, Python's long
# strings.
_CLOSER = re.compile(r"""\*/|--%?>|[#%]\}|%>|-\}|\*\)|#>|\]\]|\"{3}|'{3}""")
_MARKS = " \t\r\n/*<!-#;%:,"


def find(line: bytes, foreign: Sequence[Foreign] = FOREIGN) -> Sequence[Pragma]:
    """Every pragma of a line, in order, in any language's comments; a reason ends where the next one begins."""
    found = [
        Pragma(tool.scope, match.start(), match.end(), tool.by, families=families(match))
        for tool in foreign
        if tool.hint in line
        for match in islice(tool.pattern.finditer(line), _MOST)
    ]
    ours = list(islice(_OURS.finditer(line), _MOST)) if HINT in line else []
    starts = sorted([match.start() for match in ours] + [pragma.start for pragma in found])
    for match in ours:
        limit = next((start for start in starts if start > match.start()), len(line))
        found.append(_ours(match, line[match.end() : min(limit, match.end() + _LONGEST)]))
    return sorted(found, key=lambda pragma: pragma.start)


def _ours(match: re.Match[bytes], tail: bytes) -> Pragma:
    names = (match["rules"] or b"").decode("utf-8", "replace").split(",")
    rules = tuple(name.strip() for name in names if name.strip())
    scope = _SCOPES[match["form"] or b""]
    if scope == END:
        return Pragma(scope, match.start(), match.end(), OURS, rules)
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
