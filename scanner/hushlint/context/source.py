"""Settle what depends on the syntax around it: hints to log calls and errors, and values in comments."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from hushlint.context.languages import language_of
from hushlint.context.worth import MOST_BYTES, CommentSigns, may_leak
from hushlint.model.rule import HINTED
from hushlint.model.secret import Secret
from hushlint.vocabulary import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hushlint.context.syntax import Syntax

_SOURCE = "source"
_GIVEN = "given"
_NAMELESS = (b"True", b"x", b"xtrace")  # ends of hints without a name: hints.py looks at them
_COMMENT = "comment"
_GENERIC = "generic"
# The context of a value that is given to a log call or an error.
_CONTEXTS = {"secret-logged": "log", "secret-in-error": "error"}
# Words of files about languages and language models, whose tokens are no secrets.
_ABOUT_LANGUAGE = (
    *(b"exer", b"okeniz", b"oken_type", b"okenType", b"TokenKind", b"ext_token", b"extToken", b"logits", b"vocab"),
    # the tokens of CoAP match answers to questions, those of ACME are published
    *(b".Token()", b"californium", b"CoapClient", b"acme-challenge"),
)
_LANGUAGE_PATHS = frozenset("lexer parser tokenizer scanner grammar compiler syntax ast parsing".split())


def settle(secrets: Sequence[Secret], data: bytes, path: bytes) -> list[Secret]:
    """The secrets of a text at a path: provisional ones made sure or dropped, all others with their contexts."""
    signs = CommentSigns(data)
    values = [secret for secret in secrets if secret.rule.check not in HINTED and _may_stand(secret, signs)]
    language = language_of(path, data)
    hints = _worthwhile(secrets, data) if language and len(data) <= MOST_BYTES else []
    if not values and not hints:
        return []
    from hushlint.context.comments import in_comment
    from hushlint.context.syntax import Syntax

    syntax = Syntax(data, language) if language and len(data) <= MOST_BYTES else None
    commented = {
        secret: syntax.comment(secret.start, secret.end) if syntax else in_comment(data, path, secret.start)
        for secret in values
    }
    beside = _Overlaps(values)
    found = [
        _with_context(syntax, secret, commented[secret])
        for secret in values
        if (commented[secret] or secret.rule.family != _SOURCE)
        and not _gives_way(secret, beside.of(secret), commented)
    ]
    if syntax:
        found += _followed(syntax, hints, path)
    return sorted(found, key=lambda secret: secret.start)


def _may_stand(secret: Secret, signs: CommentSigns) -> bool:
    """Whether a value of a rule on comments may stand in one; those of other rules are told wherever they stand."""
    return secret.rule.family != _SOURCE or signs.may_be_comment(secret.start)


def _worthwhile(secrets: Sequence[Secret], data: bytes) -> list[Secret]:
    """The hints that are worth a parse; several rules have each, and it is judged once."""
    known: dict[tuple[int, str], bool] = {}
    found = []
    for hint in secrets:
        if hint.rule.check in HINTED:
            key = (hint.end, hint.note)
            if key not in known:
                known[key] = _may_lead(hint, data)
            if known[key]:
                found.append(hint)
    return found


def _may_lead(hint: Secret, data: bytes) -> bool:
    """Whether a hint is worth a parse; those that name no secret always are."""
    if any(data.endswith(end, 0, hint.end) for end in _NAMELESS):
        return True
    return may_leak(hint.end, data, given=hint.note == _GIVEN)


class _Overlaps:
    """The secrets of a text by where they stand."""

    __slots__ = ("_longest", "_sorted", "_starts")

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._sorted = sorted(secrets, key=lambda secret: secret.start)
        self._starts = [secret.start for secret in self._sorted]
        self._longest = max((secret.end - secret.start for secret in secrets), default=0)

    def of(self, secret: Secret) -> Iterator[Secret]:
        """The others that share bytes with this one."""
        first = bisect_left(self._starts, secret.start - self._longest)
        for other in self._sorted[first : bisect_left(self._starts, secret.end)]:
            if other is not secret and other.end > secret.start:
                yield other


def _gives_way(secret: Secret, others: Iterable[Secret], commented: dict[Secret, bool]) -> bool:
    """Whether one of these says more of the same bytes: in a comment the comment's rule more than a generic one."""
    for other in others:
        if secret.rule.family == _SOURCE:
            earlier = other.rule.family == _SOURCE and (other.start, -other.end) < (secret.start, -secret.end)
            if earlier or (other.rule.family != _SOURCE and other.rule.provider != _GENERIC):
                return True
        elif secret.rule.provider == _GENERIC and other.rule.family == _SOURCE and commented[other]:
            return True
    return False


def _with_context(syntax: "Syntax | None", secret: Secret, is_comment: bool) -> Secret:
    """The same secret with the context that it stands in."""
    context = _COMMENT if is_comment else ""
    if syntax and not is_comment:
        from hushlint.context.flow import sink

        context = _CONTEXTS.get(sink(syntax, secret.start, secret.end), "")
    if context and context not in secret.contexts:
        return Secret(
            secret.rule, secret.start, secret.end, secret.value, secret.name, secret.severity, secret.verified,
            secret.note, (*secret.contexts, context),
        )  # fmt: skip
    return secret


def _followed(syntax: "Syntax", signals: Sequence[Secret], path: bytes) -> Iterator[Secret]:
    """What the hints of the engine lead to."""
    name = path.rpartition(b"/")[2].rpartition(b".")[0].decode("latin-1")
    from hushlint.context.flow import Flow
    from hushlint.context.hints import HINTS

    about = any(word in syntax.data for word in _ABOUT_LANGUAGE) or not _LANGUAGE_PATHS.isdisjoint(words(name))
    flow = Flow(syntax, bare_token=not about)
    for signal in signals:
        for end, (rule, look) in HINTS.items():
            if syntax.data.endswith(end, 0, signal.end):
                yield from look(syntax, signal) if signal.rule.id == rule else ()
                break
        else:
            for leak in flow.leaks(signal.start, signal.rule.id):
                yield Secret(signal.rule, leak.start, leak.end, b"", leak.name.encode(), signal.rule.severity)
