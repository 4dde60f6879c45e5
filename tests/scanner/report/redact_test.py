"""How much of a value may be seen, and its removal from every other text."""

import pytest

from hushlint.model.finding import Finding, Report, Suppression
from hushlint.model.rule import Severity
from hushlint.report.redact import HIDDEN, Door, mask, mask_name, redact, show_path

LONG = b"Zq8vK2mX" + b"7rT4wY9b"


def finding(value: bytes = LONG, kind: str = "token", **fields: object) -> Finding:
    return Finding("some-rule", "Some", Severity.HIGH, b"a.py", value=value, kind=kind, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (LONG[:15], "token"),
        (b"x", "token"),
        (LONG * 4, "password"),
        (LONG * 4, "dsn"),
        (LONG * 4, "key"),
        (LONG * 4, "none"),
        (LONG * 4, "a kind to come"),
        ("äöüäöüäöüäöüäö".encode(), "token"),
    ],
)
def test_nothing_is_shown_not_even_the_length(value: bytes, kind: str) -> None:
    assert redact(finding(value, kind)) == HIDDEN


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (LONG, "token", "Zq8v…9b"),
        (LONG * 9, "id", "Zq8v…9b"),
        (b"\xff" + LONG, "token", "\ufffdZq8…9b"),
        (b"", "none", ""),
    ],
)
def test_six_characters_are_shown(value: bytes, kind: str, shown: str) -> None:
    assert redact(finding(value, kind)) == shown


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("src/abc/x.py", [b"abc"]),
        ("tests/db/test_root.py", [b"test", b"root"]),
        ("deploy/postgres/Postgres.conf", [b"postgres"]),
        ("anything", []),
        ("anything", [b""]),
        (LONG.decode()[:-1], [LONG]),
    ],
)
def test_text_stays(text: str, values: list[bytes]) -> None:
    assert mask(text, values) == text


WORDS = {
    "deploy/traefik/config.yml": b"traefik",
    "deploy/Prefect/config.yml": b"Prefect",
    "charts/open-search/values.yaml": b"open-search",
    "data/mydatabase.sql": b"database",
}


@pytest.mark.parametrize(("path", "value"), WORDS.items(), ids=WORDS)
def test_a_path_keeps_plain_words(path: str, value: bytes) -> None:
    door = Door(Report((finding(value, "password"),)))
    assert door.path(path.encode()) == path.encode()
    assert door.name(f"files in {path} were not read") == f"files in {path} were not read"
    assert mask_name(path, [value]) == path
    assert door.text(f"as {value.decode()} was") == "as [hidden] was"
    later = Door(Report())
    later.learn_value(value)
    assert later.path(path.encode()) == path.encode()


UNLIKELY = {
    "a digit": b"traefik1",
    "a capital inside": b"traeFik",
    "all capitals": b"TRAEFIK",
    "a mark": b"traefik!",
    "a provider's token": LONG,
    "as long as an app password": b"abcdefgh" + b"ijklmnop",
    "long words": b"correct-horse-battery-staple",
    "no ASCII": "größer".encode(),
}


@pytest.mark.parametrize("value", UNLIKELY.values(), ids=UNLIKELY)
def test_a_path_keeps_no_other_value(value: bytes) -> None:
    door = Door(Report((finding(value, "password"),)))
    assert door.path(b"a/" + value + b"/b.yml") == b"a/[hidden]/b.yml"
    assert door.name(f"{value.decode()}_password") == "[hidden]_password"
    assert mask_name(f"a/{value.decode()}/b", [value]) == "a/[hidden]/b"


@pytest.mark.parametrize(
    ("text", "values", "shown"),
    [
        (f"keys/{LONG.decode()}.txt", [LONG], "keys/[hidden].txt"),
        (LONG.decode(), [LONG], "[hidden]"),
        ("p4ss/p4ss", [b"p4ss"], "[hidden]/[hidden]"),
        ("p4ssp4ss", [b"p4ss"], "[hidden]"),
        ("one2345", [b"one2", b"one234", b"2345"], "[hidden]"),
        ("?p=a%2Fb%20c%3D1", [b"a/b c=1"], "?p=[hidden]"),
        ("?p=a%2fb+c%3d1", [b"a/b c=1"], "?p=[hidden]"),
        ("?p=a/b%20c%3D1", [b"a/b c=1"], "?p=[hidden]"),
        (r'{"p": "say \"hi\""}', [b'say "hi"'], '{"p": "[hidden]"}'),
        (r"two\nlines", [b"two\nlines"], "[hidden]"),
        ("caf\u00e9 pw%C3%A9x", ["pwéx".encode()], "caf\u00e9 [hidden]"),
        ("bad \ufffdbyte", [b"\xffbyte"], "bad [hidden]"),
    ],
)
def test_values_are_masked(text: str, values: list[bytes], shown: str) -> None:
    assert mask(text, values) == shown


def test_paths_are_valid_unicode() -> None:
    assert show_path(b"caf\xe9/\xc3\xa9") == "caf\ufffd/é"
    assert show_path(b"\xed\xa0\x80").encode() == "\ufffd\ufffd\ufffd".encode()


def test_a_door_knows_suppressed_values_too() -> None:
    door = Door(Report(suppressed=(Suppression(finding(), "pragma"),)))
    assert door.path(b"\xff/" + LONG) == b"\xff/[hidden]"
    assert door.text("by \udcff" + LONG.decode()) == "by \ufffd[hidden]"


def test_a_door_learns_and_forgets_what_it_showed_before() -> None:
    door = Door(Report())
    assert door.text(LONG.decode()) == LONG.decode()
    door.learn(finding())
    assert door.text(LONG.decode()) == HIDDEN
    assert door.prose(f"see {LONG.decode()}") == f"see {HIDDEN}"


def test_a_door_does_not_keep_texts_without_end() -> None:
    door = Door(Report((finding(),)))
    for number in range(10_000):
        assert door.text(f"{number} {LONG.decode()}") == f"{number} {HIDDEN}"
    assert door.text(f"{LONG.decode()} {'x' * 10_000}").startswith(HIDDEN)


def test_a_sentence_of_a_rule_keeps_plain_words() -> None:
    door = Door(Report((finding(b"database", "dsn"), finding(b"hunter2x", "dsn"))))
    assert door.prose("Whoever reaches the database") == "Whoever reaches the database"
    assert door.text("database") == HIDDEN
    assert door.prose("its old value hunter2x") == "its old value [hidden]"


def test_commit_ids_and_dates_are_no_values() -> None:
    door = Door(Report((finding(b"2026", "password"), finding(b"c0ffee", "password"))))
    assert door.reference("c0ffee" * 6) == "c0ffee" * 6
    assert door.reference("2026-01-31T10:00:00Z") == "2026-01-31T10:00:00Z"
    assert door.reference("branch-2026") == "branch-[hidden]"


def test_a_value_that_begins_another_is_not_shown_by_it() -> None:
    short = finding(LONG[:4], "password")
    door = Door(Report((finding(), short)))
    assert door.value(finding()) == "[hidden]…9b"
    assert door.value(short) == HIDDEN


def test_repr_holds_no_value() -> None:
    assert LONG.decode() not in repr(Report((finding(),), (Suppression(finding(), "pragma"),)))
