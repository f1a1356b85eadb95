# SPDX-License-Identifier: GPL-3.0-or-later
"""Images, the number service and the classification."""
import struct
import unittest
import zlib

from library import EX, OPS, LibraryCase

import raster
from jpeg import jpeg


class Images(LibraryCase):
    BASE = "published-data/images/EP/2814089/"

    def test_inquiry_names_links_and_pages(self):
        root = self.tree("published-data/publication/docdb/EP.2814089.A1/images")
        found = {one.get("desc"): one for one in
                 root.iter(OPS + "document-instance")}
        self.assertEqual(set(found),
                         {"FullDocument", "Drawing", "FirstPageClipping"})
        self.assertEqual(found["FullDocument"].get("number-of-pages"), "14")
        self.assertEqual(found["FirstPageClipping"].get("link"),
                         "published-data/images/EP/2814089/PA/firstpage")

    def image(self, path, media, **params):
        answer = self.ask(self.BASE + path, media=media, **params)
        self.assertEqual(answer.status, 200)
        return answer

    def test_pdf_of_each_page_differs_and_is_consistent(self):
        pages = set()
        for at in range(1, 15):
            body = self.image("A1/fullimage", "pdf", Range=str(at)).body
            self.assertTrue(body.startswith(b"%PDF-1.4"))
            place = int(body.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
            self.assertTrue(body[place:].startswith(b"xref\n0 7\n"))
            for number, line in enumerate(
                    body[place:].split(b"\n")[3:9], 1):
                at_object = int(line[:10])
                self.assertTrue(body[at_object:].startswith(
                    b"%d 0 obj" % number))
            pages.add(body)
        self.assertEqual(len(pages), 14)

    def test_png_decodes(self):
        body = self.image("PA/firstpage", "png").body
        self.assertEqual(body[:8], b"\x89PNG\r\n\x1a\n")
        width, height, depth = struct.unpack(">IIB", body[16:25])
        size = struct.unpack(">I", body[33:37])[0]
        rows = zlib.decompress(body[41:41 + size])
        self.assertEqual(depth, 1)
        self.assertEqual(len(rows), height * (1 + width // 8))

    def tags(self, path, page):
        answer = self.image(path, "tiff", Range=page)
        self.assertEqual(answer.content_type, "application/tiff")
        self.assertEqual(answer.body[:4], b"MM\0*")
        at = struct.unpack(">I", answer.body[4:8])[0]
        count = struct.unpack(">H", answer.body[at:at + 2])[0]
        tags = {}
        for entry in range(count):
            place = at + 2 + 12 * entry
            tag, kind = struct.unpack(">HH", answer.body[place:place + 4])
            form = ">H" if kind == 3 else ">I"
            tags[tag] = struct.unpack_from(form, answer.body, place + 8)[0]
        self.assertLessEqual(tags[273] + tags[279], at)
        return tags

    def test_tiff_is_big_endian_and_whole(self):
        tags = self.tags("A1/fullimage", "2")
        self.assertEqual((tags[256], tags[257]), (416, 584))
        self.assertEqual((tags[259], tags[262], tags[274]), (4, 0, 1))

    def test_drawings_lie_on_their_side(self):
        tags = self.tags("A1/thumbnail", "2")
        self.assertEqual((tags[256], tags[257]), (584, 416))
        self.assertEqual(tags[274], 6)

    def test_search_report_alone(self):
        root = self.tree("published-data/publication/docdb/EP.3500001.A3/images")
        self.assertEqual([one.get("name") for one in root.iter(
            OPS + "document-section")], ["SEARCH_REPORT"])

    def test_jpeg_decodes_to_its_blocks(self):
        page = raster.Raster(16, 8)
        for y in range(8):
            page.rows[y][0] = 0xFF
        body = jpeg(page)
        self.assertTrue(body.startswith(b"\xff\xd8"))
        self.assertTrue(body.endswith(b"\xff\xd9"))
        scan = body[body.index(b"\xff\xda") + 10:-2].replace(b"\xff\0",
                                                             b"\xff")
        bits = "".join(f"{byte:08b}" for byte in scan)
        means, last, at = [], 0, 0
        for _block in range(2):
            size = int(bits[at:at + 4], 2)
            value = int(bits[at + 4:at + 4 + size] or "0", 2)
            if size and bits[at + 4] == "0":
                value -= (1 << size) - 1
            last += value
            means.append(last)
            self.assertEqual(bits[at + 4 + size], "0")
            at += 5 + size
        self.assertEqual(means, [-128, 127])

    def test_suffix_and_post(self):
        answer = self.ask(self.BASE + "A1/fullimage.pdf", Range="1")
        self.assertEqual(answer.content_type, "application/pdf")
        answer = self.ask("published-data/images", method="POST",
                          body=b"EP/2814089/A1/fullimage", media="tiff",
                          Range="1")
        self.assertEqual(answer.content_type, "application/tiff")

    def test_refusals(self):
        self.refused(self.BASE + "A1/fullimage", 400,
                     "CLIENT.InvalidRequest", media="pdf")
        self.refused(self.BASE + "A1/fullimage", 404, "CLIENT.NotFound",
                     media="pdf", Range="15")
        self.refused(self.BASE + "A1/FullDocument", 404, "CLIENT.NotFound",
                     media="pdf", Range="1")
        self.refused(self.BASE + "A1/fullimage", 405,
                     "CLIENT.MethodNotAllowed", media="png", Range="1")


class NumberService(LibraryCase):
    def made(self, path):
        root = self.tree("number-service/" + path)
        out = root.find(f".//{OPS}output//{EX}document-id")
        return ".".join(one.text for one in out)

    def test_known_numbers(self):
        for path, wanted in (
                ("publication/docdb/EP.2814089.A1/epodoc",
                 "EP2814089.A1.20141217"),
                ("publication/original/EP.(2814089B1)/docdb",
                 "EP.2814089.B1.20181114"),
                ("publication/epodoc/JP6100001B2/original",
                 "JP.6100001.B2.20170322"),
                ("application/docdb/EP.13717268.A/epodoc",
                 "EP20130717268.A.20130213")):
            with self.subTest(path):
                self.assertEqual(self.made(path), wanted)

    def test_rules(self):
        for path, wanted in (
                ("application/original/PCT/GB02/04635.20021011/docdb",
                 "GB.0204635.W.20021011"),
                ("application/original/PCT/EP2004/008531/epodoc",
                 "WO2004EP08531.W"),
                ("application/original/US.(08/921,321).A.19970829/epodoc",
                 "US19970921321.A.19970829"),
                ("application/docdb/MD.20050130.A.20050130/epodoc",
                 "MD20050000130.A.20050130"),
                ("application/original/JP.(2006-147056).A.20060526/docdb",
                 "JP.2006147056.A.20060526")):
            with self.subTest(path):
                self.assertEqual(self.made(path), wanted)

    def test_failure_echoes_the_input(self):
        path = "publication/original/RU.(2015124071)/docdb"
        self.assertEqual(self.made(path), "RU.2015124071")
        status = self.tree("number-service/" + path).find(OPS + "meta")
        self.assertIn("pBRE999", status.get("value"))


class Classification(LibraryCase):
    CPC = "{http://www.epo.org/cpcexport}"

    def symbols(self, path, **params):
        root = self.tree("classification/cpc/" + path, **params)
        return [one.text for one in
                root.iter(self.CPC + "classification-symbol")]

    def test_depth(self):
        self.assertEqual(self.symbols("A"), ["A"])
        self.assertEqual(self.symbols("A01B", depth="1"),
                         ["A01B", "A01B1/00", "A01B33/00"])
        self.assertIn("A01B33/10", self.symbols("A", depth="all"))

    def test_ancestors(self):
        self.assertEqual(self.symbols("A01B33/00", ancestors=""),
                         ["A", "A01", "A01B", "A01B33/00"])

    def test_search(self):
        root = self.tree("classification/cpc/search", q="tilling")
        self.assertEqual(
            next(root.iter(OPS + "classification-statistics")).get(
                "classification-symbol"), "A01B33/00")
        self.refused("classification/cpc/search", 404,
                     "SERVER.EntityNotFound", q="xyzzy")

    def test_media_is_a_png_under_a_gifs_name(self):
        answer = self.ask("classification/cpc/media/1000.gif")
        self.assertTrue(answer.body.startswith(b"\x89PNG"))
        self.assertIsNone(self.ask("classification/cpc/media/9.gif"))

    def test_post_answers_nothing(self):
        answer = self.ask("classification/cpc", method="POST", body=b"H04W")
        self.assertEqual(len(answer.body), 62)

    def test_unknown(self):
        self.assertIsNone(self.ask("classification/cpc/G01"))
        self.refused("classification/cpc/Z9", 404, "CLIENT.InvalidReference")


if __name__ == "__main__":
    unittest.main()
