"""The CI snippets of our pages, by the names in their markers."""

import re
from pathlib import Path
from typing import Any

import yaml

TOP = Path(__file__).parents[2]
_SNIPPET = re.compile(r"<!-- ci: ([\w-]+) -->\n```\w+\n(.*?)```", re.S)


def snippets(page: str) -> dict[str, str]:
    """The marked code blocks of a page, relative to the top."""
    return dict(_SNIPPET.findall((TOP / page).read_text()))


SNIPPETS = snippets("docs/ci.md")


def load(text: str) -> Any:
    """A YAML document in which `on` is a word and not YAML 1.1's true."""
    return yaml.load(re.sub(r"^on:", '"on":', text, flags=re.M), yaml.SafeLoader)
