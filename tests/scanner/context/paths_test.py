"""What a path says of its content."""

import pytest

from hushlint.context.paths import applies, contexts, is_label

NOTHING = [
    b"", b"a.py", b"src/main.c", b"contest.py", b"latest/a.py", b"attestation.go", b"documents.py", b"docker/a",
    b"manual.py", b"distance.py", b"newsletter.py", b"a.md.py", b"\xff\xfe", b"mocking.py", b"inspect.py",
]  # fmt: skip

SAID = {
    b"tests/a.py": ("test",),
    b"test_a.py": ("test",),
    b"a_test.go": ("test",),
    b"a.test.ts": ("test",),
    b"Spec/A.rb": ("test",),
    b"src/__tests__/a.js": ("test",),
    b"conftest.py": ("test",),
    b".env.example": ("example",),
    b"config.sample.yml": ("example",),
    b"examples/tests/a.py": ("test", "example"),
    b"docs/a.txt": ("docs",),
    b"README.md": ("docs",),
    b"README": ("docs",),
    b"a.rst": ("docs",),
    b"docs/examples/test.md": ("test", "example", "docs"),
}


@pytest.mark.parametrize("path", NOTHING, ids=repr)
def test_paths_that_say_nothing(path: bytes) -> None:
    assert contexts(path) == ()


@pytest.mark.parametrize(("path", "said"), SAID.items(), ids=map(repr, SAID))
def test_paths_that_speak(path: bytes, said: tuple[str, ...]) -> None:
    assert contexts(path) == said


@pytest.mark.parametrize(
    ("path", "value", "answer"),
    [
        (b"src/a.py", b"Berrespena", False),
        (b"config/locales/eu.yml", b"Berrespena2", False),
        (b"config/locales/eu.yml", b"kX9pQ2vLm8", False),
        (b"config/locales/eu.yml", b"", False),
        (b"config/locales/eu.yml", b"Berrespena", True),
        (b"res/values-br/strings.xml", b"Ger-tremen", True),
        (b"i18n/messages_lb.properties", "Pässwuert".encode(), True),
    ],
)
def test_a_label_of_a_translation(path: bytes, value: bytes, answer: bool) -> None:
    assert is_label(path, value) is answer


# Patterns, path, whether the rule looks there.
APPLIES = {
    "another name": (("*.yml",), b"a.py", False),
    "the folder's name is not the file's": (("*.yml",), b"a.yml/b.py", False),
    "a part of the name": ((".npmrc",), b"x.npmrc", False),
    "another folder": (("config/*",), b"src/a", False),
    "no patterns": ((), b"a.py", True),
    "the name alone": (("*.yml",), b"deep/er/a.yml", True),
    "letter case": (("Dockerfile*",), b"src/DOCKERFILE.prod", True),
    "the second": (("*.a", "*.b"), b"x.b", True),
    "a whole path": (("config/*.x",), b"config/a.x", True),
    "not UTF-8": (("*.x",), b"\xff.x", True),
}


@pytest.mark.parametrize(("patterns", "path", "answer"), APPLIES.values(), ids=APPLIES.keys())
def test_applies(patterns: tuple[str, ...], path: bytes, answer: bool) -> None:
    assert applies(patterns, path) is answer
