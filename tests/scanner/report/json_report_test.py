"""The JSON object has the contract's keys, in plain ASCII, whatever a repository put into its names."""

import base64
import json
from dataclasses import replace

from hushlint.model.finding import Coverage, Finding, Report, Skipped, Suppression
from hushlint.model.rule import Severity
from hushlint.report.stage import View, chunks

VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
SECRET = Finding("a-rule", "A key", Severity.HIGH, b"a.py", 3, 5, 3, 21, kind="token", value=VALUE)

FINDING_KEYS = (
    "rule title severity confidence path line column end_line end_column redacted fingerprint contexts verified "
    "commit author date why fix"
)


def render(report: Report, view: View) -> str:
    return "".join(chunks("json", report, view))


def parsed(report: Report) -> dict[str, object]:
    made = render(report, View())
    assert made.isascii()
    assert made.replace("\n", "").isprintable()
    result = json.loads(made)
    assert isinstance(result, dict)
    return result


def test_an_empty_report() -> None:
    assert parsed(Report()) == {
        "version": 1,
        "findings": [],
        "suppressed": [],
        "coverage": {"units": 0, "bytes": 0, "commits": 0, "skipped": [], "complete": True},
        "exit": 0,
    }


def test_a_finding_has_the_keys_of_the_contract_in_order() -> None:
    (found,) = json.loads(render(Report((SECRET,)), View()))["findings"]
    assert " ".join(found) == FINDING_KEYS
    assert (found["redacted"], found["severity"], found["end_column"]) == ("Zq8v…9b", "high", 21)
    assert [found[key] for key in ("verified", "commit", "author", "date")] == [None] * 4


def test_a_finding_without_value_has_nothing_redacted() -> None:
    (found,) = json.loads(render(Report((replace(SECRET, value=b""),)), View()))["findings"]
    assert found["redacted"] is None


def test_a_suppression_has_the_keys_of_the_contract() -> None:
    report = Report(suppressed=(Suppression(SECRET, "pragma", "a reason with " + VALUE.decode(), "2027-03-01"),))
    expected = {"rule": "a-rule", "path": "a.py", "line": 3, "by": "pragma", "expires": "2027-03-01"}
    assert parsed(report)["suppressed"] == [{**expected, "reason": "a reason with [hidden]"}]


def test_incomplete_coverage() -> None:
    skipped = (Skipped(b"sub", "submodule"), Skipped(b"big", "too big", accepted=False))
    made = parsed(Report((SECRET,), coverage=Coverage(2, 10, 1, skipped)))
    assert made["exit"] == 3
    assert made["coverage"] == {
        "units": 2,
        "bytes": 10,
        "commits": 1,
        "skipped": [{"path": "sub", "reason": "submodule"}, {"path": "big", "reason": "too big"}],
        "complete": False,
    }


def test_a_path_that_is_not_utf8_is_there_twice() -> None:
    (found,) = json.loads(render(Report((replace(SECRET, path=b"caf\xe9\n"),)), View()))["findings"]
    assert found["path"] == "caf\ufffd\n"
    assert base64.b64decode(found["path_base64"]) == b"caf\xe9\n"


def test_a_replacement_character_of_the_path_itself_needs_no_second_form() -> None:
    (found,) = json.loads(render(Report((replace(SECRET, path="\ufffd".encode()),)), View()))["findings"]
    assert "path_base64" not in found


def test_base64_hides_no_value() -> None:
    (found,) = json.loads(render(Report((replace(SECRET, path=b"\xff" + VALUE),)), View()))["findings"]
    assert base64.b64decode(found["path_base64"]) == b"\xff[hidden]"


def test_texts_are_valid_unicode() -> None:
    (found,) = json.loads(render(Report((replace(SECRET, author="J\udce9r"),)), View()))["findings"]
    assert found["author"] == "J\ufffdr"


def test_what_a_range_adds() -> None:
    coverage = Coverage(2, 10, 1, range="a" * 40 + ".." + "b" * 40, base="--from main")
    made = parsed(Report((SECRET,), coverage=coverage, relaxed=("the change allows " + VALUE.decode(),)))
    assert made["relaxed"] == ["the change allows [hidden]"]
    read = made["coverage"]
    assert isinstance(read, dict)
    assert (read["range"], read["base"]) == ("a" * 40 + ".." + "b" * 40, "--from main")


def test_no_runner_obeys_a_line_of_json() -> None:
    report = Report((replace(SECRET, path=b"##[add-path]x", author="##vso[task.complete]"),))
    made = render(report, View())
    assert "##" not in made
    assert json.loads(made)["findings"][0]["path"] == "##[add-path]x"
