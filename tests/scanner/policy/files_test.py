"""Names of env files, and the folders where they are looked for."""

import subprocess
import sys
from pathlib import Path

import pytest

import hushlint
from hushlint.policy.files import (
    SMALL_INDEX,
    env_folders,
    is_entry_file,
    is_env_name,
    is_example_name,
    is_policy_file,
    is_private_name,
    policy_files,
)

NEITHER = """
    env env.py env.ts environment.yml .environment .envoy.yaml inventory.env.md .env.d.ts .env.js .env.json .env.py
    .env.md .env.yaml envoy .envs dotenv dotenv.rb README.env.md .env.vault .env.prod.enc .env.production.gpg
    .env.sops .env.age event.envelope environ.env.ts openenv prevent env.sh .gitenv
""".split()

EXAMPLES = """
    .env.example .env.sample .env.template .env.dist .env.schema .env.defaults .env.default .env-example
    .env_sample .env.local.example .env.production.example .env.tpl .env.tmpl .envrc.example .flaskenv.sample
    env.example env.sample env-template dotenv.example example.env sample.env docker.example.env .ENV.EXAMPLE
    .env.j2
""".split()

PRIVATE = """
    .env .env.local .env.development.local .env.test.local .env.prod .env.production .env.prod-eu
    .env.production.local .env.staging .env.keys .env.me .ENV .Env.Local .env.example.local
""".split()

VARIANTS = """
    .env.development .env.test .env.ci .env.dev .envrc .flaskenv .env.staging-eu .env.bak .env~ .env-prod prod.env
    production.env docker.env .env.old .envrc.private .env.example.ci
""".split()


@pytest.mark.parametrize("name", NEITHER)
def test_other_names_are_no_env_files(name: str) -> None:
    assert not is_env_name(name.encode())
    assert not is_example_name(name.encode())
    assert not is_private_name(name.encode())


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str) -> None:
    assert is_example_name(name.encode())
    assert not is_env_name(name.encode())
    assert not is_private_name(name.encode())
    assert is_policy_file(b"some/where/" + name.encode())


@pytest.mark.parametrize("name", [*PRIVATE, *VARIANTS])
def test_env_files(name: str) -> None:
    assert is_env_name(name.encode())
    assert is_private_name(name.encode()) == (name in PRIVATE)
    assert not is_example_name(name.encode())
    assert is_policy_file(b"some/where/" + name.encode())


@pytest.mark.parametrize(
    "path", ["src/env.c", "environment.ts", "lib/a.py", "docs/index.md", "a/b/c/d/main.py", ".env/x"]
)
def test_policy_does_not_read(path: str) -> None:
    assert not is_policy_file(path.encode())


@pytest.mark.parametrize(
    "path",
    [".gitignore", "a/b/.gitignore", "package.json", "a/b/c/d/package.json", "src/App.csproj", "x.gemspec", "main.py"],
)
def test_policy_reads(path: str) -> None:
    assert is_policy_file(path.encode())


def test_entry_files_are_read_near_the_top_only() -> None:
    assert is_entry_file(b"a/b/c/settings.py")
    assert not is_entry_file(b"a/b/c/d/settings.py")
    assert not is_entry_file(b"a/other.py")


def test_many_paths_are_judged_as_each_alone() -> None:
    names = [*NEITHER, *EXAMPLES, *PRIVATE, *VARIANTS, "package.json", "main.py", "a.csproj", "b.gemspec", ".gitignore"]
    paths = [folder + name.encode() for name in names for folder in (b"", b"a/", b"a/b/c/d/e/env/")]
    assert policy_files(paths) == sorted(path for path in paths if is_policy_file(path))


def test_a_small_index_has_every_folder_looked_at() -> None:
    assert env_folders([b"a/b/c.py", b"d/e.py"], [b"x/y/z"]) == [b"", b"a", b"a/b", b"d", b"x", b"x/y"]
    assert env_folders([], []) == [b""]


def test_a_large_index_has_only_the_likely_folders_looked_at() -> None:
    many = [b"src/%d/file.py" % number for number in range(SMALL_INDEX)]
    marked = [b"p/package.json", b"q/r/.env.example", b"s/t/.env", b"u/App.csproj", b"no/environment.ts"]
    expected = [b"", b"p", b"q/r", b"s/t", b"src", b"src/7", b"u"]
    assert env_folders(many + marked, [b"src/7/file.py"]) == expected


def test_nothing_is_imported() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(hushlint.__file__).parent.parent)!r}); before = set(sys.modules)\n"
        "import hushlint.policy.files; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["hushlint", "hushlint.policy", "hushlint.policy.files"]
