"""Run every rule against its own examples: texts for secret rules, small repositories for policy rules."""

import os
import tempfile
from collections.abc import Iterator, Mapping

from hushlint import catalog, plan
from hushlint.context.source import settle
from hushlint.detection import Detection
from hushlint.git import Git, inherited
from hushlint.model.blob import DiskFile, Entry
from hushlint.model.example import Tree
from hushlint.policy import stage as policy
from hushlint.policy.files import is_env_name
from hushlint.source.snapshots import GitSnapshot


def failures() -> tuple[int, list[str]]:
    """(examples run, one line for each that did not come out as its rule says)."""
    detection = Detection(plan.obtain("", "", list))
    texts, trees, sources = catalog.examples(), catalog.trees(), catalog.trees("source")
    failed = [line for example in texts for line in _check_text(detection, example.rule, example.text, example.matches)]
    failed += [line for tree in sources for line in _check_source(detection, tree)]
    with tempfile.TemporaryDirectory(prefix="hushlint-") as folder:
        for number, tree in enumerate(trees):
            failed += _check_tree(detection, tree, os.path.join(folder, str(number)))
    return len(texts) + len(trees) + len(sources), failed


def _check_text(detection: Detection, rule: str, text: str, matches: bool) -> Iterator[str]:
    found = {secret.rule.id for secret in detection.secrets(text.encode())}
    if (rule in found) != matches:
        yield f"{rule}: {'found nothing in its match' if matches else 'matched its clean example'} {_shape(text)}"


def _shape(text: str) -> str:
    """An example told apart without printing it: its length and how it begins."""
    return f"of {len(text)} characters that begins {text[:12]!r}"


def _check_source(detection: Detection, tree: Tree) -> Iterator[str]:
    """A tree of source files: of a bad one every file has a finding, of a good one none."""
    for path, content in tree.files.items():
        data = content.encode()
        settled = [item for text, found in detection.scan(data) for item in settle(found, text.data, path.encode())]
        if any(item.rule.id == tree.rule for item in settled) != tree.matches:
            yield f"{tree.rule}: {'found nothing in' if tree.matches else 'is not silent on'} {path} {_shape(content)}"


def _check_tree(detection: Detection, tree: Tree, folder: str) -> Iterator[str]:
    snapshot = _snapshot(folder, tree)
    found = {finding.rule for finding in policy.run(snapshot, detection, catalog.policy_rules(), "strict")}
    if (tree.rule in found) != tree.matches:
        kind = "found nothing in its bad tree" if tree.matches else "is not silent on its good tree"
        yield f"{tree.rule}: {kind} of {', '.join(tree.files) or 'no files'}"


def _snapshot(folder: str, tree: Tree) -> GitSnapshot:
    os.makedirs(folder)
    variables = {name: value for name, value in inherited().items() if not name.startswith(b"GIT_")}
    git = Git(os.fsencode(folder), {**Git().environment, **variables})
    for name in [name for name in git.environment if name in (b"GIT_DIR", b"GIT_INDEX_FILE", b"GIT_WORK_TREE")]:
        del git.environment[name]
    git.run("init", "-q", "--template=", ".")
    entries = _store(git, tree.files)
    base = None if tree.base is None else GitSnapshot(git, _store(git, tree.base))
    on_disk = {**tree.disk, **{path: text for path, text in tree.files.items() if _is_env(path)}}
    for path, text in on_disk.items():
        where = os.path.join(folder, path)
        os.makedirs(os.path.dirname(where), exist_ok=True)
        with open(where, "wb") as file:
            file.write(text.encode())
    disk = [DiskFile(path.encode(), len(text.encode()), 0) for path, text in on_disk.items() if _is_env(path)]
    return GitSnapshot(git, entries, top=os.fsencode(folder), disk=disk, base=base)


def _is_env(path: str) -> bool:
    return is_env_name(os.path.basename(path).encode())


def _store(git: Git, texts: Mapping[str, str]) -> dict[bytes, Entry]:
    """Write texts as blobs into the example's own repository."""
    return {
        path.encode(): Entry(
            0o100644, git.run("hash-object", "-w", "--stdin", stdin=text.encode()).decode("ascii").strip()
        )
        for path, text in texts.items()
    }
