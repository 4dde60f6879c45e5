"""What git's diff plumbing prints, read back: entries, and the lines that a patch adds."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.repository import Repository

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.source import diffs

OPEN = "\\ No newline at end of file"
A, B, C = (letter * 40 for letter in "abc")


def patch(*body: str, old: str = A, new: str = B) -> bytes:
    head = ("diff --git a/x b/x", f"index {old}..{new} 100644", "--- a/x", "+++ b/x")
    return ("\n".join((*head, *body)) + "\n").encode()


# A patch, and the ranges of added lines of its one section.
PATCHES = {
    "lines only removed": (patch("@@ -3,2 +2,0 @@", "-a", "-b"), ()),
    "one line": (patch("@@ -1 +1 @@", "-a", "+b"), ((1, 1),)),
    "several": (patch("@@ -0,0 +1,3 @@", "+a", "+b", "+c"), ((1, 3),)),
    "two hunks": (patch("@@ -1 +1 @@", "-a", "+b", "@@ -9,0 +10,2 @@ def f():", "+c", "+d"), ((1, 1), (10, 11))),
    "content like a hunk": (patch("@@ -1,0 +2 @@", "+@@ -1 +5,3 @@", "@@ -3,0 +9 @@", "+x"), ((2, 2), (9, 9))),
    "content like a header": (patch("@@ -1,0 +2 @@", f"+index {C}..{C} 100644"), ((2, 2),)),
    "removed content like a header": (patch("@@ -2 +1,0 @@", "-@@ -1 +5 @@", "@@ -9,0 +8 @@", "+x"), ((8, 8),)),
    "no final newline": (
        patch("@@ -1 +1 @@", "-a", OPEN, "+b", OPEN), ((1, 1),),
    ),
    "a final newline, then more": (patch("@@ -1 +1,2 @@", "-a", OPEN, "+a", "+b"), ((2, 2),)),
    "a final newline, others around": (
        patch("@@ -1,2 +1,3 @@", "-x", "-a", OPEN, "+y", "+a", "+b"), ((1, 1), (3, 3)),
    ),
    "a final newline alone": (patch("@@ -1 +1 @@", "-a", OPEN, "+a"), ()),
    "a final newline lost": (patch("@@ -1,2 +1 @@", "-a", "-b", "+a", OPEN), ()),
    "a final newline, then an open line": (patch("@@ -1 +1,2 @@", "-a", OPEN, "+a", "+b", OPEN), ((2, 2),)),
    "an open line lost": (patch("@@ -1,2 +1 @@", "-a", "-b", OPEN, "+a", OPEN), ()),
    "a final newline of Windows": (patch("@@ -1 +1,2 @@", "-a", OPEN, "+a\r", "+b\r"), ((2, 2),)),
    "a final newline in UTF-16": (patch("@@ -1 +1,2 @@", "-a\0", OPEN, "+a\0\r\0", "+\0b\0"), ((2, 2),)),
    "the last line twice": (patch("@@ -1 +1,2 @@", "-a", OPEN, "+a", "+a"), ((2, 2),)),
    "a file that begins open": (patch("@@ -0,0 +1,2 @@", "+a", "+b", OPEN), ((1, 2),)),
    "an open file that goes": (patch("@@ -1 +0,0 @@", "-a", OPEN), ()),
    "content like the mark of an open end": (patch("@@ -1 +1 @@", "-a", f"+{OPEN}"), ((1, 1),)),
    "the same hunk head behind a context name": (patch("@@ -5,0 +6 @@ @@ -1 +1 @@", "+x"), ((6, 6),)),
}  # fmt: skip


@pytest.mark.parametrize(("output", "ranges"), PATCHES.values(), ids=PATCHES.keys())
def test_added_lines(output: bytes, ranges: tuple[tuple[int, int], ...]) -> None:
    assert diffs.parse_patch(output) == {(A, B): ranges}


def test_sections_are_told_apart_by_ids() -> None:
    output = patch("@@ -1 +1 @@", "-a", "+b") + patch("@@ -7,0 +8 @@", "+x", old=B, new=C)
    assert diffs.parse_patch(output) == {(A, B): ((1, 1),), (B, C): ((8, 8),)}


BROKEN = {
    "a hunk head without numbers": patch("@@ what @@", "+a"),
    "a hunk that ends early": patch("@@ -1,5 +1,9 @@", "+a").rstrip(b"\n"),
    "a hunk of another order": patch("@@ -1 +1 @@", "+a", "-a"),
    "letters for numbers": patch("@@ -a +b @@", "+a"),
}


@pytest.mark.parametrize("output", BROKEN.values(), ids=BROKEN.keys())
def test_a_patch_that_cannot_be_read_is_an_error(output: bytes) -> None:
    with pytest.raises(GitError):
        diffs.parse_patch(output)


def raw(*fields: str) -> bytes:
    return b"".join(field.encode("utf-8", "surrogateescape") + b"\0" for field in fields)


ENTRIES = {
    "nothing": (b"", []),
    "an edit": (raw(f":100644 100755 {A} {B} M", "a"), [("M", b"a", b"a", 0o100644, 0o100755)]),
    "a rename": (raw(f":100644 100644 {A} {B} R087", "a", "b"), [("R", b"a", b"b", 0o100644, 0o100644)]),
    "a copy": (raw(f":100644 100644 {A} {A} C100", "a", "b"), [("C", b"a", b"b", 0o100644, 0o100644)]),
    "newlines, tabs, a colon": (
        raw(f":000000 100644 {A} {B} A", ":100644\n\t", f":100644 000000 {A} {B} D", "b"),
        [("A", b":100644\n\t", b":100644\n\t", 0, 0o100644), ("D", b"b", b"b", 0o100644, 0)],
    ),
    "not UTF-8": (raw(f":000000 120000 {A} {B} A", "\udcff"), [("A", b"\xff", b"\xff", 0, 0o120000)]),
}


@pytest.mark.parametrize(("output", "expected"), ENTRIES.values(), ids=ENTRIES.keys())
def test_entries(output: bytes, expected: list[tuple[object, ...]]) -> None:
    found = [(item.status, item.old_path, item.path, item.old_mode, item.mode) for item in diffs.parse_raw(output)]
    assert found == expected


LINES = st.lists(st.sampled_from(["a", "b", "", "-x", "+y", "@@ -1 +1 @@", "\\ No newline", "é"]), max_size=8)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.tuples(LINES, st.booleans()), min_size=2, max_size=2))
def test_git_s_own_patches(shared: Repository, pair: list[tuple[list[str], bool]]) -> None:
    """The lines called added, taken out of the new text, leave lines that the old text has in that order."""
    old, new = ("\n".join(lines) + "\n" * final for lines, final in pair)
    shared.git("read-tree", "--empty")
    shared.stage_blob("f", old)
    tree = shared.git("write-tree")
    shared.stage_blob("f", new)
    changes = diffs.staged(Git(os.fsencode(shared.top)), tree)
    if old == new:
        assert changes == []
        return
    found = diffs.staged_lines(Git(os.fsencode(shared.top)), tree, changes)
    ranges = found[(changes[0].old_id, changes[0].new_id)]
    added = {line for begin, end in ranges for line in range(begin, end + 1)}
    numbered = list(enumerate(new.split("\n")[: new.count("\n") + (not new.endswith("\n"))], 1)) if new else []
    assert added <= {number for number, _ in numbered}
    kept = iter(old.split("\n"))
    assert all(line in kept for number, line in numbered if number not in added)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Repository:
    """One repository for many examples."""
    return Repository.create(tmp_path_factory.mktemp("diffs") / "work", environment)
