"""Find signs that a package loads an env file: examples, dependencies that read one, calls that load one."""

import re
from collections.abc import Iterable, Mapping, Set

from hushlint.model.blob import EXECUTABLE, REGULAR
from hushlint.model.snapshot import Snapshot
from hushlint.policy.files import is_entry_file, is_env_name, is_example_name, is_manifest

# Folders whose packages are somebody else's, or only there to be tested with.
_FOREIGN = frozenset(
    (b"node_modules", b"vendor", b"third_party", b"site-packages", b"fixtures", b"__fixtures__", b"testdata")
)

_PYTHON = re.compile(
    rb"(?i)(?<![\w-])(?:python-dotenv|django-environ|django-dotenv|environs|python-decouple)(?![\w-])"
)
_JAVA = re.compile(rb"(?<![\w-])(?:dotenv-java|dotenv-kotlin|spring-dotenv|java-dotenv|sbt-dotenv)(?![\w-])")
_NODE = re.compile(
    rb"\"(?:dotenv(?:-[a-z-]+)?|@dotenvx/dotenvx|env-cmd|@nestjs/config|@next/env|(?:npm:|jsr:)?@std/dotenv)\"\s*:"
    rb"|--env-file(?:-if-exists)?[= ]|--env=\S*\.env"
)
_DOTNET = re.compile(rb"(?i)include=\"(?:DotNetEnv|dotenv\.net)\"")

# Packages that read an env file, by the manifest that names them.
_DEPENDENCIES: Mapping[bytes, re.Pattern[bytes]] = {
    **dict.fromkeys(
        (b"pyproject.toml", b"setup.py", b"setup.cfg", b"Pipfile", b"requirements.txt", b"requirements.in"), _PYTHON
    ),
    b"environment.yml": _PYTHON,
    **dict.fromkeys((b"package.json", b"deno.json", b"deno.jsonc"), _NODE),
    b"Gemfile": re.compile(rb"^[ \t]*gem[ (]+[\"']dotenv(?:-rails)?[\"']", re.MULTILINE),
    b"composer.json": re.compile(rb"\"(?:vlucas/phpdotenv|symfony/dotenv|laravel/framework)\"\s*:"),
    b"go.mod": re.compile(rb"^.*(?:joho/godotenv|subosito/gotenv|hashicorp/go-envparse) v[^/\n]*$", re.MULTILINE),
    b"Cargo.toml": re.compile(rb"^[ \t]*(?:dotenvy?|dotenvy_macro|dotenv_codegen)[ \t]*[=.]", re.MULTILINE),
    b"pubspec.yaml": re.compile(rb"^[ \t]+(?:flutter_dotenv|dotenv|envied):", re.MULTILINE),
    b"mix.exs": re.compile(rb"\{:(?:dotenv|dotenvy|dotenv_parser),"),
    **dict.fromkeys((b"pom.xml", b"build.gradle", b"build.gradle.kts", b"build.sbt"), _JAVA),
}
_DEPENDENCY_ENDS: Mapping[bytes, re.Pattern[bytes]] = {
    b"proj": _DOTNET,
    b".gemspec": re.compile(rb"dependency[ (]+[\"']dotenv[\"']"),
}

# Calls, options and settings that load an env file, whatever the language.
_LOADS = re.compile(
    rb"\b(?:load_dotenv|dotenv_values|find_dotenv|read_env|loadEnvFile)\s*\("
    rb"|\b[Dd]otenv[.:]+(?:config|load|overload|from_filename|from_path|dotenv|create\w+)\b"
    rb"|require\(\s*[\"']dotenv|(?:from|import)\s+[\"'](?:dotenv|@dotenvx)|\bgodotenv\.(?:Load|Overload|Read)\("
    rb"|\bDotEnv\s*\(|\benv_file[ \t]{0,9}[=:][ \t]{0,9}[\[(]?[ \t]{0,9}[\"']?[\w./-]*\.env\b"
    rb"|\benv_file:[ \t]*\r?\n[ \t]*-[ \t]*(?:path:[ \t]*)?[\"']?[\w./-]*\.env\b"
    rb"|--env-file[= ]|^[ \t]*-?include[ \t]+[\w./$()-]*\.env\b|^[ \t]*set dotenv-(?:load|filename)|^dotenv:"
    rb"|^[^#\n]*(?:\bsource|(?:^|[;&|])[ \t]*\.)[ \t]+[\w./\"'${}-]*\.env\b",
    re.MULTILINE,
)


# direnv's own file says nothing of others until it loads one (https://direnv.net/man/direnv-stdlib.1.html).
_DIRENV = re.compile(rb"^[ \t]*dotenv(?:_if_exists)?\b", re.MULTILINE)


def package_folders(paths: Iterable[bytes]) -> frozenset[bytes]:
    """The folders that can have an env file of their own: the top, and those of manifests and examples."""
    found = {b""}
    for path in paths:
        folder, _, name = path.rpartition(b"/")
        if (is_manifest(name) or is_example_name(name)) and not is_foreign(folder):
            found.add(folder)
    return frozenset(found)


def is_foreign(folder: bytes) -> bool:
    """Whether a folder holds other people's packages, or packages that tests play with."""
    return not _FOREIGN.isdisjoint(folder.split(b"/"))


def package_of(folder: bytes, packages: Set[bytes]) -> bytes:
    """The nearest package at or above a folder; the top is always one."""
    while folder and folder not in packages:
        folder = folder.rpartition(b"/")[0]
    return folder


def sign_of(snapshot: Snapshot, path: bytes) -> str:
    """What a file says of env files, to be put behind "because"; empty when it says nothing."""
    folder, _, name = path.rpartition(b"/")
    if is_foreign(folder) or snapshot.entries[path].mode not in (REGULAR, EXECUTABLE):
        return ""
    shown = path.decode("utf-8", "replace")
    if name == b".envrc":
        return f"{shown} loads one" if _DIRENV.search(snapshot.read(path)) else ""
    if is_example_name(name) or is_env_name(name):
        return f"there is {shown}"
    depends = _DEPENDENCIES.get(name) or next(
        (pattern for end, pattern in _DEPENDENCY_ENDS.items() if name.endswith(end)), None
    )
    if depends and depends.search(snapshot.read(path)):
        return f"{shown} depends on a package that reads one"
    if is_entry_file(path) and _LOADS.search(snapshot.read(path)):
        return f"{shown} loads one"
    return ""
