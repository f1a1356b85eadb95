# SPDX-License-Identifier: GPL-3.0-or-later
"""Every service of the document library, one by one and against recordings."""
import json
import struct
import unittest
import xml.etree.ElementTree as ET
import zlib

from library import CORPUS, EX, OPS, REG, LibraryCase, structure

NOTHING = "no recorded corpus beside the project"
FT = "{http://www.epo.org/fulltext}"

DOCUMENT = "published-data/publication/docdb/EP.2814089.A1"
SERVICES = (
    DOCUMENT, DOCUMENT + "/biblio", DOCUMENT + "/abstract",
    DOCUMENT + "/full-cycle", DOCUMENT + "/biblio,full-cycle",
    DOCUMENT + "/abstract,biblio", DOCUMENT + "/claims",
    DOCUMENT + "/description", DOCUMENT + "/fulltext",
    DOCUMENT + "/images", DOCUMENT + "/equivalents",
    DOCUMENT + "/equivalents/biblio", DOCUMENT + "/equivalents/abstract",
    DOCUMENT + "/equivalents/full-cycle", DOCUMENT + "/equivalents/images",
    "family/publication/docdb/EP.2814089.A1",
    "family/publication/docdb/EP.2814089.A1/biblio",
    "family/publication/docdb/EP.2814089.A1/legal",
    "family/publication/docdb/EP.2814089.A1/biblio,legal",
    "legal/publication/docdb/EP.2814089.A1",
    "register/publication/epodoc/EP2814089",
    "register/publication/epodoc/EP2814089/biblio",
    "register/publication/epodoc/EP2814089/events",
    "register/publication/epodoc/EP2814089/procedural-steps",
    "register/publication/epodoc/EP2814089/upp",
    "register/publication/epodoc/EP2814089/biblio,events,procedural-steps",
    "number-service/publication/docdb/EP.2814089.A1/epodoc",
    "classification/cpc/A", "classification/cpc/A01B33/00",
    "classification/map/cpc/H04W84/18/ecla")

# our answer, and the recorded bodies of the same service
COMPARED = (
    (DOCUMENT + "/biblio", ("0258", "0017", "0052", "0174", "0270")),
    (DOCUMENT + "/abstract", ("0260", "0030")),
    (DOCUMENT + "/full-cycle", ("0270", "0031")),
    (DOCUMENT + "/claims", ("0262", "0028", "0053")),
    (DOCUMENT + "/description", ("0264", "0029", "0054")),
    (DOCUMENT + "/fulltext", ("0266",)),
    (DOCUMENT + "/equivalents", ("0268",)),
    (DOCUMENT + "/images", ("0019", "0124")),
    ("family/publication/docdb/EP.2814089.A1", ("0273", "0055", "0018")),
    ("family/publication/docdb/EP.2814089.A1/legal", ("0275",)),
    ("legal/publication/docdb/EP.2814089.A1", ("0276", "0022")),
    ("register/publication/epodoc/EP2814089/biblio", ("0278", "0314")),
    ("register/publication/epodoc/EP2814089/events", ("0280", "0315")),
    ("register/publication/epodoc/EP2814089/procedural-steps",
     ("0282", "0316")),
    ("register/publication/epodoc/EP2814089/upp", ("0284", "0314")),
    ("number-service/publication/docdb/EP.2814089.A1/epodoc",
     ("0288", "0324")),
    ("number-service/publication/docdb/EP.2814089.A1/original", ("0289",)),
    ("classification/cpc/H04W", ("0291",)),
    ("classification/cpc/H04W4/00", ("0292",)),
    ("classification/map/cpc/H04W84/18/ecla", ("0295",)))


