"""JSON in plain ASCII that no log obeys: every control is escaped, and the `##` of old runner commands too."""

from json import dumps


def json(value: object) -> str:
    """One line of JSON; `##` can only stand inside a string, where the escaped form means the same."""
    text = dumps(value)
    return text.replace("##", "#\\u0023") if "##" in text else text
