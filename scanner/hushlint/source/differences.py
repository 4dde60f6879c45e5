"""Read the differences that packs hold: which stretches of its base a version takes over, and where they come to stand.

The instructions are those of git's documentation (gitformat-pack): copy so many bytes from an offset of the base, or
add bytes that follow.
"""

from hushlint.model.share import Share, edges

# The lowest seven bits of an instruction to copy tell which bytes of a number follow it: of the offset four, of the
# size three. Where each of them goes, by these bits; and what is copied where no size is given.
_SHIFTS = tuple(tuple(8 * bit for bit in range(7) if bits >> bit & 1) for bits in range(128))
_USUAL_SIZE = 0x10000

# Shorter stretches are not told of: around each many bytes have to be scanned all the same.
_SHORTEST = 2048

# A difference is read whole where beginning and end are less than so many eighths, when it is short beside what it
# makes, and as long as its instructions are few: to read one takes as long as to scan some 200 bytes.
_ENOUGH = 6
_SHORT = 16
_BYTES_AN_INSTRUCTION = 1024


def head(difference: bytes) -> tuple[int, int]:
    """The bytes of what a difference makes, which its second number says, and where its first instruction is.

    IndexError when it is not one.
    """
    at = 0
    # Of a number's bytes all but the last have the highest bit.
    while difference[at] & 128:
        at += 1
    at += 1
    size = shift = 0
    while (byte := difference[at]) & 128:
        size |= (byte & 127) << shift
        shift += 7
        at += 1
    return size | byte << shift, at + 1


def shares(difference: bytes, begin: int, old: bytes, new: bytes) -> list[Share]:
    """Stretches that the difference, whose instructions start at `begin`, takes from `old` to make `new`.

    They do not overlap in `new`, and come in its order. There may be more.
    """
    before = _copied_first(difference, begin)
    after = min(_copied_last(difference, len(old)), len(new) - before)
    # A guess: the last bytes of a difference may say something else.
    if after and not new.endswith(old[-after:]):
        after = 0
    if (before + after) * 8 < len(new) * _ENOUGH and len(difference) * _SHORT < len(new):
        found = _copies(difference, begin, len(new) // _BYTES_AN_INSTRUCTION)
        if found is not None:
            return found
    return edges(before, after, len(old), len(new))


def _copies(difference: bytes, at: int, most: int) -> list[Share] | None:
    """The long copies, those that go on in both texts as one; None for more than `most` instructions."""
    found: list[Share] = []
    position = 0
    run = (0, 0, 0)
    end = len(difference)
    while at < end:
        most -= 1
        if most < 0:
            return None
        code = difference[at]
        if code < 128:
            at += 1 + code
            position += code
            continue
        offset, size = _copied(difference, at)
        at += 1 + len(_SHIFTS[code & 127])
        if position == run[0] + run[2] and offset == run[1] + run[2]:
            run = (run[0], run[1], run[2] + size)
        else:
            if run[2] >= _SHORTEST or run[:2] == (0, 0):
                found.append(run)
            run = (position, offset, size)
        position += size
    return [item for item in (*found, run) if item[2]]


def _copied_first(difference: bytes, begin: int) -> int:
    """How many bytes from the base's beginning the first instruction takes."""
    code = difference[begin] if begin < len(difference) else 0
    if not code & 128 or code & 15:
        return 0
    return _copied(difference, begin)[1]


def _copied_last(difference: bytes, length: int) -> int:
    """How many bytes the last instruction takes from the end of a base of so many bytes, if it is the one it seems."""
    for begin in range(len(difference) - 2, max(len(difference) - 9, 0), -1):
        code = difference[begin]
        if code & 128 and len(_SHIFTS[code & 127]) == len(difference) - begin - 1:
            offset, size = _copied(difference, begin)
            if offset + size == length:
                return size
    return 0


def _copied(difference: bytes, at: int) -> tuple[int, int]:
    """(offset, size) of the instruction to copy that stands there, whole."""
    value = 0
    for shift in _SHIFTS[difference[at] & 127]:
        at += 1
        value |= difference[at] << shift
    return value & 0xFFFFFFFF, value >> 32 or _USUAL_SIZE
