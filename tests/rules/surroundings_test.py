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
