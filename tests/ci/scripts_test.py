"""The scripts of the CI snippets, run in a real repository under the variables that each platform documents."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from filelock import FileLock
from support.examples import github_token
from support.repository import Repository, Run, run
from support.snippets import SNIPPETS, TOP, load

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Checkout:
    """A clone as a platform makes it: full, on a detached head, with the pull request's range."""

    top: Path
    base: str
    head: str
    merge: str


@dataclass(frozen=True, slots=True)
class Platform:
    """How a platform runs our script: the script, and its variables besides those of every shell."""

    script: str
    variables: Mapping[str, str]


def prepared(script: str) -> tuple[str, str]:
    """(the lines that install into `$tools`, the script with those lines left out)."""
    listed = script.splitlines()
    begin = next(number for number, line in enumerate(listed) if line.strip() == "tools=$(mktemp -d)")
    end = begin + 3
    return "\n".join(line.strip() for line in listed[begin:end]), "\n".join(listed[:begin] + listed[end:])


@pytest.fixture
def origin(create) -> Repository:  # type: ignore[no-untyped-def]
    """The repository that platforms clone: a protected main branch."""
    repository: Repository = create("origin")
    repository.commit({".gitignore": ".env\n", "README": "A project\n"}, "first")
    return repository


def clone(origin: Repository, folder: Path, files: Mapping[str, str], *, removed: bool) -> Checkout:
    """Branch off, commit files (and remove them again), let main move on, merge as platforms do, and clone all."""
    base = origin.git("rev-parse", "HEAD")
    origin.git("switch", "-q", "-c", "feature")
    head = origin.commit(files, "a feature")
    if removed:
        for path in files:
            (origin.top / path).unlink()
        origin.add()
        head = origin.commit(message="take it out again")
    origin.git("switch", "-q", "main")
    base = origin.commit({"other": "text\n"}, "meanwhile")
    origin.git("switch", "-q", "--detach")
    origin.git("merge", "-q", "--no-ff", "-m", "merge", "feature")
    merge = origin.git("rev-parse", "HEAD")
    origin.git("update-ref", "refs/pull/7/merge", merge)
    origin.git("switch", "-q", "main")
    copy = Repository(folder, origin.env)
    run(["git", "clone", "-q", str(origin.top), str(folder)], origin.top, origin.env)
    copy.git("fetch", "-q", "origin", "refs/pull/7/merge")
    copy.git("checkout", "-q", "--detach", merge)
    return Checkout(folder, base, head, merge)


def lines(*path: str | int, of: Any) -> str:
    """The script that stands at a path of a YAML document: one text, or a list of lines."""
    for step in path:
        of = of[step]
    return of if isinstance(of, str) else "\n".join(of)


def github(made: Checkout, work: Path, name: str = "pull_request", event: Mapping[str, Any] | None = None) -> Platform:
    """The action's own steps: https://docs.github.com/en/actions/reference/workflows-and-actions/variables."""
    script = action_steps()[1]
    told = event or {"pull_request": {"base": {"sha": made.base}, "head": {"sha": made.head}}}
    (work / "event.json").write_text(json.dumps(told))
    variables = {
        "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_SHA": made.merge,
        "GITHUB_EVENT_PATH": str(work / "event.json"), "GITHUB_STEP_SUMMARY": str(work / "summary.md"),
        "GITHUB_WORKSPACE": str(made.top), "FAIL_ON": "", "SARIF": "",
    }  # fmt: skip
    return Platform(script, variables)


def action_steps() -> list[str]:
    """The scripts of the action: install, judge."""
    return [step["run"] for step in load((TOP / "action.yml").read_text())["runs"]["steps"] if "run" in step]


def gitlab(made: Checkout, work: Path) -> Platform:
    """https://docs.gitlab.com/ci/variables/predefined_variables/."""
    variables = {
        "CI": "true", "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event", "CI_COMMIT_SHA": made.head,
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": made.base, "CI_DEFAULT_BRANCH": "main", "CI_PROJECT_DIR": str(made.top),
        "CI_COMMIT_BEFORE_SHA": "0" * 40,
    }  # fmt: skip
    return Platform(lines_of_gitlab(), variables)


