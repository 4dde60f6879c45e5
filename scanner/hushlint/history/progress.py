"""Say how far a long run is: a bar of rich's on a terminal, a line every ten seconds elsewhere, or nothing."""

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_EVERY = 10.0
_MEGABYTE = 1_000_000

# A history is made of blobs and of the messages of commits and tags: git calls all of them objects.
_OBJECT = "object"


class Silent:
    """A watch that says nothing and still knows how far the run came; `unit` is the word for one thing read."""

    def __init__(self, unit: str = _OBJECT) -> None:
        self._unit = unit
        self.expected_units = 0
        self.units = 0
        self.bytes = 0
        self.secrets = 0

    def __enter__(self) -> "Silent":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def expect(self, units: int) -> None:
        """So many more units are to be read."""
        self.expected_units += units

    def advance(self, units: int, bytes: int) -> None:
        """So much more was read, or was known."""
        self.units += units
        self.bytes += bytes
        self.show()

    def found(self, rule: str, _where: str = "") -> None:
        """A secret was seen. Which rule saw it may be told; where it stands is known at the end."""
        self.secrets += 1
        self.tell(rule)

    @property
    def expected(self) -> int:
        """Bytes to be read in all, if the other units are as large as those that were read."""
        return self.bytes * self.expected_units // self.units if self.units else 0

    def show(self) -> None:
        """Something has changed."""

    def tell(self, rule: str) -> None:
        """A secret was seen, and may be told of."""

    def far(self) -> str:
        """How far the run came, for its last line."""
        return f"{_count(self.units, self._unit)}, {self.bytes / _MEGABYTE:,.1f} MB read"


class Lines(Silent):
    """A plain line on standard error every ten seconds."""

    def __init__(self, unit: str = _OBJECT) -> None:
        super().__init__(unit)
        self._begun = time.monotonic()
        self._next = self._begun + _EVERY

    def show(self) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _EVERY
        speed = self.bytes / _MEGABYTE / (now - self._begun)
        sys.stderr.write(
            f"hushlint: {self.units:,} of {_count(self.expected_units, self._unit)}, "
            f"{self.bytes / _MEGABYTE:,.0f} of about {self.expected / _MEGABYTE:,.0f} MB, {speed:,.0f} MB/s, "
            f"{_count(self.secrets, 'secret')} seen\n"
        )
        sys.stderr.flush()


class Terminal(Silent):
    """A bar on standard error, gone at the end with all that it said."""

    def __init__(self, unit: str = _OBJECT) -> None:
        super().__init__(unit)
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._newest = ""

    def __enter__(self) -> "Terminal":
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.progress import TransferSpeedColumn as Speed

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            Speed(),
            TimeRemainingColumn(),
        )
        # Without its own thread: the processes of a crew are forked beside it, and we are called often enough.
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self._task = self._bar.add_task("reading", total=None)
        self._bar.start()
        self._next = 0.0
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self) -> None:
        if self._bar is None or self._task is None or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + 0.1
        words = _count(self.units, self._unit)
        if self.secrets:
            words += f", {_count(self.secrets, 'secret')} seen, the last: {self._newest}"
        self._bar.update(self._task, completed=self.bytes, total=max(self.expected, 1), description=words)
        self._bar.refresh()

    def tell(self, rule: str) -> None:
        """Shown in the bar at once for the first, later when the bar is drawn again."""
        self._newest = rule
        if self.secrets == 1:
            self._next = 0.0
        self.show()


def watch(*, quiet: bool, unit: str = _OBJECT) -> Silent:
    """The watch that fits where standard error goes."""
    if quiet or sys.stderr is None:
        return Silent(unit)
    if sys.stderr.isatty():
        return Terminal(unit)
    return Lines(unit)


def _count(number: int, noun: str) -> str:
    """`1,234 files`, `1 file`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
