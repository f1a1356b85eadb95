# SPDX-License-Identifier: GPL-3.0-or-later
"""The document library: references, bulk, contents and odd input."""
import unittest
import xml.etree.ElementTree as ET

from library import EX, OPS, REG, LibraryCase

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


class OddInput(LibraryCase):
    """Whatever is asked, there is an answer or None, never an exception."""

    MARKS = ".", ",", "/", "(", ")", "*", "", "A", "9", "\u00b2", "\u0663", "\0"

    def test_each_part_spoilt(self):
        for path in SERVICES:
            for at in range(0, len(path), 3):
                for mark in self.MARKS:
                    spoilt = path[:at] + mark + path[at + 1:]
                    for method in ("GET", "POST"):
                        answer = self.ask(spoilt, method=method,
                                          body=b"\xff,(EP.1")
                        if answer is not None and answer.status != 200:
                            ET.fromstring(answer.body)


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


if __name__ == "__main__":
    unittest.main()
