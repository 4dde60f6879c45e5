"""A parsed file, asked through its language's table: comments, calls, names, and what encloses an offset."""

from collections.abc import Iterator

from hushlint.context.extension import load
from hushlint.context.grammars import CALL, COMMAND, GRAMMARS, INDEX, INVOKE, MEMBER, NAME, Grammar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tree_sitter import Node, Parser

# Nodes that one question may look at.
MOST_NODES = 50_000
_DEEPEST = 200
# What the type of a text holds, in lower case.
_TEXTS = ("str", "char", "byte", "any", "object", "unknown", "interface", "var", "dict", "map", "record")

_parsers: "dict[str, Parser]" = {}


class Call:
    """A call: who is called (`receiver` as written, `name` without it), and its arguments as nodes."""

    __slots__ = ("arguments", "name", "node", "receiver")

    def __init__(self, node: "Node", receiver: str, name: str, arguments: "list[Node]") -> None:
        self.node = node
        self.receiver = receiver
        self.name = name
        self.arguments = arguments


class Syntax:
    """The syntax tree of one file; errors in it are tolerated."""

    __slots__ = ("_fields", "data", "grammar", "language", "root")

    def __init__(self, data: bytes, language: str) -> None:
        self.data = data
        self.language = language
        self.grammar: Grammar = GRAMMARS[language]
        self.root: Node = _parser(language).parse(data).root_node
        self._fields: dict[str, str] | None = None

    def kinds(self) -> frozenset[str]:
        """The kinds of all nodes that the language's grammar can make."""
        language = _parser(self.language).language
        every = range(language.node_kind_count) if language else ()
        return frozenset(kind for id in every if language and (kind := language.node_kind_for_id(id)))

    def text(self, node: "Node") -> str:
        """The source of a node."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def role(self, node: "Node") -> str:
        """What the node's kind does with a value, empty where nothing is known of it."""
        role = self.grammar.roles.get(node.type)
        return role[0] if role else ""

    def around(self, offset: int) -> "Iterator[Node]":
        """The node at a byte offset, then what encloses it, up to the whole file."""
        node = self.root.descendant_for_byte_range(offset, offset)
        for _ in range(_DEEPEST):
            if node is None:
                return
            yield node
            node = node.parent

    def function(self, node: "Node") -> "Node":
        """The function that a node stands in, or the whole file."""
        for above in self.around(node.start_byte):
            if above.type in self.grammar.functions and above.id != node.id:
                return above
        return self.root

    def within(self, node: "Node") -> "Iterator[Node]":
        """Every named node inside another one, in the order of the text, up to the budget."""
        waiting = [node]
        for _ in range(MOST_NODES):
            if not waiting:
                return
            here = waiting.pop()
            yield here
            waiting += reversed(here.named_children)

    def call(self, node: "Node") -> Call | None:
        """The call that a node is, if it is one."""
        role = self.grammar.roles.get(node.type)
        if role is None:
            return None
        if role[0] == COMMAND:
            return self._command(node)
        if role[0] == INVOKE:
            block = node.child_by_field_name("block")
            arguments = _children(node.child_by_field_name(role[3])) + ([block] if block else [])
            return Call(node, self._field(node, role[1]), self._field(node, role[2]), arguments)
        if role[0] != CALL:
            return None
        callee = node.child_by_field_name(role[1])
        if callee is None:
            return None
        object, name = self._parts(callee)
        return Call(node, object, name, _children(node.child_by_field_name(role[2])))

    def _parts(self, callee: "Node") -> tuple[str, str]:
        """(object as written, name) of a callee."""
        role = self.grammar.roles.get(callee.type)
        if role and role[0] == MEMBER:
            return self._field(callee, role[1]), self._field(callee, role[2])
        return "", self.text(callee)

    def _field(self, node: "Node", name: str) -> str:
        child = node.child_by_field_name(name)
        return self.text(child) if child else ""

    def _command(self, node: "Node") -> Call:
        return Call(node, "", self._field(node, "name"), node.children_by_field_name("argument"))

    def receiver(self, node: "Node") -> "Node | None":
        """The object of a call, a member or an index, as a node."""
        role = self.grammar.roles.get(node.type)
        if role is None:
            return None
        if role[0] == CALL:
            callee = node.child_by_field_name(role[1])
            return self.receiver(callee) if callee and self.role(callee) == MEMBER else None
        return node.child_by_field_name(role[1]) if role[0] in (INVOKE, MEMBER, INDEX) else None

    def names(self, node: "Node") -> list[str]:
        """The parts of a name or a chain of them: `self.settings.password` gives three."""
        parts: list[str] = []
        at: Node | None = node
        for _ in range(_DEEPEST):
            role = self.grammar.roles.get(at.type) if at else None
            if at is None or role is None:
                break
            if role[0] == NAME:
                return [self.text(at).lstrip("@$"), *reversed(parts)]
            if role[0] == MEMBER:
                last = at.child_by_field_name(role[2])
                parts.append(self.text(last) if last else "")
            elif role[0] in (INVOKE, CALL):
                call = self.call(at)
                parts.append(call.name if call else "")
            at = self.receiver(at)
        if at is not None:
            parts.append(self.text(at)[:60])
        return parts[::-1]

    def is_text(self, node: "Node") -> bool:
        """Whether a variable may hold a text: False where it is declared as something else."""
        name = self.text(node)
        type = self._declared(node, name) or self._members().get(name, "")
        return not type or _is_text(type)

    def member_is_text(self, name: str) -> bool:
        """Whether a field of this file's classes may hold a text: `this.token`."""
        type = self._members().get(name, "")
        return not type or _is_text(type)

    def _declared(self, node: "Node", name: str) -> str:
        """The type that the function around a variable declares for it before it, as written."""
        found = ""
        for at in self.within(self.function(node)) if self.grammar.declares else ():
            if at.start_byte > node.start_byte:
                break
            if at.type in self.grammar.declares:
                named, type = self._declaration(at, self.grammar.declares[at.type])
                found = type if named == name and type else found
        return found

    def _members(self) -> dict[str, str]:
        """The types of the fields of all classes, by name; asked once."""
        if self._fields is None:
            self._fields = {}
            for at in self.within(self.root) if self.grammar.members else ():
                if at.type in self.grammar.members:
                    name, type = self._declaration(at, self.grammar.members[at.type])
                    self._fields[name] = type
        return self._fields

    def _declaration(self, node: "Node", fields: tuple[str, str]) -> tuple[str, str]:
        named: Node | None = node
        for field in fields[0].split("."):
            named = (named.child_by_field_name(field) if field else named.named_child(0)) if named else None
        type = node.child_by_field_name(fields[1])
        return self.text(named) if named else "", self.text(type) if type else ""

    def literal(self, node: "Node | None") -> str:
        """The text of a plain literal (a string, a symbol), empty for anything else."""
        if node is None or node.child_count > 3 or node.end_byte - node.start_byte > 100:
            return ""
        text = self.text(node)
        return text.strip("\"'`:") if text[:1] in "\"'`:" and text.strip("\"'`:").isprintable() else ""

    def comment(self, start: int, end: int) -> bool:
        """Whether these bytes stand in a comment, or in a text that documents what it stands in."""
        for node in self.around(start):
            if node.start_byte > start or node.end_byte < end:
                continue
            if node.type in self.grammar.comments or self._documents(node):
                return True
        return False

    def _documents(self, node: "Node") -> bool:
        """Whether a node is a Python text that stands alone as the first statement of its body."""
        above = node.parent
        return (
            node.type == "string"
            and above is not None
            and above.type == "expression_statement"
            and above.named_child_count == 1
            and self.language == "python"
        )


def _is_text(type: str) -> bool:
    """Whether a declared type can be that of a text; types that are made for secrets do not print them."""
    written = type.lower()
    return "secret" not in written and any(word in written for word in _TEXTS)


def _children(node: "Node | None") -> "list[Node]":
    return node.named_children if node else []


def _parser(language: str) -> "Parser":
    found = _parsers.get(language)
    if found is None:
        grammar = GRAMMARS[language]
        binding = load("tree_sitter")
        found = binding.Parser(binding.Language(getattr(load(grammar.module), grammar.entry)()))
        _parsers[language] = found
    return found
