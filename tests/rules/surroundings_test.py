"""A token is found wherever it may stand: in quotes, configuration, addresses, markup, calls and headers."""

import re

import pytest

from hushlint import catalog, plan
from hushlint.detection import Detection

SURROUNDINGS = {
    "double quotes": 'x = "{}"',
    "single quotes in a call": "client.login('{}', 3)",
    "environment line": "export TOKEN={}\n",
    "YAML": "token: {}\nnext: 1\n",
    "JSON": '{{"a": "{}", "b": 1}}',
    "address": "https://api.acme.io/v1?key={}&x=1",
    "end of the text": "the one is {}",
    "XML": "<token>{}</token>",
    "bare": "a={}",
    "escape": '"got:\\n{}\\nand"',
    "encoded": "https://acme.io/?q=t%3D{}",
    "default": "${{TOKEN:-{}}}",
    "list": "bob,{},3\n",
    "table": "bob\t{}",
    "line of a text": "# one\n{}\n# two\n",
    "cell of a table": "| key | {} |\n",
    "quoted cell": 'bob,"{}",3\n',
    "block": "key: >-\n  {}\n",
    "colour": "\x1b[32m{}\x1b[0m\n",
    "bright colour of many": "\x1b[1;38;5;120m{}\n",
    "no colour": "\x1b[m{}\n",
    "written colour": 'echo -e "\\033[1;32m{}\\e[0m"',
    "quoted in an address": "https://acme.io/?q=%22{}",
    "patch": "@@ -1 +1 @@\n-{}\n",
    "header": "Authorization: Bearer {}\r\nHost: acme.io\r\n",
}
# Rules whose pattern says what stands around the value find it there alone.
FREE = {
    rule.id
    for rule in catalog.secret_rules()
    if re.match(r"(?:\\b)?\(\?P<secret>", rule.pattern) and not (rule.near or rule.paths)
}


@pytest.fixture(scope="module")
def detection() -> Detection:
    return Detection(plan.obtain("", "", list))


@pytest.fixture(scope="module")
def values(detection: Detection) -> dict[str, list[str]]:
    """What each rule finds in its own examples, keys of several lines apart."""
    found: dict[str, list[str]] = {}
    for example in catalog.examples():
        for secret in detection.secrets(example.text.encode()) if example.matches else ():
            if secret.rule.id == example.rule and b"\n" not in secret.value:
                found.setdefault(example.rule, []).append(secret.value.decode())
    return found


@pytest.mark.parametrize("surrounding", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def test_a_token_is_found_whole(surrounding: str, values: dict[str, list[str]], detection: Detection) -> None:
    tokens = [(id, value) for id in sorted(FREE & values.keys()) for value in values[id]]
    assert len(tokens) > len(FREE) > 100
    missed = []
    for id, value in tokens:
        secrets = detection.secrets(surrounding.format(value).encode())
        if (id, value) not in {(secret.rule.id, secret.value.decode()) for secret in secrets}:
            missed.append(id)
    assert missed == []