def lines_of_gitlab() -> str:
    """The script of the GitLab job."""
    return lines("hushlint", "script", of=load(SNIPPETS["gitlab"]))


def bitbucket(made: Checkout, work: Path) -> Platform:
    """https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/."""
    script = lines("pipelines", "pull-requests", "**", 0, "step", "script", of=load(SNIPPETS["bitbucket"]))
    variables = {
        "CI": "true", "BITBUCKET_COMMIT": made.head, "BITBUCKET_BRANCH": "feature", "BITBUCKET_PR_ID": "7",
        "BITBUCKET_PR_DESTINATION_BRANCH": "main", "BITBUCKET_PR_DESTINATION_COMMIT": made.base[:12],
    }  # fmt: skip
    return Platform(script, variables)


def azure(made: Checkout, work: Path) -> Platform:
    """https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables."""
    variables = {
        "TF_BUILD": "True", "BUILD_REASON": "PullRequest", "BUILD_SOURCEVERSION": made.merge,
        "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main", "SYSTEM_PULLREQUEST_SOURCECOMMITID": made.head,
        "SYSTEM_PULLREQUEST_SOURCEBRANCH": "refs/heads/feature",
    }  # fmt: skip
    return Platform(lines("steps", 1, "bash", of=load(SNIPPETS["azure"])), variables)


def jenkins(made: Checkout, work: Path) -> Platform:
    """https://www.jenkins.io/doc/book/pipeline/multibranch/: additional environment variables."""
    script = SNIPPETS["jenkins"].split("sh '''")[1].split("'''")[0]
    variables = {"CHANGE_ID": "7", "CHANGE_TARGET": "main", "CHANGE_BRANCH": "feature", "GIT_COMMIT": made.merge}
    return Platform(script, variables)


def circleci(made: Checkout, work: Path) -> Platform:
    """https://circleci.com/docs/reference/variables/; the base revision is a pipeline value."""
    steps = load(SNIPPETS["circleci"])["jobs"]["hushlint"]["steps"]
    assert steps[1]["run"]["environment"] == {"BASE_REVISION": "<< pipeline.git.base_revision >>"}
    variables = {"CI": "true", "CIRCLECI": "true", "CIRCLE_BRANCH": "feature", "CIRCLE_SHA1": made.head,
                 "BASE_REVISION": made.base}  # fmt: skip
    return Platform(steps[1]["run"]["command"], variables)


PLATFORMS = {one.__name__: one for one in (github, gitlab, bitbucket, azure, jenkins, circleci)}

# Where each leaves the report that its platform reads.
REPORTS = {
    "gitlab": "gl-secret-detection-report.json",
    "bitbucket": "test-results/hushlint.xml",
    "azure": "hushlint.xml",
    "jenkins": "hushlint.xml",
    "circleci": "test-results/hushlint.xml",
}


@pytest.fixture(scope="session")
def index(environment: dict[str, str], wheels: Path) -> dict[str, str]:
    """The variables of a shell that finds this Python, and with pip nothing but our wheels."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    return {**environment, "PATH": path, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}


@pytest.fixture(scope="session")
def tools(index: dict[str, str], shared_folder: Path) -> Path:
    """What the snippets' first lines make, run once: a test below holds all snippets to the same ones."""
    folder = shared_folder / "tools"
    with FileLock(shared_folder / "tools.lock"):
        if not folder.exists():
            install, _ = prepared(lines_of_gitlab())
            script = f"set -eo pipefail\n{install}\nmkdir {folder}\necho $tools > {folder}/place"
            done = run(["bash", "-c", script], shared_folder, index, seconds=600)
            assert done.exit == 0, done.text
    return Path((folder / "place").read_text().strip())


@pytest.fixture(scope="session")
def runner(index: dict[str, str], shared_folder: Path) -> Path:
    """RUNNER_TEMP after the action's first step."""
    folder = shared_folder / "runner"
    with FileLock(shared_folder / "runner.lock"):
        if not folder.exists():
            folder.mkdir()
            variables = {"RUNNER_TEMP": str(folder), "PYTHON": sys.executable, "GITHUB_ACTION_PATH": "hushlint"}
            script = f"set -eo pipefail\n{action_steps()[0]}"
            done = run(["bash", "-c", script], shared_folder, {**index, **variables}, seconds=600)
            assert done.exit == 0, done.text
    return folder


