"""Comments of languages that are only known by their marks."""

import pytest

from hushlint.context.comments import in_comment

TEXTS = [
    ("a.txt", b"# mark"),
    ("a.yaml", b'a: "b # mark"'),
    ("a.yaml", b"a: b#mark"),
    ("a.yaml", b"# a\nb: mark"),
    ("a.c", b'x = "// mark";'),
    ("a.c", b"/* a */ mark"),
    ("a.swift", b"url = http://mark"),
    ("a.html", b"<!-- a --><p>mark</p>"),
    ("a.sql", b"SELECT '-- mark'"),
    ("a.ini", b"a = b;mark"),
    ("a.toml", b'a = "it\\"s # mark"'),
    ("a.md", b"# mark"),
]
COMMENTS = [
    ("a.yaml", b"a: 1 # mark"),
    ("a.yml", b"#mark"),
    ("a.yaml", b"a: it's # mark"),
    ("a.c", b"/* a\n mark */"),
    ("a.cs", b"int x; // mark"),
    ("a.html", b"<p>a</p><!--\n mark -->"),
    ("a.xml", b"<!-- mark"),
    ("a.sql", b"SELECT 1; -- mark"),
    ("a.ini", b"; mark"),
    ("a.toml", b"# mark"),
    ("main.tf", b"# mark"),
    ("main.tf", b"/* mark"),
    ("Dockerfile", b"# mark"),
    ("Makefile", b"# mark"),
    ("a.php", b"// mark"),
    ("a.ps1", b"<# a\n mark #>"),
    ("a.erb", b"<%# mark %>"),
    ("a.lua", b"-- mark"),
    ("a.properties", b"# mark"),
]


@pytest.mark.parametrize(("path", "data"), TEXTS)
def test_no_comment(path: str, data: bytes) -> None:
    assert not in_comment(data, path.encode(), data.rindex(b"mark"))


@pytest.mark.parametrize(("path", "data"), COMMENTS)
def test_a_comment(path: str, data: bytes) -> None:
    assert in_comment(data, path.encode(), data.rindex(b"mark"))
