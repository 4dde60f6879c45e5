"""Say how far a long run is: a bar of rich's on a terminal, a line every ten seconds elsewhere, or nothing."""

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_EVERY = 10.0
_MOST_TOLD = 20
_MEGABYTE = 1_000_000


class Silent:
    """A watch that says nothing and still knows how far the run came."""

    def __init__(self) -> None:
        self.expected_units = 0
        self.units = 0
        self.bytes = 0
        self.secrets = 0

    def __enter__(self) -> "Silent":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def expect(self, units: int) -> None:
        """So many more objects are to be read."""
        self.expected_units += units

    def advance(self, units: int, bytes: int) -> None:
        """So much more was read, or was known."""
        self.units += units
        self.bytes += bytes
        self.show()

    def found(self, rule: str, id: str) -> None:
        """A secret was seen in an object."""
        self.secrets += 1
        self.tell(rule, id)

    @property
    def expected(self) -> int:
        """Bytes to be read in all, if the other objects are as large as those that were read."""
        return self.bytes * self.expected_units // self.units if self.units else 0

    def show(self) -> None:
        """Something has changed."""

    def tell(self, rule: str, id: str) -> None:
        """A secret was seen, and may be told of."""

    def far(self) -> str:
        """How far the run came, for its last line."""
        return f"{self.units:,} objects, {self.bytes / _MEGABYTE:,.1f} MB read"


class Lines(Silent):
    """A plain line on standard error every ten seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = time.monotonic()
        self._next = self._begun + _EVERY

    def show(self) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _EVERY
        speed = self.bytes / _MEGABYTE / (now - self._begun)
        sys.stderr.write(
            f"hushlint: {self.units:,} of {self.expected_units:,} objects, {self.bytes / _MEGABYTE:,.0f} of "
            f"about {self.expected / _MEGABYTE:,.0f} MB, {speed:,.0f} MB/s, {self.secrets:,} secrets seen\n"
        )
        sys.stderr.flush()


class Terminal(Silent):
    """A bar on standard error, gone at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._told = 0

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
        words = f"{self.units:,} objects" + f", {self.secrets:,} secrets seen" * bool(self.secrets)
        self._bar.update(self._task, completed=self.bytes, total=max(self.expected, 1), description=words)
        self._bar.refresh()

    def tell(self, rule: str, id: str) -> None:
        """The first few by rule and object; where they stand is known at the end."""
        self._told += 1
        if self._bar and self._told <= _MOST_TOLD:
            more = " (and more, reported at the end)" if self._told == _MOST_TOLD else ""
            self._bar.console.print(f"{rule} in object {id[:12]}{more}", markup=False, highlight=False)


def watch(*, quiet: bool) -> Silent:
    """The watch that fits where standard error goes."""
    if quiet or sys.stderr is None:
        return Silent()
    if sys.stderr.isatty():
        return Terminal()
    return Lines()
