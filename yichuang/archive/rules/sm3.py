"""SM3 (GB/T 32905-2016): OpenSSL's where it has it, else the one below. Both give the same."""

import hashlib
import struct
from functools import cache
from pathlib import Path

_START: tuple[int, ...] = (
    0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
)  # fmt: skip
_MASK = 0xFFFFFFFF
_BLOCK = 64


@cache
def is_native() -> bool:
    """Say whether OpenSSL computes it here; some builds leave it out."""
    try:
        hashlib.new("sm3")
    except ValueError:
        return False
    return True


def sm3(content: bytes) -> str:
    """Return the SM3 digest as 64 hexadecimal digits."""
    if is_native():
        return hashlib.new("sm3", content).hexdigest()
    return sm3_here(content)


def sm3_here(content: bytes) -> str:
    """Return the same without OpenSSL: some hundred kilobytes a second."""
    padded = (
        content + b"\x80" + b"\x00" * (-(len(content) + 9) % _BLOCK) + struct.pack(">Q", len(content) * 8)
    )
    state = _START
    for at in range(0, len(padded), _BLOCK):
        state = _compress(state, padded[at : at + _BLOCK])
    return struct.pack(">8I", *state).hex()


def sm3_of_file(path: Path) -> str:
    """Return the SM3 of a file, read piece by piece where OpenSSL computes it."""
    if not is_native():
        return sm3_here(path.read_bytes())
    with path.open("rb") as content:
        return hashlib.file_digest(content, lambda: hashlib.new("sm3")).hexdigest()


def _turn(word: int, by: int) -> int:
    by %= 32
    return (word << by | word >> (32 - by)) & _MASK


def _p0(word: int) -> int:
    return word ^ _turn(word, 9) ^ _turn(word, 17)


def _p1(word: int) -> int:
    return word ^ _turn(word, 15) ^ _turn(word, 23)


def _words(block: bytes) -> list[int]:
    """Return the 68 words that a block is stretched to (5.3.2)."""
    words = list(struct.unpack(">16I", block))
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ _turn(words[j - 3], 15)
        words.append(_p1(mixed) ^ _turn(words[j - 13], 7) ^ words[j - 6])
    return words


def _compress(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    """Return the state after one block (5.3.3); names are the standard's."""
    words = _words(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = 0x79CC4519 if j < 16 else 0x7A879D8A
        ss1 = _turn((_turn(a, 12) + e + _turn(constant, j)) & _MASK, 7)
        ss2 = ss1 ^ _turn(a, 12)
        ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
        gg = e ^ f ^ g if j < 16 else e & f | ~e & g
        tt1 = (ff + d + ss2 + (words[j] ^ words[j + 4])) & _MASK
        tt2 = (gg + h + ss1 + words[j]) & _MASK
        a, b, c, d = tt1, a, _turn(b, 9), c
        e, f, g, h = _p0(tt2), e, _turn(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))
