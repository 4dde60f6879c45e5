"""Which secrets an expression shows when it is written out: names, chains, texts with them, whole carriers."""

import re
from collections.abc import Iterator, Sequence

from hushlint.context.grammars import BINARY, CALL, CHOICE, FIELD, INDEX, INVOKE, MEMBER, NAME, PICK, SHOW
from hushlint.context.names import is_header, is_reference, is_secret
from hushlint.context.syntax import Call, Syntax
from hushlint.vocabulary import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tree_sitter import Node

_DEEPEST = 24
# What files say that work with Kubernetes, whose secrets are objects with names.
_CLUSTER = re.compile(rb"k8s\.io/|kubernetes|\bkubectl\b|\bcorev1\b")
# Modules of names of settings: `raise Error(f"{env.API_KEY} is not set")`.
_MODULES = frozenset("env envs const consts constants".split())
# A secret that is a key of others is the name of one.
_LOOKED_UP = re.compile(rb"secrets?(?:\.get\(|\[)secret\b", re.IGNORECASE)
_PAIRED = re.compile(rb"(?i)secret_?(?:access_?)?key|access_?(?:key_?)?secret")

# Calls whose result shows what they are given, or what they are called on. Any other call's result is unknown.
_TRANSPARENT = frozenset(
    """str repr format dumps stringify string tostring to_s to_str inspect strip trim encode decode upper lower
    touppercase tolowercase join concat sprintf sprint sprintln util.format formatted valueof any dict list tuple
    strip_edges rstrip lstrip trimspace unwrap to_json as_json to_h tojson tojsonstring pformat bytes quote
    encodeuricomponent stringvalue get_secret_value expose_secret clone copy reveal orelse fields interface
    stringp bytestring repr_ from of b64encode b64decode urlsafe_b64encode strict_encode64 hashmap map asdict
    """.split()
)
# Calls that read a value by a name given as a literal.
_READERS = frozenset("get getenv fetch dig getproperty getstring getheader header require value lookupenv".split())
_ENVIRONMENT_CALLS = frozenset(("os.Environ", "System.getenv", "vars", "os.environ.copy", "os.environ.items"))
_CARRIERS = frozenset(
    """os.environ process.env request.headers req.headers request.META self.request.headers ctx.request.headers
    request.cookies req.cookies request.env ENV r.Header req.Header c.Request.Header ctx.request.header
    settings.__dict__ config.__dict__ self.request.META flask.request.headers import.meta.env""".split()
)
# Last words of keys whose values are about a secret.
_MEASURES = frozenset(
    """expiration expires expiry duration ttl lifetime timeout length count size name id type kind enabled valid
    present""".split()
)
_FOLDERS = ("PWD", "OLDPWD")  # of a shell: no passwords
_SETTINGS = frozenset("settings config conf configuration env credentials secrets".split())


class Exposure:
    """A secret that an expression shows: the node of it, its name, and whether it is `shaped` into a text."""

    __slots__ = ("name", "node", "shaped")

    def __init__(self, node: "Node", name: str, shaped: bool) -> None:
        self.node = node
        self.name = name
        self.shaped = shaped


