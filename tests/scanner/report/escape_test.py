"""What a terminal would obey or hide comes out as visible characters; all other text as it is."""

import pytest

from hushlint.report.escape import terminal

STAYS = [
    "",
    "src/app.py",
    "with space and 'quotes' \"too\"",
    "back\\slash \\n stays",
    "naïve/ключ/鍵/مفتاح.txt",
    "\U0001f511",
    "\ufffd",
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
    ("filler\u3164\u115f\ufe0f\U000e0100", r"filler\u3164\u115f\ufe0f\U000e0100"),
]


@pytest.mark.parametrize("text", STAYS)
def test_visible_text_stays(text: str) -> None:
    assert terminal(text) == text


@pytest.mark.parametrize(("text", "shown"), ESCAPED)
def test_hidden_text_is_made_visible(text: str, shown: str) -> None:
    assert terminal(text) == shown
