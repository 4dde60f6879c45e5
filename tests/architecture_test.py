"""The rules of the tree: who imports whom, who touches files and processes, and how long things may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scanner/hushlint"
MODULES = {
    ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
TREES = {name: ast.parse(file.read_bytes()) for name, file in MODULES.items()}

ROOMS = frozenset(("source", "blob", "match", "confirm", "context", "policy", "suppress", "cache", "report"))
# What every room may import besides itself; git and what answers about repositories are for the room that reads them.
SHARED = frozenset(("model", "errors", "vocabulary"))
ALSO = {"source": frozenset(("git", "process", "repository"))}

# The modules that may touch the file system, and why.
FILES = {
    "git": "finds the program git",
    "process": "pipes to programs",
    "repository": "MERGE_HEAD, which git has no plumbing for",
    "selection": "names of files that the index lacks",
    "nameless": "pre-commit's configuration",
    "shipped": "our own rules",
    "catalog": "rule files",
    "compilation": "the configuration that --config names",
    "plan": "the stamp of the engine's extension",
    "pipeline": "the stamp of the program git",
    "settings.baselines": "the baseline and .gitattributes, which its commands write",
    "settings.disk": "whether a path of the baseline is gone, and where a repository of its own begins",
    "scanning": "configuration on disk, and whether a path exists",
    "selftest": "example repositories of policy rules",
    "output": "reports that are written to files",
    "hook": "whether a word is a file, under pre-commit",
    "history.crew": "pipes to our own processes",
    "installing": "hooks of git, which install and uninstall write",
    "messages": "the file with a commit's message",
    "settings.own_rules": "ordinary text, to count what a team's rule matches in it",
    "history.survey": "the stamp of our own code",
    "cache.blobs": "the size of the file of results",
    "cache.location": "the file of results",
    "cache.folder": "the cache folder",
    "commands.cache": "sizes in the cache folder",
    "commands.explain": "the report that --report names",
    "source.clones": "a temporary folder for a clone",
    "source.platforms": "the event file of GitHub",
    "source.ranges": "the file of shallow commits",
    "source.refs": "heads of linked work trees",
    "source.running": "pipes to and from git",
    "source.store": "whether a repository is bare, shallow, partial",
    "source.folders": "env files on disk",
    "source.ignores": "a skeleton repository for check-ignore",
    "source.objects": "a pipe from git",
    "source.packs": "packs, which are mapped into memory",
    "source.snapshots": "files of a folder",
    "source.tree": "files of a folder",
}
_FILE_CALLS = frozenset(
    """open read_bytes read_text write_bytes write_text os.open os.fdopen os.read os.write os.scandir os.listdir os.walk
    os.stat os.lstat os.mkdir os.makedirs os.unlink os.remove os.rename os.replace os.rmdir os.readlink os.symlink
    os.access os.chmod os.chown os.utime os.path.exists os.path.lexists os.path.isfile os.path.isdir os.path.islink
    os.path.getsize os.path.realpath tempfile.mkdtemp tempfile.mkstemp tempfile.TemporaryDirectory
    tempfile.NamedTemporaryFile shutil.rmtree shutil.copy shutil.move os.pipe glob.glob""".split()
)
# A terminal's size and the null device are no files of anybody's.
STARTERS = frozenset(
    """subprocess.Popen subprocess.run subprocess.call subprocess.check_call subprocess.check_output os.system os.popen
    os.posix_spawn os.posix_spawnp os.fork os.forkpty os.execv os.execve os.execvp os.spawnv os.spawnl os.startfile
    pty.spawn eval exec compile __import__ pickle.loads marshal.loads""".split()
)
NAMES_OF_NOTHING = frozenset(("rules", "hooks", "utils", "util", "helpers", "helper", "common", "misc", "lib", "core"))
# Named after the word on the command line, where the contract has it.
NAMED_BY_CONTRACT = frozenset(("commands.rules",))


def imports(name: str) -> Iterator[str]:
    """Our own modules that a module names in an import, wherever it stands, for types too; without the package."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("hushlint.") for alias in node.names if _is_ours(alias.name))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import"
            if node.module == "hushlint":
                yield from (alias.name for alias in node.names)
            elif node.module and _is_ours(node.module):
                yield node.module.removeprefix("hushlint.")


def _is_ours(module: str) -> bool:
    return module == "hushlint" or module.startswith("hushlint.")


def calls(name: str) -> Iterator[str]:
    """Dotted names of what a module calls, as it writes them."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def _room(name: str) -> str:
    return name.partition(".")[0]


def foreign(name: str) -> list[str]:
    """What a room's module imports of ours and may not."""
    room = _room(name)
    allowed = SHARED | {room} | ALSO.get(room, frozenset())
    return sorted(module for module in imports(name) if _room(module) not in allowed)


IN_ROOMS = [name for name in MODULES if _room(name) in ROOMS]


@pytest.mark.parametrize("name", IN_ROOMS)
def test_rooms_import_model_errors_vocabulary_and_themselves(name: str) -> None:
    assert foreign(name) == []


def test_every_room_is_there() -> None:
    assert {_room(name) for name in IN_ROOMS} == ROOMS


