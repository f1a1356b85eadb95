# SPDX-License-Identifier: GPL-3.0-or-later
"""A document as the publication server prints it: pages of text that can be
searched and copied."""

import textwrap

_WIDTH, _HEIGHT = 595, 842
_LETTERS, _LINES = 95, 62
_HEAD = (b"<</Type/Catalog/Pages 2 0 R>>", b"",
         b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
         b"/Encoding/WinAnsiEncoding>>")


def _shown(line: str) -> bytes:
    for letter in "\\()":
        line = line.replace(letter, "\\" + letter)
    return b"(%s) ' " % line.encode("cp1252", "replace")


def _page(name: str, number: int, lines: list[str]) -> bytes:
    text = b"".join(map(_shown, (name, "", *lines)))
    foot = _shown(str(number))
    return (b"BT /F 9 Tf 12 TL 50 800 Td %s ET BT /F 9 Tf 12 TL 290 35 Td %s ET"
            % (text, foot))


def pdf(name: str, paragraphs: list[str], pages: int) -> bytes:
    """`pages` or more of them, each with the name and its number."""
    lines = [line for paragraph in paragraphs
             for line in (*textwrap.wrap(paragraph, _LETTERS), "")]
    count = max(pages, -(-len(lines) // _LINES), 1)
    objects = list(_HEAD)
    for at in range(count):
        text = _page(name, at + 1, lines[at * _LINES:(at + 1) * _LINES])
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>"
            % (_WIDTH, _HEIGHT, len(objects) + 2),
            b"<</Length %d>>stream\n%s\nendstream" % (len(text), text)]
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(
        b"%d 0 R" % (4 + 2 * at) for at in range(count)))
    return assemble(objects)


def assemble(objects: list[bytes]) -> bytes:
    """A file of objects, the first of which is its catalog."""
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>"
        b"\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out)))
