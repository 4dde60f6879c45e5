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


# Rules that know their token by a name before it: what stands between the two.
BETWEEN = {
    "setting": "{}={}\n",
    "string of bytes": "{} = b'{}'",
    "string of Objective-C": '{} = @"{}";',
    "row of a table": "| {} | {} |\n",
    "row of code": "| `{}` | `{}` |\n",
    "folded block": "{}: >-\n    {}\nnext: 1\n",
    "literal block": "{}: |\n  {}\n",
    "map of Clojure": '{{:{} "{}"}}',
    "set of Tcl": 'set {} "{}"\n',
    "environment of a container": "ENV {} {}\n",
    "argument": "--{} {}\n",
}
NAMED = ("heroku_api_key", "RAILS_MASTER_KEY", "SNYK_TOKEN", "github_token", "SCW_SECRET_KEY")
VALUES = {
    "heroku_api_key": "-".join(("3fd0c1a9", "62b7", "4e58", "9d34", "b1a7c05e82f6")),
    "SNYK_TOKEN": "-".join(("8e21b7d4", "0c9f", "4a63", "8b15", "d7f3a6c90e42")),
    "SCW_SECRET_KEY": "-".join(("51c8e0b3", "f7a2", "4d96", "a3e0", "6b9d24c71f85")),
    "RAILS_MASTER_KEY": "9c41f07be2" + "5d83a6f1c0" + "74e9b2d38a56",
    "github_token": "7be03d51a9" + "c46f28e0b7" + "13d95fa86c" + "42e70b9d1f",
}
PROVIDERS = {"heroku", "rails", "snyk", "github", "scaleway"}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN.keys())
def test_a_token_is_found_behind_its_name(between: str, detection: Detection) -> None:
    for name in NAMED:
        (secret,) = detection.secrets(between.format(name, VALUES[name]).encode())
        assert (secret.rule.provider in PROVIDERS, secret.value.decode()) == (True, VALUES[name])


@pytest.mark.parametrize("text", ["commit a{}", "see a {}", "{}"])
def test_what_no_name_stands_before_is_no_token(text: str, detection: Detection) -> None:
    for name in NAMED:
        assert detection.secrets(text.format(VALUES[name]).encode()) == []
