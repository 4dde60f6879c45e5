"""End a long run at once on Ctrl-C or SIGTERM, saying how far it came."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from hushlint.errors import HushlintError
from hushlint.history.progress import Silent


class Interrupted(HushlintError):
    """The run was ended from outside; it is incomplete."""


@contextmanager
def interruptible(watch: Silent) -> Iterator[Silent]:
    """The watch, shown while the block runs; HushlintError when a signal ends the block early."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        with watch:
            yield watch
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted: {watch.far()}; not everything was judged") from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
