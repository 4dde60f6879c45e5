"""One table a language: which kinds of nodes its grammar has, and what each does with the values inside it."""

from collections.abc import Mapping

# What a kind of node does with a value. The fields after a role are the grammar's own names of children.
NAME = "name"  # a variable
MEMBER = "member"  # object, property
INDEX = "index"  # object, key
CALL = "call"  # callee, arguments
INVOKE = "invoke"  # receiver, name, arguments
COMMAND = "command"  # a shell's command
SHOW = "show"  # shows every child: texts with interpolations, lists, parentheses
FIELD = "field"  # shows one field: a pair's value
CHOICE = "choice"  # shows the fields, which are branches
PICK = "pick"  # shows the children with these numbers
BINARY = "binary"  # an operator between two children

Role = tuple[str, ...]
_SHOW: Role = (SHOW,)
_NAME: Role = (NAME,)


def _shown(kinds: str) -> dict[str, Role]:
    return dict.fromkeys(kinds.split(), _SHOW)


class Grammar:
    """A language's wheel (`module`, the function in it) and the kinds of its nodes.

    `roles` gives a kind its role; `throws`, `functions` and `comments` are kinds; `assigns` maps a kind to the
    fields (name, value), `declares` and `members` (of a class) to (name, type), where `a.b` is the field b of the
    field a, and empty the first child; `joiners` are operators that join texts, `either` those that give one of
    their sides.
    """

    __slots__ = (
        *("assigns", "comments", "declares", "either", "entry"),
        *("functions", "joiners", "members", "module", "roles", "throws"),
    )

    def __init__(
        self,
        module: str,
        roles: Mapping[str, Role],
        *,
        entry: str = "language",
        comments: str = "comment",
        functions: str = "",
        throws: str = "",
        assigns: Mapping[str, tuple[str, str]] = {},
        declares: Mapping[str, tuple[str, str]] = {},
        members: Mapping[str, tuple[str, str]] = {},
        joiners: str = "+",
        either: str = "",
    ) -> None:
        self.module = module
        self.entry = entry
        self.roles = roles
        self.comments = frozenset(comments.split())
        self.functions = frozenset(functions.split())
        self.throws = frozenset(throws.split())
        self.assigns = assigns
        self.declares = declares
        self.members = members
        self.joiners = frozenset(joiners.split())
        self.either = frozenset(either.split())


_PYTHON = Grammar(
    "tree_sitter_python",
    {
        "identifier": _NAME,
        "attribute": (MEMBER, "object", "attribute"),
        "subscript": (INDEX, "value", "subscript"),
        "call": (CALL, "function", "arguments"),
        "pair": (FIELD, "value"),
        "keyword_argument": (FIELD, "value"),
        "interpolation": (FIELD, "expression"),
        "binary_operator": (BINARY,),
        "boolean_operator": (BINARY,),
        "conditional_expression": (PICK, "0", "2"),
    }
    | _shown("string concatenated_string list tuple set dictionary parenthesized_expression await list_splat")
    | _shown("dictionary_splat argument_list expression_list"),
    functions="function_definition",
    throws="raise_statement assert_statement",
    assigns={"assignment": ("left", "right")},
    declares={
        "typed_parameter": ("", "type"),
        "typed_default_parameter": ("name", "type"),
        "assignment": ("left", "type"),
    },
    joiners="+ %",
    either="or",
)

_JAVASCRIPT_ROLES: dict[str, Role] = {
    "identifier": _NAME,
    "shorthand_property_identifier": _NAME,
    "member_expression": (MEMBER, "object", "property"),
    "subscript_expression": (INDEX, "object", "index"),
    "call_expression": (CALL, "function", "arguments"),
    "new_expression": (CALL, "constructor", "arguments"),
    "pair": (FIELD, "value"),
    "binary_expression": (BINARY,),
    "ternary_expression": (CHOICE, "consequence", "alternative"),
    "as_expression": (PICK, "0"),
    "satisfies_expression": (PICK, "0"),
} | _shown(
    "template_string template_substitution object array parenthesized_expression await_expression spread_element "
    "arguments non_null_expression"
)
_JAVASCRIPT_FUNCTIONS = (
    "function_declaration function_expression arrow_function method_definition generator_function_declaration "
    "generator_function"
)
_JAVASCRIPT_ASSIGNS = {"variable_declarator": ("name", "value"), "assignment_expression": ("left", "right")}


