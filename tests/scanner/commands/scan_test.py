"""`hushlint scan`: what is read, what is said of it, and how it ends."""

import os
import socket
from pathlib import Path

import pytest
from support.examples import github_token, postgres_dsn
from support.scanned import READS_EVERYTHING, Scan, places, report, skipped

TOKEN = github_token()
LINE = f"token = '{TOKEN}'\n"


def test_a_clean_folder_is_silent(plain: Path, scan: Scan) -> None:
    (plain / "a.py").write_text("print('hello')\n")
    done = scan(".")
    assert (done.exit, done.text) == (0, "")
    said = scan("-v", ".")
    assert said.exit == 0
    assert "no findings" in said.out


def test_an_empty_folder_is_silent(scan: Scan) -> None:
    assert scan(".").text == ""


def test_without_a_path_it_is_the_folder_here(plain: Path, scan: Scan) -> None:
    (plain / "a.py").write_text(LINE)
    assert places(scan("--format", "json")) == [("a.py", 1, 10)]


def test_a_secret_is_found_with_its_place(plain: Path, scan: Scan) -> None:
    (plain / "src").mkdir()
    (plain / "src/a.py").write_text(f"# é\nx = 'ü', '{TOKEN}'\n")
    done = scan("--format", "json", ".")
    assert done.exit == 1
    (item,) = report(done)["findings"]
    assert (item["path"], item["line"], item["column"], item["end_line"]) == ("src/a.py", 2, 11, 2)
    assert item["end_column"] == item["column"] + len(TOKEN)
    assert (item["rule"], item["severity"], item["verified"]) == ("github-token", "critical", "checksum")


# How the folder is named, from where: the path in the report.
NAMED = {
    "from inside": (".", "", "src/a.py"),
    "from above": ("plain", "..", "src/a.py"),
    "with a slash": ("plain/", "..", "src/a.py"),
    "a folder below": ("src", "", "a.py"),
    "dots": ("./src/..", "", "src/a.py"),
    "a file": ("src/a.py", "", "src/a.py"),
    "a file from above": ("plain/src/a.py", "..", "plain/src/a.py"),
}


@pytest.mark.parametrize(("name", "start", "path"), NAMED.values(), ids=NAMED.keys())
def test_paths_are_relative_to_the_folder_given(plain: Path, scan: Scan, name: str, start: str, path: str) -> None:
    (plain / "src").mkdir()
    (plain / "src/a.py").write_text(LINE)
    assert places(scan("--format", "json", name, folder=plain / start)) == [(path, 1, 10)]


def test_several_paths(plain: Path, scan: Scan) -> None:
    for folder in ("a", "b"):
        (plain / folder).mkdir()
        (plain / folder / "x.py").write_text(LINE)
    (plain / "c.py").write_text(LINE)
    done = scan("--format", "json", "a", "b/", "c.py")
    assert [path for path, _, _ in places(done)] == ["a/x.py", "b/x.py", "c.py"]


OVERLAPPING = {
    "twice": ("src", "src"),
    "a folder in another": (".", "src"),
    "a file in its folder": ("src", "src/a.py"),
    "in another way": ("src", "./src"),
    "with a slash": ("src/", "src"),
}


@pytest.mark.parametrize("names", OVERLAPPING.values(), ids=OVERLAPPING.keys())
def test_a_file_that_several_paths_name_is_read_once(plain: Path, scan: Scan, names: tuple[str, ...]) -> None:
    (plain / "src").mkdir()
    (plain / "src/a.py").write_text(LINE)
    done = scan("--format", "json", *names)
    assert [path for path, _, _ in places(done)] == ["src/a.py"]
    assert report(done)["coverage"]["units"] == 1


def test_an_absolute_folder_and_an_absolute_file(plain: Path, scan: Scan) -> None:
    (plain / "a.py").write_text(LINE)
    assert places(scan("--format", "json", str(plain), folder=Path("/"))) == [("a.py", 1, 10)]
    assert places(scan("--format", "json", str(plain / "a.py"), folder=Path("/"))) == [(str(plain / "a.py"), 1, 10)]


ENCODED = {
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + LINE.encode(), (1, 10)),
    "UTF-16 LE with a mark": (b"\xff\xfe" + f"é\n{LINE}".encode("utf-16-le"), (2, 10)),
    "UTF-16 BE with a mark": (b"\xfe\xff" + LINE.encode("utf-16-be"), (1, 10)),
    "UTF-16 LE": (f"first\n{LINE}".encode("utf-16-le"), (2, 10)),
    "UTF-16 BE": (LINE.encode("utf-16-be"), (1, 10)),
    "UTF-32": (b"\xff\xfe\0\0" + LINE.encode("utf-32-le"), (1, 10)),
    "Latin-1": ("é ".encode("latin-1") + LINE.encode(), (1, 12)),
    "CRLF": (b"a\r\nb\r\n" + LINE.encode().replace(b"\n", b"\r\n"), (3, 10)),
    "CR": (b"a\rb\r" + LINE.encode(), (1, 14)),
    "no final newline": (LINE.encode().rstrip(), (1, 10)),
    "a NUL late": (LINE.encode() + b"x" * 70_000 + b"\0", (1, 10)),
    "binary": (bytes(range(256)) + b"\n" + LINE.encode() + b"\0\xff", (3, 10)),
    "a line of a megabyte": (b"x" * 1_000_000 + b" " + LINE.encode(), (1, 1_000_011)),
}


@pytest.mark.parametrize(("data", "place"), ENCODED.values(), ids=ENCODED.keys())
def test_encodings(plain: Path, scan: Scan, data: bytes, place: tuple[int, int]) -> None:
    (plain / "a").write_bytes(data)
    assert places(scan("--format", "json", ".")) == [("a", *place)]