class Services(LibraryCase):
    def test_each_is_well_formed(self):
        for path in SERVICES:
            with self.subTest(path):
                self.tree(path)

    def test_each_synthetic_answer_is_well_formed(self):
        library = type(self.library)(samples=False, synthetic=3)
        for path in SERVICES[:-4]:
            path = path.replace("2814089", "4000002")
            with self.subTest(path):
                answer = library.answer("GET", path, {}, b"", "xml")
                self.assertEqual(answer.status, 200)
                ET.fromstring(answer.body)

    def test_unknown_document_is_none(self):
        for path in SERVICES[:-4]:
            with self.subTest(path):
                path = path.replace("2814089", "1999999")
                if not path.startswith("number-service"):
                    self.assertIsNone(self.ask(path))

    def test_register_is_one_line_in_its_own_prefixes(self):
        body = self.ask("register/publication/epodoc/EP2814089/biblio").body
        self.assertNotIn(b"\n", body)
        self.assertIn(b"<ns2:world-patent-data ", body)
        self.assertIn(b"<ns3:register-document ", body)

    def test_stylesheet_is_as_far_up_as_the_path_is_deep(self):
        body = self.ask(DOCUMENT + "/biblio").body
        self.assertIn(b'href="../../../../../style/exchange.xsl"', body)

    def test_unknown_service_and_constituent(self):
        for path in ("nonsense/publication/docdb/EP.1.A1", DOCUMENT + "/foo",
                     "family/publication/original/EP.1.A1",
                     "register/publication/docdb/EP.2814089.A1/biblio"):
            with self.subTest(path):
                self.refused(path, 404, "CLIENT.NotFound")

    def test_special_characters_survive(self):
        root = self.tree("published-data/publication/docdb/EP.3500001.A2")
        titles = [one.text for one in root.iter(EX + "invention-title")]
        self.assertIn("Sample record: clamp & holder <for pipes>", titles)


class References(LibraryCase):
    def found(self, path):
        return self.keys(self.tree("published-data/publication/" + path))

    def test_docdb_spellings(self):
        for text in ("EP.2814089.A1", "EP2814089A1", "EP2814089.A1",
                     "EP.2814089.A1.20141217", "EP.02814089.A1"):
            with self.subTest(text):
                self.assertEqual(self.found("docdb/" + text),
                                 [("EP", "2814089", "A1")])

    def test_kindless_names_all_publications(self):
        for text in ("docdb/EP.2814089", "docdb/EP.2814089.*",
                     "epodoc/EP2814089"):
            with self.subTest(text):
                self.assertEqual([key[2] for key in self.found(text)],
                                 ["A1", "B1"])

    def test_wildcard_kind(self):
        self.assertEqual(self.found("docdb/EP.2814089.B*"),
                         [("EP", "2814089", "B1")])

    def test_epodoc_with_kind(self):
        self.assertEqual(self.found("epodoc/EP2814089.B1"),
                         [("EP", "2814089", "B1")])

    def test_epodoc_does_not_take_a_glued_kind(self):
        self.assertIsNone(self.ask(
            "published-data/publication/epodoc/EP2814089A1/biblio"))

    def test_epodoc_kind_letters_of_offices(self):
        for text, key in (("JP6100001B2", ("JP", "6100001", "B2")),
                          ("CN104100001B", ("CN", "104100001", "B")),
                          ("CN104100001", ("CN", "104100001", "A")),
                          ("AT500001B", ("AT", "500001", "B1"))):
            with self.subTest(text):
                self.assertEqual(self.found("epodoc/" + text), [key])

    def test_application_and_priority(self):
        for path in ("application/epodoc/EP20130717268",
                     "application/docdb/EP.13717268.A"):
            root = self.tree(f"published-data/{path}/biblio")
            self.assertEqual([key[2] for key in self.keys(root)],
                             ["A1", "B1"])
        root = self.tree("published-data/priority/epodoc/DE201210001001")
        self.assertGreater(len(self.keys(root)), 5)

    def test_malformed(self):
        base = "published-data/publication/"
        self.refused(base + "docdb/2814089/biblio", 404,
                     "CLIENT.WrongReferenceFormatting")
        for text in ("docdb/EP.2814089.A1.A2", "epodoc/EP2814089.!!",
                     "epodoc/2814089"):
            with self.subTest(text):
                self.refused(base + text + "/biblio", 404,
                             "CLIENT.InvalidReference")

    def test_ambiguous_full_text(self):
        self.refused("published-data/publication/docdb/EP2814089/claims",
                     404, "CLIENT.AmbiguousRequest")
        self.tree("published-data/publication/epodoc/EP2814089/claims")

    def test_brackets_protect_slashes(self):
        self.assertIsNone(self.ask(
            "published-data/publication/docdb/US.(08/921,321).A/biblio"))


