"""Bench of the reports: python tests/bench/reports.py [FINDINGS], every format in a process of its own.

Prints seconds, the peak of memory beyond what the findings themselves hold, and the size of each report. Exit 1
when a format needs more than 64 MiB beyond the findings and the masks of their values.
"""

import os
import random
import resource
import string
import subprocess
import sys
import time
from pathlib import Path

_LETTERS = string.ascii_letters + string.digits
_MOST_MIB = 64


def _report(number: int):  # type: ignore[no-untyped-def]
    """Findings as an audit has them: 200 rules, 7,000 files, every value another."""
    from hushlint.model.finding import Coverage, Finding, Report
    from hushlint.model.rule import Severity

    chance = random.Random(1)
    findings = [
        Finding(
            rule=f"rule-{index % 200}",
            title="A key of some service",
            severity=Severity(chance.randrange(5)),
            path=f"src/module{index % 300}/file{index % 7_000}.py".encode(),
            line=index % 900 + 1,
            column=5,
            end_line=index % 900 + 1,
            end_column=45,
            kind=chance.choice(["token", "password"]),
            value="".join(chance.choices(_LETTERS + "+/=" * (index % 2), k=40)).encode(),
            name=b"API_KEY",
            fingerprint=f"{index:032x}",
            commit=f"{index * 7919:040x}",
            author=f"Person {index % 50} <person{index % 50}@example.org>",
            date="2026-01-01T00:00:00Z",
            why=f"Whoever reads it can do what service {index % 200} lets them.",
            fix=f"Revoke it in the console of service {index % 200} and read the new one from the environment.",
        )
        for index in range(number)
    ]
    return Report(tuple(findings), coverage=Coverage(number, 10**9, 10_000))


def _measure(format: str, number: int, target: str) -> None:
    """In a process of its own, since the peak of memory never falls: print seconds and MiB."""
    from hushlint.output import save
    from hushlint.report.redact import Door

    report = _report(number)
    start = time.perf_counter()
    door = Door(report)
    doors = time.perf_counter() - start
    if format != "door":
        save(report, format, target, job="audit", door=door)
    print(time.perf_counter() - start - doors, doors, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _run(format: str, number: int, target: str) -> tuple[float, float, float]:
    command = [sys.executable, __file__, "--one", format, str(number), target]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, doors, peak = map(float, done.stdout.split())
    return seconds, doors, peak


def main() -> int:
    """Print a table, one row a format."""
    if sys.argv[1:2] == ["--one"]:
        _measure(sys.argv[2], int(sys.argv[3]), sys.argv[4])
        return 0
    from hushlint.report.stage import FORMATS

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    target = f"/tmp/hushlint-bench-{os.getpid()}"
    _, doors, held = _run("door", number, target)
    print(f"{number:,} findings: {held:.0f} MiB with the masks of their values, made once in {doors:.1f} s")
    print(f"{'':<14}{'seconds':>9}{'MiB more':>10}{'MB':>8}")
    worst = 0.0
    try:
        for format in FORMATS:
            seconds, _, peak = _run(format, number, target)
            worst = max(worst, peak - held)
            print(f"{format:<14}{seconds:>9.2f}{peak - held:>10.1f}{Path(target).stat().st_size / 1e6:>8.1f}")
    finally:
        Path(target).unlink(missing_ok=True)
    return int(worst > _MOST_MIB)


if __name__ == "__main__":
    raise SystemExit(main())
