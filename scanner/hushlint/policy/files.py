"""Tell from names alone which tracked files policy reads and where env files may lie on disk.

The hook calls this before it knows whether anything changed, so nothing is imported here and a path costs well
under a microsecond. Names are judged in lower case: file systems that do not care about case would open `.ENV` too.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# Indexes smaller than this have every folder looked at on disk.
SMALL_INDEX = 5_000

# Entry files deeper than this many folders are not read for signs of env files.
ENTRY_DEPTH = 3

# What makes a folder a package that can have an env file of its own.
MANIFESTS = frozenset({
    b"package.json", b"deno.json", b"deno.jsonc", b"pyproject.toml", b"setup.py", b"setup.cfg", b"Pipfile",
    b"requirements.txt", b"requirements.in", b"environment.yml", b"Gemfile", b"composer.json", b"go.mod",
    b"Cargo.toml", b"pubspec.yaml", b"mix.exs", b"pom.xml", b"build.gradle", b"build.gradle.kts",
    b"build.sbt", b"Package.swift",
})  # fmt: skip
MANIFEST_ENDS = (b".csproj", b".fsproj", b".gemspec")

# Files that usually load an env file, if any does; only these are read for such a call.
ENTRIES = frozenset({
    b"__init__.py", b"__main__.py", b"app.py", b"application.py", b"asgi.py", b"base.py", b"cli.py", b"conf.py",
    b"config.py", b"conftest.py", b"database.py", b"db.py", b"env.py", b"main.py", b"manage.py", b"run.py",
    b"server.py", b"settings.py", b"wsgi.py",
    b"app.js", b"config.js", b"env.js", b"index.js", b"main.js", b"server.js", b"next.config.js", b"vite.config.js",
    b"app.mjs", b"config.mjs", b"index.mjs", b"main.mjs", b"server.mjs", b"next.config.mjs",
    b"app.ts", b"config.ts", b"data-source.ts", b"env.ts", b"index.ts", b"main.ts", b"server.ts",
    b"drizzle.config.ts", b"prisma.config.ts", b"vite.config.ts",
    b"config.go", b"main.go", b"config.rs", b"lib.rs", b"main.rs", b"app.rb", b"application.rb", b"config.ru",
    b"bootstrap.php", b"config.php", b"index.php", b"main.dart", b"runtime.exs", b"Program.cs",
    b"Makefile", b"makefile", b"GNUmakefile", b"justfile", b"Justfile", b"Taskfile.yml", b"Taskfile.yaml",
    b"Procfile", b"compose.yml", b"compose.yaml", b"docker-compose.yml", b"docker-compose.yaml", b"start.sh",
    b"run.sh", b"deploy.sh", b"entrypoint.sh",
})  # fmt: skip

# Last words of names whose files are committed on purpose, with no value in them.
EXAMPLE_WORDS = frozenset({
    b"example", b"examples", b"sample", b"samples", b"template", b"tmpl", b"tpl", b"dist", b"schema", b"default",
    b"defaults", b"j2",
})  # fmt: skip

# Last words of names whose files are encrypted.
ENCRYPTED_WORDS = frozenset({b"vault", b"enc", b"encrypted", b"sops", b"gpg", b"pgp", b"asc", b"age", b"cpt"})

# Last words of names that begin like an env file and are something else: code, documents, data.
OTHER_WORDS = frozenset({
    b"c", b"cjs", b"cs", b"css", b"csv", b"erl", b"ex", b"exs", b"go", b"h", b"hs", b"html", b"java", b"js",
    b"json", b"jsx", b"kt", b"lua", b"map", b"md", b"mdx", b"mjs", b"ml", b"php", b"pl", b"png", b"py", b"pyi",
    b"rb", b"rs", b"rst", b"scala", b"snap", b"svg", b"swift", b"toml", b"ts", b"tsx", b"vue", b"xml", b"yaml",
    b"yml",
})  # fmt: skip

# Env files for one machine or one live environment: never tracked, whatever they hold. dotenvx keeps its private keys
# in .env.keys, dotenv-vault its login in .env.me (https://dotenvx.com/docs, https://www.dotenv.org/docs).
_PRIVATE = frozenset({b".env", b".env.local", b".env.staging", b".env.keys", b".env.me"})

_STARTS = (b".env", b"env", b"dotenv", b".flaskenv")
# What every name holds that `_READ` does not list; a zero byte stands for its end.
_PARTS = (b"env", b"Env", b"ENV", b"proj\0", b".gemspec\0")
_READ = MANIFESTS | ENTRIES | {b".gitignore"}


def _words(name: bytes) -> "list[bytes]":
    """The words of a name that is like an env file's, in lower case; empty for any other."""
    lower = name.lower()
    if not (lower.startswith(_STARTS) or lower.endswith(b".env")):
        return []
    words = lower.replace(b"-", b".").replace(b"_", b".").replace(b"~", b".").split(b".")
    head = words[1] if not words[0] and len(words) > 1 else words[0]
    if head in (b"env", b"dotenv", b"envrc", b"flaskenv") or words[-1] == b"env":
        return words
    return []


