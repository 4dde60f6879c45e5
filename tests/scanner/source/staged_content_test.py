"""Every way a text can be stored: where a secret stands in it, and which of its lines are new."""

import json
import random
from collections.abc import Callable

import pytest
from support.examples import github_token
from support.repository import Repository

OLD, NEW = github_token(1), github_token(2)

Encode = Callable[[str], bytes]


def _coded(name: str, mark: bytes = b"") -> Encode:
    return lambda text: mark + text.encode(name)


# How a text becomes bytes. Each holds a letter that differs between the codes.
TEXTS: dict[str, Encode] = {
    "UTF-8": _coded("utf-8"),
    "UTF-8 with BOM": _coded("utf-8-sig"),
    "UTF-16 LE with BOM": _coded("utf-16-le", b"\xff\xfe"),
    "UTF-16 BE with BOM": _coded("utf-16-be", b"\xfe\xff"),
    "UTF-16 LE": _coded("utf-16-le"),
    "UTF-16 BE": _coded("utf-16-be"),
    "UTF-32 LE": _coded("utf-32-le"),
    "UTF-32 BE": _coded("utf-32-be"),
    "Latin-1": _coded("latin-1"),
    "Windows-1252": _coded("cp1252"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CRLF in UTF-16": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
    "Shift-JIS": lambda text: text.replace("é", "ソ").encode("shift-jis"),
    "a NUL late in the text": lambda text: text.encode() + b"x" * 9000 + b"\0\n",
    "control characters": lambda text: b"\x1b[0m" + text.encode() + b"\x0c\x08\n",
    "no final newline": lambda text: text.encode().rstrip(b"\n"),
    "mixed line ends": lambda text: text.replace("\n", "\r\n", 1).encode(),
    "bad UTF-8": lambda text: text.encode() + b"\xc3\x28 \xed\xa0\x80 \xff\n",
}


@pytest.mark.parametrize("encode", TEXTS.values(), ids=TEXTS.keys())
def test_an_old_secret_is_silent(repository: Repository, encode: Encode) -> None:
    repository.commit({"a.txt": encode(f"é one\ntwo\nkey {OLD}\nfour\n")})
    repository.stage({"a.txt": encode(f"é one\nedited\nkey {OLD}\nfour\nfive\n")})
    assert repository.found() == []
    repository.stage({"a.txt": encode(f"é one\nkey {OLD}\nfour\n")})
    assert repository.found() == []


@pytest.mark.parametrize("encode", TEXTS.values(), ids=TEXTS.keys())
def test_a_new_secret_is_found_on_its_line(repository: Repository, encode: Encode) -> None:
    repository.stage({"new.txt": encode(f"é one\ntwo\nkey {NEW}\n")})
    assert repository.found() == [("new.txt", 3)]
    repository.commit({"new.txt": encode(f"é one\nkey {OLD}\nthree\n")})
    repository.stage({"new.txt": encode(f"é one\nkey {OLD}\nthree\nkey {NEW}\nfive\n")})
    assert repository.found() == [("new.txt", 4)]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b""], ids=["BOM", "no BOM"])
@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_characters_of_utf16_that_hold_the_byte_of_a_newline(repository: Repository, code: str, mark: bytes) -> None:
    """U+0A0A and U+010A end a line for git, but not for a reader."""
    mark = mark if code == "utf-16-le" else mark[::-1]
    repository.commit({"a.txt": mark + f"ਊĊ one\nkey {OLD}\nĊ three and some more text\n".encode(code)})
    text = f"ਊĊ one\nkey {OLD}\nĊ three and some more text\nĊਊ key {NEW}\nlast\n"
    repository.stage({"a.txt": mark + text.encode(code)})
    assert repository.found() == [("a.txt", 4)]


def test_lines_that_end_with_cr_alone_are_one_line_for_git(repository: Repository) -> None:
    repository.stage({"a.txt": f"one\rkey {NEW}\rthree\r"})
    assert repository.found() == [("a.txt", 1)]


def test_columns_count_characters_from_one(repository: Repository) -> None:
    texts = {
        "a.txt": f"é漢😀 {NEW} end\n".encode(),
        "b.txt": f"é漢x {NEW} end\n".encode("utf-16"),
        "c.txt": f"éé\t {NEW} end\n".encode("latin-1"),
        "d.txt": f"\ufeffabc {NEW} end\n".encode(),
    }
    repository.stage(texts)
    report = json.loads(repository.hook("--format", "json").out)
    found = [item for item in report["findings"] if item["rule"] == "github-token"]
    places = {item["path"]: (item["column"], item["end_line"], item["end_column"]) for item in found}
    assert places == dict.fromkeys(texts, (5, 1, 45))


PATCH = "-- a/a.txt\n++ b/a.txt\n@@ -1,9 +1,9 @@\nindex 0000000..1111111 100644\ndiff --git a/x b/x\n\\ No newline\n \n"


