"""Random findings with random values and hostile text: no value and no unescaped control in any format."""

import json
from collections.abc import Iterator
from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st

from hushlint.model.finding import Coverage, Finding, Report, Skipped, Suppression
from hushlint.model.rule import Severity
from hushlint.report.stage import FORMATS, View, render

# A sign that none of our own words, numbers and fingerprints hold, so that a value found in the output came from
# the report and not from chance; the rest of a value is free.
MARK = "~"

HOSTILE = st.sampled_from(
    ["\n", "\r", "\x1b[2J", "\x9b", "\u202e", "\u2066", "\u200b", "\0", "\x07", "::error::", "=1+1", "<b>"]
)
WORD = st.text(st.characters(codec="utf-8", exclude_characters=MARK), max_size=8)
SURROGATE = st.sampled_from(["\udcff", "\udc80"])
VALUE = st.builds(
    lambda head, body: head + MARK + body, st.text("aZ9-", min_size=3), st.text('bY7/+ é"\\\n', max_size=30)
)

FORBIDDEN = {chr(code) for code in (*range(32), *range(127, 160), *range(0x200B, 0x2010), *range(0x2028, 0x202F))} | {
    chr(code) for code in (*range(0x2060, 0x2070), *range(0xD800, 0xE000), 0xFEFF)
}


@st.composite
def hostile_texts(draw: st.DrawFn, values: list[str]) -> str:
    """Words, controls and values, plain or percent-encoded, in any order."""
    planted = st.sampled_from(values).flatmap(
        lambda value: st.sampled_from([value, quote(value), quote(value, safe="")])
    )
    return "".join(draw(st.lists(WORD | HOSTILE | SURROGATE | planted, max_size=5)))


@st.composite
def findings(draw: st.DrawFn, values: list[str], plain: bool) -> Finding:
    text = hostile_texts(values)
    value = draw(st.sampled_from(values)).encode()
    return Finding(
        rule=draw(st.sampled_from(["some-rule", "other-rule"])),
        title=draw(text),
        severity=draw(st.sampled_from(Severity)),
        path=draw(text).encode("utf-8", "surrogateescape"),
        line=draw(st.integers(1, 10**6)),
        kind="none" if plain else draw(st.sampled_from(["token", "password", "dsn", "key", "id"])),
        value=b"" if plain else value,
        name=draw(text).encode("utf-8", "surrogateescape"),
        subject=draw(text),
        contexts=("test",),
        verified=draw(st.sampled_from(["", "checksum", "structure"])),
        commit=draw(text),
        author=draw(text),
        date=draw(text),
        why=draw(text),
        fix=draw(text),
    )


@st.composite
def reports(draw: st.DrawFn) -> tuple[Report, list[str]]:
    values = draw(st.lists(VALUE, min_size=1, max_size=3))
    text = hostile_texts(values)
    # Every value is held by a finding, or the report could not know that it is one.
    known = [Finding("some-rule", "Some", Severity.HIGH, b"a", value=value.encode(), kind="token") for value in values]
    found = draw(st.lists(st.booleans().flatmap(lambda plain: findings(values, plain)), max_size=4))
    gone = [Suppression(item, "pragma", draw(text)) for item in draw(st.lists(findings(values, False), max_size=2))]
    skipped = [Skipped(draw(text).encode("utf-8", "surrogateescape"), draw(text), draw(st.booleans()))]
    coverage = Coverage(1, 2, 3, tuple(skipped), (draw(text),))
    return Report((*known, *found), tuple(gone), coverage), values


VIEWS = st.builds(
    View,
    verbose=st.booleans(),
    quiet=st.booleans(),
    job=st.sampled_from(["hook", "scan", "ci", "audit"]),
    width=st.sampled_from([0, 40, 80]),
)


def strings(value: object) -> Iterator[str]:
    """Every string of a parsed JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


@settings(max_examples=80, deadline=None)
@given(reports(), VIEWS)
def test_no_value_and_no_control_comes_out(sample: tuple[Report, list[str]], view: View) -> None:
    report, values = sample
    for name in FORMATS:
        made = render(name, report, view)
        assert not FORBIDDEN.intersection(made.replace("\n", ""))
        made.encode()
        for value in values:
            assert value not in made
            assert quote(value) not in made


@settings(max_examples=50, deadline=None)
@given(reports())
def test_no_value_is_in_the_parsed_json(sample: tuple[Report, list[str]]) -> None:
    report, values = sample
    for text in strings(json.loads(render("json", report, View()))):
        assert not [value for value in values if value in text]


@settings(max_examples=50, deadline=None)
@given(reports())
def test_a_line_of_the_text_is_ours(sample: tuple[Report, list[str]]) -> None:
    report, _ = sample
    made = render("text", report, View(quiet=True))
    unread = [item for item in report.coverage.skipped if not item.accepted]
    blocking = [item for item in report.findings if item.severity >= report.fail_on]
    heads = 1 if unread else 0
    assert len([line for line in made.splitlines() if line]) == heads + len(unread) + len(blocking)