def is_example_name(name: bytes) -> bool:
    """Whether a file's name says that it shows which variables there are: `.env.example`, `sample.env`."""
    words = _words(name)
    if len(words) < 2:
        return False
    return words[-1] in EXAMPLE_WORDS or (words[-1] == b"env" and not EXAMPLE_WORDS.isdisjoint(words[:-1]))


def is_env_name(basename: bytes) -> bool:
    """Whether a file of this name holds variables with values, in the clear: `.env`, `.env.test`, `prod.env`."""
    lower = basename.lower()
    if not (lower.startswith((b".env", b".flaskenv")) or lower.endswith(b".env")):
        return False
    words = _words(basename)
    if not words or is_example_name(basename):
        return False
    return words[-1] not in ENCRYPTED_WORDS and words[-1] not in OTHER_WORDS


def is_private_name(name: bytes) -> bool:
    """Whether an env file of this name may never be tracked: `.env`, `.env.local`, `.env.prod*`, `.env.staging`."""
    lower = name.lower()
    if lower in _PRIVATE:
        return True
    if not (lower.startswith(b".env.prod") or (lower.startswith(b".env.") and lower.endswith(b".local"))):
        return False
    return is_env_name(name)


def is_manifest(name: bytes) -> bool:
    """Whether a file of this name declares a package and what it depends on."""
    return name in MANIFESTS or name.endswith(MANIFEST_ENDS)


def is_entry_file(path: bytes) -> bool:
    """Whether this file is one of the few that are read for a call that loads an env file."""
    return path.rpartition(b"/")[2] in ENTRIES and path.count(b"/") <= ENTRY_DEPTH


def is_policy_file(path: bytes) -> bool:
    """Whether any policy rule reads this tracked file, judged by its path."""
    name = path.rpartition(b"/")[2]
    if name in _READ:
        return name not in ENTRIES or is_entry_file(path)
    return is_env_name(name) or is_example_name(name) or name.endswith(MANIFEST_ENDS)


def policy_files(paths: "Iterable[bytes]") -> "list[bytes]":
    """The paths that `is_policy_file` accepts, sorted.

    One search through all paths together is ten times faster than a question to each.
    """
    listed = list(paths)
    likely = {path for path in listed if path.rpartition(b"/")[2] in _READ}
    likely.update(_holding(listed, _PARTS))
    return sorted(filter(is_policy_file, likely))


def _holding(paths: "list[bytes]", parts: "tuple[bytes, ...]") -> "set[bytes]":
    """The paths that hold one of these parts; a zero byte stands for a path's end."""
    text = b"\0".join([b"", *paths, b""])
    found = set()
    for part in parts:
        at = text.find(part)
        while at >= 0:
            end = text.find(b"\0", at)
            found.add(text[text.rfind(b"\0", 0, at) + 1 : end])
            at = text.find(part, end)
    return found


def _with_parents(folders: "set[bytes]") -> "set[bytes]":
    """These folders, every folder above them, and the top (empty)."""
    found = {b""}
    for folder in folders:
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition(b"/")[0]
    return found


def env_folders(entries: "Iterable[bytes]", staged: "Iterable[bytes]") -> "list[bytes]":
    """Where env files are looked for on disk, sorted, relative to the top, which is the empty name.

    `entries` are the paths of the index, `staged` those of the change. A small index has all its folders looked at;
    of a large one the top, the folders of staged files with their parents, and those of packages and env files.
    """
    paths = list(entries)
    if len(paths) < SMALL_INDEX:
        return sorted(_with_parents({path.rpartition(b"/")[0] for path in paths + list(staged)}))
    likely = {path for path in paths if path.rpartition(b"/")[2] in MANIFESTS}
    likely.update(_holding(paths, _PARTS))
    found = _with_parents({path.rpartition(b"/")[0] for path in staged})
    found.update(path.rpartition(b"/")[0] for path in likely if _marks_folder(path.rpartition(b"/")[2]))
    return sorted(found)


def _marks_folder(name: bytes) -> bool:
    """Whether a file of this name says that an env file may lie beside it."""
    return is_manifest(name) or is_env_name(name) or is_example_name(name)
