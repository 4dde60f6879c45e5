"""Where values are written out: which calls log, and which raise an error, by table."""

import re
from collections.abc import Mapping

from hushlint.context.syntax import Call, Syntax
from hushlint.vocabulary import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tree_sitter import Node


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of a receiver that make it a logger, and what is called on it. A method's f, ln, w at its end is dropped.
_LOGGERS = _set("log logger logging slog zlog klog glog logrus zap structlog loguru winston pino bunyan syslog sugar")
_METHODS = _set(
    """debug info warn warning error err exception critical fatal panic trace log notice success verbose silly http
    alert emergency severe config fine finer finest msg print printf println debugw infow warnw errorw fatalw panicw
    debugf infof warnf warningf errorf fatalf panicf tracef debugln infoln warnln errorln fatalln panicln bind
    msgf debugcontext infocontext warncontext errorcontext logattrs withfield withfields str interface any fields with
    child addkeyvalue unknown add write debug_s addargument"""
)
# Calls without a receiver, by language.
_FUNCTIONS: Mapping[str, frozenset[str]] = {
    "python": _set("print pprint pp secho"),
    "javascript": _set("debug log"),
    "ruby": _set("puts p pp print warn"),
    "bash": _set(
        """echo printf logger log log_info log_debug log_warn log_error log_message info debug warn warning error
        msg message note print notice write_log err logit"""
    ),
}
_FUNCTIONS = {**_FUNCTIONS, "typescript": _FUNCTIONS["javascript"], "tsx": _FUNCTIONS["javascript"]}
# Calls by what is written.
_WRITTEN = _set(
    """warnings.warn pprint.pprint click.echo click.secho typer.echo typer.secho sys.stdout.write sys.stderr.write
    rich.print console.print console.log console.info console.warn console.error console.debug console.trace console.dir
    console.table window.console.log process.stdout.write process.stderr.write self.stdout.write self.stderr.write
    fmt.Print fmt.Printf fmt.Println os.Stdout.WriteString os.Stderr.WriteString
    System.out.print System.out.println System.out.printf System.out.format System.err.print System.err.println
    System.err.printf $stdout.puts $stderr.puts STDOUT.puts STDERR.puts $stdout.print Kernel.puts $stderr.print
    $stdout.write $stderr.write sentry_sdk.capture_message Sentry.captureMessage sentry.CaptureMessage"""
)
# Attributes of spans, extras of error trackers, labels of metrics: (words of the receiver, methods).
_TELEMETRY = (
    (
        _set("span tracer sentry scope sdk bugsnag rollbar honeybadger newrelic transaction hub event"),
        _set("set_attribute set_attributes setattribute setattributes set_extra setextra set_extras setextras set_tag"
             " settag set_tags settags set_context setcontext setuser set_user add_event addevent addbreadcrumb"
             " add_breadcrumb"),
    ),
    (_set("counter gauge histogram metric metrics summary requests total seconds"), _set("labels withlabelvalues")),
)  # fmt: skip
_OUTPUTS = ("os.Stdout", "os.Stderr")
_ERROR_CALLS = _set(
    """panic log.Panic errors.New fmt.Errorf errors.Errorf errors.Wrap errors.Wrapf http.Error raise abort fail
    flask.abort die HTTPException Promise.reject reject http_error sys.exit"""
)
_BUILTIN_ERRORS = _set(
    """Exception ValueError RuntimeError KeyError TypeError Error RangeError IllegalArgumentException
    IllegalStateException RuntimeException StandardError ArgumentError AssertionError SystemExit CommandError"""
)
# Answers with an error; those that are one by the status among their arguments, or by what they are called on.
_ERROR_REPLIES = _set(
    """HttpResponseBadRequest HttpResponseForbidden HttpResponseNotFound HttpResponseServerError sendError createError
    AbortWithStatusJSON AbortWithError halt"""
)
_REPLIES = _set("JSON String JsonResponse JSONResponse Response make_response render throw")
_REPLIES_TO = _set("json send end body JSON")
_ERROR_STATUS = re.compile(
    r"\b[45]\d\d\b|HTTP_[45]\d\d|(?i:\b(?:status\.?|sc_|:)?(?:bad_?request|unauthorized|forbidden|not_?found|conflict|"
    r"unprocessable_?entity|internal_?server_?error)\b)"
)
# Kinds of nodes that make an object, and methods that make an error, whatever they are called on.
_CREATED = ("new_expression", "object_creation_expression")
_FORMATTED = _set("Errorf Wrapf WithMessagef NewHTTPError")
_TESTS = _set("t b tb")  # Go's own: what they say is of a test's values
_ERRORS = _set("error err errors exception fail failure http boom")
# What is raised to leave, not to complain.
_NO_ERRORS = _set("redirect redirected navigate goto response return stop")


