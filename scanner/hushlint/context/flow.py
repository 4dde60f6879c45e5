"""From an engine's hint to the secret that a log call or an error message shows, if there is one."""

import re
from collections.abc import Iterator

from hushlint.context.exposure import Exposure, Expressions
from hushlint.context.grammars import COMMAND, NAME
from hushlint.context.shell import is_visible
from hushlint.context.sinks import error_arguments, is_log
from hushlint.context.syntax import Syntax
from hushlint.vocabulary import ABOUT, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tree_sitter import Node

# What messages say whose tokens are words of a language, ids of messages or addresses of devices.
_PARSER = re.compile(
    r"(?i)\b(?:un)?expected|syntax|duplicate|unrecogni[sz]ed|unknown|want\b|parse(?:error|exception)"
    r"|challenge|\b(?:option|index|pointer|slot|lease|column)\b|\brefer|\bno key\b"
    r"|\b(?:fcm|push|device|page|lease|lock) ?token"
)
# What messages say where a bare `secret` is the name of one: `secret %q not found`, unlike `bad secret: %q`.
_NAMED = re.compile(r"(?i)\bsecrets? (?:%[qsv]|['\"`{]|\\\"|\$\{|#\{)")
# Words that make a token one that lets in, whatever the message says.
_ADMITTING = frozenset("access auth api bearer refresh id session jwt oauth user login reset invite admin".split())
LOGGED = "secret-logged"
ERROR = "secret-in-error"


# Last words of variables that hold something about a secret, though a secret's name is part of their text.
_ELSE = {"err"} | ABOUT.difference(
    """url uri link href header headers message msg error text data request arg args params config options cmd command
    description response info part""".split()
)


class Leak:
    """A secret that is written out: which rule says so, and where its name stands (half-open byte offsets)."""

    __slots__ = ("end", "name", "rule", "start")

    def __init__(self, rule: str, exposure: Exposure) -> None:
        self.rule = rule
        self.start = exposure.node.start_byte
        self.end = exposure.node.end_byte
        self.name = exposure.name


class Flow:
    """The log calls and errors of one file, each looked at once."""

    __slots__ = ("_expressions", "_seen", "_syntax")

    def __init__(self, syntax: Syntax, *, bare_token: bool) -> None:
        self._syntax = syntax
        self._expressions = Expressions(syntax, bare_token)
        self._seen: set[tuple[str, int]] = set()

    def leaks(self, offset: int, wanted: str) -> Iterator[Leak]:
        """What the statement around a byte offset writes out, or gives to a variable that is; for one rule."""
        for node in self._syntax.around(offset):
            rule, exposures = self._written(node)
            if rule == wanted:
                yield from self._first(wanted, node, exposures)
                return
            if node.type in self._syntax.grammar.assigns:
                yield from self._assigned(node, wanted)
            if node.type in self._syntax.grammar.functions and not _is_one_line(node):
                return

    def _first(self, rule: str, node: "Node", exposures: Iterator[Exposure]) -> Iterator[Leak]:
        """The first secret that a log call or an error shows, where it was not told yet."""
        first = next((found for found in exposures if not self._parsed(node, found)), None)
        if first and (rule, node.start_byte) not in self._seen:
            self._seen.add((rule, node.start_byte))
            yield Leak(rule, first)

    def _written(self, node: "Node") -> tuple[str, Iterator[Exposure]]:
        call = self._syntax.call(node)
        if call and is_log(self._syntax, call):
            if self._syntax.role(node) == COMMAND and not is_visible(self._syntax, call):
                return "", iter(())
            return LOGGED, (found for item in call.arguments for found in self._expressions.shown(item))
        error = error_arguments(self._syntax, node)
        if error is None:
            return "", iter(())
        arguments, bare = error
        shown = (found for item in arguments for found in self._expressions.shown(item))
        return ERROR, (found for found in shown if self._tells(found, bare=bare))

    def _tells(self, found: Exposure, *, bare: bool) -> bool:
        """Whether a secret that an error is given becomes part of its message: as a text, or where values are."""
        if found.shaped or found.name in self._expressions.tainted:
            return True
        return bare and not self._is_constant(found.node)

    def _is_constant(self, node: "Node") -> bool:
        """Whether a node is a constant's name: alone in an error it is the message itself, `Error(NO_SECRET_KEY)`."""
        return self._syntax.role(node) == NAME and self._syntax.text(node).isupper()

    def _parsed(self, node: "Node", found: Exposure) -> bool:
        """Whether a message says that it is of no secret: of a parser, which never expected a token, or of a name."""
        said = words(found.name.rpartition(".")[2])
        if said in (("secret",), ("secret", "key")):
            return bool(_NAMED.search(self._syntax.text(node)[:400]))
        if said[-1:] != ("token",) or not _ADMITTING.isdisjoint(said):
            return False
        return bool(_PARSER.search(self._syntax.text(node)[:400]))

    def _assigned(self, node: "Node", wanted: str) -> Iterator[Leak]:
        """Log calls and errors of the same function that show a variable which was given a secret here."""
        fields = self._syntax.grammar.assigns[node.type]
        left, right = (node.child_by_field_name(field) for field in fields)
        if left is None or right is None or not any(self._expressions.shown(right)):
            return
        name = self._syntax.text(left)
        if not name.isidentifier() or not _ELSE.isdisjoint(words(name)[-1:]):
            return
        tainted = self._expressions.tainted_by(name)
        before, self._expressions = self._expressions, tainted
        try:
            yield from self._later(node, name, wanted)
        finally:
            self._expressions = before

    def _later(self, given: "Node", name: str, wanted: str) -> Iterator[Leak]:
        for node in self._syntax.within(self._syntax.function(given)):
            if node.start_byte < given.end_byte:
                continue
            if node.type in self._syntax.grammar.assigns and self._assigns(node, name):
                return
            rule, exposures = self._written(node)
            shown = [found for found in exposures if found.name == name] if rule == wanted else []
            if shown:
                yield from self._first(wanted, node, iter(shown))
                return

    def _assigns(self, node: "Node", name: str) -> bool:
        left = node.child_by_field_name(self._syntax.grammar.assigns[node.type][0])
        return left is not None and self._syntax.text(left) == name


def sink(syntax: Syntax, start: int, end: int) -> str:
    """The rule whose log call or error these bytes are given to, empty when there is none."""
    for node in syntax.around(start):
        if node.start_byte > start or node.end_byte < end:
            continue
        call = syntax.call(node)
        if call and is_log(syntax, call) and any(item.start_byte <= start < item.end_byte for item in call.arguments):
            return LOGGED
        error = error_arguments(syntax, node)
        if error and any(item.start_byte <= start < item.end_byte for item in error[0]):
            return ERROR
        if node.type in syntax.grammar.functions:
            return ""
    return ""


def _is_one_line(node: "Node") -> bool:
    return node.start_point[0] == node.end_point[0]
