"""How dotenv files are read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hushlint.policy.env_file import Variable, parse, plain

NOTHING = [
    "", "\n", "# a comment\n", "# Note: this is prose = not a value\n", "# set key = value below\n", "just words\n",
    "1KEY=x\n", "=x\n", "export\n", "# key=lower\n",
]  # fmt: skip

READ = [
    ("A=1\n", [("A", "1", 1, 3)]),
    ("A=1", [("A", "1", 1, 3)]),
    ("\nA = 1 \n", [("A", "1", 2, 5)]),
    ("A=\nB=2\n", [("A", "", 1, 3), ("B", "2", 2, 3)]),
    ("A=   \nB=2\n", [("A", "", 1, 6), ("B", "2", 2, 3)]),
    ("export A=1\n", [("A", "1", 1, 10)]),
    ("  export   A=1\n", [("A", "1", 1, 14)]),
    ("A: 1\n", [("A", "1", 1, 4)]),
    ("A=1\r\nB=2\r\n", [("A", "1", 1, 3), ("B", "2", 2, 3)]),
    ("A=1 # why\n", [("A", "1", 1, 3)]),
    ("A=1#2\n", [("A", "1#2", 1, 3)]),
    ("A=#1\n", [("A", "#1", 1, 3)]),
    ("A= # why\n", [("A", "", 1, 4)]),
    ("A=a b c\n", [("A", "a b c", 1, 3)]),
    ("A=x=y==\n", [("A", "x=y==", 1, 3)]),
    ('A="1 # no comment" # why\n', [("A", "1 # no comment", 1, 4)]),
    ("A='it # is'\n", [("A", "it # is", 1, 4)]),
    ("A=`x`\n", [("A", "x", 1, 4)]),
    (r'A="a\nb\"c\\d\$e"' + "\n", [("A", 'a\nb"c\\d$e', 1, 4)]),
    (r"A='a\nb'" + "\n", [("A", r"a\nb", 1, 4)]),
    ('A="one\ntwo\nthree"\nB=4\n', [("A", "one\ntwo\nthree", 1, 4), ("B", "4", 4, 3)]),
    ('A="open\nB=2\n', [("A", '"open', 1, 3), ("B", "2", 2, 3)]),
    ('A="open\nB="2"\n', [("A", '"open', 1, 3), ("B", "2", 2, 4)]),
    ("Ä=1\nB=é # ü\n", [("B", "é", 2, 3)]),
    ('ä\nA="é"; C\n', [("A", "é", 2, 4)]),
    ("A=1\nA=2\n", [("A", "1", 1, 3), ("A", "2", 2, 3)]),
    ("spring.user-name=x\n", [("spring.user-name", "x", 1, 18)]),
]  # fmt: skip


def _read(text: str) -> list[tuple[str, str, int, int]]:
    return [(item.key, item.value.decode(), item.line, item.column) for item in parse(plain(text.encode()))]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_assigned(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(("text", "expected"), READ)
def test_assignments(text: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize("text", ["#A=1\n", "# A=1\n", "## export A=1\n"])
def test_an_assignment_in_a_comment_is_marked(text: str) -> None:
    (item,) = parse(text.encode())
    assert (item.key, item.value, item.commented) == ("A", b"1", True)


def test_a_quote_in_a_comment_ends_with_its_line() -> None:
    assert [(item.key, item.value) for item in parse(b'# A="open\nB="2"\n')] == [("A", b'"open'), ("B", b"2")]


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbfA=1\n", "\ufeffA=1\n".encode("utf-16-le"), "\ufeffA=1\n".encode("utf-16-be")],
    ids=["utf-8", "utf-16-le", "utf-16-be"],
)
def test_byte_order_marks_are_no_part_of_the_text(data: bytes) -> None:
    assert list(parse(plain(data))) == [Variable("A", b"1", 2, 3, 1, 3)]


@given(st.text(alphabet="AB=:\"'`\\# \t\r\n$é", max_size=60))
def test_every_value_stands_where_it_is_said_to(text: str) -> None:
    data = text.encode()
    last = 0
    for item in parse(data):
        assert last <= item.start <= item.end <= len(data)
        assert data[: item.start].count(b"\n") + 1 == item.line
        if b"\\" not in data[item.start : item.end]:
            assert data[item.start : item.end] == item.value
        last = item.end


@pytest.mark.parametrize(
    "piece", ['A="\n', "A='x\n", " ", "#", "A", "A=`\\\n", "A= ", 'A="B=\n', "export ", "\n", "A:"], ids=repr
)
def test_no_text_takes_long(piece: str) -> None:
    data = (piece * 300_000)[:400_000].encode()
    begun = time.perf_counter()
    for _ in parse(data):
        pass
    assert time.perf_counter() - begun < 5