def _javascript(module: str, entry: str, roles: Mapping[str, Role] = {}) -> Grammar:
    return Grammar(
        module,
        {**_JAVASCRIPT_ROLES, **roles},
        entry=entry,
        functions=_JAVASCRIPT_FUNCTIONS,
        throws="throw_statement",
        assigns=_JAVASCRIPT_ASSIGNS,
        declares={
            "required_parameter": ("pattern", "type"),
            "optional_parameter": ("pattern", "type"),
            "variable_declarator": ("name", "type"),
        },
        members={"public_field_definition": ("name", "type")},
        either="|| ??",
    )


_GO = Grammar(
    "tree_sitter_go",
    {
        "identifier": _NAME,
        "selector_expression": (MEMBER, "operand", "field"),
        "index_expression": (INDEX, "operand", "index"),
        "call_expression": (CALL, "function", "arguments"),
        "composite_literal": (FIELD, "body"),
        "keyed_element": (PICK, "1"),
        "binary_expression": (BINARY,),
        "type_conversion_expression": (FIELD, "operand"),
        "type_assertion_expression": (FIELD, "operand"),
        "unary_expression": (FIELD, "operand"),
    }
    | _shown("literal_value literal_element parenthesized_expression argument_list expression_list variadic_argument"),
    functions="function_declaration method_declaration func_literal",
    assigns={
        "short_var_declaration": ("left", "right"),
        "assignment_statement": ("left", "right"),
        "var_spec": ("name", "value"),
    },
    declares={"parameter_declaration": ("name", "type"), "var_spec": ("name", "type")},
)

_JAVA = Grammar(
    "tree_sitter_java",
    {
        "identifier": _NAME,
        "field_access": (MEMBER, "object", "field"),
        "array_access": (INDEX, "array", "index"),
        "method_invocation": (INVOKE, "object", "name", "arguments"),
        "object_creation_expression": (CALL, "type", "arguments"),
        "binary_expression": (BINARY,),
        "ternary_expression": (CHOICE, "consequence", "alternative"),
        "cast_expression": (FIELD, "value"),
        "array_creation_expression": (FIELD, "value"),
    }
    | _shown("parenthesized_expression argument_list array_initializer"),
    comments="line_comment block_comment",
    functions="method_declaration constructor_declaration lambda_expression",
    throws="throw_statement assert_statement",
    assigns={"variable_declarator": ("name", "value"), "assignment_expression": ("left", "right")},
    declares={
        "formal_parameter": ("name", "type"),
        "catch_formal_parameter": ("name", "type"),
        "local_variable_declaration": ("declarator.name", "type"),
        "enhanced_for_statement": ("name", "type"),
        "resource": ("name", "type"),
    },
    members={"field_declaration": ("declarator.name", "type")},
)

_RUBY = Grammar(
    "tree_sitter_ruby",
    {
        "identifier": _NAME,
        "constant": _NAME,
        "instance_variable": _NAME,
        "class_variable": _NAME,
        "global_variable": _NAME,
        "scope_resolution": (MEMBER, "scope", "name"),
        "element_reference": (INDEX, "object", "1"),
        "call": (INVOKE, "receiver", "method", "arguments"),
        "pair": (FIELD, "value"),
        "binary": (BINARY,),
        "conditional": (CHOICE, "consequence", "alternative"),
    }
    | _shown("string interpolation chained_string hash array parenthesized_statements argument_list")
    | _shown("hash_splat_argument block block_body splat_argument"),
    functions="method singleton_method do_block",
    assigns={"assignment": ("left", "right")},
    joiners="+ % <<",
    either="|| or",
)

_BASH = Grammar(
    "tree_sitter_bash",
    {"simple_expansion": _NAME, "expansion": _NAME, "command": (COMMAND,)} | _shown("string concatenation"),
    functions="function_definition",
    assigns={"variable_assignment": ("name", "value")},
)

# Name of a language: its table.
GRAMMARS: Mapping[str, Grammar] = {
    "python": _PYTHON,
    "javascript": _javascript("tree_sitter_javascript", "language"),
    "typescript": _javascript("tree_sitter_typescript", "language_typescript", {"type_assertion": (PICK, "1")}),
    "tsx": _javascript("tree_sitter_typescript", "language_tsx"),
    "go": _GO,
    "java": _JAVA,
    "ruby": _RUBY,
    "bash": _BASH,
}
