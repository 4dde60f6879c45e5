"""From a secret in a blob to a finding at a path: contexts, and the severity that they leave it."""

from dataclasses import replace

from hushlint.context.paths import applies, contexts, is_label
from hushlint.model.finding import Finding, Place
from hushlint.model.rule import Severity
from hushlint.model.secret import Secret

# Rules whose findings say less in tests, examples and documentation. A provider's token is real wherever it stands.
_GENERIC = "generic"
_SOURCE = "source"
_CONFIDENCE = {"checksum": "high", "structure": "high"}


def place(secret: Secret, where: Place, path: bytes) -> Finding | None:
    """The finding of a secret at a path, None where its rule does not look at such paths."""
    rule = secret.rule
    if not applies(rule.paths, path):
        return None
    around = contexts(path)
    doubtful = rule.provider == _GENERIC or rule.family == _SOURCE
    finding = Finding(
        rule=rule.id,
        title=rule.title,
        severity=secret.severity,
        path=path,
        line=where.line,
        column=where.column,
        end_line=where.end_line,
        end_column=where.end_column,
        confidence=_CONFIDENCE.get(secret.verified) or secret.confidence or ("medium" if doubtful else "high"),
        kind=rule.kind,
        value=secret.value,
        name=secret.name,
        subject="" if secret.value else secret.name.decode("utf-8", "replace"),
        contexts=(*around, *secret.contexts),
        verified=secret.verified,
        why=f"{rule.why} ({secret.note})" if secret.note else rule.why,
        fix=rule.fix,
    )
    if doubtful and (around or is_label(path, secret.value)):
        return replace(finding, severity=min(finding.severity, Severity.LOW))
    return finding
