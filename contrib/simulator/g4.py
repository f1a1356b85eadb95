# SPDX-License-Identifier: GPL-3.0-or-later
"""CCITT group 4 (ITU-T T.6), written: what OPS's pages are compressed with.

A row is known by where its colour changes, from white on; each change is written
as where the row above has one nearby, or by the lengths of two runs.
"""

# Codes of runs (T.4, tables 2 and 3): 0 to 63, then 64, 128 … 576.
_WHITE = """
00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000
000011 110100 110101 101010 101011 0100111 0001100 0001000 0010111 0000011
0000100 0101000 0101011 0010011 0100100 0011000 00000010 00000011 00011010
00011011 00010010 00010011 00010100 00010101 00010110 00010111 00101000
00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010
00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000
01011001 01011010 01011011 01001010 01001011 00110010 00110011 00110100
11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000
""".split()
_BLACK = """
0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111
00000100 00000111 000011000 0000010111 0000011000 0000001000 00001100111
00001101000 00001101100 00000110111 00000101000 00000010111 00000011000
000011001010 000011001011 000011001100 000011001101 000001101000 000001101001
000001101010 000001101011 000011010010 000011010011 000011010100 000011010101
000011010110 000011010111 000001101100 000001101101 000011011010 000011011011
000001010100 000001010101 000001010110 000001010111 000001100100 000001100101
000001010010 000001010011 000000100100 000000110111 000000111000 000000100111
000000101000 000001011000 000001011001 000000101011 000000101100 000001011010
000001100110 000001100111 0000001111 000011001000 000011001001 000001011011
000000110011 000000110100 000000110101 0000001101100 0000001101101
""".split()
_LONGEST = 576

_NEAR = {0: "1", 1: "011", 2: "000011", 3: "0000011", -1: "010",
         -2: "000010", -3: "0000010"}
_PASS, _RUNS, _END = "0001", "001", "000000000001" * 2


def _run(length: int, black: bool) -> str:
    codes, out = _BLACK if black else _WHITE, ""
    while length > 63:
        part = min(length // 64 * 64, _LONGEST)
        out += codes[63 + part // 64]
        length -= part
        if length > 63:     # a run of more than one long code
            out += codes[0] + (_WHITE if black else _BLACK)[0]
    return out + codes[length]


def _changes(row: bytes) -> list[int]:
    bits = bin(int.from_bytes(b"\1" + row, "big"))[3:]
    found, at, want = [], 0, "1"
    while (at := bits.find(want, at)) >= 0:
        found.append(at)
        want = "0" if want == "1" else "1"
    return found


def _above(changes: list[int], at: int, black: bool, width: int):
    """The first change after `at` to the other colour, and the one after."""
    for i in range(int(black), len(changes), 2):
        if changes[i] > at:
            return changes[i], changes[i + 1] if i + 1 < len(changes) else width
    return width, width


def _row(changes: list[int], above: list[int], width: int) -> str:
    out, at, black, n = "", -1, False, 0
    ends = changes + [width, width]
    while at < width:
        here = ends[n]
        first, second = _above(above, at, black, width)
        if second < here:
            out += _PASS
            at = second
        elif abs(here - first) <= 3:
            out += _NEAR[here - first]
            at, black, n = here, not black, n + 1
        else:
            out += (_RUNS + _run(here - max(at, 0), black)
                    + _run(ends[n + 1] - here, not black))
            at, n = ends[n + 1], n + 2
        n = min(n, len(changes))
    return out


def encode(rows: list[bytes], width: int) -> bytes:
    """Rows of whole bytes, 1 is black."""
    bits, above = [], []
    for row in rows:
        changes = _changes(row)
        bits.append(_row(changes, above, width))
        above = changes
    bits.append(_END)
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big")
