"""The table of languages by rule in docs/source-rules.md is what the rules' bad and good trees prove."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from hushlint import catalog
from hushlint.context.grammars import GRAMMARS
from hushlint.context.languages import end_of, language_of

PAGE = Path(__file__).parents[2] / "docs/source-rules.md"
RULES = Path(__file__).parents[2] / "rules/source"


def proved(*, matches: bool) -> dict[str, set[str]]:
    """The languages of each rule's bad trees, or of its good ones."""
    found: dict[str, set[str]] = defaultdict(set)
    for tree in catalog.trees("source"):
        if tree.matches == matches:
            found[tree.rule] |= {language_of(path.encode(), b"") or end_of(path.encode()) for path in tree.files}
    return dict(found)


def test_the_page_says_what_the_trees_prove() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", PAGE.read_text(), re.MULTILINE)
    assert {rule: set(languages.split(", ")) for rule, languages in listed} == proved(matches=True)


def test_what_rule_files_share_is_the_same() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(RULES.glob("*.toml")):
        document = tomllib.loads(file.read_text())
        for name, text in document["parts"].items():
            found[name].add(text)
        if "given" in document["rule"][0]:
            found["given"].add(repr(document["rule"][0]["given"]))
    assert found["given"] and {name: len(texts) for name, texts in found.items() if len(texts) > 1} == {}


@pytest.mark.parametrize("rule", proved(matches=True))
def test_every_parsed_language_has_bad_and_good_trees(rule: str) -> None:
    assert set(GRAMMARS) <= proved(matches=True)[rule]
    assert set(GRAMMARS) <= proved(matches=False)[rule]
