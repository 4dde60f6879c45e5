"""Attributes cannot hide a secret, invent one, or get a program run."""

import pytest
from support.canary import Canary
from support.examples import github_token
from support.repository import Repository

OLD, NEW = github_token(1), github_token(2)
BODY = f"first\nkey {OLD}\nlast\n"

# Attributes of `a.txt`, and the settings they refer to; {canary} is a program that must not run.
CASES: dict[str, tuple[str, dict[str, str]]] = {
    "-diff": ("-diff", {}),
    "binary": ("binary", {}),
    "-text": ("-text", {}),
    "a driver that calls it binary": ("diff=hide", {"diff.hide.binary": "true"}),
    "a driver of its own": ("diff=own", {"diff.own.command": "{canary}"}),
    "textconv": ("diff=conv", {"diff.conv.textconv": "{canary}", "diff.conv.cachetextconv": "true"}),
    "a function pattern": ("diff=fun", {"diff.fun.xfuncname": "^key (.*)$"}),
    "an algorithm": ("diff=algo", {"diff.algo.algorithm": "patience"}),
    "a built-in driver": ("diff=markdown", {}),
    "working-tree-encoding": ("working-tree-encoding=UTF-16", {}),
    "an unknown working-tree-encoding": ("working-tree-encoding=no-such-code", {}),
    "eol=crlf": ("text eol=crlf", {}),
    "ident": ("ident", {}),
    "merge=union": ("merge=union", {}),
    "filters": (
        "filter=f",
        {"filter.f.clean": "{canary}", "filter.f.smudge": "{canary}", "filter.f.required": "true"},
    ),
    "a filter process": ("filter=f", {"filter.f.process": "{canary}", "filter.f.required": "true"}),
    "export-ignore": ("export-ignore", {}),
    "linguist-generated": ("linguist-generated linguist-vendored", {}),
    "whitespace": ("whitespace=trailing-space,cr-at-eol", {}),
}
PLACES = (".gitattributes", ".git/info/attributes", "core.attributesFile")


def _put(repository: Repository, canary: Canary, case: str, place: str) -> None:
    attributes, settings = CASES[case]
    line = f"*.txt {attributes}\n"
    if place == "core.attributesFile":
        path = repository.top.parent / "attributes"
        path.write_text(line)
        repository.configure({"core.attributesFile": str(path)})
    elif place == ".gitattributes":
        repository.write(place, line)
        repository.stage_blob(place, line)
    else:
        repository.write(place, line)
    repository.configure({name: value.format(canary=canary.program) for name, value in settings.items()})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("case", CASES)
def test_only_the_new_secret_is_found(repository: Repository, canary: Canary, case: str, place: str) -> None:
    repository.commit({"a.txt": BODY})
    repository.stage_blob("a.txt", f"key {NEW}\n" + BODY)
    repository.stage_blob("b.txt", f"key {NEW}\n")
    _put(repository, canary, case, place)
    assert repository.found() == [("a.txt", 1), ("b.txt", 1)]
    assert not canary.sang


TRIGGERS: dict[str, tuple[str, ...]] = {
    "a driver of its own": ("diff", "--cached", "HEAD"),
    "textconv": ("diff", "--cached", "HEAD"),
    "filters": ("add", "a.txt"),
    "a filter process": ("add", "a.txt"),
}


@pytest.mark.parametrize("case", TRIGGERS)
def test_the_planted_programs_would_run_otherwise(repository: Repository, canary: Canary, case: str) -> None:
    repository.commit({"a.txt": BODY})
    repository.stage({"a.txt": f"key {NEW}\n" + BODY})
    _put(repository, canary, case, ".git/info/attributes")
    repository.write("a.txt", "edited\n")
    assert canary.is_live(repository, TRIGGERS[case])


def test_the_staged_form_counts_not_the_form_on_disk(repository: Repository) -> None:
    """A clean filter that really runs at `git add` may put a secret in, or take it out."""
    repository.write(".git/info/attributes", "in.txt filter=in\nout.txt filter=out\n")
    repository.configure({"filter.in.clean": f"sed s/HOLE/{NEW}/", "filter.out.clean": f"sed s/{NEW}/HOLE/"})
    repository.stage({"in.txt": "key HOLE\n", "out.txt": f"key {NEW}\n"})
    assert repository.found() == [("in.txt", 1)]


def test_a_working_tree_encoding_is_stored_as_utf8(repository: Repository) -> None:
    repository.stage({".gitattributes": "*.txt text working-tree-encoding=UTF-16\n"})
    repository.stage({"a.txt": f"one\nkey {NEW}\n".encode("utf-16")})
    assert repository.found() == [("a.txt", 2)]
