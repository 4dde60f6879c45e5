"""What a path says of the content: a test, an example, documentation; and which rules apply to it."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

# Words of a path's parts, in lower case. A part is split at everything that is no letter or digit.
_WORDS = {
    "test": frozenset({"test", "tests", "testing", "testdata", "spec", "specs", "fixture", "fixtures", "mock", "mocks",
                       "e2e", "cypress", "__tests__", "snapshots", "testutil", "testutils", "conftest"}),
    "example": frozenset({"example", "examples", "sample", "samples", "demo", "demos", "template", "templates",
                          "tutorial", "tutorials", "playground", "quickstart", "tmpl", "dist"}),
    "docs": frozenset({"doc", "docs", "documentation", "readme", "changelog", "wiki", "man", "changes", "news"}),
}  # fmt: skip
# Words of the paths of translations of what a program says.
_TRANSLATED = frozenset({"locale", "locales", "lang", "langs", "languages", "i18n", "l10n", "intl", "translation",
                         "translations", "strings"})  # fmt: skip
_JOINTS = frozenset("-_' .:")
_DOC_ENDS = (".md", ".mdx", ".rst", ".adoc", ".asciidoc", ".markdown", ".1", ".3", ".5", ".7", ".8")


def contexts(path: bytes) -> tuple[str, ...]:
    """Of test, example and docs those that the path speaks of."""
    lower = path.decode("utf-8", "replace").lower()
    words = _split(lower)
    found = [name for name, known in _WORDS.items() if not known.isdisjoint(words)]
    if "docs" not in found and lower.endswith(_DOC_ENDS):
        found.append("docs")
    return tuple(found)


def is_label(path: bytes, value: bytes) -> bool:
    """Whether a value in a file of translations is words alone: what a field is called there, not what is put in."""
    text = value.decode("utf-8", "replace")
    words = "".join(letter for letter in text if letter not in _JOINTS)
    return words.isalpha() and not _TRANSLATED.isdisjoint(_split(path.decode("utf-8", "replace").lower()))


def _split(path: str) -> set[str]:
    return set("".join(letter if letter.isalnum() else " " for letter in path).split())


def applies(patterns: Iterable[str], path: bytes) -> bool:
    """Whether a rule that is limited to these patterns looks at the path; one without patterns looks everywhere.

    A pattern without a slash is for the file's name alone; upper and lower case are the same.
    """
    patterns = tuple(patterns)
    if not patterns:
        return True
    whole = path.decode("utf-8", "replace").lower()
    name = whole.rpartition("/")[2]
    return any(fnmatchcase(whole if "/" in pattern else name, pattern.lower()) for pattern in patterns)