@pytest.mark.slow
def test_fifty_megabytes(plain: Path, scan: Scan) -> None:
    with (plain / "a").open("wb") as file:
        for _ in range(50):
            file.write(b"0123456789abcde\n" * 65_536)
        file.write(LINE.encode())
    assert places(scan("--format", "json", ".")) == [("a", 50 * 65_536 + 1, 10)]


def test_a_path_that_is_not_utf_8(plain: Path, scan: Scan) -> None:
    Path(os.fsdecode(os.fsencode(plain) + b"/a\xff\n.py")).write_text(LINE)
    (item,) = report(scan("--format", "json", "."))["findings"]
    assert item["path"] == "a\ufffd\n.py"
    assert item["path_base64"] == "Yf8KLnB5"
    text = scan(".")
    assert text.exit == 1
    assert "\xff" not in text.out and "a\ufffd\\n.py" in text.out


def test_a_link_s_target_text_is_content(plain: Path, scan: Scan) -> None:
    (plain / "link").symlink_to(postgres_dsn())
    assert [path for path, _, _ in places(scan("--format", "json", "."))] == ["link"]


def test_links_are_not_followed(plain: Path, scan: Scan) -> None:
    (plain.parent / "outside").mkdir()
    (plain.parent / "outside/a.py").write_text(LINE)
    (plain / "out").symlink_to(plain.parent / "outside")
    (plain / "file").symlink_to(plain.parent / "outside/a.py")
    (plain / "loop").symlink_to(".")
    assert scan(".").text == ""


def test_a_pipe_in_a_folder_is_skipped_by_design(plain: Path, scan: Scan) -> None:
    os.mkfifo(plain / "pipe")
    (plain / "a.py").write_text("x\n")
    coverage = report(scan("--format", "json", "."))["coverage"]
    assert coverage["skipped"] == [{"path": "pipe", "reason": "not a regular file"}]
    assert (coverage["complete"], coverage["units"], coverage["bytes"]) == (True, 1, 2)


def test_a_pipe_named_outright_is_incomplete(plain: Path, scan: Scan) -> None:
    os.mkfifo(plain / "pipe")
    assert scan("pipe").exit == 3


def test_a_socket_in_a_folder_is_skipped_by_design(plain: Path, scan: Scan) -> None:
    # The path of a socket may have some hundred bytes at most, so that it is bound from inside.
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as bound:
        os.chdir(plain)
        bound.bind("socket")
        os.chdir(here)
        done = scan("--format", "json", ".")
    assert (done.exit, skipped(done)) == (0, {"socket": "not a regular file"})


def test_a_device_is_left_alone(scan: Scan) -> None:
    assert scan("/dev/zero").exit == 3


def test_a_file_of_a_size_that_is_not_known_before(scan: Scan) -> None:
    """Those of /proc say that they are empty."""
    coverage = report(scan("--format", "json", "/proc/self/status"))["coverage"]
    assert (coverage["units"], coverage["bytes"] > 100) == (1, True)


@pytest.mark.skipif(READS_EVERYTHING, reason="permissions keep nothing from us")
def test_what_cannot_be_read_is_incomplete(plain: Path, scan: Scan) -> None:
    (plain / "a.py").write_text("x\n")
    (plain / "a.py").chmod(0)
    (plain / "closed").mkdir()
    (plain / "b.py").write_text(LINE)
    (plain / "closed").chmod(0)
    done = scan("--format", "json", ".")
    (plain / "closed").chmod(0o700)
    assert (done.exit, [path for path, _, _ in places(done)]) == (3, ["b.py"])
    assert skipped(done) == dict.fromkeys(("a.py", "closed"), "cannot be read: Permission denied")


@pytest.mark.skipif(READS_EVERYTHING, reason="permissions keep nothing from us")
def test_what_cannot_be_read_and_is_excluded(plain: Path, scan: Scan) -> None:
    (plain / ".hushlint.toml").write_text("exclude = ['data/', '/a.py']\n")
    (plain / "a.py").write_text("x\n")
    (plain / "a.py").chmod(0)
    (plain / "data").mkdir(mode=0)
    done = scan("--format", "json", ".")
    (plain / "data").chmod(0o700)
    assert (done.exit, sorted(skipped(done))) == (0, ["a.py", "data"])


def test_a_file_over_the_limit_is_incomplete_and_findings_are_still_shown(plain: Path, scan: Scan) -> None:
    (plain / ".hushlint.toml").write_text("max-file-size = 100\n")
    (plain / "a.py").write_text(LINE)
    (plain / "large").write_text("x" * 101)
    done = scan("--format", "json", ".")
    assert done.exit == 3
    assert places(done) == [("a.py", 1, 10)]
    assert report(done)["coverage"]["skipped"] == [{"path": "large", "reason": "larger than 100 bytes"}]
    assert report(done)["coverage"]["complete"] is False


def test_a_large_file_that_the_configuration_accepts(plain: Path, scan: Scan) -> None:
    (plain / ".hushlint.toml").write_text("max-file-size = 100\nexclude = ['large']\n")
    (plain / "large").write_text("x" * 101)
    done = scan("--format", "json", ".")
    assert done.exit == 0
    assert report(done)["coverage"]["complete"] is True


def test_an_allowance_is_unused_only_where_all_was_looked_at(plain: Path, scan: Scan) -> None:
    (plain / ".hushlint.toml").write_text(
        '[[allow]]\nrule = "generic-password"\npath = "a/old.py"\nreason = "of long ago"\n'
    )
    (plain / "a").mkdir()
    (plain / "a/x.py").write_text("x = 1\n")
    for named in ("a", "a/x.py", ".hushlint.toml"):
        assert "matches nothing" not in scan(named).out, named
    assert "matches nothing" in scan(".").out
