"""What to do next, said once below the findings: take it out of the commit, rotate it, or allow a false alarm."""

from collections.abc import Sequence

from hushlint.model.finding import Finding, Report
from hushlint.report.escape import terminal
from hushlint.report.ink import NBSP, Ink
from hushlint.report.view import View

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/+@,-")
_MOST_PATHS = 3
_ROTATE = "Rotate what was exposed, as `fix` says: a value that is only deleted stays in history and in every clone."
_RANGE = "Every commit of the range counts: deleting it in one more commit does not help, a rebase that drops it does."
# A comment would break these.
_NO_COMMENTS = (b".json", b".ipynb")
_BASE = "Allowances in .hushlint.toml count once they are in the base branch."


def advise(report: Report, shown: Sequence[Finding], view: View, ink: Ink) -> list[str]:
    """Lines for a terminal of the view's width; none where nothing is shown."""
    return [ink.wrapped(line) for line in _lines(report, shown, view, ink)]


def _lines(report: Report, shown: Sequence[Finding], view: View, ink: Ink) -> list[str]:
    secrets = [item for item in shown if item.value]
    blocking = [item for item in secrets if item.severity >= report.fail_on]
    lines = []
    if blocking and view.job == "hook":
        lines.append(_unstage(blocking, view, ink))
    if blocking and view.job in ("ci", "audit"):
        lines.append(_ROTATE)
    if blocking and view.job == "ci":
        lines.append(_RANGE)
    if secrets and all(item.path.endswith(_NO_COMMENTS) for item in secrets):
        allowance = "[[allow]] with rule, path and reason".replace(" ", NBSP)
        lines.append(f"False alarm? JSON has no comments, so say so in .hushlint.toml: {allowance}")
    elif secrets:
        pragma = f"# hushlint: ignore[{_only_rule(secrets)}] reason".replace(" ", NBSP)
        which = "" if len({item.rule for item in secrets}) == 1 else " (rule-id is what stands in brackets above)"
        lines.append(f"False alarm? Say so on its line: {pragma}{which}")
    elif shown:
        setting = f'disable = ["{_only_rule(shown)}"]'.replace(" ", NBSP)
        lines.append(f"Does not apply here? In .hushlint.toml: {setting}")
    if shown and view.job == "ci":
        lines.append(_BASE)
    return lines


def _unstage(findings: Sequence[Finding], view: View, ink: Ink) -> str:
    """The command to copy; a path that would need quoting in some shell is left to the reader."""
    paths = sorted({ink.path(item.path) for item in findings})
    plain = len(paths) <= _MOST_PATHS and all(path and _PLAIN.issuperset(path) for path in paths)
    command = "git rm --cached" if view.unborn else "git restore --staged"
    copied = f"{command} -- {' '.join(paths) if plain else 'FILE'}".replace(" ", NBSP)
    return f"To take it out of this commit: {copied}"


def _only_rule(findings: Sequence[Finding]) -> str:
    rules = {item.rule for item in findings}
    return terminal(rules.pop()) if len(rules) == 1 else "rule-id"
