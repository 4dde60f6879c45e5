"""What a person sees: nothing on a clean commit, the right lines otherwise; whole pages are in tests/golden."""

import re
from dataclasses import replace

import pytest

from hushlint.model.finding import Coverage, Finding, Report, Skipped, Suppression
from hushlint.model.rule import Severity
from hushlint.report.stage import View, chunks

VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
SECRET = Finding("a-rule", "A key", Severity.HIGH, b"a.py", 3, 5, kind="token", value=VALUE, why="W.", fix="F.")
INFO = replace(SECRET, severity=Severity.INFO)
POLICY = Finding("env-tracked", "A tracked env file", Severity.HIGH, b".env", subject=".env")
HOOK = View(job="hook")
RANGE = Coverage(3, 1_234, 2, range="a" * 40 + ".." + "b" * 40, base="GITHUB_BASE_REF main")
SKIPPED = Coverage(skipped=(Skipped(b"lib", "submodule"),), notes=("a note",))



def render(report: Report, view: View) -> str:
    return "".join(chunks("text", report, view))


SILENT = {
    "nothing found": (Report(), View()),
    "nothing found, quiet": (Report(), View(quiet=True)),
    "suppressed only": (Report(suppressed=(Suppression(SECRET, "pragma"),)), HOOK),
    "skipped by design, with a note": (Report(coverage=SKIPPED), HOOK),
    "info at the hook": (Report((INFO,)), HOOK),
    "nothing found in ci, quiet": (Report(coverage=RANGE), View(job="ci", quiet=True)),
    "below the bar, quiet": (Report((INFO,)), View(quiet=True)),
}


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str) -> None:
    report, view = SILENT[name]
    assert render(report, view) == ""


