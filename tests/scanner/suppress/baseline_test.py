"""The baseline's file and what its entries match; what a merge makes of it, and what it tells a thief."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.repository import Repository

from hushlint.errors import ConfigError
from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.suppress.baseline import ATTRIBUTES, FILE, Entry, parse, render
from hushlint.suppress.fingerprint import fingerprint
from hushlint.suppress.stage import Judged, apply
from hushlint.suppress.terms import Terms

TODAY = date(2026, 6, 15)
PRINT = "0123456789abcdef" * 2
OTHER = "f" * 32


def found(path: bytes = b"a.py", print_: str = PRINT, rule: str = "a-rule", line: int = 1) -> Finding:
    return Finding(rule, "A", Severity.HIGH, path, line, value=b"v" * 20, kind="token", fingerprint=print_)


def judged(findings: list[Finding], entries: list[Entry], gone: tuple[bytes, ...] = ()) -> Judged:
    terms = Terms(TODAY, baseline=tuple(entries), exists=lambda path: path not in gone)
    return apply(findings, lambda _: b"", terms)


ENTRY = Entry(PRINT, "a-rule", b"a.py", "why", line=3)

# Findings that the entry for a.py leaves alone.
STAYS = {
    "a new value": found(print_=OTHER),
    "another rule": found(rule="b-rule"),
    "another file, while its own is there": found(b"b.py"),
}


@pytest.mark.parametrize("finding", STAYS.values(), ids=STAYS.keys())
def test_it_stays(finding: Finding) -> None:
    assert judged([finding], [ENTRY]).findings == (finding,)


@pytest.mark.parametrize("line", [1, 2, 99])
def test_a_known_one_is_silenced_on_any_line(line: int) -> None:
    finding = found(line=line)
    (suppression,) = judged([finding], [ENTRY]).suppressed
    assert (suppression.by, suppression.reason, suppression.source) == ("baseline", "why", f"{FILE}:3")


def test_an_entry_whose_path_is_gone_follows_to_one_other_file() -> None:
    findings = [found(b"b.py"), found(b"c.py")]
    result = judged(findings, [ENTRY], gone=(b"a.py",))
    assert [item.finding.path for item in result.suppressed] == [b"b.py"]
    assert [item.path for item in result.findings] == [b"c.py"]


def test_two_that_are_gone_follow_to_two() -> None:
    entries = [ENTRY, replace(ENTRY, path=b"d.py", line=4)]
    result = judged([found(b"b.py"), found(b"c.py")], entries, gone=(b"a.py", b"d.py"))
    assert [item.source for item in result.suppressed] == [f"{FILE}:3", f"{FILE}:4"]


@pytest.mark.parametrize(("until", "counts"), [(date(2026, 6, 14), False), (TODAY, True), (None, True)])
def test_its_last_day_still_counts_then_it_is_a_finding(until: date | None, counts: bool) -> None:
    result = judged([found()], [replace(ENTRY, expires=until)])
    assert len(result.suppressed) == int(counts)
    assert [(item.rule, item.path, item.line) for item in result.expired] == (
        [] if counts else [("suppression-expired", FILE.encode(), 3)]
    )


def test_of_two_entries_for_one_finding_the_one_that_counts_is_taken() -> None:
    entries = [replace(ENTRY, expires=date(2026, 1, 1)), replace(ENTRY, expires=date(2027, 1, 1), line=4)]
    result = judged([found()], entries)
    assert ([item.expires for item in result.suppressed], result.expired) == (["2027-01-01"], ())


PATHS = st.binary(min_size=1, max_size=12)
ENTRIES = st.builds(
    Entry,
    st.text("0123456789abcdef", min_size=32, max_size=32),
    st.sampled_from(["a-rule", "b-rule"]),
    PATHS,
    st.sampled_from(["why", "reals: # 100% of it", "für später"]),
    st.none() | st.dates(),
)


@given(st.lists(ENTRIES, max_size=8, unique_by=lambda item: (item.fingerprint, item.rule, item.path)))
def test_what_is_written_is_read_again_sorted_and_once(entries: list[Entry]) -> None:
    data = render([*entries, *entries])
    assert data.endswith(b"\n")
    read = parse(data)
    assert {replace(item, line=0) for item in read} == set(entries)
    assert len(read) == len(set(entries))
    assert [item.path for item in read] == sorted(item.path for item in read)
    assert render(read) == data
    for other in (data.replace(b"\n", b"\r\n"), data.replace(b"\n", b"\r"), b"\xef\xbb\xbf" + data, data.rstrip(b"\n")):
        assert parse(other) == read


def test_nothing_of_the_value_and_no_line_is_in_it() -> None:
    (line,) = [text for text in render([ENTRY]).decode().splitlines() if not text.startswith("#")]
    assert line == f"{PRINT} a-rule a.py - why"


WRONG = [
    (b"=======\n", "merge conflict"),
    (b"||||||| base\n", "merge conflict"),
    (b'{"version": 1}\n', "not an entry"),
    (b"\0" * 100 + b"\n", "not an entry"),
    (PRINT.upper().encode() + b" a-rule a.py - why\n", "not an entry"),
    (PRINT.encode() + b"\ta-rule\ta.py\t-\twhy\n", "not an entry"),
    (PRINT.encode() + b" a-rule a.py 2026-02-30 why\n", "is no date"),
    (b"<<<<<<< HEAD\n", "merge conflict"),
    (b"0123 a-rule a.py - why\n", "not an entry"),
    (PRINT.encode() + b" a-rule a.py -\n", "not an entry"),
    (PRINT.encode() + b" a-rule a.py - --\n", "no reason"),
    (PRINT.encode() + b" a-rule a.py soon why\n", "is no date"),
]


@pytest.mark.parametrize(("line", "words"), WRONG)
def test_a_line_that_is_none_is_named(line: bytes, words: str) -> None:
    with pytest.raises(ConfigError, match=rf"^\{FILE}:2: .*{words}"):
        parse(b"# a comment\n" + line)


def test_one_that_is_longer_than_is_read_is_refused() -> None:
    with pytest.raises(ConfigError, match="exclude folders"):
        parse(b"#" * (4 << 20))


# Names of files that a line has to hold, and how it does.
NAMED = [
    (b"a b.py", "a%20b.py"),
    (b"a\tb\nc\rd", "a%09b%0Ac%0Dd"),
    (b"bad\xff.py", "bad%FF.py"),
    (b"100%.py", "100%25.py"),
    (b"<<<<<<< HEAD", "<<<<<<<%20HEAD"),
    (b"#a", "#a"),
    ("a\u2028b".encode(), "a%E2%80%A8b"),
]


@pytest.mark.parametrize(("path", "shown"), NAMED)
def test_any_path_is_one_word_of_a_line(path: bytes, shown: str) -> None:
    data = render([replace(ENTRY, path=path)])
    assert f"{PRINT} a-rule {shown} - why\n".encode() in data
    assert [item.path for item in parse(data)] == [path]


def entry(number: int, until: int = 0) -> Entry:
    """The entry with a number, spread over the file by its digest; `until` gives it another last day."""
    mark = fingerprint("a-rule", b"", str(number).encode(), "token", "", 0)
    expires = date(2027, 1, until) if until else None
    return Entry(mark, "a-rule", b"src/%d.py" % (number % 4), "why", expires)


NUMBERS = st.sets(st.integers(0, 23))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_any_two_branches_merge(
    tmp_path_factory: pytest.TempPathFactory,
    environment: dict[str, str],
    base: set[int],
    ours_less: set[int],
    ours_more: set[int],
    theirs_less: set[int],
    theirs_more: set[int],
) -> None:
    """Added by either side, or kept by both: there. Else only what one side removed may be there again."""
    ours, theirs = (base - ours_less) | ours_more, (base - theirs_less) | theirs_more
    merged, raw = _merge(tmp_path_factory.mktemp("merge"), environment, base, ours, theirs)
    needed = {entry(number) for number in (ours - base) | (theirs - base) | (ours & theirs)}
    assert needed <= merged
    assert merged - needed <= {entry(number) for number in base}
    assert len(parse(raw)) == len(merged)
    assert parse(render(parse(raw))) == tuple(replace(item, line=at) for at, item in enumerate(sorted(
        merged, key=lambda item: (item.path, item.rule, item.fingerprint)), 3))  # fmt: skip


def _merge(
    top: Path, environment: dict[str, str], base: set[int], ours: set[int], theirs: set[int]
) -> tuple[set[Entry], bytes]:
    repository = Repository.create(top, environment)
    repository.commit({".gitattributes": ATTRIBUTES, FILE: render(map(entry, base))})
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit({FILE: render(map(entry, theirs))})
    repository.git("checkout", "-q", "main")
    repository.commit({FILE: render(map(entry, ours))})
    done = repository.try_git("merge", "-q", "--no-edit", "theirs")
    assert done.exit == 0, done.text
    raw = (top / FILE).read_bytes()
    return {replace(item, line=0) for item in parse(raw)}, raw


def test_both_made_a_baseline(tmp_path: Path, environment: dict[str, str]) -> None:
    repository = Repository.create(tmp_path / "work", environment)
    repository.commit({".gitattributes": ATTRIBUTES})
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit({FILE: render([entry(1), entry(2)])})
    repository.git("checkout", "-q", "main")
    repository.commit({FILE: render([entry(2), entry(3)])})
    assert repository.try_git("merge", "-q", "--no-edit", "theirs").exit == 0
    read = parse((repository.top / FILE).read_bytes())
    assert {replace(item, line=0) for item in read} == {entry(1), entry(2), entry(3)}


def test_both_gave_an_entry_another_last_day(tmp_path: Path, environment: dict[str, str]) -> None:
    repository = Repository.create(tmp_path / "work", environment)
    repository.commit({".gitattributes": ATTRIBUTES, FILE: render([entry(1)])})
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit({FILE: render([entry(1, 5)])})
    repository.git("checkout", "-q", "main")
    repository.commit({FILE: render([entry(1, 9)])})
    assert repository.try_git("merge", "-q", "--no-edit", "theirs").exit == 0
    read = parse((repository.top / FILE).read_bytes())
    assert [(item.expires, len(item.others)) for item in read] == [(date(2027, 1, 5), 1)]
    assert parse(render(read)) == (replace(entry(1, 5), line=3),)


FIRST, LATER = date(2027, 1, 5), date(2027, 1, 9)
ALONE = [
    [ENTRY, replace(ENTRY, rule="b-rule")],
    [ENTRY, replace(ENTRY, path=b"b.py")],
    [ENTRY, replace(ENTRY, fingerprint=ENTRY.fingerprint[::-1])],
]


@pytest.mark.parametrize("entries", ALONE, ids=["another rule", "another path", "another value"])
def test_other_findings_are_left_alone(entries: list[Entry]) -> None:
    read = parse(render(entries))
    assert len(read) == 2 and not any(item.others for item in read)


# Reasons and last days of two lines, and what holds.
DIFFERING = {
    "a last day and none": (("why", None), ("why", LATER), ("why", LATER)),
    "two last days": (("why", LATER), ("why", FIRST), ("why", FIRST)),
    "reviewed and not": (("false alarm: why", None), ("why", None), ("false alarm: why", None)),
    "two verdicts": (("false alarm: why", FIRST), ("real: why", LATER), ("real: why", FIRST)),
    "two reasons": (("a why", None), ("because", None), ("a why", None)),
}


@pytest.mark.parametrize(("one", "two", "holds"), DIFFERING.values(), ids=DIFFERING)
def test_of_two_lines_the_stricter_holds(
    one: tuple[str, date | None], two: tuple[str, date | None], holds: tuple[str, date | None]
) -> None:
    for pair in ((one, two), (two, one)):
        (read,) = parse(render([replace(ENTRY, reason=reason, expires=expires) for reason, expires in pair]))
        assert (read.reason, read.expires) == holds
        assert {read.line, *read.others} == {3, 4}
        assert len(render([read]).splitlines()) == 3


class Thief:
    """Somebody with a published baseline and a list of guesses."""

    def __init__(self, published: bytes) -> None:
        self.entries = parse(published)

    def possible(self, guesses: list[bytes], name: bytes, kind: str) -> list[bytes]:
        """The guesses that agree with every entry."""
        return [
            guess
            for guess in guesses
            if all(fingerprint(item.rule, name, guess, kind, "", 0) == item.fingerprint for item in self.entries)
        ]


def _guesses() -> list[bytes]:
    words = random.Random(8)
    return list({f"{words.choice('abcdefghijklm')}{words.randrange(10**6)}!".encode() for _ in range(10_000)})


def published(value: bytes, name: bytes, kind: str, times: int) -> bytes:
    mark = fingerprint("a-password", name, value, kind, "", 0)
    return render(Entry(mark, "a-password", b"f%d.py" % at, "why") for at in range(times))


@pytest.mark.parametrize("times", [1, 50])
def test_a_dictionary_gains_eight_bits_of_a_password_however_often_it_is_listed(times: int) -> None:
    guesses = _guesses()
    secret = guesses[1234]
    left = Thief(published(secret, b"password", "password", times)).possible(guesses, b"password", "password")
    assert secret in left
    assert 20 <= len(left) <= 60, "10,000 / 256 is 39"


def test_a_password_that_is_not_in_the_dictionary_looks_the_same() -> None:
    guesses = _guesses()
    thief = Thief(published(b"correct horse battery", b"password", "password", 3))
    left = thief.possible(guesses, b"password", "password")
    assert 15 <= len(left) <= 65, "a hit proves nothing: a dictionary without the password has as many"


def test_a_token_gives_sixteen_bits_away() -> None:
    guesses = [b"%032x" % random.Random(at).getrandbits(128) for at in range(20_000)]
    left = Thief(published(guesses[7], b"key", "token", 1)).possible(guesses, b"key", "token")
    assert guesses[7] in left
    assert len(left) <= 5