@pytest.mark.parametrize("name", [name for name in MODULES if _room(name) in SHARED])
def test_what_is_shared_imports_nothing_else(name: str) -> None:
    assert [module for module in imports(name) if _room(module) not in SHARED] == []


def test_the_imports_have_no_circle() -> None:
    """At run time: imports for types alone, and those inside functions, are left out."""
    graph = {name: set(_at_import(tree)) for name, tree in TREES.items()}
    circles = [name for name in graph if name in _reachable(graph, graph[name])]
    assert circles == []


def _at_import(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
            base = node.module.removeprefix("hushlint").removeprefix(".")
            for alias in node.names:
                whole = f"{base}.{alias.name}" if base else alias.name
                yield whole if whole in MODULES else base


def _reachable(graph: dict[str, set[str]], start: set[str]) -> set[str]:
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph.get(name, ())
    return seen


@pytest.mark.parametrize("name", MODULES)
def test_only_process_starts_programs(name: str) -> None:
    """A fork of our own, which runs no program, is the crew's."""
    allowed = {"process": STARTERS, "history.crew": frozenset(("os.fork",))}.get(name, frozenset())
    assert sorted(STARTERS.intersection(calls(name)) - allowed) == []


@pytest.mark.parametrize("name", MODULES)
def test_only_git_asks_process(name: str) -> None:
    """Others hold a running one for its type, or import the module's class; none starts a program by itself."""
    assert "process.start" not in calls(name) or name == "git"
    taken = [
        [alias.name for alias in node.names]
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.ImportFrom) and node.module == "hushlint.process"
    ]
    assert [names for names in taken if names != ["Process"]] == []


@pytest.mark.parametrize("name", MODULES)
def test_files_are_touched_where_the_table_says(name: str) -> None:
    touched = sorted(_FILE_CALLS.intersection(_files(name)))
    if name == "output":
        assert touched
    assert touched == [] or name in FILES, f"{name} calls {', '.join(touched)}"


def _files(name: str) -> Iterator[str]:
    for call in calls(name):
        yield call if call in _FILE_CALLS else call.rpartition(".")[2] if call.endswith(("_bytes", "_text")) else ""


def test_the_table_of_file_touchers_is_true() -> None:
    assert [name for name in FILES if not _FILE_CALLS.intersection(_files(name))] == []


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_its_job_in_a_sentence(name: str) -> None:
    text = ast.get_docstring(TREES[name])
    assert text, "no docstring"
    first = text.split("\n\n")[0]
    assert "\n" not in first and first.endswith("."), first
    assert len(first) <= 117


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_named_after_something(name: str) -> None:
    parts = frozenset(name.split("."))
    assert not parts & NAMES_OF_NOTHING or name in NAMED_BY_CONTRACT


@pytest.mark.parametrize("name", MODULES)
def test_files_and_functions_fit_a_screen(name: str) -> None:
    source = MODULES[name].read_text()
    assert len(source.splitlines()) <= 300
    assert [line for line in source.splitlines() if len(line) > 120] == []
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno + 1 > 60
    ]
    assert long == []


@pytest.mark.parametrize("name", MODULES)
def test_public_functions_and_classes_have_docstrings(name: str) -> None:
    public = [
        node
        for node in TREES[name].body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("name", MODULES)
def test_nothing_is_left_to_do(name: str) -> None:
    source = MODULES[name].read_text()
    assert not [word for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X:") if word in source]
    assert not any(call in ("print", "breakpoint") for call in calls(name))


def test_the_network_is_not_there() -> None:
    """No account, no network: none of these is imported anywhere."""
    banned = (
        "socket",
        "ssl",
        "http",
        "urllib.request",
        "requests",
        "ftplib",
        "smtplib",
        "asyncio",
        "pickle",
        "marshal",
    )
    for name, tree in TREES.items():
        named = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        named += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [
            module for module in named if module in banned or module.startswith(tuple(f"{x}." for x in banned))
        ], name


def test_one_door_shows_values() -> None:
    """Formatters ask whether there is a value; what it is only report/redact.py reads."""
    readers = {
        name
        for name, tree in TREES.items()
        if _room(name) == "report"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "value"
        and node not in _asked(tree)
        and ast.unparse(node) not in ("self.door.value", "door.value", "ink.value")
    }
    assert readers == {"report.redact"}


def _asked(tree: ast.Module) -> set[ast.expr]:
    """Expressions that are only tested for being empty."""
    asked: set[ast.expr] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp):
            asked.add(node.test)
        elif isinstance(node, ast.comprehension):
            asked.update(node.ifs)
    return asked


def test_exit_codes_are_set_in_three_places() -> None:
    enders = {
        name
        for name in MODULES
        if {"sys.exit", "os._exit", "exit", "quit"}.intersection(calls(name))
        or any(
            isinstance(node, ast.Raise) and node.exc and "SystemExit" in ast.unparse(node.exc)
            for node in ast.walk(TREES[name])
        )
    }
    # A process of the crew leaves without returning into the code that forked it; its code is nobody's exit code.
    # A hook that has nothing to say leaves at once, with 0; so does the command line, with its code.
    assert enders == {"cli", "history.crew", "hook"}
