"""From provisional hits to secrets at a path: which are dropped, which are kept, and in what context."""

import pytest
from support.examples import github_token, postgres_dsn

from hushlint import plan
from hushlint.context.source import settle
from hushlint.detection import Detection

CHOSEN = "Winter" + "2024!"


@pytest.fixture(scope="module")
def detection() -> Detection:
    """Detection under a plan of all rules, without a cache."""
    return Detection(plan.obtain("", "", list))


def settled(detection: Detection, path: str, text: str | bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    """(rule, name, contexts) of every secret at a path."""
    data = text if isinstance(text, bytes) else text.encode()
    return [
        (secret.rule.id, secret.name.decode(), secret.contexts)
        for text, found in detection.scan(data)
        for secret in settle(found, text.data, path.encode())
    ]


LOG = "logger.info('%s', password)\n"
SILENT = {
    "the user's example": ("a.py", 'logger.info("secret_accessed", secret_name=name, requester=requester)\n'),
    "another language": ("a.txt", LOG),
    "a language without a table": ("a.swift", "print(password)\n"),
    "a file of generated size": ("a.py", LOG + "x = 1\n" * 200_000),
    "a comment": ("a.py", "# " + LOG),
    "a text": ("a.py", f'x = """\n{LOG}"""\n'),
    "another function's variable": ("a.py", 'def f():\n    m = f"{password}"\n\n\ndef g(m):\n    log.info(m)\n'),
    "a variable that is given another value": ("a.py", 'm = f"{password}"\nm = redact(m)\nlog.info(m)\n'),
    "a variable that is written out before": ("a.py", 'log.info(m)\nm = f"{password}"\n'),
    "a value outside comments": ("a.yaml", f'a: "# password: {CHOSEN}"\n'),
}


@pytest.mark.parametrize(("path", "text"), SILENT.values(), ids=SILENT.keys())
def test_silent(detection: Detection, path: str, text: str) -> None:
    assert settled(detection, path, text) == []


def test_a_hit_depends_on_the_path(detection: Detection) -> None:
    assert settled(detection, "a.py", LOG) == [("secret-logged", "password", ())]
    assert settled(detection, "a.md", LOG) == []
    assert settled(detection, "bin/a", "#!/usr/bin/env python3\n" + LOG) == [("secret-logged", "password", ())]


def test_one_finding_a_call(detection: Detection) -> None:
    text = "log.info(f'{password} {api_key}', client_secret, x=access_token)\n"
    assert settled(detection, "a.py", text) == [("secret-logged", "password", ())]


def test_a_finding_stands_where_the_secret_is(detection: Detection) -> None:
    data = b"log.info(\n    'text',\n    password,\n)\n"
    ((text, found),) = detection.scan(data)
    (secret,) = settle(found, text.data, b"a.py")
    assert data[secret.start : secret.end] == b"password"
    assert secret.value == b""


def test_the_assignment_is_the_nearest_one(detection: Detection) -> None:
    text = 'm = f"{password}"\nlog.info(m)\nm = "done"\nlog.info(m)\n'
    assert settled(detection, "a.py", text) == [("secret-logged", "m", ())]


def test_wide_text(detection: Detection) -> None:
    assert settled(detection, "a.py", LOG.encode("utf-16")) == [("secret-logged", "password", ())]


@pytest.mark.parametrize(
    ("path", "text", "context"),
    [
        ("a.py", "# {}\n", "comment"),
        ("a.py", 'log.info("{}")\n', "log"),
        ("a.py", 'raise ValueError("{}")\n', "error"),
        ("a.js", "/* {} */\n", "comment"),
        ("a.js", "console.log('{}')\n", "log"),
        ("a.yaml", "a: 1 # {}\n", "comment"),
    ],
)
def test_a_secret_of_its_own_rule_gets_its_context(
    detection: Detection, path: str, text: str, context: str
) -> None:
    for value, rule in ((github_token(), "github-pat"), (postgres_dsn(), "dsn-url")):
        found = settled(detection, path, text.format(value))
        assert [contexts for _, _, contexts in found] == [(context,)], rule


@pytest.mark.parametrize("text", ["x = '{}'\n", "assert x == '{}'\n", "f('{}')\n"])
def test_a_secret_elsewhere_gets_none(detection: Detection, text: str) -> None:
    assert [contexts for _, _, contexts in settled(detection, "a.py", text.format(github_token()))] == [()]


def test_in_a_comment_a_generic_rule_gives_way(detection: Detection) -> None:
    text = f'password = "{CHOSEN}"\n'
    assert [rule for rule, _, _ in settled(detection, "a.py", text)] == ["generic-password"]
    assert settled(detection, "a.py", "# " + text) == [("secret-in-comment", "", ("comment",))]


def test_policy_never_hears_of_provisional_hits(detection: Detection) -> None:
    assert detection.scan(LOG.encode())
    assert detection.secrets(LOG.encode()) == []
    assert detection.secrets(f"# user admin password {CHOSEN}\n".encode()) == []
