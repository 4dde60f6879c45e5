"""Which language a file is in, by its name or its first line."""

from collections.abc import Mapping


def _ends(table: Mapping[str, str]) -> dict[str, str]:
    return {end: language for language, ends in table.items() for end in ends.split()}


# Ends of names (without the dot), of languages that are parsed.
_PARSED = _ends(
    {
        "python": "py pyi pyw wsgi",
        "javascript": "js jsx mjs cjs",
        "typescript": "ts mts cts",
        "tsx": "tsx",
        "go": "go",
        "java": "java",
        "ruby": "rb rake gemspec ru",
        "bash": "sh bash zsh ksh bats",
    }
)
_NAMES = {"rakefile": "ruby", "gemfile": "ruby", "vagrantfile": "ruby", "capfile": "ruby", "fastfile": "ruby"}
_PROGRAMS = {
    b"python": "python",
    b"node": "javascript",
    b"ruby": "ruby",
    b"bash": "bash",
    b"zsh": "bash",
    b"ksh": "bash",
    b"dash": "bash",
    b"sh": "bash",
}


def end_of(path: bytes) -> str:
    """What follows the last dot of a file's name in lower case, or the whole name where there is none."""
    name = path.rpartition(b"/")[2].decode("latin-1").lower()
    return name.rpartition(".")[2]


def language_of(path: bytes, data: bytes) -> str:
    """The name of the parsed language of a file, empty for any other."""
    end = end_of(path)
    found = _PARSED.get(end) or _NAMES.get(end)
    if found or not data.startswith(b"#!"):
        return found or ""
    program = data[2:200].partition(b"\n")[0].split(b"/")[-1].split()
    word = program[-1] if program[:1] == [b"env"] else (program or [b""])[0]
    return _PROGRAMS.get(word.rstrip(b"0123456789."), "")
