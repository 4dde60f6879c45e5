"""A confirmed value in a text, before anything is known of where the text stands."""

from hushlint.model.rule import Rule, Severity


class Secret:
    """A confirmed value in a text: half-open byte offsets of that text, value never shown by repr.

    `name` is the name before the value or empty; `verified` is "checksum", "structure" or empty. `severity` may
    differ from the rule's where the value itself says so, and `note` is why. `contexts` are comment, log and error.
    `confidence` is high, medium or low where a model has judged the value, else empty.
    One of a rule of the family `source` is provisional until context/ has seen the file's syntax; it may have no value.
    """

    __slots__ = ("confidence", "contexts", "end", "name", "note", "rule", "severity", "start", "value", "verified")

    def __init__(
        self,
        rule: Rule,
        start: int,
        end: int,
        value: bytes,
        name: bytes = b"",
        severity: Severity = Severity.MEDIUM,
        verified: str = "",
        note: str = "",
        contexts: tuple[str, ...] = (),
        confidence: str = "",
    ) -> None:
        self.rule = rule
        self.start = start
        self.end = end
        self.value = value
        self.name = name
        self.severity = severity
        self.verified = verified
        self.note = note
        self.contexts = contexts
        self.confidence = confidence

    def __repr__(self) -> str:
        return f"Secret({self.rule.id}, {self.start}, {self.end})"
