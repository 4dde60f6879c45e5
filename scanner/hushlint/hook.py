"""The entry of an installed hook: few options, few imports, and the contract's exit codes.

Only what a hook needs is read here; any other option goes to the command line in cli.py, so that none exists twice.
"""

import gc
import os
import sys

from hushlint.errors import CLEAN, INCOMPLETE, HushlintError

_FLAGS = ("--from-pre-commit", "--commit-msg", "-v", "-q")
# Behind these stand names that a tool wrote, not a person.
_FROM_TOOLS = frozenset(("--from-pre-commit", "--commit-msg"))

_COLLECT_AFTER = 100_000


def main(arguments: list[str] | None = None) -> int:
    """Judge the commit that is being made; the process's exit code. Without arguments we are the process itself."""
    if arguments is not None:
        return _run(arguments) or CLEAN
    # A commit of usual size ends before that many objects live: no collection is worth its time (1 ms).
    gc.set_threshold(_COLLECT_AFTER)
    code = _run(sys.argv[1:])
    if code is None:
        _leave()
    return code or CLEAN


def _leave() -> None:
    """End a process that has said nothing, without taking down its modules and the engine first (2.5 ms)."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit(CLEAN)


def _run(given: list[str]) -> int | None:
    """The exit code; None for a clean one when nothing was said."""
    flags, names = _split(given)
    if names is None:
        from hushlint.cli import main as command_line

        return command_line(["hook", *given])
    try:
        return _judge(flags, names)
    except HushlintError as error:
        return fail(error)
    except KeyboardInterrupt:
        _say("interrupted")
        return INCOMPLETE
    except MemoryError:
        _say("out of memory: the commit was not judged")
        return INCOMPLETE
    except Exception as error:
        return crash(error)


def _split(given: list[str]) -> "tuple[set[str], list[bytes] | None]":
    """(flags, names); names are None when there is an option that is not for us.

    pre-commit puts the names behind its `args` without a `--`: a word that looks like an option and is a file on
    disk is a name there, and if it is a flag as well, both.
    """
    flags: set[str] = set()
    names: list[str] = []
    for place, word in enumerate(given):
        is_file = not flags.isdisjoint(_FROM_TOOLS) and os.path.lexists(word)
        if word == "--":
            names += given[place + (not is_file) :]
            break
        if word in _FLAGS:
            flags.add(word)
        elif word.startswith("-") and not is_file:
            return flags, None
        if is_file or not word.startswith("-"):
            names.append(word)
    return flags, [os.fsencode(name) for name in names]


def _judge(flags: set[str], names: list[bytes]) -> int | None:
    from hushlint.opening import Opening

    # Its gits run on another core while we import the rest: a millisecond in five of a clean commit.
    opening = None if "--commit-msg" in flags else Opening()
    from hushlint import pipeline

    options = pipeline.Options(names, from_pre_commit="--from-pre-commit" in flags, verbose="-v" in flags)
    job = "hook"
    if "--commit-msg" in flags:
        from hushlint.messages import judge

        report, job = judge(options), "message"
    else:
        report = pipeline.hook(options, opening)
    if report is None:
        return None
    from hushlint.output import show

    show(report, "text", job=job, verbose="-v" in flags, quiet="-q" in flags)
    return report.exit_code


def fail(error: HushlintError) -> int:
    """Say in one line why a run ended; its exit code."""
    from hushlint.report.escape import terminal

    _say(terminal(str(error)))
    return error.exit_code


def crash(error: Exception) -> int:
    """A fault of ours: its kind and place in one line, never its text, which may quote what was scanned."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = ""
    if trace is not None:
        where = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"
    kind = type(error).__name__
    _say(f"internal error ({kind}{where}): not everything was judged; please report it")
    return INCOMPLETE


def _say(line: str) -> None:
    """One line on standard error, where there is one: a caller may start us with its streams closed."""
    if sys.stderr is not None:
        sys.stderr.write(f"hushlint: {line}\n")
