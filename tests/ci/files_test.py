"""Each CI file is what its platform's published schema and actionlint say, pinned, and as narrow as it can be."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.repository import Run, run
from support.snippets import SNIPPETS, TOP, load, snippets

import hushlint

SCHEMAS = {
    "github": "vendor.github-workflows",
    "github-code-scanning": "vendor.github-workflows",
    "gitlab": "vendor.gitlab-ci",
    "bitbucket": "vendor.bitbucket-pipelines",
    "azure": "vendor.azure-pipelines",
    "circleci": "vendor.circle-ci",
}

# As check-jsonschema's own hook for these files: expressions of templates, and regular expressions of JavaScript.
OPTIONS = {"vendor.azure-pipelines": ("--data-transform", "azure-pipelines", "--regex-variant", "nonunicode")}


def check(schema: str, file: Path) -> str:
    """What check-jsonschema says against a file; empty: nothing."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-Im", "check_jsonschema", "--builtin-schema", schema]
    command += [*OPTIONS.get(schema, ()), str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_snippet_is_valid(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file.yml"
    file.write_text(SNIPPETS[name])
    assert check(SCHEMAS[name], file) == ""


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_can_refuse(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file.yml"
    broken = re.sub(r"^( *)(script|runs-on|pool|docker):.*$", r"\1\2: {nonsense: [1]}", SNIPPETS[name], flags=re.M)
    file.write_text(re.sub(r"^ +- (?!.*:).*\n", "", broken, flags=re.M) + "\nsteps: 7\nstages: 7\n")
    assert check(SCHEMAS[name], file)


def test_the_action_is_valid() -> None:
    assert check("vendor.github-actions", TOP / "action.yml") == ""


def test_the_gitlab_template_is_the_snippet() -> None:
    template = (TOP / "ci/gitlab.yml").read_text()
    assert load(template) == load(SNIPPETS["gitlab"])


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_the_readme_shows_the_same(name: str) -> None:
    assert load(snippets("README.md")[name]) == load(SNIPPETS[name])


@pytest.mark.parametrize("name", ["github", "github-code-scanning"])
def test_actionlint_has_nothing_against_it(name: str, tmp_path: Path) -> None:
    actionlint = shutil.which("actionlint")
    if actionlint is None:
        pytest.skip("actionlint is not in PATH: go install github.com/rhysd/actionlint/cmd/actionlint@latest")
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (folder / "hushlint.yml").write_text(SNIPPETS[name].replace("hushlint/hushlint@v0.1.0", "./action"))
    shutil.copytree(TOP, tmp_path / "action", ignore=lambda _folder, names: set(names) - {"action.yml"})
    (tmp_path / ".git").mkdir()
    done = run([actionlint, "-no-color", "-shellcheck=", "-pyflakes="], tmp_path, {"PATH": "/usr/bin:/bin"})
    assert (done.exit, done.text) == (0, "")


# Our own action is named by its tag here: which commit that will be is not known to the file that it contains.
ZIZMOR = {"rules": {"unpinned-uses": {"config": {"policies": {"hushlint/hushlint": "ref-pin", "*": "hash-pin"}}}}}


def zizmor(folder: Path, text: str) -> Run:
    """What zizmor says of a workflow and of our action; it exits 0 when it has nothing against either."""
    program = shutil.which("zizmor", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip("zizmor is not installed: pip install zizmor")
    for name, content in (("workflows/a.yml", text), ("actions/b/action.yml", (TOP / "action.yml").read_text())):
        file = folder / ".github" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    (folder / "zizmor.yml").write_text(json.dumps(ZIZMOR))
    command = [program, "--offline", "--no-progress", "--config", str(folder / "zizmor.yml"), str(folder)]
    return run(command, folder, {"PATH": os.environ["PATH"], "HOME": str(folder)})


@pytest.mark.parametrize("name", ["github", "github-code-scanning"])
def test_zizmor_has_nothing_against_it(name: str, tmp_path: Path) -> None:
    done = zizmor(tmp_path, SNIPPETS[name])
    assert done.exit == 0, done.text
    assert "No findings to report" in done.text


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        (r"@[0-9a-f]{40}", "@main", "unpinned-uses"),
        ("(    steps:\n)", r"\1      - run: echo ${{ github.event.pull_request.title }}\n", "template-injection"),
    ],
)
def test_zizmor_can_refuse(good: str, bad: str, says: str, tmp_path: Path) -> None:
    done = zizmor(tmp_path, re.sub(good, bad, SNIPPETS["github"]))
    assert done.exit != 0 and says in done.text


def test_six_platforms_are_there() -> None:
    assert set(SNIPPETS) == {*SCHEMAS, "jenkins"}


TEXTS = {**SNIPPETS, **{file: (TOP / file).read_text() for file in ("action.yml", "ci/gitlab.yml")}}


@pytest.mark.parametrize("name", TEXTS)
def test_everything_is_pinned_and_of_this_version(name: str) -> None:
    text = TEXTS[name]
    used = re.findall(r"uses: (\S+)", text)
    assert [one for one in used if not re.search(r"@[0-9a-f]{40}$", one)] == [
        f"hushlint/hushlint@v{hushlint.__version__}"
    ] * ("hushlint/hushlint" in text)
    asked = re.findall(r"pip install .* (\S+)", text)
    assert set(asked) <= {f"hushlint=={hushlint.__version__}", '"$GITHUB_ACTION_PATH"'}
    assert asked or used


@pytest.mark.parametrize("name", TEXTS)
def test_no_module_comes_from_the_judged_repository(name: str) -> None:
    """Every Python starts with -I: with -m alone the current folder is searched first."""
    starts = re.findall(r"(?:python3?|\$PYTHON)\"? (-\S+)", TEXTS[name])
    assert set(starts) <= {"-I"}


@pytest.mark.parametrize("name", TEXTS)
def test_no_expression_stands_in_a_script(name: str) -> None:
    """What a pull request controls would be code there; variables are not."""
    assert not re.findall(r"(?:run|script|command|bash): .*(?:\$\{\{|<<)", TEXTS[name])
    for block in re.findall(r"(?:run|command|bash): \|\n((?: {4,}.*\n| *\n)+)", TEXTS[name]):
        assert "${{" not in block.split("- ", 1)[0] and "<<" not in block


def test_permissions_are_the_least() -> None:
    assert load(SNIPPETS["github"])["permissions"] == {"contents": "read"}
    assert "token" not in SNIPPETS["github"] + TEXTS["action.yml"].replace("no token", "")
