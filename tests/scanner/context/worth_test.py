"""What is worth the parse of a file, by the text alone: the silent table first."""

import time

import pytest

from hushlint.context.worth import CommentSigns, may_leak

# Texts with a mark, `|`, behind the name that a hint of the engine ends with.
SILENT = {
    "a word of a sentence": 'log.info("the password| of %s", user)',
    "a word in single quotes": "log.info('no token| was given')",
    "about a secret": "log.info(password|_field)",
    "a count": "log.info(secret|_count)",
    "a name": "print(secret|_name)",
    "a place in a list": "log.info(next_page_token|)",
    "escaped quotes": 'log.info("say \\"the password| please\\"")',
}
LEADING = {
    "a variable": "log.info(password|)",
    "an attribute": "log.info(settings.DB_PASSWORD|)",
    "the beginning of a name": "log.info(secret|_key)",
    "a getter": "log.info(user.getPassword|())",
    "a key": 'log.info(config["password|"])',
    "in an f-string": 'log.info(f"it is {password|}")',
    "in a shell's text": 'echo "it is $PASSWORD|"',
    "a template": "console.log(`it is ${password|}`)",
    "after a text": 'log.info("it\'s here", password|)',
    "a carrier": "print(os.environ)|",
    "a header": 'log.info(req.headers["authorization|"])',
}
UNWRITTEN = {
    "a variable that nothing writes": 'url = f"https://a/{token|}"\nfetch(url)\n',
    "no variable": 'fetch(f"https://a/{token|}")\nlog.info("done")\n',
    "a comparison": 'if a == f"{token|}":\n    log.info(a)\n',
    "another variable": 'url = f"{token|}"\nlog.info(curl)\n',
}
WRITTEN = {
    "a call on one line": 'url = f"https://a/{token|}"\nlog.info(url)\n',
    "with a type": 'url: str = f"https://a/{token|}"\nlog.info(url)\n',
    "a call over several lines": 'url = f"https://a/{token|}"\nlog.info(\n    "%s", url\n)\n',
    "in a shell": 'url="https://a/$TOKEN|"\necho "$url"\n',
    "a value over several lines": 'data = {\n    "a": 1,\n    "password": password|,\n}\nlog.info(data)\n',
    "declared in Go": 'url := fmt.Sprintf("%s", token|)\nlog.Print(url)\n',
    "an error": 'text = f"{token|}"\nraise Error(text)\n',
}


def _marked(text: str) -> tuple[int, bytes]:
    before, _, after = text.partition("|")
    return len(before), (before + after).encode()


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_no_leak(text: str) -> None:
    assert not may_leak(*_marked(text), given=False)


@pytest.mark.parametrize("text", LEADING.values(), ids=LEADING.keys())
def test_a_leak(text: str) -> None:
    assert may_leak(*_marked(text), given=False)


@pytest.mark.parametrize("text", UNWRITTEN.values(), ids=UNWRITTEN.keys())
def test_given_to_nothing_that_is_written(text: str) -> None:
    assert not may_leak(*_marked(text), given=True)


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_given_to_what_is_written(text: str) -> None:
    assert may_leak(*_marked(text), given=True)


@pytest.mark.parametrize("text", ["a = |b", "/* c */\n|b", "x\n|b # c", "<!-- c -->\n|b", "x" * 3000 + "# |b"])
def test_no_comment(text: str) -> None:
    start, data = _marked(text)
    assert not CommentSigns(data).may_be_comment(start)


@pytest.mark.parametrize(
    "text", ["# |b", "a // |b", "/* a\n |b", "<!-- a\n|b", '"""a\n|b', "=begin\n|b", "-- |b", "; |b", " * |b"]
)
def test_a_comment(text: str) -> None:
    start, data = _marked(text)
    assert CommentSigns(data).may_be_comment(start)


def test_a_packed_file_costs_no_more_than_a_short_one() -> None:
    data = b"log.info(" + b"'x',a " * 100_000 + b"password)"
    begun = time.process_time()
    for _ in range(100):
        may_leak(len(data) - 1, data, given=True)
    assert time.process_time() - begun < 2


def test_many_values_cost_no_search_each() -> None:
    looked: list[int] = []

    class Counted(bytes):
        def find(self, *given: object) -> int:
            looked.append(1)
            return super().find(*given)  # type: ignore[arg-type]

    signs = CommentSigns(Counted(b"x = 1\n" * 1000 + b"/* a */ '''" + b"password is x\n" * 1000))
    assert [signs.may_be_comment(at) for at in range(7000, 12000, 5)] == [True] * 1000
    assert len(looked) < 20
