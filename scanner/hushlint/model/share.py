"""Stretches of bytes that a text has in common with an older one."""

# Its offset in the text, its offset in the older one, and its bytes.
Share = tuple[int, int, int]


def edges(before: int, after: int, old: int, new: int) -> list[Share]:
    """The beginning and the end, of so many bytes, that a text of `new` bytes shares with one of `old`."""
    found = [(0, 0, before)] if before else []
    return [*found, (new - after, old - after, after)] if after else found
