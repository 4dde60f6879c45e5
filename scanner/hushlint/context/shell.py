"""Whether what a shell's command prints can be seen: not when it is piped, redirected, or captured as a value."""

import re

from hushlint.context.syntax import Call, Syntax

# What an argument is made of besides words: options, expansions, formats, escapes.
_VALUES = re.compile(r"^-[a-zA-Z]+$|\$\{[^}]*\}|\$\w+|%-?[0-9.]*[a-z]|\\+[a-z0-9]+")
_WORD = re.compile(r"[A-Za-z]{2}")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tree_sitter import Node

# What GitHub's runner takes as a command to hide or keep a value, and does not print.
_COMMANDS = ("::add-mask::", "::set-output ", "::save-state ")
_CAPTURED = frozenset(("command_substitution", "process_substitution"))
_SEEN = frozenset(("/dev/stderr", "/dev/stdout", "/dev/tty", "&2", "&1", "2", "1"))


def is_visible(syntax: Syntax, call: Call) -> bool:
    """Whether a command's output goes to the terminal or a log, and is more than a function's result."""
    if any(syntax.text(item).strip("\"'").startswith(_COMMANDS) for item in call.arguments[:1]):
        return False
    node: Node | None = call.node
    in_function = False
    to_errors = False
    while node is not None:
        above = node.parent
        if node.type in _CAPTURED:
            return False
        if above is not None and above.type == "pipeline" and above.named_children[-1].id != node.id:
            return False
        if node.type == "redirected_statement":
            if not _seen(syntax, node):
                return False
            to_errors = True
        in_function = in_function or node.type in syntax.grammar.functions
        node = above
    return to_errors or not in_function or _says_more(syntax, call)


def _seen(syntax: Syntax, node: "Node") -> bool:
    for child in node.children_by_field_name("redirect"):
        target = child.child_by_field_name("destination")
        if child.type != "file_redirect" or target is None or syntax.text(target) not in _SEEN:
            return False
    return True


def _says_more(syntax: Syntax, call: Call) -> bool:
    """Whether there is a text beside the values: a function that only prints values returns them."""
    return any(_WORD.search(_VALUES.sub("", syntax.text(item))) for item in call.arguments)
