"""Where a word begins: not inside one, but behind an escape that ends in a letter or digit."""

import re

import pytest
from support.examples import github_token

from hushlint import plan
from hushlint.detection import Detection
from hushlint.match import dialect, engine
from hushlint.model import boundary

PATTERN = r"\b(?P<secret>gh_[0-9]{4})"

INSIDE = ["xgh_1234", "9gh_1234", "_gh_1234", "ngh_1234", r"\qgh_1234", "%3gh_1234", r"\x2gh_1234", r"\u0122gh_1234",
          "mgh_1234", "32mgh_1234", "[3mmgh_1234", "[xmgh_1234"]
BEGINS = ["gh_1234", " gh_1234", '"gh_1234', r"\ngh_1234", r"\tgh_1234", r"\rgh_1234", r"a\\ngh_1234", "%3Dgh_1234",
          "%20gh_1234", r"\x27gh_1234", r"\u0022gh_1234", r"\u003dgh_1234"]  # fmt: skip
COLOURED = ["\x1b[32mgh_1234", "\x1b[mgh_1234", "\x1b[0mgh_1234", "\x1b[1;4mgh_1234", "\x1b[38;5;120mgh_1234",
            r"\e[32mgh_1234", r"\033[1;32mgh_1234", "[32mgh_1234"]  # fmt: skip


def ends(text: str) -> list[int]:
    scanner = engine.load(engine.compile_patterns([dialect.derive(PATTERN).pattern]))
    return [end for _, end in scanner.scan(text.encode())]


@pytest.mark.parametrize("text", INSIDE)
def test_inside_a_word_nothing_begins(text: str) -> None:
    assert re.search(boundary.for_re(PATTERN), text) is None
    assert ends(text) == []


@pytest.mark.parametrize("text", BEGINS)
def test_a_word_begins(text: str) -> None:
    found = re.search(boundary.for_re(PATTERN), text)
    assert found and found["secret"] == "gh_1234"
    assert len(text) in ends(text)


def test_a_pattern_that_asks_for_no_beginning_stays() -> None:
    assert boundary.for_re("(?P<secret>gh_[0-9]{4})") == "(?P<secret>gh_[0-9]{4})"
    assert boundary.for_engine("a", "b") == "b"


@pytest.mark.parametrize(("text", "found"), [("xgh_1", False), ("-gh_1", False), ("a:gh_1", True), (r"\ngh_1", True)])
def test_the_first_of_several_looks_behind_knows_escapes(text: str, found: bool) -> None:
    pattern = boundary.for_re(r"(?:(?<![A-Za-z0-9_:-])|(?<=[a-z]:))(?P<secret>gh_[0-9])")
    assert bool(re.search(pattern, text)) == found


NEGATIVE = r"(?<![A-Za-z0-9_-])(?P<secret>gh_[0-9]{4})"


@pytest.mark.parametrize("text", [*INSIDE, "-gh_1234", "--gh_1234"])
def test_a_rule_that_looks_behind_keeps_what_it_refuses(text: str) -> None:
    assert re.search(boundary.for_re(NEGATIVE), text) is None


@pytest.mark.parametrize("text", [*BEGINS, *COLOURED, "${TOKEN:-gh_1234}", "@@ -1 +1 @@\n-gh_1234", "@@\n+gh_1234"])
def test_a_rule_that_looks_behind_knows_escapes(text: str) -> None:
    found = re.search(boundary.for_re(NEGATIVE), text)
    assert found and found["secret"] == "gh_1234"


@pytest.mark.parametrize("escape", [r"\n", r"\t", "%3D", r"\u0022", r"\x27"])
def test_a_token_behind_an_escape_is_found(escape: str) -> None:
    text = f'{{"log": "signed in{escape}{github_token()}"}}'
    (secret,) = Detection(plan.obtain("", "", list)).secrets(text.encode())
    assert (secret.rule.id, secret.verified) == ("github-token", "checksum")
