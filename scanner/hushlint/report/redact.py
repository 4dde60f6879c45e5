"""The one door for values: what may be shown of a secret, and its removal from every other text of a report."""

import re
from collections.abc import Iterable

from hushlint.model.finding import Finding, Report
from hushlint.report.escape import terminal

HIDDEN = "[hidden]"

# Kinds whose long values may show six characters; of passwords, DSNs, keys and any kind to come nothing is shown.
_PARTLY_SHOWN = frozenset({"token", "id"})
_LEAST_SHOWN = 16

# Shorter values would shred every text, and masking three characters tells them more than it hides.
_LEAST_MASKED = 4

# Rules say the same of every finding, and a file or an author stands in many: so many results are kept.
_MOST_KEPT = 4096

# Default passwords that everybody knows are also ordinary names of folders: to mask `tests/` would hide where
# the finding is and give away what was found.
_PUBLIC = frozenset(
    {
        "admin", "changeme", "default", "demo", "dummy", "example", "foobar", "guest", "localhost", "mongo", "mysql",
        "none", "null", "oracle", "passwd", "password", "postgres", "public", "rabbitmq", "redis", "root", "sample",
        "secret", "test", "testing", "tests", "true", "user", "username",
    }
)

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PERCENT = tuple(
    tuple(chr(byte) if byte in _UNRESERVED else form.format(byte) for byte in range(256))
    for form in ("%{:02X}", "%{:02x}")
)
# What may be a folder, a project or a service as well as a weak password. A token is longer, or has more than this.
_PLAIN = re.compile(rb"[a-z]+(?:[-_. ][a-z]+)*|[A-Z][a-z]+")
_REFERENCE = "0123456789abcdefABCDEFTZ:+-. "


def redact(finding: Finding) -> str:
    """What may be seen of a finding's value: first four and last two characters, `[hidden]`, or nothing to show.

    Not escaped: the formatter does that for its medium.
    """
    if not finding.value:
        return ""
    text = finding.value.decode("utf-8", "replace")
    if finding.kind not in _PARTLY_SHOWN or len(text) < _LEAST_SHOWN:
        return HIDDEN
    return f"{text[:4]}…{text[-2:]}"


def mask(text: str, values: Iterable[bytes]) -> str:
    """A text without these values, plain, percent-encoded or backslash-escaped; each run becomes `[hidden]`.

    Values under four characters and default passwords that everybody knows stay.
    """
    return _Mask(values)(text)


def mask_name(text: str, values: Iterable[bytes]) -> str:
    """The same for a path or the name of a variable: plain words stay, as `Door.name` says."""
    return mask(text, (value for value in values if not _is_plain(value)))


def show_path(path: bytes) -> str:
    """A path as valid Unicode, U+FFFD for bytes that are not UTF-8; neither masked nor escaped."""
    return path.decode("utf-8", "replace")