class Bulk(LibraryCase):
    PATH = "published-data/publication/docdb/"

    def post(self, part, body):
        return self.tree(self.PATH + part, method="POST", body=body)

    def test_missing_first_then_in_the_order_asked(self):
        root = self.post("biblio", b"US.9123456.B2\nEP.9999999.A1,"
                         b"EP.1000000.A1\nXX.1.A")
        self.assertEqual(self.keys(root), [
            ("EP", "9999999", None), ("XX", "1", None),
            ("US", "9123456", "B2"), ("EP", "1000000", "A1")])
        states = [one.get("status")
                  for one in root.iter(EX + "exchange-document")]
        self.assertEqual(states, ["not found", "not found", None, None])

    def test_full_cycle_merges(self):
        root = self.post("full-cycle", b"US.9123456.B2\nUS.2015012345.A1")
        self.assertEqual(self.keys(root), [
            ("US", "2015012345", "A1"), ("US", "9123456", "B2")])

    def test_other_services_answer_the_first_only(self):
        body = b"EP.2814089.A1\nEP.3000001.A1"
        root = self.post("claims", body)
        numbers = [one.text for one in root.iter(FT + "doc-number")]
        self.assertEqual(numbers, ["2814089"])
        root = self.tree("register/publication/epodoc/biblio", method="POST",
                         body=b"EP2814089\nEP3000001")
        self.assertEqual(
            len(root.findall(f".//{REG}register-document")), 1)

    def test_family_by_post_loses_its_constituents(self):
        root = self.tree("family/publication/docdb/legal", method="POST",
                         body=b"EP.2814089.A1")
        self.assertEqual(list(root.iter(OPS + "legal")), [])

    def test_limits(self):
        many = b"\n".join(b"EP.%d.A1" % n for n in range(101))
        self.refused(self.PATH + "biblio", 413, "CLIENT.InvalidRequest",
                     method="POST", body=many)
        self.refused(self.PATH + "biblio", 404, "CLIENT.InvalidReference",
                     method="POST", body=b" \n")
        self.refused(self.PATH + "biblio", 404,
                     "CLIENT.WrongReferenceFormatting", method="POST",
                     body=b"EP.1000000.A1\nnonsense")

    def test_a_single_missing_reference_is_none(self):
        self.assertIsNone(self.ask(self.PATH + "biblio", method="POST",
                                   body=b"EP.9999999.A1"))


