"""Two places that show secrets without naming one: a shell that traces its commands, and Django's DEBUG."""

import re
from collections.abc import Callable, Iterator, Mapping

from hushlint.context.exposure import Expressions
from hushlint.context.grammars import COMMAND
from hushlint.context.syntax import Syntax
from hushlint.model.rule import Severity
from hushlint.model.secret import Secret

_KEY = re.compile(rb"^[ \t]*(?:[A-Z_]*SECRET_KEY)[ \t]*(?::[^=\n]*)?=", re.MULTILINE)
# Nodes in which a command always runs: not behind a condition.
_PLAIN = frozenset(("command", "program", "compound_statement", "function_definition", "word", "command_name"))


def traced(syntax: Syntax, signal: Secret) -> Iterator[Secret]:
    """`set -x` before a command that is given a secret: the shell writes both to its log."""
    if syntax.language != "bash" or any(node.type not in _PLAIN for node in syntax.around(signal.start)):
        return
    expressions = Expressions(syntax, bare_token=True)
    for node in syntax.within(syntax.root):
        if node.start_byte < signal.end or syntax.role(node) != COMMAND:
            continue
        call = syntax.call(node)
        if call is None:
            continue
        if call.name == "set" and any(syntax.text(item).startswith("+") for item in call.arguments):
            return
        shown = next((found for item in call.arguments for found in expressions.shown(item)), None)
        if shown:
            note = f"set -x writes commands with their values to the log, {shown.name} among them"
            yield Secret(signal.rule, *_span(syntax, signal), b"", shown.name.encode(), signal.severity, "", note)
            return


def _span(syntax: Syntax, signal: Secret) -> tuple[int, int]:
    return syntax.data.rfind(b"set", 0, signal.end), signal.end


def debugging(syntax: Syntax, signal: Secret) -> Iterator[Secret]:
    """`DEBUG = True` in a file of settings that holds a secret key: error pages show settings and variables."""
    start = syntax.data.rfind(b"DEBUG", 0, signal.end)
    line = syntax.data.rfind(b"\n", 0, start) + 1
    if syntax.language == "python" and not syntax.data[line:start].strip() and _KEY.search(syntax.data):
        note = "DEBUG = True stands beside a secret key, and error pages then show what code holds"
        yield Secret(signal.rule, start, signal.end, b"", b"DEBUG", Severity.INFO, "", note)


# What the text ends with where a hint of this kind was found: whose it is, and who looks at it.
HINTS: Mapping[bytes, tuple[str, Callable[[Syntax, Secret], Iterator[Secret]]]] = {
    b"True": ("secret-in-error", debugging),
    b"x": ("secret-logged", traced),
    b"xtrace": ("secret-logged", traced),
}
