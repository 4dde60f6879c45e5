"""A corpus of labelled candidates, made here, and the files rebuilt from it."""

import gzip
import json
from pathlib import Path

import corpus
import pytest
from corpus import Row


def _row(**fields: object) -> Row:
    row = {
        "repo": "r", "file": "f", "line": 1, "ext": ".py", "scope": "_", "form": "kv", "key": "", "sep": "=",
        "quote": '"', "value": "", "column": 0, "line_length": 80, "before": "", "after": "", "comment": False,
        "label": "F", "category": [],
    }  # fmt: skip
    return row | fields


PIECE = _row(before='pw = "', value="abc", after='"', column=6, key="pw")


def test_a_line_is_rebuilt_where_it_stood() -> None:
    assert corpus.rebuild([PIECE]) == 'pw = "abc"'


def test_a_key_that_was_cut_is_made_whole() -> None:
    row = _row(before='sword: "', value="abc", after='"', column=16, key="db_password")
    assert corpus.rebuild([row]).strip() == 'db_password: "abc"'


def test_rows_of_one_line_are_joined() -> None:
    other = _row(before="", value="def", after=";", column=14, form="tok")
    assert corpus.rebuild([PIECE, other]) == 'pw = "abc"    def;'


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        ([PIECE], "F"),
        ([PIECE | {"label": "U"}], "U"),
        ([PIECE | {"label": "X"}, PIECE | {"label": "U"}], "X"),
        ([PIECE | {"label": "T", "category": ["UUID"]}, PIECE], "S"),
        ([PIECE | {"label": "T", "category": ["Password"]}, PIECE], "T"),
    ],
)
def test_the_label_of_a_place(rows: list[Row], label: str) -> None:
    ((place,),) = [file.places for file in corpus.files(rows)]
    assert place.label == label


def test_a_file_has_its_places_at_their_lines() -> None:
    (file,) = corpus.files([PIECE | {"line": 3}, PIECE])
    assert file.data == b'pw = "abc"\n\npw = "abc"\n'
    assert file.name == "f.py"


def test_a_corpus_is_read(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "c.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(PIECE) + "\n")
    assert corpus.read(tmp_path / "c.gz") == [PIECE]