class Expressions:
    """The expressions of one file. `tainted` are names of variables that were given a secret before."""

    __slots__ = ("_bare_token", "_syntax", "tainted")

    def __init__(self, syntax: Syntax, bare_token: bool) -> None:
        self._syntax = syntax
        self._bare_token = bare_token
        self.tainted: frozenset[str] = frozenset()

    def tainted_by(self, name: str) -> "Expressions":
        """The same, where a variable of this name holds a secret as well."""
        other = Expressions(self._syntax, self._bare_token)
        other.tainted = self.tainted | {name}
        return other

    def shown(self, node: "Node", shaped: bool = False, depth: int = 0) -> Iterator[Exposure]:
        """The secrets that the value of a node shows, in the order of the text."""
        role = self._syntax.grammar.roles.get(node.type)
        if role is None or depth > _DEEPEST:
            return
        kind = role[0]
        if kind in (NAME, MEMBER):
            yield from self._name(node, shaped)
        elif kind == INDEX:
            yield from self._index(node, shaped)
        elif kind in (CALL, INVOKE):
            yield from self._call(node, shaped, depth)
        else:
            for part, in_text in self._parts(node, role):
                yield from self.shown(part, shaped or in_text, depth + 1)

    def _parts(self, node: "Node", role: tuple[str, ...]) -> "Iterator[tuple[Node, bool]]":
        """The parts of a node that show in its value, and whether it makes a text of them."""
        kind = role[0]
        if kind == SHOW:
            text = "string" in node.type
            yield from ((child, text) for child in node.named_children)
        elif kind == PICK:
            children = node.named_children
            yield from ((children[int(at)], False) for at in role[1:] if int(at) < len(children))
        elif kind == FIELD and self._measures(node):
            return
        elif kind in (FIELD, CHOICE):
            for field in role[1:]:
                child = node.child_by_field_name(field)
                if child is not None:
                    yield child, False
        elif kind == BINARY:
            yield from self._sides(node)

    def _measures(self, node: "Node") -> bool:
        """Whether a pair's key says that its value is no secret: `"token_expiration": token`."""
        key = node.child_by_field_name("key") or node.child_by_field_name("name")
        return key is not None and not _MEASURES.isdisjoint(words(self._syntax.text(key)[:100])[-1:])

    def _sides(self, node: "Node") -> "Iterator[tuple[Node, bool]]":
        operator = node.child_by_field_name("operator")
        word = self._syntax.text(operator) if operator else ""
        grammar = self._syntax.grammar
        sides = [side for name in ("left", "right") if (side := node.child_by_field_name(name))]
        if word in grammar.joiners:
            yield from ((side, True) for side in sides)
        elif word in grammar.either:
            yield from ((side, False) for side in sides)
        elif word in ("&&", "and") and sides:
            yield sides[-1], False

    def _name(self, node: "Node", shaped: bool) -> Iterator[Exposure]:
        if node.type in ("simple_expansion", "expansion"):
            name = _expanded(self._syntax.text(node).strip())  # a node may begin with a space
            over_names = b"for %b in " % name.encode() in self._syntax.data
            if name and not over_names and (self._holds((name,)) or name in self.tainted):
                yield Exposure(node, name, True)
            return
        parts = self._syntax.names(node)
        chain = ".".join(parts)
        carrier = self._syntax.text(node).replace("?.", ".") in _CARRIERS
        if len(parts) == 1 and parts[0] in self.tainted:
            yield Exposure(node, parts[0], shaped)
        elif carrier or ((is_header(parts) or self._holds(parts)) and self._is_value(node, parts)):
            yield Exposure(node, chain[-80:], shaped)

    def _holds(self, parts: Sequence[str]) -> bool:
        """Whether a chain of names ends in a secret; an access key is none where its secret half has another name."""
        if not is_secret(parts, bare_token=self._bare_token):
            return False
        said = words(parts[-1])
        if parts[-1].isupper() and parts[-2:-1] and parts[-2] in _MODULES and self._syntax.language == "python":
            return False
        if said == ("secret",) and _LOOKED_UP.search(self._syntax.data):
            return False
        if said[-2:] == ("access", "key") and _PAIRED.search(self._syntax.data):
            return False
        if is_reference(said) and _CLUSTER.search(self._syntax.data):
            return False
        return not (self._syntax.language == "go" and len(parts) == 2 and self._is_package(parts[0]))

    def _is_package(self, name: str) -> bool:
        """Whether a name is that of a package which a Go file imports: what it holds is the same in every run."""
        return re.search(rb'"(?:[^"\n]*/)?%b"\n' % re.escape(name.encode()), self._syntax.data) is not None

    def _is_value(self, node: "Node", parts: Sequence[str]) -> bool:
        """Whether a variable may hold a text that is not written in the code: other rules look at constants."""
        if self._syntax.language == "java" and parts[-1].isupper():
            return False
        if len(parts) > 1:
            return parts[0] != "this" or len(parts) > 2 or self._syntax.member_is_text(parts[1])
        return self._syntax.is_text(node)

    def _index(self, node: "Node", shaped: bool) -> Iterator[Exposure]:
        """`config["password"]`; a part of a secret, `token[:4]` or `token[0]`, is none."""
        object = self._syntax.receiver(node)
        key = self._key(node)
        if object is None or not key:
            return
        parts = [*self._syntax.names(object), key]
        if is_header(parts) or self._holds(parts):
            yield Exposure(node, ".".join(parts)[-80:], shaped)

    def _key(self, node: "Node") -> str:
        field = self._syntax.grammar.roles[node.type][2]
        children = node.named_children
        if field.isdigit():
            return self._syntax.literal(children[int(field)] if int(field) < len(children) else None)
        return self._syntax.literal(node.child_by_field_name(field))

    def _call(self, node: "Node", shaped: bool, depth: int) -> Iterator[Exposure]:
        call = self._syntax.call(node)
        if call is None:
            return
        receiver = self._syntax.receiver(node)
        written = f"{call.receiver}.{call.name}" if call.receiver else call.name
        plain = call.name.lower()
        if written in _ENVIRONMENT_CALLS and self._is_whole(call):
            yield Exposure(node, written, shaped)
        elif plain in _READERS and call.arguments and (key := self._syntax.literal(call.arguments[0])):
            parts = [*(self._syntax.names(receiver) if receiver else ()), call.name, key]
            if is_header(parts) or self._holds((key,)):
                yield Exposure(node, key, shaped)
        elif plain == "encode" and "encoder" in words(call.receiver):
            return  # Spring's PasswordEncoder makes a hash
        elif plain in _TRANSPARENT or (plain == "new" and call.receiver.endswith(("Error", "Exception"))):
            shows = plain.endswith(("format", "printf", "sprint", "join", "concat", "formatted"))
            for part in (*((receiver,) if receiver else ()), *call.arguments):
                yield from self.shown(part, shaped or shows, depth + 1)
        elif not call.arguments:
            yield from self._getter(node, call, shaped)

    def _getter(self, node: "Node", call: Call, shaped: bool) -> Iterator[Exposure]:
        """`user.getPassword()`, and in Ruby `user.password`."""
        parts = self._syntax.names(node)
        ruby = self._syntax.language == "ruby"
        if words(call.name)[:1] == ("get",) or (ruby and not call.name.endswith(("?", "!"))):
            chain = self._syntax.text(node) if ruby else ""
            if chain in _CARRIERS or self._holds(parts):
                yield Exposure(node, ".".join(parts)[-80:], shaped)

    def _is_whole(self, call: Call) -> bool:
        if call.name == "vars":
            return any(not _SETTINGS.isdisjoint(words(self._syntax.text(item))) for item in call.arguments)
        return not call.arguments


def _expanded(text: str) -> str:
    """The variable that a shell's expansion shows whole: not its length, a part of it, or whether it is set."""
    if not text.startswith("${"):
        return "" if text[1:] in _FOLDERS else text[1:]
    inner = text[2:-1]
    name = inner.partition(":")[0].partition("-")[0]
    rest = inner[len(name) :]
    whole = not rest or rest.startswith((":-", "-"))
    return name if name.isidentifier() and whole and name not in _FOLDERS else ""
