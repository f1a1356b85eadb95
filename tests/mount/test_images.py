#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawings and pages as people look at them, and what they cost."""

import errno
import hashlib
import os
import re
import shutil
import struct
import tempfile
import zlib
from pathlib import Path

import harness
from harness import CORPUS, MountTest
from patience import until

ROOT = ('<ops:world-patent-data xmlns:ops="http://ops.epo.org" '
        'xmlns="http://www.epo.org/exchange"><ops:document-inquiry>'
        "<ops:publication-reference><document-id document-id-type=\"docdb\">"
        "<country>{0}</country><doc-number>{1}</doc-number><kind>{2}</kind>"
        "</document-id></ops:publication-reference><ops:inquiry-result>{3}"
        "</ops:inquiry-result></ops:document-inquiry></ops:world-patent-data>")
INSTANCE = ('<ops:document-instance number-of-pages="{1}" link="{0}">'
            '<ops:document-format-options><ops:document-format>{2}'
            "</ops:document-format></ops:document-format-options>{3}"
            "</ops:document-instance>")

#: Of the rows of a drawing of EP 2 400 812 A1, which were looked at: figures 1 to
#: 3A, upright, with the number of the publication on top.
SEEN = "6d24bd2bd2d008c1"


class Png:
    """A PNG of one bit a pixel, read with the standard library."""

    def __init__(self, body: bytes) -> None:
        assert body[:8] == b"\x89PNG\r\n\x1a\n", body[:40]
        self.width, self.height, self.depth, self.colour = struct.unpack(
            ">IIBB", body[16:26])
        data, at = b"", 8
        while at < len(body):
            size, kind = struct.unpack(">I4s", body[at:at + 8])
            if kind == b"IDAT":
                data += body[at + 8:at + 8 + size]
            at += 12 + size
        rows, step = zlib.decompress(data), (self.width + 7) // 8 + 1
        self.rows = [rows[i + 1:i + step] for i in range(0, len(rows), step)]

    def black(self, left: int, top: int, right: int, bottom: int) -> int:
        """Black pixels in a box."""
        return sum(not self.rows[y][x >> 3] & 0x80 >> (x & 7)
                   for y in range(top, bottom) for x in range(left, right))