class Contents(LibraryCase):
    def test_full_text_only_where_ops_has_it(self):
        base = "published-data/publication/docdb/"
        for part in ("claims", "description", "fulltext"):
            for number in ("US.9123456.B2", "JP.6100001.B2", "CN.104100001.A",
                           "DE.102012001001.A1"):
                with self.subTest((part, number)):
                    self.refused(f"{base}{number}/{part}", 404,
                                 "CLIENT.InvalidCountryCode")
        self.refused(base + "EP.3500001.A3/claims", 404,
                     "SERVER.EntityNotFound")

    def test_claims_one_by_one_and_in_a_block(self):
        base = "published-data/publication/docdb/"
        root = self.tree(base + "EP.2814089.B1/claims")
        languages = [one.get("lang") for one in root.iter(FT + "claims")]
        self.assertEqual(languages, ["EN", "DE", "FR"])
        english = next(root.iter(FT + "claims"))
        self.assertEqual(len(list(english.iter(FT + "claim-text"))), 5)
        root = self.tree(base + "WO.2013120001.A1/claims")
        self.assertEqual(len(list(root.iter(FT + "claim-text"))), 1)

    def test_family_has_members_of_six_offices(self):
        root = self.tree("family/publication/docdb/EP.2814089.A1")
        members = root.findall(f".//{OPS}family-member")
        self.assertEqual(root[0].get("total-result-count"),
                         str(len(members)))
        offices = {one.findtext(f".//{EX}country") for one in members}
        self.assertEqual(offices, {"EP", "WO", "US", "JP", "CN", "DE"})
        self.assertEqual(members[0].findtext(f".//{EX}doc-number"), "2814089")

    def test_legal_events_of_the_first_publication(self):
        root = self.tree("legal/publication/docdb/EP.2814089.B1")
        self.assertEqual(len(root.findall(f".//{OPS}family-member")), 1)
        codes = [one.get("code") for one in root.iter(OPS + "legal")]
        self.assertIn("PG25", codes)
        self.assertIn("AK  ", codes)

    def register(self, number, part="biblio"):
        return self.tree(f"register/publication/epodoc/{number}/{part}")

    def test_opposition(self):
        root = self.register("EP3000001")
        names = [one.text for one in root.findall(
            f".//{REG}opponent/{REG}addressbook/{REG}name")]
        self.assertEqual(len(names), 2)
        self.assertEqual(next(root.iter(REG + "register-document")).get(
            "status"), "Patent maintained as amended")

    def test_change_of_proprietor_newest_first(self):
        groups = self.register("EP3000001").findall(f".//{REG}applicants")
        dates = [one.get("change-date") for one in groups]
        self.assertEqual(dates, sorted(dates, reverse=True))
        self.assertEqual(len(dates), 2)

    def test_lapses_and_withdrawal(self):
        lapsed = [one.text for one in self.register("EP2814089").findall(
            f".//{REG}lapsed-in-country/{REG}country")]
        self.assertIn("HU", lapsed)
        self.assertIsNotNone(self.register("EP3500001").find(
            f".//{REG}date-application-deemed-withdrawn"))

    def test_unitary_effect_only_where_there_is_one(self):
        tag = f".//{REG}unitary-patent-status"
        with_effect = self.register("EP4100001", "upp")
        self.assertEqual(with_effect.find(tag).text,
                         "Unitary effect registered")
        self.assertIsNotNone(with_effect.find(
            f".//{REG}bibliographic-data"))
        self.assertIsNone(self.register("EP2814089", "upp").find(tag))
        self.assertIsNone(self.register("EP4100001").find(tag))

    def test_register_by_application_and_dotted(self):
        for path in ("application/epodoc/EP13717268",
                     "application/epodoc/EP20130717268",
                     "publication/epodoc/EP.2814089.A1"):
            with self.subTest(path):
                self.tree(f"register/{path}/biblio")

    def test_every_samples_title_says_that_it_is_one(self):
        root = self.tree("published-data/search/biblio", q="pa=example",
                         Range="1-100")
        for one in root.iter(EX + "exchange-document"):
            titles = [title.text for title in
                      one.iter(EX + "invention-title")]
            self.assertTrue(any(
                title.startswith(("Sample record", "Musterdatensatz"))
                for title in titles), titles)


