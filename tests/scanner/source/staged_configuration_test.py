"""Whatever the repository or the caller configures: the verdict is the same and nothing planted runs."""

import pytest
from support.canary import Canary
from support.examples import github_token
from support.repository import Repository

OLD, NEW = github_token(1), github_token(2)
BODY = "".join(f"line {number}\n" for number in range(10))
# The old secret stands between two new lines, close enough for a joined hunk to hold it.
BEFORE = BODY + f"key {OLD}\n" + BODY
AFTER = BODY + f"added\nkey {OLD}\nadded\nkey {NEW}\n" + BODY

ODD = [
    {"color.ui": "always", "color.diff": "always", "color.diff.new": "red bold"},
    {"diff.noprefix": "true"},
    {"diff.mnemonicPrefix": "true"},
    {"diff.srcPrefix": "x/", "diff.dstPrefix": "y/"},
    {"diff.renames": "copies"},
    {"diff.renames": "false"},
    {"diff.renameLimit": "0"},
    {"diff.context": "30"},
    {"diff.interHunkContext": "30"},
    {"diff.orderFile": "{top}/order"},
    {"diff.orderFile": "/nonexistent/order"},
    {"diff.relative": "true"},
    {"diff.algorithm": "patience"},
    {"diff.algorithm": "histogram", "diff.indentHeuristic": "false"},
    {"diff.suppressBlankEmpty": "true"},
    {"diff.ignoreSubmodules": "all", "diff.submodule": "log"},
    {"diff.colorMoved": "zebra", "diff.colorMovedWS": "allow-indentation-change"},
    {"diff.wsErrorHighlight": "all"},
    {"diff.wordRegex": "."},
    {"diff.dirstat": "lines"},
    {"diff.statGraphWidth": "1"},
    {"core.bigFileThreshold": "1"},
    {"core.quotePath": "false"},
    {"core.quotePath": "true"},
    {"core.autocrlf": "true", "core.eol": "crlf"},
    {"core.autocrlf": "input", "core.safecrlf": "true"},
    {"core.ignoreCase": "true"},
    {"core.precomposeUnicode": "true"},
    {"core.fileMode": "false", "core.symlinks": "false"},
    {"core.untrackedCache": "true"},
    {"core.preloadIndex": "true", "index.threads": "4"},
    {"core.whitespace": "trailing-space,tab-in-indent"},
    {"core.compression": "0", "core.looseCompression": "0"},
    {"core.abbrev": "4"},
    {"core.commentChar": "k"},
    {"i18n.logOutputEncoding": "UTF-16", "i18n.commitEncoding": "EBCDIC-US"},
    {"log.showRoot": "false", "log.diffMerges": "off"},
    {"status.renames": "false", "status.short": "true"},
    {"pack.threads": "1", "core.packedGitLimit": "1k"},
    {"advice.objectNameWarning": "true", "trace2.normalTarget": "0"},
    {"core.logAllRefUpdates": "always"},
    {"feature.manyFiles": "true", "feature.experimental": "true"},
    {"core.warnAmbiguousRefs": "true"},
    {"core.excludesFile": "{top}/everything"},
]

# Settings that start a program, and a careless git command that does start it where there is a simple one.
RUNNING: list[tuple[dict[str, str], tuple[str, ...]]] = [
    ({"core.fsmonitor": "{canary}"}, ("status",)),
    ({"core.fsmonitor": "{canary}", "core.fsmonitorHookVersion": "2"}, ("status",)),
    ({"diff.external": "{canary}"}, ("diff", "--cached")),
    ({"alias.planted": "!{canary}", "alias.diff-index": "!{canary}", "alias.cat-file": "!{canary}"}, ("planted",)),
    ({"core.pager": "{canary}", "pager.diff-index": "{canary}", "pager.cat-file": "{canary}"}, ()),
    ({"pager.rev-parse": "true", "pager.config": "true", "core.pager": "{canary}"}, ()),
    ({"gpg.program": "{canary}", "log.showSignature": "true"}, ()),
    ({"credential.helper": "!{canary}"}, ()),
    ({"core.sshCommand": "{canary}", "url.ssh://x/.insteadOf": "x:"}, ("ls-remote", "ssh://x/y")),
    ({"core.askPass": "{canary}"}, ()),
    ({"core.editor": "{canary}", "sequence.editor": "{canary}"}, ("commit", "--amend")),
    ({"core.alternateRefsCommand": "{canary}"}, ()),
    ({"interactive.diffFilter": "{canary}", "difftool.x.cmd": "{canary}", "diff.tool": "x"}, ()),
    ({"uploadpack.packObjectsHook": "{canary}"}, ()),
    ({"init.templateDir": "{template}"}, ()),
]


def _stage(repository: Repository) -> None:
    """One file with an old and a new secret, one renamed, and an env file that policy has to ask git about."""
    repository.commit({"a.txt": BEFORE, "r/old": BODY + f"key {OLD}\n", ".gitignore": ".env\n"})
    repository.git("mv", "r/old", "r/new")
    repository.write(".env", "API_SECRET_KEY=dev-only-secret-key\n")
    repository.stage_blob("a.txt", AFTER)
    repository.write("order", "zzz\n")
    repository.write("everything", "*\n")


