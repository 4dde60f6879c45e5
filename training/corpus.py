"""Read a corpus of labelled candidates, and rebuild from it files that the real detection can read."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]

# Kinds that the labellers call credentials, but for which nobody wants to be stopped: neither right nor wrong.
SOFT = frozenset(
    {"UUID", "AWS S3 Bucket", "Firebase Domain", "Tencent WeChat API App ID", "Nonce", "Salt"},
)
# Kinds whose values were scrambled, so that rules which parse them cannot be judged by this corpus.
SCRAMBLED = frozenset({"PEM Private Key", "JSON Web Token", "NKEY Seed", "AWS Client ID", "Azure Access Token"})


@dataclass(slots=True)
class Place:
    """A line of the corpus: T a credential, F or X none, U unlabelled, S one of a soft kind."""

    repo: str
    file: str
    line: int
    label: str
    category: str
    rows: list[Row]
    text: str


@dataclass(slots=True)
class File:
    """A file rebuilt: its lines where the corpus has any, blank ones between."""

    repo: str
    name: str
    places: list[Place] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        """The file's bytes; a place's line counts from 1."""
        lines = [""] * max(place.line for place in self.places)
        for place in self.places:
            lines[place.line - 1] = place.text
        return ("\n".join(lines) + "\n").encode()


def read(path: Path) -> list[Row]:
    """The rows of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def files(rows: Iterable[Row]) -> list[File]:
    """The files of these rows, each with its places in order of their lines."""
    grouped: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["repo"], row["file"], row["line"]].append(row)
    found: dict[tuple[str, str], File] = {}
    for (repo, name, line), members in sorted(grouped.items()):
        file = found.setdefault((repo, name), File(repo, f"{name}{members[0]['ext']}"))
        label, category = _label(members)
        file.places.append(Place(repo, name, line, label, category, members, rebuild(members)))
    return list(found.values())


def _label(rows: list[Row]) -> tuple[str, str]:
    real = [row for row in rows if row["label"] == "T" and not SOFT.issuperset(row["category"])]
    if real:
        return "T", "+".join(sorted(set(real[0]["category"])))
    labels = {row["label"] for row in rows}
    if "T" in labels:
        return "S", "soft"
    for label in "FXU":
        if label in labels:
            return label, "+".join(sorted({kind for row in rows for kind in row["category"]}))
    raise ValueError(f"a row without a label: {labels}")


def rebuild(rows: list[Row]) -> str:
    """The line that these rows were cut from, blank where none of them says what stood there."""
    cells: dict[int, str] = {}
    for row in rows:
        for at, character in _fragment(row):
            if at >= 0:
                cells.setdefault(at, character)
    return "".join(cells.get(at, " ") for at in range(max(cells, default=-1) + 1)).replace("\n", " ")


def _fragment(row: Row) -> Iterator[tuple[int, str]]:
    """(column, character) of a row's value and what is around it, with the whole of its key."""
    before = _with_key(row)
    text = before + row["value"] + row["after"]
    # A key that the 24 characters before the value do not reach is put before them.
    start = max(row["column"] - len(before), 0) if row["column"] >= len(before) else row["column"] - len(before)
    return ((start + place, character) for place, character in enumerate(text))


def _with_key(row: Row) -> str:
    before, key = row["before"], row["key"]
    if row["form"] != "kv" or not key or key in before or row["sep"] == "near":
        return str(before)
    for size in range(len(key) - 1, 0, -1):
        if before.startswith(key[-size:]):
            return f"{key[:-size]}{before}"
    return str(before)