def test_a_text_that_looks_like_a_patch(repository: Repository) -> None:
    """Removed and added lines of such a text look exactly like the headers of git's own patch."""
    repository.commit({"a.txt": f"{PATCH}key {OLD}\nsame\n{PATCH}end", "b.txt": f"key {OLD}\n{PATCH}"})
    repository.stage({"a.txt": f"new\n{PATCH}key {OLD}\nsame\n", "b.txt": f"{PATCH}key {OLD}\nmore\n{PATCH}"})
    assert repository.found() == []
    repository.stage({"a.txt": f"{PATCH}key {OLD}\nsame\nkey {NEW}\n{PATCH}end", "b.txt": f"key {OLD}\nx\n{PATCH}"})
    assert repository.found() == [("a.txt", 10)]


def test_a_binary_file_is_read_as_bytes(repository: Repository) -> None:
    noise = bytes(range(256)) * 8
    repository.stage({"a.bin": noise + b"\0" + NEW.encode() + b"\0" + noise, "clean.bin": noise})
    assert [path for path, _ in repository.found()] == ["a.bin"]


def test_an_old_secret_in_a_binary_file_is_silent(repository: Repository) -> None:
    repository.commit({"a.bin": b"\0\1\2\n" + OLD.encode() + b"\0\n\xff\xfe\n"})
    repository.stage({"a.bin": b"\0\1\2\n" + OLD.encode() + b"\0\n\xff\xfe\nmore\0\n"})
    assert repository.found() == []


def test_a_line_of_a_megabyte(repository: Repository) -> None:
    filler = "abcdefgh " * 60_000
    repository.stage({"a.txt": f"one\n{filler}{NEW} {filler}\n"})
    assert repository.found() == [("a.txt", 2)]
    repository.commit({"a.txt": f"one\n{filler}{OLD} {filler}\n"})
    repository.stage({"a.txt": f"one\n{filler}{OLD} {filler}\ntwo\n"})
    assert repository.found() == []


def test_a_secret_at_either_end_of_a_file(repository: Repository) -> None:
    repository.stage({"alone": NEW, "first": f"{NEW}\nend\n", "last": f"one\n{NEW}"})
    assert repository.found() == [("alone", 1), ("first", 1), ("last", 2)]


def test_the_same_content_under_two_names_is_found_under_both(repository: Repository) -> None:
    repository.stage({"a.txt": f"key {NEW}\n", "b.txt": f"key {NEW}\n"})
    assert repository.found() == [("a.txt", 1), ("b.txt", 1)]


@pytest.mark.slow
def test_fifty_megabytes(repository: Repository) -> None:
    """Compression off, so that the time is the hook's and not that of `git add`."""
    repository.configure({"core.compression": "0"})
    text = b"some line of a large but harmless text file\n" * 1_140_000
    repository.stage({"a.txt": text + f"key {NEW}\n".encode()})
    assert (repository.top / "a.txt").stat().st_size > 50_000_000
    assert repository.found() == [("a.txt", 1_140_001)]


def test_a_file_over_the_limit_is_incomplete(repository: Repository) -> None:
    repository.commit({".hushlint.toml": "max-file-size = 5000\n"})
    repository.stage({"at.txt": "x" * 4999 + "\n"})
    assert repository.found() == []
    repository.stage({"over.txt": "x" * 5000 + "\n", "b.txt": f"key {NEW}\n"})
    done = repository.hook()
    assert done.exit == 3
    assert "over.txt" in done.text
    assert "b.txt" in done.text
    report = json.loads(repository.hook("--format", "json").out)
    assert (report["coverage"]["complete"], report["exit"]) == (False, 3)
    assert [item["path"] for item in report["coverage"]["skipped"]] == ["over.txt"]


def test_a_file_over_the_limit_that_the_configuration_accepts(repository: Repository) -> None:
    repository.commit({".hushlint.toml": 'max-file-size = 5000\nexclude = ["over.txt"]\n'})
    repository.stage({"over.txt": f"key {NEW}\n" + "x" * 5000 + "\n", "fine.txt": "1\n"})
    assert repository.found() == []


def test_a_file_over_the_limit_that_only_moved_or_was_there(repository: Repository) -> None:
    repository.commit({".hushlint.toml": "max-file-size = 5000\n", "big.txt": "x" * 9000 + "\n"})
    repository.stage({"fine.txt": "1\n"})
    repository.git("mv", "big.txt", "moved.txt")
    assert repository.found() == []


def test_configuration_is_read_from_the_index(repository: Repository) -> None:
    repository.commit({".hushlint.toml": 'exclude = ["nothing"]\n'})
    repository.write(".hushlint.toml", 'exclude = ["*"]\n')
    repository.stage({"a.txt": f"key {NEW}\n"})
    assert repository.found() == [("a.txt", 1)]
    repository.add(".hushlint.toml")
    assert repository.found() == []


@pytest.mark.parametrize("seed", range(6))
def test_random_bytes_are_silent(repository: Repository, seed: int) -> None:
    source = random.Random(seed)
    repository.stage({f"{number}.bin": source.randbytes(source.choice((0, 1, 3, 4096, 70_001))) for number in range(8)})
    assert repository.found() == []
