# SPDX-License-Identifier: GPL-3.0-or-later
"""XML made to hurt whoever reads it carelessly."""

import re
import struct
from typing import Iterator

EMPTY = (b'<?xml version="1.0" encoding="UTF-8"?>\n'
         b'<ops:world-patent-data xmlns:ops="http://ops.epo.org">'
         b"</ops:world-patent-data>")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)[^>]*(?<!/)>")
_BLOCK = 64 * 1024


def _dress(body: bytes, subset: bytes, content: bytes,
           external: bytes = b"") -> bytes:
    """Put a document type in front of the root element, and `content`
    at the beginning of it."""
    root = _ROOT.search(body) or _ROOT.search(EMPTY)
    text = root.string
    doctype = (b"<!DOCTYPE " + root[1] + external
               + (b" [\n" + subset + b"]" if subset else b"") + b">\n")
    return b"".join((text[:root.start()], doctype if subset else b"",
                     root[0], content, text[root.end():]))


def bomb(body: bytes, params: dict, _port: int) -> bytes:
    """Entities that grow tenfold on each of `levels` levels."""
    subset = [b'<!ENTITY e0 "ten bytes.">\n']
    for level in range(1, int(params["levels"]) + 1):
        value = b"&e%d;" % (level - 1) * 10
        subset.append(b'<!ENTITY e%d "%b">\n' % (level, value))
    return _dress(body, b"".join(subset), b"&e%d;" % (len(subset) - 1))


def xxe(body: bytes, params: dict, port: int) -> bytes:
    """An external document type and entities: a file of the reader, and a
    page of this server that counts its visitors."""
    hit = b"http://127.0.0.1:%d/_sim/xxe-hit" % port
    subset = (b'<!ENTITY file SYSTEM "file://%b">\n'
              b'<!ENTITY net SYSTEM "%b">\n'
              b'<!ENTITY %% remote SYSTEM "%b">\n%%remote;\n'
              % (params["file"].encode(), hit, hit))
    return _dress(body, subset, b"&file;&net;", b' SYSTEM "%b"' % hit)


def deep(body: bytes, params: dict, _port: int) -> bytes:
    """`depth` elements, each in the one before."""
    depth = int(params["depth"])
    return _dress(body, b"", b"<d>" * depth + b"</d>" * depth)


def huge(size: int, unit: bytes) -> Iterator[bytes]:
    """A well-formed document of exactly `size` bytes, in parts, full of
    `unit`."""
    end = b"</p></ops:world-patent-data>"
    start = EMPTY.removesuffix(b"</ops:world-patent-data>") + b"<p>"
    left = size - len(start) - len(end)
    if left < 0:
        yield (start + end)[:size]
        return
    yield start
    count, blanks = divmod(left, len(unit))
    block = unit * (_BLOCK // len(unit))
    for _ in range(len(unit) * count // len(block)):
        yield block
    yield unit * (len(unit) * count % len(block) // len(unit))
    yield b" " * blanks + end


def vast(side: int) -> bytes:
    """A TIFF of that many pixels each way, compressed into one byte."""
    entries = [(256, 4, side), (257, 4, side), (259, 3, 4 << 16),
               (262, 3, 0), (273, 4, 8), (278, 4, side), (279, 4, 1)]
    table = b"".join(struct.pack(">HHII", tag, kind, 1, value)
                     for tag, kind, value in entries)
    return (b"MM\0*" + struct.pack(">I", 10) + b"\0\0"
            + struct.pack(">H", len(entries)) + table + bytes(4))
