"""Which configurations of pre-commit keep file names from our hook."""

from pathlib import Path

import pytest

from hushlint.nameless import is_nameless

HEAD = "repos:\n- repo: https://example.org/hushlint\n  rev: v1\n  hooks:\n"

NAMES: dict[str, str] = {
    "as shipped": HEAD + "  - id: hushlint\n",
    "said to be passed": HEAD + "  - id: hushlint\n    pass_filenames: true\n",
    "commented out": HEAD + "  - id: hushlint\n    # pass_filenames: false\n",
    "another hook of ours": HEAD + "  - id: hushlint-commit-msg\n    pass_filenames: false\n  - id: hushlint\n",
    "another one behind": HEAD + "  - id: hushlint\n  - id: other\n    pass_filenames: false\n",
    "a local one": HEAD + "  - id: hushlint\n- repo: local\n  hooks:\n  - id: tests\n    pass_filenames: false\n",
    "no configuration": "pass_filenames",
    "nothing": "",
}


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES.keys())
def test_names_are_passed(tmp_path: Path, text: str) -> None:
    (tmp_path / ".pre-commit-config.yaml").write_text(text)
    assert not is_nameless(bytes(tmp_path))


def test_no_file(tmp_path: Path) -> None:
    assert not is_nameless(bytes(tmp_path))


NAMELESS: dict[str, str] = {
    "behind the id": HEAD + "  - id: hushlint\n    pass_filenames: false\n",
    "before the id": HEAD + "  - pass_filenames: False\n    id: 'hushlint'\n",
    "between others": HEAD + "  - id: other\n  - id: hushlint  # x\n    args:\n    - -v\n    pass_filenames: no # y\n",
    "indented": HEAD + '      -   id: "hushlint"\n          args: [-v]\n          pass_filenames: off\n',
    "in braces": HEAD + "  - {id: hushlint, pass_filenames: false}\n",
    "Windows": (HEAD + "  - id: hushlint\n    pass_filenames: false\n").replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", NAMELESS.values(), ids=NAMELESS.keys())
def test_none_are(tmp_path: Path, text: str) -> None:
    (tmp_path / ".pre-commit-config.yaml").write_bytes(text.encode())
    assert is_nameless(bytes(tmp_path))
