"""Random findings with random values and hostile text: no value and no unescaped control in any format."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, unquote
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hushlint.model.finding import Coverage, Finding, Report, Skipped, Suppression
from hushlint.model.rule import Severity
from hushlint.report import summary
from hushlint.report.csv_report import COLUMNS
from hushlint.report.jsonl import Stream
from hushlint.report.redact import Door
from hushlint.report.stage import FORMATS, View, render
from hushlint.report.view import Help

# A sign that none of our own words, numbers and fingerprints hold, so that a value found in the output came from
# the report and not from chance; the rest of a value is free.
MARK = "~"

HOSTILE = st.sampled_from(
    (
        *("\n", "\r", "\x1b[2J", "\x9b", "\u202e", "\u2066", "\u200b", "\0", "\x07", "\ufffe"),
        *("\x1f", "\x85", "\u2028", "\t=1", "\ufeff", "\U000e0041", "\x1b]0;t\x07"),
        *("::error::", "##[x]", "##vso[task.complete]", "%0A", "=1+1", "@SUM(A1)", "<b>", "]]>", "`", "[a](b)"),
        *("</script>", "<!--", "&lt;", "&#0;", "![a](b)", "| a |", "\n# head", "'", '"', ",", "\\"),
    )
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
    coverage = Coverage(1, 2, 3, tuple(skipped), (draw(text),), draw(text), draw(text))
    relaxed = (draw(text),) if draw(st.booleans()) else ()
    return Report((*known, *found), tuple(gone), coverage, relaxed=relaxed), values


RULES = {"some-rule": Help("Some", Severity.HIGH, "https://example.org/", "Why.", "Fix.", ("secret",))}
VIEWS = st.builds(
    View,
    rules=st.just(lambda: RULES),
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


def marks(text: str) -> Counter[str]:
    """How often a page of Markdown has what the text of a repository must not make."""
    tokens = MarkdownIt("commonmark").parse(text)
    flat = [*tokens, *(child for token in tokens for child in token.children or ())]
    return Counter(token.type for token in flat if token.type in MADE_BY_US)


MADE_BY_US = frozenset("heading_open html_block html_inline image link_open hr fence blockquote_open".split())


def pages(report: Report, view: View) -> dict[str, str]:
    """The report in every format, the job summary, and the stream of a run under way."""
    made = {name: render(name, report, view) for name in FORMATS}
    stream = Stream()
    stream.learn(item.value for item in (*report.findings, *(gone.finding for gone in report.suppressed)))
    told = [*stream.tell(report.findings[: len(report.findings) // 2]), *stream.close(report)]
    return {**made, "summary": "".join(summary.render(report, view, Door(report))), "stream": "".join(told)}


@settings(max_examples=80, deadline=None)
@given(reports(), VIEWS)
def test_no_value_and_no_control_comes_out(sample: tuple[Report, list[str]], view: View) -> None:
    report, values = sample
    for name, made in pages(report, view).items():
        assert not FORBIDDEN.intersection(made.replace("\n", "")), name
        made.encode()
        assert "##" not in made.replace("## hushlint", "", name == "summary"), name
        for value in values:
            assert value not in made, name
            assert quote(value) not in made, name
            assert json.dumps(value)[1:-1] not in made, name
            assert escape(value) not in made, name


@settings(max_examples=50, deadline=None)
@given(reports(), VIEWS)
def test_no_value_is_in_what_a_program_reads(sample: tuple[Report, list[str]], view: View) -> None:
    report, values = sample
    made = pages(report, view)
    read: list[str] = []
    for name in ("json", "sarif", "gitlab", "codeclimate"):
        read += strings(json.loads(made[name]))
    for line in (*made["jsonl"].splitlines(), *made["stream"].splitlines()):
        read += strings(json.loads(line))
    read += [unquote(text) for text in read]
    read += [cell for row in csv.reader(made["csv"].splitlines()) for cell in row]
    for element in ElementTree.fromstring(made["junit"]).iter():
        read += [*element.attrib.values(), element.text or "", element.tail or ""]
    assert not [text for text in read for value in values if value in text]


@settings(max_examples=50, deadline=None)
@given(reports(), VIEWS)
def test_platforms_get_visible_characters_alone(sample: tuple[Report, list[str]], view: View) -> None:
    made = pages(sample[0], view)
    for name in ("sarif", "gitlab", "codeclimate"):
        assert not [text for text in strings(json.loads(made[name])) if FORBIDDEN.intersection(text) - {"\n"}], name


@settings(max_examples=50, deadline=None)
@given(reports(), VIEWS)
def test_a_stream_ends_as_the_report_does(sample: tuple[Report, list[str]], view: View) -> None:
    report, _ = sample
    lines = [json.loads(line) for line in pages(report, view)["stream"].splitlines()]
    kinds = [line["type"] for line in lines]
    assert kinds == ["finding"] * len(report.findings) + ["suppressed"] * len(report.suppressed) + ["end"]
    assert lines[-1]["exit"] == report.exit_code


@settings(max_examples=50, deadline=None)
@given(reports(), VIEWS)
def test_every_workflow_command_is_ours(sample: tuple[Report, list[str]], view: View) -> None:
    lines = render("github", sample[0], view).splitlines()
    assert lines[-1].startswith("hushlint: ")
    for line in lines:
        if not line.lstrip().startswith("::"):
            assert line.startswith(("Rotate ", "Every ", "False alarm? ", "Allowances ", "To take ", "hushlint: "))
            continue
        assert line.startswith(("::error ", "::warning ", "::notice ")), line
        head, _, message = line[2:].partition("::")
        assert "\n" not in message
        names = [pair.partition("=")[0] for pair in head.partition(" ")[2].split(",")]
        assert set(names) <= {"file", "line", "endLine", "col", "endColumn", "title"}, line


@settings(max_examples=50, deadline=None)
@given(reports())
def test_no_cell_begins_a_formula(sample: tuple[Report, list[str]]) -> None:
    for row in csv.reader(render("csv", sample[0], View()).splitlines()):
        assert len(row) == len(COLUMNS)
        assert not [cell for cell in row if cell.lstrip()[:1] in tuple("=+-@")]


@settings(max_examples=50, deadline=None)
@given(reports())
def test_a_line_of_the_text_is_ours(sample: tuple[Report, list[str]]) -> None:
    report, _ = sample
    made = render("text", report, View(quiet=True))
    unread = [item for item in report.coverage.skipped if not item.accepted]
    blocking = [item for item in report.findings if item.severity >= report.fail_on]
    heads = 1 if unread else 0
    assert len([line for line in made.splitlines() if line]) == heads + len(unread) + len(blocking)
    assert not [line for line in made.splitlines() if line.lstrip().startswith("::")]


@settings(max_examples=50, deadline=None)
@given(reports(), VIEWS)
def test_markdown_is_ours_alone(sample: tuple[Report, list[str]], view: View) -> None:
    """For a reader of CommonMark the job summary and the rules' help have our heading, and no HTML, image or link."""
    made = pages(sample[0], view)
    assert marks(made["summary"]) == Counter({"heading_open": 1})
    for rule in json.loads(made["sarif"])["runs"][0]["tool"]["driver"]["rules"]:
        assert marks(rule["help"]["markdown"]) == Counter(["heading_open", *["link_open"] * ("helpUri" in rule)])
