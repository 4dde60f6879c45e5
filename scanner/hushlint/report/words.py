"""What every format says of a finding, each piece masked and on one visible line, ready to be escaped further."""

from hushlint.model.finding import Coverage, Finding, Report
from hushlint.report.escape import terminal
from hushlint.report.redact import Door, show_path

_VERIFIED = {"checksum": "checksum matches", "structure": "structure matches"}
_SHORT_COMMIT = 12
_FULL_COMMIT = 40


def path(file: bytes, door: Door) -> str:
    """A path; empty where a finding has none."""
    return terminal(show_path(door.path(file)))


def name(words: str, door: Door) -> str:
    """The name of a variable or of an object, or a note that says paths."""
    return terminal(door.name(words))


def text(words: str, door: Door) -> str:
    """A reason, an author or a message."""
    return terminal(door.text(words))


def prose(words: str, door: Door) -> str:
    """A rule's sentence."""
    return terminal(" ".join(door.prose(words).split()))


def rule(item: Finding) -> str:
    """The rule's id; a team's own rules have ids of their own making."""
    return terminal(item.rule)


def unread(coverage: Coverage, door: Door) -> list[str]:
    """`not read: path reason` for each path that should have been read."""
    return [
        " ".join(word for word in ("not read:", path(item.path, door), text(item.reason, door)) if word)
        for item in coverage.skipped
        if not item.accepted
    ]


def remarks(report: Report, door: Door) -> list[str]:
    """What the change does to suppressions, what was covered, the notes, and how much was skipped by design."""
    coverage = report.coverage
    by_design = sum(item.accepted for item in coverage.skipped)
    skipped = [f"{count(by_design, 'path')} skipped by design"] if by_design else []
    told = [f"read {covered(coverage, door)}", *(name(note, door) for note in coverage.notes if note), *skipped]
    return [*(text(line, door) for line in report.relaxed), *told]


def last_line(item: Finding) -> int:
    """The finding's last line, never before its first."""
    return max(item.line, item.end_line)


def subject(item: Finding, door: Door) -> list[str]:
    """What the finding is about: the name and what may be seen of the value, or the object that a policy names."""
    if item.value:
        named = name(item.name.decode("utf-8", "replace"), door)
        return [word for word in (named, terminal(door.value(item))) if word]
    if not item.subject or item.subject.encode("utf-8", "surrogateescape") == item.path:
        return []
    return [name(item.subject, door)]


def statement(item: Finding, door: Door) -> str:
    """`title: name value (structure matches)`."""
    title, about = prose(item.title, door), subject(item, door)
    words = [f"{title}:" if about else title, *about]
    if item.verified:
        words.append(f"({_VERIFIED.get(item.verified) or text(item.verified, door)})")
    return " ".join(words)


def origin(item: Finding, door: Door) -> str:
    """`commit 0123456789ab, author, date`, empty where there is no commit."""
    if not item.commit:
        return ""
    commit = terminal(door.reference(item.commit)[:_SHORT_COMMIT])
    words = [f"commit {commit}", text(item.author, door), terminal(door.reference(item.date))]
    return ", ".join(word for word in words if word)


def covered(coverage: Coverage, door: Door) -> str:
    """`2 commits, 20 files, 81,234 bytes, range base..head (base: …)`."""
    words = [count(coverage.commits, "commit")] if coverage.commits or coverage.range else []
    words += [count(coverage.units, "file"), count(coverage.bytes, "byte")]
    if coverage.range:
        words.append(f"range {terminal(short_range(door.reference(coverage.range)))}")
    source = f" (base: {text(coverage.base, door)})" if coverage.base else ""
    return ", ".join(words) + source


def short_range(ids: str) -> str:
    """`base..head` with ids short enough to read; anything that is no full id stays."""
    return "..".join(part[:_SHORT_COMMIT] if len(part) >= _FULL_COMMIT else part for part in ids.split(".."))


def count(number: int, noun: str) -> str:
    """`1,234 files`, `1 file`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
