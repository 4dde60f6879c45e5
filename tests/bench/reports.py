"""Bench of the reports: python tests/bench/reports.py [FINDINGS], every format in a process of its own.

Prints seconds, the peak of memory beyond what the findings themselves hold, and the size of each report, written to
a file, printed to standard output, and told as a stream while the findings come. Exit 1 when one of them needs more
than 64 MiB beyond the findings and the masks of their values.
"""

import os
import random
import resource
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hushlint.report.redact import Door
from hushlint.report.stage import FORMATS

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


def _save(format: str, report, target: str) -> None:  # type: ignore[no-untyped-def]
    from hushlint.output import save

    save(report, format, target, job="audit", door=Door(report))


def _print(format: str, report, target: str) -> None:  # type: ignore[no-untyped-def]
    from hushlint.output import show

    with _standard_output(target):
        show(report, format, job="audit", verbose=False, quiet=False, door=Door(report))


def _stream(format: str, report, target: str) -> None:  # type: ignore[no-untyped-def]
    """As an audit does it: the values first, then some findings at a time."""
    from hushlint.output import Live

    with _standard_output(target):
        live = Live()
        live.learn(item.value for item in report.findings)
        for start in range(0, len(report.findings), 100):
            live.tell(report.findings[start : start + 100])
        live.close(report)


def _masks(format: str, report, target: str) -> None:  # type: ignore[no-untyped-def]
    Door(report)


_WAYS = {"file": _save, "stdout": _print, "stream": _stream, "masks": _masks}


@contextmanager
def _standard_output(target: str) -> Iterator[None]:
    before = os.dup(1)
    with open(target, "wb") as file:
        os.dup2(file.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(before, 1)


def _measure(way: str, format: str, number: int, target: str) -> None:
    """In a process of its own, since the peak of memory never falls: print seconds of CPU and MiB."""
    report = _report(number)
    start = time.process_time()
    _WAYS[way](format, report, target)
    print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _run(way: str, format: str, number: int, target: str) -> tuple[float, float]:
    command = [sys.executable, __file__, "--one", way, format, str(number), target]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


def main() -> int:
    """Print a table, one row a format."""
    if sys.argv[1:2] == ["--one"]:
        _measure(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
        return 0
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    target = f"/tmp/hushlint-bench-{os.getpid()}"
    masks, held = _run("masks", "", number, target)
    print(f"{number:,} findings: {held:.0f} MiB with the masks of their values, made once in {masks:.1f} s")
    print(f"{'':<22}{'CPU s':>8}{'MiB more':>10}{'MB':>8}")
    rows = [*(("file", format) for format in FORMATS), ("stdout", "text"), ("stdout", "json"), ("stream", "jsonl")]
    worst = 0.0
    try:
        for way, format in rows:
            seconds, peak = _run(way, format, number, target)
            worst = max(worst, peak - held)
            size = Path(target).stat().st_size / 1e6
            print(f"{f'{format} to {way}':<22}{seconds - masks:>8.2f}{peak - held:>10.1f}{size:>8.1f}", flush=True)
    finally:
        Path(target).unlink(missing_ok=True)
    return int(worst > _MOST_MIB)


if __name__ == "__main__":
    raise SystemExit(main())