def _template(canary: Canary) -> str:
    """A template folder for new repositories whose configuration and hooks start the program."""
    folder = canary.program.parent / "template"
    (folder / "hooks").mkdir(parents=True)
    (folder / "config").write_text(f"[core]\n\tfsmonitor = {canary.program}\n")
    (folder / "hooks/post-index-change").symlink_to(canary.program)
    return str(folder)


@pytest.mark.parametrize("settings", ODD, ids=lambda settings: ",".join(f"{k}={v}" for k, v in settings.items()))
def test_an_odd_configuration_changes_nothing(repository: Repository, settings: dict[str, str]) -> None:
    _stage(repository)
    repository.configure({name: value.format(top=repository.top) for name, value in settings.items()})
    assert repository.found() == [("a.txt", 14)]


@pytest.mark.parametrize(("settings", "trigger"), RUNNING, ids=[",".join(settings) for settings, _ in RUNNING])
def test_no_configured_program_runs(
    repository: Repository, canary: Canary, settings: dict[str, str], trigger: tuple[str, ...]
) -> None:
    _stage(repository)
    template = _template(canary)
    filled = {name: value.format(canary=canary.program, template=template) for name, value in settings.items()}
    repository.configure(filled)
    assert repository.found() == [("a.txt", 14)]
    assert not canary.sang
    if trigger:
        assert canary.is_live(repository, trigger)


@pytest.mark.parametrize("place", [".git/hooks", "planted"])
def test_no_hook_of_the_repository_runs(repository: Repository, canary: Canary, place: str) -> None:
    _stage(repository)
    for name in ("post-index-change", "pre-commit", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"):
        repository.write(f"{place}/{name}", canary.program.read_bytes()).chmod(0o755)
    if place == "planted":
        repository.configure({"core.hooksPath": place})
    assert repository.found() == [("a.txt", 14)]
    assert not canary.sang
    assert canary.is_live(repository, ("update-index", "--force-remove", "a.txt"))


def test_configuration_that_is_included(repository: Repository, canary: Canary) -> None:
    _stage(repository)
    repository.write("more", f"[core]\n\tfsmonitor = {canary.program}\n[diff]\n\texternal = {canary.program}\n")
    repository.configure({"include.path": "../more"})
    assert repository.found() == [("a.txt", 14)]
    assert not canary.sang
    assert canary.is_live(repository, ("diff", "--cached"))


VARIABLES: list[dict[str, str]] = [
    {"GIT_EXTERNAL_DIFF": "{canary}"},
    {"GIT_PAGER": "{canary}", "PAGER": "{canary}", "GIT_PAGER_IN_USE": "1"},
    {"GIT_EDITOR": "{canary}", "VISUAL": "{canary}", "EDITOR": "{canary}"},
    {"GIT_ASKPASS": "{canary}", "SSH_ASKPASS": "{canary}", "GIT_SSH_COMMAND": "{canary}", "GIT_SSH": "{canary}"},
    {"GIT_DIFF_OPTS": "-u20"},
    {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": "{canary}"},
    {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "diff.external", "GIT_CONFIG_VALUE_0": "{canary}"},
    {"GIT_CONFIG_COUNT": "-1"},
    {"GIT_CONFIG_COUNT": "many"},
    {"GIT_CONFIG_PARAMETERS": "'core.fsmonitor={canary}' 'diff.noprefix=true'"},
    {"GIT_TEMPLATE_DIR": "{template}"},
    {"GIT_EXEC_PATH": "{planted}"},
    {"GIT_TRACE": "{trace}", "GIT_TRACE_SETUP": "{trace}", "GIT_TRACE2": "{trace}", "GIT_TRACE2_EVENT": "{trace}"},
    {"GIT_GLOB_PATHSPECS": "1"},
    {"GIT_NOGLOB_PATHSPECS": "1"},
    {"GIT_ICASE_PATHSPECS": "1"},
    {"GIT_LITERAL_PATHSPECS": "0"},
    {"GIT_NAMESPACE": "other"},
    {"GIT_REPLACE_REF_BASE": "refs/heads/"},
    {"GIT_DEFAULT_HASH": "sha256"},
    {"GIT_ATTR_SOURCE": "HEAD"},
    {"GIT_OPTIONAL_LOCKS": "1"},
    {"GIT_FLUSH": "0", "GIT_ADVICE": "1", "GIT_REDIRECT_STDERR": "{trace}"},
    {"GIT_CONFIG": "/nonexistent"},
    {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "LANGUAGE": "de"},
    {"TERM": "dumb"},
    {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"},
    {"PYTHONPATH": ":.", "PYTHONSTARTUP": "{canary}", "PYTHONHOME": "/nonexistent"},
    {"PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "error"},
]


@pytest.mark.parametrize("variables", VARIABLES, ids=[",".join(variables) for variables in VARIABLES])
def test_the_callers_variables_change_nothing(
    repository: Repository, canary: Canary, variables: dict[str, str]
) -> None:
    _stage(repository)
    planted = canary.program.parent / "planted"
    planted.mkdir()
    for name in ("git", "git-diff-index", "git-cat-file", "git-rev-parse"):
        (planted / name).symlink_to(canary.program)
    words = {"canary": canary.program, "template": _template(canary), "planted": planted, "trace": canary.trace}
    assert repository.found(env={name: value.format(**words) for name, value in variables.items()}) == [("a.txt", 14)]
    assert not canary.sang
