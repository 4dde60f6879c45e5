"""What a terminal would obey or hide comes out as visible characters; all other text as it is."""

import pytest

from hushlint.report.escape import (
    code_span,
    formula_safe,
    markdown,
    terminal,
    workflow_data,
    workflow_property,
    xml,
)

STAYS = [
    "",
    "src/app.py",
    "with space and 'quotes' \"too\"",
    "back\\slash \\n stays",
    "naïve/ключ/鍵/مفتاح.txt",
    "\U0001f511",
    "\ufffd",
    "std::vector # one",
]

ESCAPED = [
    ("two\nlines", r"two\nlines"),
    ("cr\rlf", r"cr\rlf"),
    ("tab\there", r"tab\there"),
    ("\x1b[31mred", r"\x1b[31mred"),
    ("nul\0bell\x07del\x7f", r"nul\x00bell\x07del\x7f"),
    ("c1 \x9b31m \x85", r"c1 \x9b31m \x85"),
    ("gnp.\u202etxt", r"gnp.\u202etxt"),
    ("\u202a\u202b\u202c\u202d", r"\u202a\u202b\u202c\u202d"),
    ("\u2066\u2067\u2068\u2069\u200e\u200f\u061c", r"\u2066\u2067\u2068\u2069\u200e\u200f\u061c"),
    ("zero\u200b\u200c\u200d\u2060\ufeffwidth", r"zero\u200b\u200c\u200d\u2060\ufeffwidth"),
    ("\u2028\u2029", r"\u2028\u2029"),
    ("no\xa0break\u3000", r"no\xa0break\u3000"),
    ("\udcff\ud800", r"\udcff\ud800"),
    ("tag\U000e0041", r"tag\U000e0041"),
    ("##[add-mask]e", r"#\x23[add-mask]e"),
    ("a ##vso[task.complete]", r"a #\x23vso[task.complete]"),
    ("###", r"#\x23#"),
    ("::stop-commands::x", r":\x3astop-commands::x"),
    ("  ::error::x", r"  :\x3aerror::x"),
    ("filler\u3164\u115f\ufe0f\U000e0100", r"filler\u3164\u115f\ufe0f\U000e0100"),
]


@pytest.mark.parametrize("text", STAYS)
def test_visible_text_stays(text: str) -> None:
    assert terminal(text) == text


@pytest.mark.parametrize(("text", "shown"), ESCAPED)
def test_hidden_text_is_made_visible(text: str, shown: str) -> None:
    assert terminal(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("100%", "100%25"),
        ("a\r\nb", "a%0D%0Ab"),
        ("%0A", "%250A"),
        ("a: b, c", "a: b, c"),
    ],
)
def test_workflow_data(text: str, shown: str) -> None:
    assert workflow_data(text) == shown


def test_workflow_properties_hold_no_separator() -> None:
    assert workflow_property("a: b, c%\n") == "a%3A b%2C c%25%0A"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("<a b='c' d=\"e\">&", "&lt;a b=&apos;c&apos; d=&quot;e&quot;&gt;&amp;"),
        ("]]>", "]]&gt;"),
        ("\x00\x0b\ufffe\ud800", r"\x00\x0b\ufffe\ud800"),
    ],
)
def test_xml(text: str, shown: str) -> None:
    assert xml(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A sentence, at https://example.org/keys.", "A sentence, at https://example.org/keys."),
        ("<img src=x> &amp; **bold** [a](b) `c`", r"&lt;img src=x&gt; &amp;amp; \*\*bold\*\* \[a\](b) \`c\`"),
        ("a\n# b", r"a\\n\# b"),
        ("@team ~~x~~ |", r"\@team \~\~x\~\~ \|"),
    ],
)
def test_markdown(text: str, shown: str) -> None:
    assert markdown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a.py:1", "`a.py:1`"),
        ("a`b", "`` a`b ``"),
        ("``a`", "``` ``a` ```"),
        ("`", "`` ` ``"),
        ("", "`  `"),
        ("two\nlines", r"`two\nlines`"),
        ("<b>[x](y)</b>", "`<b>[x](y)</b>`"),
    ],
)
def test_code_spans(text: str, shown: str) -> None:
    assert code_span(text) == shown


@pytest.mark.parametrize("text", ["", "plain", "a=b", "a-b", "1+1", " ", "'=1"])
def test_cells_that_stay(text: str) -> None:
    assert formula_safe(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "＝1", "－1", "=cmd|'/c calc'!A1"])
def test_cells_that_would_be_formulas(text: str) -> None:
    assert formula_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["\t=1", "\r=1"])
def test_controls_before_a_formula_are_visible(text: str) -> None:
    assert formula_safe(text).startswith("\\")