@pytest.fixture
def execute(index: dict[str, str], tools: Path, runner: Path):  # type: ignore[no-untyped-def]
    """Run a platform's script in a checkout with nothing but its own variables."""

    def start(platform: Platform, made: Checkout) -> Run:
        kept = {name: index[name] for name in index if not name.startswith(("CI", "GITHUB", "GITLAB"))}
        variables = {**kept, "RUNNER_TEMP": str(runner), "tools": str(tools), **platform.variables}
        script = platform.script
        if "$tools" in script:
            script = prepared(script)[1]
        return run(["bash", "-c", f"set -eo pipefail\n{script}"], made.top, variables, seconds=300)

    return start


def test_all_snippets_install_alike(tmp_path: Path) -> None:
    made = Checkout(tmp_path, "", "", "")
    scripts = [make(made, tmp_path).script for name, make in PLATFORMS.items() if name != "github"]
    assert len({prepared(script)[0].replace('"', "") for script in scripts}) == 1


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_secret_added_and_removed_in_the_range_stops_it(  # type: ignore[no-untyped-def]
    name: str, origin: Repository, execute, tmp_path: Path
) -> None:
    token = github_token(7)
    made = clone(origin, tmp_path / "clone", {"src/app.py": f'token = "{token}"\n'}, removed=True)
    done = execute(PLATFORMS[name](made, tmp_path), made)
    assert done.exit == 1, done.text
    assert "src/app.py" in done.out and "A Person" in done.out
    assert token not in done.text
    if name in REPORTS:
        text = (made.top / REPORTS[name]).read_text()
        assert "src/app.py" in text and token not in text
    if REPORTS.get(name, "").endswith(".xml"):
        (suite,) = ElementTree.parse(made.top / REPORTS[name]).getroot()
        assert suite.get("failures") == "1"
    if name == "gitlab":
        (found,) = json.loads((made.top / REPORTS[name]).read_bytes())["vulnerabilities"]
        assert len(found["location"]["commit"]["sha"]) == 40
        assert json.loads((made.top / "gl-code-quality-report.json").read_bytes())[0]["severity"] == "blocker"
    if name == "github":
        assert done.out.startswith("::error file=src/app.py,line=1,")
        assert "`src/app.py:1`" in (tmp_path / "summary.md").read_text()


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_clean_range_passes_beside_planted_modules(  # type: ignore[no-untyped-def]
    name: str, origin: Repository, execute, tmp_path: Path
) -> None:
    """Modules of the repository that Python or pip would import without -I; importing one leaves a trace."""
    trace = tmp_path / "it ran"
    planted = f"open({str(trace)!r}, 'w').close()\n"
    files = {f"{module}.py": planted for module in ("re", "json", "click", "pip", "venv", "hushlint", "sitecustomize")}
    made = clone(origin, tmp_path / "clone", files, removed=False)
    done = execute(PLATFORMS[name](made, tmp_path), made)
    assert done.exit == 0, done.text
    assert not trace.exists()


def test_the_step_ends_with_3_in_a_shallow_clone(origin: Repository, execute, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = clone(origin, tmp_path / "clone", {"a": "text\n"}, removed=True)
    shallow = tmp_path / "shallow"
    url = origin.top.as_uri()
    run(["git", "clone", "-q", "--depth", "1", "-b", "feature", url, str(shallow)], tmp_path, origin.env)
    cut = Checkout(shallow, made.base, made.head, made.merge)
    done = execute(github(cut, tmp_path), cut)
    assert done.exit == 3
    assert "fetch-depth: 0" in done.err


def test_the_inputs_of_the_action(origin: Repository, execute, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = clone(origin, tmp_path / "clone", {"src/app.py": f'token = "{github_token(7)}"\n'}, removed=False)
    platform = github(made, tmp_path)
    asked = {**platform.variables, "SARIF": "out file.sarif", "FAIL_ON": "critical"}
    done = execute(Platform(platform.script, asked), made)
    assert done.exit == 1
    (sarif,) = json.loads((made.top / "out file.sarif").read_bytes())["runs"]
    assert [item["ruleId"] for item in sarif["results"] if item["level"] == "error"] == ["github-token"]