SHOWN = {
    "info in a scan": (Report((INFO,)), View(), "a.py:3:5: info: A key"),
    "info at the hook with -v": (Report((INFO,)), View(job="hook", verbose=True), "a.py:3:5: info: A key"),
    "clean with -v": (Report(), View(verbose=True), "hushlint: no findings; read 0 files, 0 bytes\n"),
    "skipped by design with -v": (Report(coverage=SKIPPED), View(verbose=True), "skipped: lib: submodule"),
    "rotation in ci": (Report((SECRET,)), View(job="ci"), "Rotate what was exposed"),
    "the way out in ci": (Report((SECRET,)), View(job="ci"), "a rebase that drops it does"),
    "what a clean range covered": (
        Report(coverage=RANGE),
        View(job="ci"),
        "no findings; read 2 commits, 3 files, 1,234 bytes, range aaaaaaaaaaaa..bbbbbbbbbbbb "
        "(base: GITHUB_BASE_REF main)\n",
    ),
    "what a clean audit covered": (Report(), View(job="audit"), "no findings; read 0 files"),
    "what covered a range with findings": (Report((SECRET,), coverage=RANGE), View(job="ci"), "; read 2 commits,"),
    "what JSON cannot say on its line": (
        Report((replace(SECRET, path=b"a.json"),)),
        View(),
        "False alarm? JSON has no comments, so say so in .hushlint.toml: [[allow]] with rule, path and reason\n",
    ),
    "a comment where one of two may hold it": (
        Report((SECRET, replace(SECRET, path=b"a.json"))),
        View(),
        "False alarm? Say so on its line: # hushlint: ignore[a-rule] reason\n",
    ),
    "commit and author": (
        Report((replace(SECRET, commit="c" * 40, author="A Person", date="2026-01-31"),)),
        View(job="ci"),
        "\n  in  commit cccccccccccc, A Person, 2026-01-31\n",
    ),
    "what the change relaxes": (Report(relaxed=("allows x",)), View(job="ci"), "relaxed: allows x\n"),
    "notes with findings": (Report((SECRET,), coverage=SKIPPED), HOOK, "note: a note"),
    "a bar below": (Report((SECRET,), fail_on=Severity.CRITICAL), HOOK, "; nothing blocks (fail-on critical)"),
    "some below the bar": (Report((SECRET, INFO)), View(), "in 1 file; 1 blocks (fail-on medium)\n"),
    "some below the bar of a commit": (
        Report((SECRET, replace(SECRET, line=9), INFO)),
        View(job="hook", verbose=True),
        "in 1 file; 2 block the commit (fail-on medium)\n",
    ),
    "a message": (Report((SECRET,)), View(job="message"), "in 1 file; 1 blocks the commit\n"),
    "all of a scan": (Report((SECRET,)), View(), "in 1 file\n"),
    "a policy's object once": (Report((POLICY,)), HOOK, ".env:1:1: high: A tracked env file [env-tracked]"),
    "no path": (Report((replace(POLICY, path=b""),)), HOOK, "high: A tracked env file: .env [env-tracked]"),
    "unread": (Report(coverage=Coverage(skipped=(Skipped(b"", "gone", False),))), View(quiet=True), "\n  gone\n"),
    "one rule in many lines": (
        Report((SECRET, replace(SECRET, rule="b-rule"))),
        HOOK,
        "# hushlint: ignore[rule-id] reason (rule-id is what stands in brackets above)",
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_shown(name: str) -> None:
    report, view, expected = SHOWN[name]
    assert expected in render(report, view)


def test_the_summary_is_the_last_line() -> None:
    critical = replace(SECRET, severity=Severity.CRITICAL)
    report = Report(
        (critical, replace(critical, line=9), replace(SECRET, path=b"b.py", severity=Severity.MEDIUM)),
        (Suppression(SECRET, "pragma"),),
    )
    last = render(report, HOOK).splitlines()[-1]
    assert last == "hushlint: 3 findings (2 critical, 1 medium) in 2 files; 3 block the commit; 1 suppressed"


def test_why_and_fix_are_told_once_a_rule() -> None:
    made = render(Report(tuple(replace(SECRET, line=line) for line in range(1, 41))), HOOK)
    assert made.count("a.py:") == 40
    assert made.count("  why  W.") == made.count("  fix  F.") == made.count("False alarm?") == 1


def test_the_worst_file_comes_first_and_lines_in_order() -> None:
    findings = (
        replace(SECRET, path=b"a.py", line=9, severity=Severity.LOW),
        replace(SECRET, path=b"z.py", line=8, severity=Severity.LOW),
        replace(SECRET, path=b"z.py", line=20, severity=Severity.CRITICAL),
    )
    made = render(Report(findings), HOOK)
    assert re.findall(r"^\S+:\d+:\d+", made, re.M) == ["z.py:8:5", "z.py:20:5", "a.py:9:5"]


@pytest.mark.parametrize(
    ("paths", "view", "command"),
    [
        ([b"a.py"], HOOK, "git restore --staged -- a.py\n"),
        ([b"a.py"], View(job="hook", unborn=True), "git rm --cached -- a.py\n"),
        ([b"::error::a.py"], HOOK, "git restore --staged -- FILE\n"),
        ([b"-b.py", b"a.py"], HOOK, "git restore --staged -- -b.py a.py\n"),
        ([b"$(id).py"], HOOK, "git restore --staged -- FILE\n"),
        ([b"a b.py"], HOOK, "git restore --staged -- FILE\n"),
        ([b"x/" + VALUE], HOOK, "git restore --staged -- FILE\n"),
        ([b"a", b"b", b"c", b"d"], HOOK, "git restore --staged -- FILE\n"),
    ],
)
def test_the_command_to_unstage_can_be_copied(paths: list[bytes], view: View, command: str) -> None:
    made = render(Report(tuple(replace(SECRET, path=path) for path in paths)), view)
    assert f"To take it out of this commit: {command}" in made


@pytest.mark.parametrize("view", [View(job="scan"), View(job="ci"), View(job="audit")])
def test_only_the_hook_speaks_of_unstaging(view: View) -> None:
    assert "--staged" not in render(Report((SECRET,)), view)


def test_findings_that_do_not_block_are_not_to_be_unstaged() -> None:
    assert "--staged" not in render(Report((replace(SECRET, severity=Severity.LOW),)), HOOK)


def test_colour_changes_nothing_but_codes() -> None:
    report = Report((SECRET, POLICY), coverage=SKIPPED)
    coloured = render(report, View(job="hook", colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(report, HOOK)


def test_long_words_are_wrapped_but_never_cut() -> None:
    url = "https://example.org/" + "x" * 80
    made = render(Report((replace(SECRET, fix=f"Go to {url} and roll it."),)), View(job="hook", width=50))
    assert f"\n       {url}\n" in made


@pytest.mark.parametrize("width", [40, 60, 100])
def test_our_own_lines_are_wrapped_and_what_is_copied_is_not(width: int) -> None:
    found = (replace(SECRET, path=b"src/application/handlers.py"), replace(SECRET, rule="another-rule-of-ours"))
    lines = render(Report(found, coverage=RANGE), View(job="hook", width=width)).splitlines()
    advice = lines[next(number for number, line in enumerate(lines) if line.startswith("To take it out")) :]
    whole = ["git restore --staged -- a.py src/application/handlers.py", "# hushlint: ignore[rule-id] reason"]
    assert [part for part in whole if any(part in line for line in advice)] == whole
    assert not [line for line in advice if len(line) > width and not any(part in line for part in whole)]
    assert "\xa0" not in "".join(lines)
