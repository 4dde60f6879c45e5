"""How one piece of a report reaches a terminal: masked, escaped, wrapped and coloured, in that order."""

from textwrap import fill, wrap

from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.report import words
from hushlint.report.redact import Door
from hushlint.report.view import View

BOLD = "1"
DIM = "2"
SEVERITY = {
    Severity.CRITICAL: "1;31",
    Severity.HIGH: "31",
    Severity.MEDIUM: "33",
    Severity.LOW: "36",
    Severity.INFO: "2",
}
_LEAST_WIDTH = 40
# A space that no line is broken at; it is shown as a plain one.
NBSP = "\xa0"


class Ink:
    """The only maker of lines for the text report; what comes out holds no value and no control of its source."""

    __slots__ = ("_colour", "_width", "door")

    def __init__(self, door: Door, view: View) -> None:
        self.door = door
        self._colour = view.colour
        self._width = view.width

    def path(self, path: bytes) -> str:
        """A path as it may be printed."""
        return words.path(path, self.door)

    def name(self, name: str) -> str:
        """The name of a variable or of an object, or a note that says paths, as it may be printed."""
        return words.name(name, self.door)

    def text(self, text: str) -> str:
        """A reason, an author or a message as it may be printed."""
        return words.text(text, self.door)

    def prose(self, text: str) -> str:
        """A rule's sentence as it may be printed, on one line."""
        return words.prose(text, self.door)

    def statement(self, finding: Finding) -> str:
        """What was found, with what may be seen of its value."""
        return words.statement(finding, self.door)

    def paint(self, text: str, code: str) -> str:
        """Text between SGR codes where colour is wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def wrapped(self, text: str) -> str:
        """A line of ours, broken between words where the terminal is narrower; what is to be copied has NBSP."""
        if self._width >= _LEAST_WIDTH:
            text = fill(text, self._width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        return text.replace(NBSP, " ")

    def labelled(self, label: str, text: str) -> str:
        """An indented line under a finding, its continuation lines below the text's first word."""
        indent = " " * (len(label) + 4)
        lines = [text]
        if self._width >= _LEAST_WIDTH:
            lines = wrap(text, self._width - len(indent), break_long_words=False, break_on_hyphens=False) or [text]
        return f"  {self.paint(label, DIM)}  " + f"\n{indent}".join(lines)