class Images(MountTest):
    SIMULATOR = MountTest.SIMULATOR + (
        ("--recordings", str(CORPUS)) if CORPUS.is_dir() else ())

    def png(self, path: str) -> Png:
        return Png(self.mount.read(path))

    def names(self, folder: str) -> list[str]:
        return sorted(os.listdir(self.mount / folder))

    def answer(self, number: str, *instances: str) -> None:
        """The next inquiry for `FR.2990001.A1` is answered with these."""
        self.sim.fault("garbage", match=f"{number}/images", body=ROOT.format(
            *number.split("."), "".join(instances)))

    def test_listing_is_what_the_inquiry_says(self) -> None:
        folder = "patent/EP3000001A1/images"
        with self.costs(1):
            self.assertEqual(self.names(folder),
                             ["drawings", "first-page.png", "pages"])
        with self.costs(0):
            self.assertEqual(self.names(folder + "/drawings"),
                             [f"{n:03}.png" for n in range(1, 6)])
            self.assertEqual(self.names(folder + "/pages"),
                             [f"{n:03}.pdf" for n in range(1, 19)])
            self.assertEqual(self.mount.errno_of(folder + "/drawings/006.png"),
                             errno.ENOENT)

    def test_all_of_them_are_read_once(self) -> None:
        """The inquiry, the clip, 6 drawings, 12 pages."""
        target = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, target)
        with self.costs(1 + 1 + 6 + 12):
            self.run_tool("cp", "-r", "patent/EP1000000A1/images",
                          str(target))
        with self.costs(0):
            self.run_tool("cp", "-r", "patent/EP1000000A1/images",
                          str(target / "again"))
        with self.costs(0):     # the mirror has the same pages
            self.assertEqual(
                (target / "images/pages/007.pdf").read_bytes(),
                self.mount.read("published-data/images/EP/1000000/A1/"
                                "fullimage/007.pdf"))

    def test_drawings_stand_upright(self) -> None:
        """The simulator stores them on their side, as OPS does. Its lines of
        letters are at the top left."""
        png = self.png("patent/EP2814089A1/images/drawings/002.png")
        self.assertEqual((png.width, png.height), (416, 584))
        self.assertEqual((png.depth, png.colour), (1, 0))
        self.assertGreater(png.black(40, 40, 240, 130), 500)
        self.assertEqual(png.black(260, 40, 390, 160), 0)
        self.assertEqual(png.black(40, 400, 390, 560), 0)

    def test_recorded_drawing(self) -> None:
        if not CORPUS.is_dir():
            self.skipTest("no recordings")
        self.answer("EP.2400812.A1", INSTANCE.format(
            "EP/2400812/A1/thumbnail", 1, "application/tiff", ""))
        png = self.png("patent/EP2400812A1/images/drawings/001.png")
        self.assertEqual((png.width, png.height, png.depth), (2592, 3508, 1))
        self.assertEqual(
            hashlib.sha256(b"".join(png.rows)).hexdigest()[:16], SEEN)

    def test_recorded_document(self) -> None:
        """The inquiry and twelve pages: their pictures, as they came, in their
        order."""
        if not CORPUS.is_dir():
            self.skipTest("skipped: no recordings")
        with self.costs(1 + 12):
            whole = self.mount.read("patent/WO2010050748A2/document.pdf")
        at = 0
        for page in range(12):
            body = (CORPUS / f"bodies/00{38 + page}.pdf").read_bytes()
            picture = max(re.findall(rb"stream\r?\n(.*?)endstream", body, re.S),
                          key=len)
            at = whole.index(picture.rstrip(), at)

    def test_first_page(self) -> None:
        with self.costs(2):
            clip = self.png("patent/EP4100001A1/images/first-page.png")
        with self.costs(2):     # without a clip it is the page itself
            page = self.png("patent/EP3500001A3/images/first-page.png")
        self.assertNotEqual(clip.rows, page.rows)
        self.assertEqual(page.depth, 1)

    def test_clip_that_is_missing_after_all(self) -> None:
        self.sim.fault("status", match="WO/2013120001/PA", status=404,
                       code="SERVER.EntityNotFound", message="none")
        with self.costs(3):
            self.png("patent/WO2013120001A1/images/first-page.png")

    def test_search_report_alone(self) -> None:
        folder = "patent/EP3500001A3/images"
        self.assertEqual(self.names(folder), ["first-page.png", "pages"])
        self.assertEqual(self.mount.errno_of(folder + "/drawings/001.png"),
                         errno.ENOENT)
        self.assertIn("family/", self.mount.text(".ops/errors"))

    def test_another_link(self) -> None:
        """What is asked for is the inquiry's link, not the name's."""
        self.answer("GB.2500001.B", INSTANCE.format(
            "published-data/images/GB/2500001/A/thumbnail", 1,
            "application/tiff", ""))
        with self.costs(2):
            self.png("patent/GB2500001B/images/drawings/001.png")
        self.assertEqual(self.sim.requests("GB/2500001/A/thumbnail"), 1)

    def test_drawings_of_all_hits(self) -> None:
        """On one contact sheet: an inquiry and a drawing a hit."""
        target = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, target)
        query = "pn=EP2814089 or pn=US9123456 or pn=WO2020123001"
        drawings = f"search/'{query}'/*/images/drawings/001.png"
        with self.costs(3, match="/images$"), \
                self.costs(3, match="thumbnail"):
            self.run_tool("bash", "-c", f"cat {drawings}")
        if not shutil.which("montage"):
            self.skipTest("skipped: no montage")
        with self.costs(0):
            self.run_tool("bash", "-c", f"montage -geometry 200x {drawings} "
                          f"{target}/sheet.png")
        self.assertEqual((target / "sheet.png").read_bytes()[:4], b"\x89PNG")

    def test_search_report_with_drawings_of_the_family(self) -> None:
        """Once the family is known, at no cost; whose they are is said."""
        folder = "patent/EP3500001A3/images"
        self.names(folder)
        self.names("patent/EP3500001A3/family/simple")
        with self.costs(0):
            self.assertIn("drawings-of-EP3500001A2", self.names(folder))
            link = os.readlink(self.mount / f"{folder}/drawings-of-EP3500001A2")
            self.assertNotIn("drawings-of-EP3500001A3", self.names(folder))
        self.assertEqual(
            link, "../../../patent/.files/EP3500001A2/images/drawings")
        with self.costs(2):
            self.png(f"{folder}/drawings-of-EP3500001A2/001.png")
        self.assertEqual(self.mount.errno_of(f"{folder}/drawings-of-x"),
                         errno.ENOENT)

    def refused(self, path: str, words: str) -> None:
        self.assertEqual(self.mount.errno_of(path), errno.EIO)
        self.assertIn(words, self.mount.text(".ops/errors").splitlines()[-1])

    def test_what_cannot_be(self) -> None:
        """Nothing of it is kept: OPS is asked again, soon."""
        self.sim.fault("pages", match="2990001.*images", count=0)
        self.sim.fault("pages", match="104100001.*images", count=100_000)
        self.sim.fault("vast", match="AT/500001.*thumbnail")
        paths = {"patent/FR2990001A1/images/pages/001.pdf":
                 "fullimage has 0 pages",
                 "patent/CN104100001A/images/pages/001.pdf":
                 "fullimage has 100000 pages",
                 "patent/AT500001B1/images/drawings/001.png":
                 "60000 x 60000"}
        with self.costs(3 + 3 + 3):
            for path, words in paths.items():
                self.refused(path, words)
            for path in paths:
                until(lambda path=path: self.mount.errno_of(path) == 0,
                      f"{path} can be read")

    def test_link_to_another_host(self) -> None:
        self.answer("US.6093011.A", INSTANCE.format(
            "http://127.0.0.1:1/A/fullimage", 3, "application/pdf", ""))
        with self.costs(1):
            self.assertEqual(self.names("patent/US6093011A/images"), [])
            self.assertEqual(self.mount.errno_of(
                "patent/US6093011A/images/pages/001.pdf"), errno.ENOENT)


if __name__ == "__main__":
    harness.main()
