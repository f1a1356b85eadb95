# SPDX-License-Identifier: GPL-3.0-or-later
"""A baseline JPEG of grey blocks: only the mean of each 8 x 8 block is coded.

That is a valid JPEG any decoder reads, in a few lines: every coefficient but
the first is zero, so the only symbols needed are the size of a difference and
the end of a block.
"""
import struct

from raster import Raster


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _mean(page: Raster, column: int, top: int) -> int:
    """The first coefficient of a block under a quantiser of 8."""
    black = sum(row[column].bit_count() for row in page.rows[top:top + 8])
    return 255 - black * 255 // 64 - 128


def _coded(value: int) -> str:
    """A difference: its size in four bits, then the bits themselves."""
    size = abs(value).bit_length()
    bits = value if value > 0 else value + (1 << size) - 1
    return f"{size:04b}" + (f"{bits:0{size}b}" if size else "")


def jpeg(page: Raster) -> bytes:
    bits, last = [], 0
    for top in range(0, page.height - page.height % 8, 8):
        for column in range(page.width // 8):
            mean = _mean(page, column, top)
            bits.append(_coded(mean - last) + "0")
            last = mean
    stream = "".join(bits)
    stream += "1" * (-len(stream) % 8)
    data = int(stream, 2).to_bytes(len(stream) // 8, "big")
    sizes = bytes([0, 0, 0, 12] + [0] * 12)
    return (b"\xff\xd8"
            + _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
            + _segment(0xDB, b"\0" + bytes([8] * 64))
            + _segment(0xC0, struct.pack(
                ">BHHBBBB", 8, page.height - page.height % 8,
                page.width // 8 * 8, 1, 1, 0x11, 0))
            + _segment(0xC4, b"\x00" + sizes + bytes(range(12)))
            + _segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0")
            + _segment(0xDA, bytes([1, 1, 0, 0, 63, 0]))
            + data.replace(b"\xff", b"\xff\0") + b"\xff\xd9")
