"""Which characters a font file has: its `cmap` table (OpenType 1.9), formats 4 and 12. Pure."""

import struct

UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}  # platform and encoding of the tables that map Unicode


def characters(font: bytes) -> set[int]:
    """Return the code points of a font, or of the first of a collection; none where it cannot be read."""
    try:
        return _characters(font)
    except (struct.error, IndexError, ValueError):
        return set()


def _characters(font: bytes) -> set[int]:
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    count = struct.unpack_from(">H", font, start + 4)[0]
    tables = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0]
        for at in range(start + 12, start + 12 + 16 * count, 16)
    }
    base = tables.get(b"cmap")
    found: set[int] = set()
    if base is None:
        return found
    for index in range(struct.unpack_from(">H", font, base + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, base + 4 + 8 * index)
        if (platform, encoding) in UNICODE:
            found |= _subtable(font, base + offset)
    return found


def _subtable(font: bytes, at: int) -> set[int]:
    kind = struct.unpack_from(">H", font, at)[0]
    if kind == 12:
        groups = struct.unpack_from(">I", font, at + 12)[0]
        spans = (struct.unpack_from(">II", font, at + 16 + 12 * n) for n in range(groups))
        return {code for low, high in spans for code in range(low, min(high, 0x10FFFF) + 1)}
    if kind != 4:
        return set()
    half = struct.unpack_from(">H", font, at + 6)[0]
    ends = struct.unpack_from(f">{half // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{half // 2}H", font, at + 16 + half)
    return {
        code
        for low, high in zip(starts, ends, strict=True)
        if high != 0xFFFF
        for code in range(low, high + 1)
    }
