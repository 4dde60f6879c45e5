"""Find the values in an env file that look real: tokens, passwords in URLs, random values under secret names."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from hushlint.model.detector import Detector
from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.model.secret import Secret
from hushlint.policy.encryption import is_encrypted_value
from hushlint.policy.env_file import Variable, parse, plain
from hushlint.policy.places import Places
from hushlint.policy.url_password import url_passwords
from hushlint.vocabulary import is_secret_name


@dataclass(frozen=True, slots=True)
class RealValue:
    """A value that looks real: byte offsets, half open, of the text that `plain` returns, and its variable's name."""

    value: bytes = field(repr=False)
    key: str
    kind: str
    severity: Severity
    start: int
    end: int

    def finding(self, rule: str, path: bytes, severity: Severity, places: Places) -> Finding:
        """This value as a finding in the file at `path`; its subject is the variable."""
        line, column = places.at(self.start)
        end_line, end_column = places.at(self.end)
        return Finding(
            rule,
            title="",
            severity=severity,
            path=path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            kind=self.kind,
            value=self.value,
            name=self.key.encode(),
            subject=self.key,
        )


class _Span(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Spans:
    """Half-open spans of bytes, asked about in logarithmic time; they may not overlap one another."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[_Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def touch(self, start: int, end: int) -> bool:
        """Whether any of the spans has a byte in common with this one."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def real_values(data: bytes, detect: Detector) -> list[RealValue]:
    """Every value of an env file that looks real, in order, in comments too.

    What a detection rule rates below medium (a wrong checksum, a published example, a default password) does not;
    URLs are judged once more, since a password of somebody's own on a local host still is one.
    """
    text = plain(data)
    variables = list(parse(text))
    starts = [variable.start for variable in variables]
    secrets = detect.secrets(text)
    found = []
    for secret in secrets:
        if secret.severity >= Severity.MEDIUM:
            before = bisect_right(starts, secret.start)
            key = _key_of(secret, variables[before - 1] if before else None)
            found.append(RealValue(secret.value, key, secret.rule.kind, secret.severity, secret.start, secret.end))
    reported, known = Spans(found), Spans(secrets)
    for variable in variables:
        own = _own(variable, text, known, detect)
        found += [item for item in own if not reported.touch(item.start, item.end)]
    return sorted(found, key=lambda item: item.start)


def _key_of(secret: Secret, before: Variable | None) -> str:
    """The name of the variable that holds a secret, or what the rule took for its name."""
    if before and secret.start <= before.end:
        return before.key
    return secret.name.decode("utf-8", "replace")


def _own(variable: Variable, text: bytes, known: Spans, detect: Detector) -> Iterator[RealValue]:
    """What no detection rule reported of a variable's value: passwords in URLs, random values under secret names."""
    start, end = variable.start, variable.end
    for url in url_passwords(text[start:end], detect):
        yield RealValue(url.password, variable.key, "password", url.severity, start + url.start, start + url.end)
    if b"://" in variable.value or is_encrypted_value(variable) or not is_secret_name(variable.key):
        return
    if not known.touch(start, end) and detect.is_random(variable.value) and not detect.is_placeholder(variable.value):
        yield RealValue(variable.value, variable.key, "password", Severity.MEDIUM, start, end)