class Door:
    """Every text of one report on its way out, without any value that the report knows, suppressed ones too."""

    __slots__ = ("_names", "_prose", "_texts")

    def __init__(self, report: Report) -> None:
        values = {finding.value for finding in report.findings}
        values.update(item.finding.value for item in report.suppressed)
        self._texts = _Mask(values)
        self._names = _Mask(value for value in values if not _is_plain(value))
        self._prose = _Mask(value for value in values if not _is_word(value))

    def learn(self, finding: Finding) -> None:
        """Take one more finding's value out of all that follows: for reports that begin before the last is known."""
        self.learn_value(finding.value)

    def learn_value(self, value: bytes) -> None:
        """The same for a value whose finding is still to come."""
        self._texts.add(value)
        if not _is_plain(value):
            self._names.add(value)
        if not _is_word(value):
            self._prose.add(value)

    def value(self, finding: Finding) -> str:
        """The redacted value; also without another finding's value that it starts with."""
        shown = redact(finding)
        return shown if shown == HIDDEN else self._texts(shown)

    def path(self, path: bytes) -> bytes:
        """A path, still as bytes, without values but for plain words; see `name`."""
        return self._names(path.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")

    def text(self, text: str) -> str:
        """A reason, author or message without values, as valid Unicode."""
        return _valid(self._texts(text))

    def name(self, text: str) -> str:
        """The name of a variable, or a sentence about a path, without values but for plain words; as valid Unicode.

        A weak password is often the word for the thing it opens: `traefik` in `deploy/traefik/config.yml`, `grafana`
        in `grafana_password`. The word was there without the password and says nothing of it. With `[hidden]` in its
        place nobody finds the file, and everybody reads off the gap that this word is the password. So words of
        small letters, also joined by `-`, `_` or `.`, or with a capital first, stay if they are under 16 characters,
        as no provider's token is. Anything longer, or with a digit or a capital inside, is masked.
        """
        return _valid(self._names(text))

    def prose(self, text: str) -> str:
        """A sentence of a rule: a value that is one plain word stays, the rule did not take it from there."""
        return _valid(self._prose(text))

    def reference(self, text: str) -> str:
        """A commit id or a date as it is; anything else like `text`."""
        return self.text(text) if text.strip(_REFERENCE) else text


class _Mask:
    """Finds many values in short texts in one walk, by the first four characters of each."""

    __slots__ = ("_forms", "_kept")

    def __init__(self, values: Iterable[bytes]) -> None:
        self._forms: dict[str, set[str]] = {}
        self._kept: dict[str, str] = {}
        for value in values:
            self.add(value)

    def add(self, value: bytes) -> None:
        """One more value; public and short ones count for nothing."""
        if value.decode("utf-8", "replace").lower() in _PUBLIC:
            return
        for form in _forms(value):
            if len(form) >= _LEAST_MASKED:
                self._forms.setdefault(form[:_LEAST_MASKED], set()).add(form)
        self._kept.clear()

    def __call__(self, text: str) -> str:
        masked = self._kept.get(text)
        if masked is None:
            masked = self._masked(text)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            if len(text) < _MOST_KEPT:
                self._kept[text] = masked
        return masked

    def _masked(self, text: str) -> str:
        if not self._forms:
            return text
        pieces, shown = [], 0
        for start, end in self._spans(text):
            pieces += [text[shown:start], HIDDEN]
            shown = end
        return "".join([*pieces, text[shown:]])

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Half-open character ranges that any value covers, touching ones joined."""
        spans: list[tuple[int, int]] = []
        for at in range(len(text) - _LEAST_MASKED + 1):
            forms = self._forms.get(text[at : at + _LEAST_MASKED])
            if forms is None:
                continue
            end = at + max((len(form) for form in forms if text.startswith(form, at)), default=0)
            if end > at and spans and at <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            elif end > at:
                spans.append((at, end))
        return spans


def _forms(value: bytes) -> set[str]:
    """The spellings in which a value may stand in a path, a URL or a message."""
    text = value.decode("utf-8", "surrogateescape")
    if text.isascii() and text.isalnum():
        return {text}
    upper, lower = ("".join([table[byte] for byte in value]) for table in _PERCENT)
    encoded = {spelling for form in (upper, lower) for spelling in _percent_spellings(form)}
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return {text, value.decode("utf-8", "replace"), terminal(text), escaped, terminal(escaped)} | encoded


def _percent_spellings(encoded: str) -> tuple[str, ...]:
    """Path and form encoders differ on the slash and the space."""
    slashed = encoded.replace("%2F", "/").replace("%2f", "/")
    return encoded, slashed, encoded.replace("%20", "+")


def _is_word(value: bytes) -> bool:
    return len(value) < _LEAST_SHOWN and value.isalpha()


def _is_plain(value: bytes) -> bool:
    return len(value) < _LEAST_SHOWN and _PLAIN.fullmatch(value) is not None


def _valid(text: str) -> str:
    """Lone surrogates, which no UTF-8 output can hold, replaced by U+FFFD."""
    if text.isascii():
        return text
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