class Images(LibraryCase):
    BASE = "published-data/images/EP/2814089/"

    def test_inquiry_names_links_and_pages(self):
        root = self.tree(DOCUMENT + "/images")
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

    def test_tiff_is_big_endian_and_whole(self):
        answer = self.image("A1/fullimage", "tiff", Range="2")
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
        self.assertEqual(tags[279], tags[256] // 8 * tags[257])

    def test_jpeg_decodes_to_its_blocks(self):
        import raster
        from jpeg import jpeg
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


class Computed(LibraryCase):
    options = {"samples": False, "synthetic": 40}

    def test_sizes_and_distinctness(self):
        titles, dates = set(), set()
        for n in range(1, 41):
            path = f"published-data/publication/docdb/EP.{4000000 + n}.A1"
            body = self.ask(path + "/biblio").body
            self.assertTrue(12000 <= len(body) <= 17500, len(body))
            root = ET.fromstring(body)
            titles.add(root.findall(f".//{EX}invention-title")[-1].text)
            dates.add(root.findtext(f".//{EX}date"))
        self.assertEqual((len(titles), len(dates)), (40, 40))

    def test_bounds(self):
        for number in ("4000000", "4000041"):
            self.assertIsNone(self.ask(
                f"published-data/publication/docdb/EP.{number}.A1/biblio"))

    def test_by_application(self):
        for text in ("EP20200000007", "EP20000007"):
            root = self.tree(f"register/application/epodoc/{text}/biblio")
            self.assertIn("4000007", [
                one.text for one in root.iter(REG + "doc-number")])


@unittest.skipUnless(CORPUS.is_dir(), NOTHING)
class AgainstRecordings(LibraryCase):
    def recorded(self, name):
        return structure(ET.parse(CORPUS / "bodies" / f"{name}.xml")
                         .getroot())

    def test_structure(self):
        """Nothing is invented and nothing every recording has is missing."""
        for path, names in COMPARED:
            with self.subTest(path):
                ours = structure(self.tree(path))
                theirs = [self.recorded(name) for name in names]
                self.assertEqual(ours - set.union(*theirs), set())
                self.assertEqual(set.intersection(*theirs) - ours, set())

    def test_search_answers(self):
        for path, names, query in (
                ("published-data/search", ("0271", "0032"), "pa=example"),
                ("register/search", ("0286",), "pa=example"),
                ("register/search/biblio", ("0278", "0287", "0314"),
                 "pn=EP2814089"),
                ("published-data/search/biblio", ("0272", "0270"),
                 "pn=GB2500001")):
            with self.subTest(path):
                ours = structure(self.tree(path, q=query))
                allowed = set.union(*map(self.recorded, names))
                if path.endswith("search/biblio"):
                    # citations stand only in the retrieval recordings
                    ours = {one for one in ours if "references-cited"
                            not in one}
                self.assertEqual(ours - allowed, set())


@unittest.skipUnless(CORPUS.is_dir(), NOTHING)
class FromRecordings(LibraryCase):
    options = {"recordings": [CORPUS]}

    def body(self, name):
        return (CORPUS / "bodies" / name).read_bytes()

    def test_single_and_bulk_are_the_recorded_bytes(self):
        base = "published-data/publication/docdb/"
        asked = b"EP.2400812.A1\nEP.2533477.A1\nEP.2533477.B1"
        for path, how, name in (
                ("EP.2400812.A1/biblio", {}, "0258.xml"),
                ("EP.2400812.A1/abstract", {}, "0260.xml"),
                ("biblio", {"method": "POST", "body": asked}, "0259.xml")):
            with self.subTest(path):
                self.assertEqual(self.ask(base + path, **how).body,
                                 self.body(name))

    def test_full_cycle_adds_kinds_in_the_recorded_order(self):
        asked = b"EP.2400812.A1\nEP.2533477.A1\nEP.2533477.B1"
        root = self.tree("published-data/publication/docdb/full-cycle",
                         method="POST", body=asked)
        self.assertEqual(self.keys(root), self.keys(
            ET.fromstring(self.body("0270.xml"))))

    def test_the_recorded_bulk_request_again(self):
        for line in (CORPUS / "index.jsonl").read_text("utf-8").splitlines():
            entry = json.loads(line)
            if entry["body_file"] == "bodies/0257.json":
                break
        recorded = json.loads(self.body("0257.json"))
        documents = recorded["ops:world-patent-data"][
            "exchange-documents"]["exchange-document"]
        root = self.tree("published-data/publication/epodoc/biblio",
                         method="POST",
                         body=entry["request_body"].encode())
        wanted = {(one["@country"], one["@doc-number"], one.get("@kind"))
                  for one in documents}
        self.assertEqual(set(self.keys(root)), wanted)

    def test_epodoc_spelling_and_full_cycle(self):
        root = self.tree(
            "published-data/publication/epodoc/EP2400812/full-cycle")
        self.assertEqual([key[2] for key in self.keys(root)], ["A1", "B1"])

    def test_recorded_document_is_preferred_to_the_sample(self):
        body = self.ask("published-data/publication/docdb/EP.1000000.A1")
        self.assertNotIn(b"SAMPLE", body.body)

    def test_found_by_search(self):
        root = self.tree("published-data/search", q="pa=9solutions")
        self.assertEqual(root[0].get("total-result-count"), "4")


if __name__ == "__main__":
    unittest.main()