def is_log(syntax: Syntax, call: Call) -> bool:
    """Whether a call writes its arguments to a log, the console, a span, an error tracker or a metric."""
    written = f"{call.receiver}.{call.name}".replace("?.", ".") if call.receiver else call.name
    if not call.receiver:
        name = call.name.strip("_0123456789") if syntax.language == "bash" else call.name
        return name in _FUNCTIONS.get(syntax.language, ())
    if written in _WRITTEN:
        return True
    if written in ("fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln"):
        return bool(call.arguments) and syntax.text(call.arguments[0]) in _OUTPUTS
    plain = call.name.lower()
    said = words(call.receiver[:120])
    if plain in _METHODS:
        return not _LOGGERS.isdisjoint(said)
    return any(plain in methods and not owners.isdisjoint(said) for owners, methods in _TELEMETRY)


def error_arguments(syntax: Syntax, node: "Node") -> "tuple[list[Node], bool] | None":
    """What a node puts into an error's message, and whether a bare value is shown as well as a text; None if none."""
    if node.type in syntax.grammar.throws:
        return _thrown(syntax, node)
    call = syntax.call(node)
    if call is None:
        return None
    written = f"{call.receiver}.{call.name}" if call.receiver else call.name
    if _is_error_body(syntax, call):
        return call.arguments, True
    if written in ("assert", "assert.ok"):
        return call.arguments[1:], True
    if written in _ERROR_CALLS:
        return call.arguments, written not in ("raise", "fail", "HTTPException", "reject")
    if node.type in _CREATED and call.name.endswith(("Error", "Exception")):
        return call.arguments, call.name in _BUILTIN_ERRORS
    if call.name in _FORMATTED and call.receiver not in _TESTS and _LOGGERS.isdisjoint(words(call.receiver[:120])):
        return call.arguments, True
    return None


def _is_error_body(syntax: Syntax, call: Call) -> bool:
    """Whether a call answers a request with an error: by its name, its status, or the status set before it."""
    if call.name in _ERROR_REPLIES:
        return True
    if call.name in _REPLIES_TO and _ERROR_STATUS.search(call.receiver[-200:]):
        return True
    if call.name not in _REPLIES:
        return False
    return any(_ERROR_STATUS.search(syntax.text(item)[:80]) for item in call.arguments)


def _thrown(syntax: Syntax, node: "Node") -> "tuple[list[Node], bool]":
    children = node.named_children
    if node.type.startswith("assert"):
        return children[1:], True
    call = syntax.call(children[0]) if children else None
    if call is None:
        return children[:1], False
    if _ERRORS.isdisjoint(words(call.name)) and not _NO_ERRORS.isdisjoint(words(call.name)):
        return [], False
    made = node.type != "throw_statement" or "creation" in children[0].type or children[0].type.startswith("new")
    if not made and _ERRORS.isdisjoint((*words(call.name), *words(call.receiver[:80]))):
        return [], False
    return call.arguments, call.name in _BUILTIN_ERRORS
