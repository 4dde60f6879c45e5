"""How much of a value reads like words: a table of how often one letter follows another in them."""

import re
from itertools import pairwise

# _FOLLOWS[a][b]: how likely letter b follows letter a inside a word, as round(1.3 * log2(26 * P(b|a)) + 5) cut to
# 0-9; 5 is chance. Counted over the different words of Python's standard library and its documentation.
_FOLLOWS = (
    "35651340502767050768432230",
    "75547420740832630663600040",
    "72437317506522820547510030",
    "64359430810523620454520130",
    "53674440200657242876133520",
    "64456720800623730645601040",
    "62319246602546530772611011",
    "82229000702443720546410040",
    "54655450001658740567040304",
    "73338201535233840271735120",
    "63449241720634442474415131",
    "72358210801712730155530060",
    "85138100702451670253500030",
    "62677471603314630178440010",
    "34562340303668550855645100",
    "70338214601721750856400050",
    "42234312200724023563931020",
    "72448240703354730466431040",
    "50528325703432662168612040",
    "71428206800421630765412051",
    "56545440500768360767000100",
    "82319120800122540233121000",
    "81247216812426740673022200",
    "63647423600443381448222641",
    "53645441500566480477034154",
    "70129303702333630223212347",
)

# Mean of the table over a run of letters from which it reads like a word: of random runs of six letters one in
# eight does, of English words nineteen in twenty.
_WORDLIKE = 4.8

_RUN = re.compile(rb"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")


def likelihood(run: str) -> float:
    """The table's mean, 0 to 9, over a run of lower-case ASCII letters, at least two: 5 is chance."""
    return sum(int(_FOLLOWS[ord(a) - 97][ord(b) - 97]) for a, b in pairwise(run)) / (len(run) - 1)


def reads(run: str) -> bool:
    """Whether a run of lower-case ASCII letters, at least two, reads like a word."""
    return likelihood(run) >= _WORDLIKE


def is_gibberish(value: bytes) -> bool:
    """Whether a value is letters of one case alone, five or more, in an order that no word has.

    Measured on words under secret-like names: of 1,374 ten are below 4.2, of random letters eight in ten.
    """
    if not (value.isalpha() and (value.islower() or value.isupper())) or len(value) < 5:
        return False
    return likelihood(value.decode("ascii").lower()) <= (4.2 if len(value) < 10 else 4.4)


def runs(value: bytes) -> list[str]:
    """The runs of letters in a value, lower case, cut where a capital follows a small letter (`dbPassword`).

    Of a row of capitals before a small letter the last one begins the next run: `HTTPServer` is `http`, `server`.
    """
    return [run.decode("ascii").lower() for run in _RUN.findall(value)]


def wordiness(value: bytes) -> float:
    """The share of a value's bytes, 0.0 to 1.0, that stand in runs of four letters or more that read like words."""
    if not value:
        return 0.0
    return sum(len(run) for run in runs(value) if len(run) >= 4 and reads(run)) / len(value)
