"""The pragmas of other tools: how each is written, and which lines and findings it speaks of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# The lines that a pragma speaks of: its own, the next, from here to its end, and the whole file.
LINE = "line"
NEXT = "next"
START = "start"
END = "end"
FILE = "file"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another tool's pragma: its switch in the settings, how it is listed, bytes that it cannot be without, its form.

    A group `rules` of the form holds the names of that tool's own rules, where the pragma is limited to some.
    """

    tool: str
    by: str
    hint: bytes
    pattern: re.Pattern[bytes]
    scope: str


_END = rb"(?![\w-])"
_GAP = rb"[ \t]{0,8}"


def _foreign(tool: str, by: str, hint: bytes, pattern: bytes, scope: str = LINE) -> Foreign:
    return Foreign(tool, by, hint, re.compile(pattern), scope)


_NAMES = rb"(?:[ \t]{1,8}(?P<rules>@?[a-z][\w./@-]{0,99}(?:[ \t]{0,8},[ \t]{0,8}@?[a-z][\w./@-]{0,99}){0,20}))?"
_CODES = rb"(?:[A-Z]{1,4}\d{1,4}[, \t]{1,4}){0,20}"


def _secretlint(form: bytes, scope: str) -> Foreign:
    by = "secretlint-" + form.decode()
    return _foreign("secretlint", by, b"secretlint-", rb"(?<![\w-])secretlint-" + form + _END + _NAMES, scope)


# Each from the tool's own documentation: detect-secrets "Inline Allowlisting" (with its older word), gitleaks,
# betterleaks and trufflehog "ignoring", ggshield "Ignoring a secret", secretlint "filter-comments", bandit
# "Exclusions" and gosec "Annotating code" (an unnamed nosec, or one that names their checks for hard-coded
# passwords), ruff and flake8-bandit S105 to S107, kingfisher "inline ignore".
FOREIGN = (
    _foreign(
        "detect-secrets", "pragma: allowlist secret", b"pragma:", rb"pragma: ?(?:allow|white)list[ -]secret" + _END
    ),
    _foreign(
        "detect-secrets",
        "pragma: allowlist nextline secret",
        b"pragma:",
        rb"pragma: ?(?:allow|white)list[ -]nextline[ -]secret" + _END,
        NEXT,
    ),
    _foreign("gitleaks", "gitleaks:allow", b"gitleaks:", rb"gitleaks:allow" + _END),
    _foreign("betterleaks", "betterleaks:allow", b"betterleaks:", rb"betterleaks:allow" + _END),
    _foreign("trufflehog", "trufflehog:ignore", b"trufflehog:", rb"trufflehog:ignore" + _END),
    _foreign("ggshield", "ggignore", b"ggignore", rb"(?<![\w-])ggignore" + _END),
    _secretlint(b"disable-line", LINE),
    _secretlint(b"disable-next-line", NEXT),
    _secretlint(b"disable", START),
    _secretlint(b"enable", END),
    _foreign("nosec", "nosec", b"nosec", rb"#" + _GAP + rb"nosec(?!:?" + _GAP + rb"[A-Z]{1,4}\d{3})" + _END),
    _foreign("nosec", "nosec", b"nosec", rb"#" + _GAP + rb"nosec:?" + _GAP + _CODES + rb"(?:B10[567]|G101)(?!\d)"),
    _foreign("noqa", "noqa: S105", b"noqa", rb"#" + _GAP + rb"noqa:" + _GAP + _CODES + rb"S10[567](?!\d)"),
    _foreign("noqa", "noqa: S105", b"NOQA", rb"#" + _GAP + rb"NOQA:" + _GAP + _CODES + rb"S10[567](?!\d)"),
    _foreign("kingfisher", "kingfisher:ignore", b"kingfisher:", rb"kingfisher:ignore" + _END),
)

TOOLS = tuple(dict.fromkeys(tool.tool for tool in FOREIGN))

# Rules of secretlint whose name is not the beginning of ours.
_RENAMED: Mapping[str, tuple[str, ...]] = {
    "privatekey": ("private-key",),
    "basicauth": ("dsn-", "url-password"),
    "database-connection-string": ("dsn-",),
}
_PRESET = "preset-recommend"


def families(match: re.Match[bytes]) -> tuple[str, ...]:
    """Beginnings of our rules' ids that a match is limited to; empty where it speaks of every secret."""
    names = match.groupdict().get("rules")
    if not names:
        return ()
    found: list[str] = []
    for name in names.decode("ascii", "replace").split(","):
        own = name.strip().rpartition("secretlint-rule-")[2]
        found += _RENAMED.get(own, ("",) if own == _PRESET else (own + "-",))
    return tuple(found)
