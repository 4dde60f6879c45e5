"""Other tools' pragmas: what is none of them, what is, and the lines and rules that each speaks of."""

import pytest

from hushlint.suppress.foreign import END, FOREIGN, LINE, NEXT, START, TOOLS
from hushlint.suppress.pragmas import find

NONE = [
    b"# pragma: no cover",
    b"# pragma: allowlist secrets",
    b"# gitleaks: allow",
    b"# gitleaks:allowed",
    b"# gitleaks:allow-list",
    b"# betterleaks:allows",
    b"# trufflehog: ignore",
    b"# trufflehog:ignore-all",
    b"# ggignored",
    b"# my-ggignore",
    b"# secretlint-disables",
    b"# secretlint-configure",
    b"# kingfisher:ignored",
    b"nosec",
    b"# nosecure",
    b"# nosec B602",
    b"# nosec: B602, B101",
    b"// #nosec G204 -- fine",
    b"# noqa",
    b"# noqa: E501",
    b"# noqa: S1055",
    b"# noqa: S101, E501",
    b"# type: ignore",
]

READ = [
    (b"x # pragma: allowlist secret", "pragma: allowlist secret", LINE),
    (b"x # pragma:allowlist secret", "pragma: allowlist secret", LINE),
    (b"x // pragma: whitelist secret", "pragma: allowlist secret", LINE),
    (b"# pragma: allowlist nextline secret", "pragma: allowlist nextline secret", NEXT),
    (b"x <!-- gitleaks:allow -->", "gitleaks:allow", LINE),
    (b"x #gitleaks:allow", "gitleaks:allow", LINE),
    (b"x # betterleaks:allow", "betterleaks:allow", LINE),
    (b"x // trufflehog:ignore", "trufflehog:ignore", LINE),
    (b"x # ggignore", "ggignore", LINE),
    (b"x // secretlint-disable-line", "secretlint-disable-line", LINE),
    (b"// secretlint-disable-next-line", "secretlint-disable-next-line", NEXT),
    (b"/* secretlint-disable */", "secretlint-disable", START),
    (b"/* secretlint-enable */", "secretlint-enable", END),
    (b"<!-- secretlint-disable -- an example -->", "secretlint-disable", START),
    (b"x  # nosec", "nosec", LINE),
    (b"x  #nosec", "nosec", LINE),
    (b"x  # nosec - a test", "nosec", LINE),
    (b"x  # nosec B105", "nosec", LINE),
    (b"x  # nosec: B602, B106", "nosec", LINE),
    (b"x  // #nosec G101 -- a test", "nosec", LINE),
    (b"x  # noqa: S105", "noqa: S105", LINE),
    (b"x  # noqa:E501,S106", "noqa: S105", LINE),
    (b"x  # NOQA: E501 S107", "noqa: S105", LINE),
    (b"x # kingfisher:ignore", "kingfisher:ignore", LINE),
]

# Pragmas of secretlint that name its rules, a rule of ours, whether it is meant.
LIMITED = [
    (b"// secretlint-disable-line @secretlint/secretlint-rule-slack", "stripe-live-key", False),
    (b"// secretlint-disable-line @secretlint/secretlint-rule-slack", "slack-token", True),
    (b"// secretlint-disable-line @secretlint/secretlint-rule-aws, @secretlint/secretlint-rule-npm", "npm-x", True),
    (b"// secretlint-disable-line @secretlint/secretlint-rule-privatekey", "private-key", True),
    (b"// secretlint-disable-line @secretlint/secretlint-rule-privatekey", "jwt", False),
    (b"// secretlint-disable-line @secretlint/secretlint-rule-basicauth", "dsn-url", True),
    (b"// secretlint-disable-line @secretlint/secretlint-rule-preset-recommend", "jwt", True),
    (b"// secretlint-disable-line some words", "jwt", False),
]


@pytest.mark.parametrize("line", NONE)
def test_no_pragma(line: bytes) -> None:
    assert not find(line)


@pytest.mark.parametrize(("line", "by", "scope"), READ)
def test_it_is_read(line: bytes, by: str, scope: str) -> None:
    (pragma,) = find(line)
    assert (pragma.by, pragma.scope, pragma.problem, pragma.names("any-rule")) == (by, scope, "", True)


@pytest.mark.parametrize(("line", "rule", "meant"), LIMITED)
def test_one_that_names_rules_speaks_of_these(line: bytes, rule: str, meant: bool) -> None:
    (pragma,) = find(line)
    assert pragma.names(rule) is meant


@pytest.mark.parametrize("tool", TOOLS)
def test_each_tool_can_be_switched_off(tool: str) -> None:
    own = [line for line, by, _ in READ for item in FOREIGN if item.tool == tool and item.by == by]
    assert own
    left = [item for item in FOREIGN if item.tool != tool]
    assert not any(find(line, left) for line in own)


def test_every_form_is_tried() -> None:
    assert {item.by for item in FOREIGN} == {by for _, by, _ in READ}
