# SPDX-License-Identifier: GPL-3.0-or-later
"""Small black and white pages and the file formats OPS serves them in.

Everything is written with the standard library: a PNG and a TIFF of one bit a
pixel (g4.py), a grey JPEG of flat blocks and a one-page PDF that shows the raster.
"""
import struct
import zlib

import g4
from printed import assemble

WIDTH, HEIGHT = 416, 584

# five columns of seven bits, the lowest bit on top
_GLYPHS = {
    "0": "3E5149453E", "1": "00427F4000", "2": "4261514946",
    "3": "2141454B31", "4": "1814127F10", "5": "2745454539",
    "6": "3C4A494930", "7": "0171090503", "8": "3649494936",
    "9": "064949291E", "A": "7E1111117E", "B": "7F49494936",
    "C": "3E41414122", "D": "7F4141221C", "E": "7F49494941",
    "F": "7F09090901", "G": "3E4149497A", "H": "7F0808087F",
    "I": "00417F4100", "J": "2040413F01", "K": "7F08142241",
    "L": "7F40404040", "M": "7F020C027F", "N": "7F0408107F",
    "O": "3E4141413E", "P": "7F09090906", "Q": "3E4151215E",
    "R": "7F09192946", "S": "4649494931", "T": "01017F0101",
    "U": "3F4040403F", "V": "1F2040201F", "W": "3F4038403F",
    "X": "6314081463", "Y": "0708700807", "Z": "6151494543",
    "/": "2010080402", ".": "0060600000", "-": "0808080808",
}


class Raster:
    """Rows of bits, 1 is black."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT):
        self.width, self.height = width, height
        self.rows = [bytearray(width // 8) for _ in range(height)]

    def dot(self, x: int, y: int) -> None:
        if 0 <= x < self.width and 0 <= y < self.height:
            self.rows[y][x >> 3] |= 0x80 >> (x & 7)

    def box(self, left: int, top: int, right: int, bottom: int) -> None:
        for x in range(left, right + 1):
            self.dot(x, top)
            self.dot(x, bottom)
        for y in range(top, bottom + 1):
            self.dot(left, y)
            self.dot(right, y)

    def write(self, text: str, left: int, top: int, scale: int = 2) -> None:
        for at, letter in enumerate(text.upper()):
            columns = bytes.fromhex(_GLYPHS.get(letter, "0000000000"))
            for x, bits in enumerate(columns):
                for y in range(7):
                    if bits >> y & 1:
                        self._block(left + (at * 6 + x) * scale,
                                    top + y * scale, scale)

    def _block(self, left: int, top: int, size: int) -> None:
        for x in range(size):
            for y in range(size):
                self.dot(left + x, top + y)

    def on_its_side(self) -> "Raster":
        """Turned against the clock."""
        turned = Raster(self.height, self.width)
        for y, row in enumerate(self.rows):
            for at in (i for i, byte in enumerate(row) if byte):
                for bit in range(8):
                    if row[at] & 0x80 >> bit:
                        turned.dot(y, self.width - 1 - (8 * at + bit))
        return turned

    def bits(self) -> bytes:
        return b"".join(self.rows)

    def inverted(self) -> bytes:
        return bytes(byte ^ 0xFF for byte in self.bits())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return (struct.pack(">I", len(data)) + kind + data
            + struct.pack(">I", zlib.crc32(kind + data)))


def png(page: Raster) -> bytes:
    header = struct.pack(">IIBBBBB", page.width, page.height, 1, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(byte ^ 0xFF for byte in row)
                    for row in page.rows)
    return (b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header)
            + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b""))


def tiff(page: Raster, lying: bool = False) -> bytes:
    """Big-endian, one strip, group 4, white is zero; `lying`: stored on its side
    and with a tag that says so, as OPS stores its drawings."""
    stored = page.on_its_side() if lying else page
    data = g4.encode([bytes(row) for row in stored.rows], stored.width)
    at = 8 + len(data) + len(data) % 2
    short, long, ratio = 3, 4, 5
    entries = [
        (256, long, stored.width), (257, long, stored.height), (258, short, 1),
        (259, short, 4), (262, short, 0), (273, long, 8),
        (274, short, 6 if lying else 1), (277, short, 1),
        (278, long, stored.height), (279, long, len(data)), (282, ratio, 0),
        (283, ratio, 0), (296, short, 2)]
    after = at + 2 + 12 * len(entries) + 4
    table = struct.pack(">H", len(entries))
    for tag, kind, value in entries:
        table += struct.pack(">HHI", tag, kind, 1)
        if kind == ratio:
            value = after
        table += struct.pack(">HH", value, 0) if kind == short \
            else struct.pack(">I", value)
    return (b"MM\0*" + struct.pack(">I", at) + data + b"\0" * (len(data) % 2)
            + table + struct.pack(">I", 0) + struct.pack(">II", 50, 1))


def pdf(page: Raster, text: str) -> bytes:
    """One A4 page: the raster, and a line of real text to search for."""
    letters = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    draw = (f"q 595 0 0 842 0 0 cm /Im0 Do Q BT /F1 8 Tf 40 20 Td "
            f"({letters}) Tj ET").encode("latin-1", "replace")
    image = page.inverted()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</Im0 5 0 R>>/Font<</F1 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1"
        b"/ColorSpace/DeviceGray/Length %d>>stream\n%s\nendstream"
        % (page.width, page.height, len(image), image),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    return assemble(objects)
