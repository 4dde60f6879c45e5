"""A parsed file: comments, calls, names and literals by language, errors and depth tolerated."""

import pytest

from hushlint.context.syntax import Call, Syntax

COMMENTS = [
    ("python", b"x = 1  # mark\n"),
    ("python", b'def f():\n    """Says mark."""\n'),
    ("python", b'"""mark"""\nx = 1\n'),
    ("javascript", b"// mark\n"),
    ("typescript", b"/* a\n mark */\nlet x: string = '';\n"),
    ("tsx", b"const a = <p>{/* mark */}</p>;\n"),
    ("go", b"package a\n\n// mark\n"),
    ("java", b"class A {\n  /** mark */\n  int x;\n}\n"),
    ("ruby", b"=begin\nmark\n=end\nx = 1\n"),
    ("bash", b"echo a # mark\n"),
]
TEXTS = [
    ("python", b'x = "mark"\n'),
    ("python", b'f("""mark""")\n'),
    ("python", b'x = "# mark"\n'),
    ("javascript", b"const x = `// mark`;\n"),
    ("javascript", b"const x = /\\/\\/ mark/;\n"),
    ("tsx", b"const a = <p>// mark</p>;\n"),
    ("go", b'package a\n\nvar x = "// mark"\n'),
    ("java", b'class A {\n  String x = "/* mark */";\n}\n'),
    ("ruby", b'x = "# mark"\n'),
    ("bash", b'echo "# mark"\n'),
    ("bash", b"cat <<E\n# mark\nE\n"),
]


@pytest.mark.parametrize(("language", "data"), TEXTS)
def test_no_comment(language: str, data: bytes) -> None:
    start = data.index(b"mark")
    assert not Syntax(data, language).comment(start, start + 4)


@pytest.mark.parametrize(("language", "data"), COMMENTS)
def test_a_comment(language: str, data: bytes) -> None:
    start = data.index(b"mark")
    assert Syntax(data, language).comment(start, start + 4)


def first_call(language: str, data: bytes) -> Call:
    syntax = Syntax(data, language)
    return next(call for node in syntax.within(syntax.root) if (call := syntax.call(node)))


CALLS = [
    ("python", b"self.log.info('a', b, c=d)", ("self.log", "info", 3)),
    ("python", b"print(a)", ("", "print", 1)),
    ("javascript", b"console.log(a, b);", ("console", "log", 2)),
    ("javascript", b"new Error(a);", ("", "Error", 1)),
    ("go", b"package a\nfunc f() { log.Printf(a) }", ("log", "Printf", 1)),
    ("java", b"class A { void f() { this.log.info(a); } }", ("this.log", "info", 1)),
    ("ruby", b"logger.info { a }", ("logger", "info", 1)),
    ("ruby", b"puts a, b", ("", "puts", 2)),
    ("bash", b"echo -n $A", ("", "echo", 2)),
]


@pytest.mark.parametrize(("language", "data", "expected"), CALLS)
def test_a_call(language: str, data: bytes, expected: tuple[str, str, int]) -> None:
    call = first_call(language, data)
    assert (call.receiver, call.name, len(call.arguments)) == expected


def test_names_of_a_chain() -> None:
    syntax = Syntax(b"self.a.b(c).d", "python")
    (statement,) = syntax.root.named_children
    assert syntax.names(statement.named_children[0]) == ["self", "a", "b", "d"]


@pytest.mark.parametrize("data", [b"def f(:\n  print(", b"\xff\xfe\x00(", b"(" * 20_000, b"[" * 5_000 + b"x"])
def test_what_is_no_program_is_tolerated(data: bytes) -> None:
    syntax = Syntax(data, "python")
    assert len(list(syntax.around(len(data) - 1))) <= 200
    assert not syntax.comment(len(data) - 1, len(data))


def test_a_question_is_bounded() -> None:
    syntax = Syntax(b"x = 1\n" * 40_000, "python")
    assert sum(1 for _ in syntax.within(syntax.root)) == 50_000


@pytest.mark.parametrize(
    ("declared", "is_text"),
    [("token: str", True), ("token", True), ("token: Token", False), ("token: SecretStr", False), ("other: Token",
    True)],
)
def test_a_parameters_type_says_whether_it_is_a_text(declared: str, is_text: bool) -> None:
    data = f"def f({declared}):\n    print(token)\n".encode()
    syntax = Syntax(data, "python")
    node = next(syntax.around(data.rindex(b"token")))
    assert syntax.is_text(node) == is_text


MEMBERS = [
    ("java", b"class A {\n  private Token token;\n  void f() { log(token, this.token); }\n}\n", False),
    ("java", b"class A {\n  private String token;\n  void f() { log(token, this.token); }\n}\n", True),
    ("typescript", b"class A {\n  private token: Token;\n  f() { log(token, this.token); }\n}\n", False),
    ("typescript", b"class A {\n  private token: string;\n  f() { log(token, this.token); }\n}\n", True),
]
LOCALS = [
    ("java", b"class A { void f() { Token token = g(); log(token); } }", False),
    ("java", b"class A { void f() { for (Token token : all) log(token); } }", False),
    ("java", b"class A { void f() { var token = g(); log(token); } }", True),
    ("go", b"package a\nfunc f() { var token Token\nlog(token) }", False),
    ("go", b"package a\nfunc f() { var token []byte\nlog(token) }", True),
    ("typescript", b"function f() { const token: Token = g(); log(token); }", False),
    ("python", b"def f():\n    token: Token = g()\n    log(token)\n", False),
    ("python", b"def f():\n    token: Token = g()\n\ndef h():\n    log(token)\n", True),
]


@pytest.mark.parametrize(("language", "data", "is_text"), LOCALS)
def test_a_locals_type_says_so_too(language: str, data: bytes, is_text: bool) -> None:
    syntax = Syntax(data, language)
    assert syntax.is_text(next(syntax.around(data.rindex(b"token")))) == is_text


@pytest.mark.parametrize(("language", "data", "is_text"), MEMBERS)
def test_and_a_fields(language: str, data: bytes, is_text: bool) -> None:
    syntax = Syntax(data, language)
    assert syntax.is_text(next(syntax.around(data.index(b"log(token") + 4))) == is_text
    assert syntax.member_is_text("token") == is_text
    assert syntax.member_is_text("another")
