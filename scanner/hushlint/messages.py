"""Judge the message of a commit that is being made: `--commit-msg FILE`, as git's commit-msg hook gives it."""

import os

from hushlint import repository as repositories
from hushlint.detection import Detection
from hushlint.errors import UsageError
from hushlint.git import Git, inherited
from hushlint.pipeline import Options, plan_of_index
from hushlint.repository import Repository
from hushlint.selection import read_disk
from hushlint.source import index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hushlint.assembly import Hits
    from hushlint.model.finding import Report
    from hushlint.plan import Plan

# wt-status.c of git: what stands behind the comment character on the line below which git drops everything.
_SCISSORS = b" ------------------------ >8 ------------------------"
_COMMENT_SETTINGS = r"^core\.comment(char|string)$"
# git-config(1), core.commentChar = auto: git takes one of these that no line of the message starts with.
_AUTO = tuple(b"#;@!$%^&|:"[at : at + 1] for at in range(10))

# A message is prose: rules that are limited to some files look at it as they look at a text file.
_LIKE = b"message.txt"


def judge(options: Options) -> "Report | None":
    """What the message must hear; None when there is nothing to say. UsageError unless one file is named."""
    if len(options.names) != 1:
        raise UsageError("--commit-msg takes one FILE: the path of the message, as git gives it to commit-msg")
    git = Git()
    asked, listed = repositories.ask(git), index.start(git)
    try:
        repository = repositories.answer(git, asked)
    except BaseException:
        listed.close()
        raise
    listing = index.records(git.finish(listed))
    if repository.prefix:
        listing = index.records(repository.git.run("ls-files", "-s", "-z"))
    plan = plan_of_index(options, repository, listing)
    data = read_disk(b"", options.names[0], plan.max_file_size)
    detection = Detection(plan)
    hits = [] if isinstance(data, str) else detection.scan(cut(data, repository.git))
    reason = data if isinstance(data, str) else "full of more candidates than may be looked at"
    unread = reason if isinstance(data, str) or detection.truncated else ""
    if not hits and not unread and not options.verbose:
        return None
    return _report(options, plan, hits, _shown(options.names[0], repository), len(data), unread)


def cut(message: bytes, git: Git) -> bytes:
    """A message without what git drops below its scissors line, with or without `commit --verbose`.

    Comment lines stay: `git commit -m '#1234 …'` keeps them. Git also keeps what follows a scissors line that a person
    wrote, in an editor too, unless it was told to look for one: below those that it writes itself stands a comment.
    """
    if _SCISSORS not in message:
        return message
    marks = _comment_marks(git)
    scissors = {mark + _SCISSORS for mark in marks}
    offset = 0
    for line in message.splitlines(keepends=True):
        end = offset + len(line)
        if line.rstrip(b"\r\n") in scissors and message.startswith(marks, end):
            return message[:offset]
        offset = end
    return message


def _comment_marks(git: Git) -> tuple[bytes, ...]:
    """What a comment line starts with: core.commentChar (or commentString), also from `git -c`; `#` without one.

    `git config` runs nothing that a configuration names, so it may see the caller's own.
    """
    variables = inherited()
    given = {name: value for name, value in variables.items() if name.startswith(b"GIT_CONFIG")}
    asking = Git(git.directory, {**git.environment, **given}, git.program)
    output = asking.run("config", "-z", "--get-regexp", _COMMENT_SETTINGS, accept=(0, 1))
    values = [record.partition(b"\n")[2] for record in output.split(b"\0") if record]
    mark = values[-1] if values else b"#"
    return _AUTO if mark == b"auto" else (mark,)


def _shown(name: bytes, repository: Repository) -> bytes:
    """The message's path for the report: below the top, or below git's folder wherever that is, else its name."""
    where = os.path.realpath(name)
    for folder, prefix in ((repository.git_dir, b".git"), (repository.top, b"")):
        base = os.path.realpath(folder) + os.fsencode(os.sep)
        if where.startswith(base):
            return os.path.join(prefix, where[len(base) :])
    return os.path.basename(name)


def _report(options: Options, plan: "Plan", hits: "Hits", path: bytes, size: int, unread: str) -> "Report":
    from dataclasses import replace

    from hushlint.assembly import assemble, fail_on, kept_lines, locate
    from hushlint.model.finding import Coverage, Report, Skipped
    from hushlint.model.rule import Severity
    from hushlint.settings.suppressing import Suppressing

    config = plan.config()
    terms = Suppressing(config).terms()
    placed = kept_lines(locate(hits, _LIKE), None)
    for item in placed:
        item.finding = terms.graded(replace(item.finding, path=path))
    if not options.verbose:
        placed = [item for item in placed if item.finding.severity > Severity.INFO]
    findings, suppressed, notes = assemble(placed, (), lambda _path: False, lambda _path: b"", terms)
    skipped = (Skipped(path, unread, False),) if unread else ()
    coverage = Coverage(units=1, bytes=size, skipped=skipped, notes=notes)
    return Report(findings, suppressed, coverage, fail_on(config, options.fail_on))
