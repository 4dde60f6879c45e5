"""Comments on a line that say a finding there does not count: ours, with rule and reason, and other tools'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from hushlint.suppress.foreign import END, FILE, FOREIGN, LINE, NEXT, START, Foreign, families

OURS = "pragma"
# Whoever begins a sentence with it writes a capital letter.
HINT = b"ushlint"

NO_RULE = "names no rule, as in ignore[rule-id] reason"
NO_REASON = "gives no reason, as in ignore[rule-id] reason"
NO_WORD = "is no word of ours: write ignore, ignore-next, ignore-start and ignore-end, or ignore-file"
BAD_DATE = "has an until= that is no date like 2027-03-01"

# What a line of any length may cost: pragmas of a kind, and bytes of brackets and reason.
_MOST = 64
_LONGEST = 500

_SCOPES = {
    b"ignore": LINE, b"ignore-next": NEXT, b"ignore-start": START, b"ignore-end": END, b"ignore-file": FILE
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pragma:
    """A pragma as written: `start` and `end` are byte offsets in its line, half open.

    `scope` says which lines it speaks of. `rules` is empty for a foreign one, which speaks of any rule, or of those
    whose ids begin with one of `families`. `problem` says why it suppresses nothing, whatever the finding.
    `expires` is its last day, `word` what stands before the brackets of one of ours.
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
    word: str = ""

    def names(self, rule: str) -> bool:
        """Whether it means a finding of this rule; one that names no rule means every one, to be told so."""
        if self.families:
            return rule.startswith(self.families)
        return not self.rules or rule in self.rules


_OURS = re.compile(
    rb"\b[Hh]ushlint[ \t]{0,2}:[ \t]{0,8}(?P<word>[a-z][a-z_-]{0,30})(?![\w-])"
    rb"(?:[ \t]{0,8}\[(?P<rules>[^\]]{0,%d})\])?" % _LONGEST
)
# What other tools call it: with brackets behind, somebody means a pragma and has to be told that it is none.
_MISTAKEN = re.compile(rb"ignore|disable|allow|suppress|skip|no(?:qa|sec)")
_NEARLY = {b"next": NEXT, b"file": FILE, b"start": START, b"begin": START, b"end": END, b"enable": END}

# Written inside the brackets or without its sign it is meant as well, or what was to end never would.
_UNTIL = re.compile(r"(?:^|[\s,])until=([^\s,]*)|^[ \t]{0,8}until[ :]{1,2}(\d{4}-\d\d-\d\d)(?=\s|$)")

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
    ours = list(islice(filter(_is_meant, _OURS.finditer(line)), _MOST)) if HINT in line else []
    starts = sorted([match.start() for match in ours] + [pragma.start for pragma in found])
    for match in ours:
        limit = next((start for start in starts if start > match.start()), len(line))
        found.append(_ours(match, line[match.end() : min(limit, match.end() + _LONGEST)]))
    return sorted(found, key=lambda pragma: pragma.start)


def _is_meant(match: re.Match[bytes]) -> bool:
    """Whether it is a pragma, or so much like one that its author takes it for one."""
    return match["word"] in _SCOPES or (match["rules"] is not None and bool(_MISTAKEN.match(match["word"])))


def _scope(word: bytes) -> str:
    """The lines that a word speaks of; of one that is none of ours those that are likely meant."""
    return _SCOPES.get(word) or next((scope for part, scope in _NEARLY.items() if part in word), LINE)


def _ours(match: re.Match[bytes], tail: bytes) -> Pragma:
    inside = (match["rules"] or b"").decode("utf-8", "replace")
    scope, word = _scope(match["word"]), match["word"].decode("ascii")
    text = _CLOSER.split(tail.decode("utf-8", "replace"), maxsplit=1)[0]
    until = _UNTIL.search(text)
    if until:
        text = text[: until.start()] + text[until.end() :]
    else:
        until = _UNTIL.search(inside)
        inside = _UNTIL.sub("", inside)
    rules = tuple(name.strip() for name in inside.split(",") if name.strip())
    if scope == END:
        return Pragma(scope, match.start(), match.end(), OURS, rules, word=word)
    expires, problem = _day(until[1] or until[2] or "") if until else (None, "")
    reason = _reason(text)
    if not reason:
        problem = NO_REASON
    if not rules:
        problem = NO_RULE
    if match["word"] not in _SCOPES:
        problem = NO_WORD
    return Pragma(scope, match.start(), match.end(), OURS, rules, reason, expires, problem, word=word)


def _day(text: str) -> tuple[date | None, str]:
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, BAD_DATE


def _reason(text: str) -> str:
    """The words after the brackets without comment marks; empty when no letter or digit is left."""
    text = " ".join(text.strip(_MARKS).split())
    # In JSON a comment is a text of its own.
    if text.count('"') % 2:
        text = text.rstrip('",')
    return text if any(character.isalnum() for character in text) else ""
