"""The job summary of GitHub Actions: the findings in Markdown, where everything of the repository's is code.

Source: GitHub, "Adding a job summary": a step may write 1 MiB, or its summary is dropped whole.
"""

from collections.abc import Iterator

from hushlint.model.finding import Finding, Report
from hushlint.report import words
from hushlint.report.escape import code_span, markdown
from hushlint.report.order import worst_first
from hushlint.report.redact import Door
from hushlint.report.view import View

# Of 1,048,576; the rest is for what stands behind the findings, and for others who write in the same step.
_MOST_BYTES = 900_000
_ALLOW = "False alarm? Say so on its line: `# hushlint: ignore[rule-id] reason`"
_ROTATE = "Rotate what was exposed: a value that is only deleted stays in history and in every clone."


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """A heading, what was covered, the worst findings first as long as they fit, and what to do."""
    verdict = {0: "nothing blocks", 1: "secrets or policy findings block", 3: "incomplete"}[report.exit_code]
    yield f"## hushlint: {verdict}\n\n"
    for remark in words.remarks(report, door):
        yield f"- {code_span(remark)}\n"
    for unread in words.unread(report.coverage, door):
        yield f"- {code_span(unread)}\n"
    yield "\n"
    told = written = 0
    for item in worst_first(report.findings):
        piece = _finding(item, item.severity >= report.fail_on, door)
        written += len(piece.encode("utf-8", "replace"))
        if written > _MOST_BYTES:
            break
        told += 1
        yield piece
    if told < len(report.findings):
        left = words.count(len(report.findings) - told, "finding")
        yield f"\n{left} more do not fit here: these are the worst, the other reports hold all.\n"
    if report.findings:
        yield f"\n{_ROTATE}\n\n{_ALLOW}\n"


def _finding(item: Finding, blocks: bool, door: Door) -> str:
    severity = f"**{item.severity.label}**" if blocks else item.severity.label
    place = f"{words.path(item.path, door)}:{item.line}" if item.path else ""
    about = " ".join(code_span(word) for word in words.subject(item, door))
    title = markdown(words.prose(item.title, door))
    parts = (severity, _code(place), title, about, code_span(words.rule(item)))
    lines = [f"- {' '.join(part for part in parts if part)}"]
    origin = words.origin(item, door)
    if origin:
        lines.append(f"  in {code_span(origin)}")
    fix = words.prose(item.fix, door)
    if fix:
        lines.append(f"  {markdown(fix)}")
    return "  \n".join(lines) + "\n"


def _code(text: str) -> str:
    return code_span(text) if text else ""
