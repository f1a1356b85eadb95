# SPDX-License-Identifier: GPL-3.0-or-later
"""The document library against recorded answers of OPS, where there are any."""
import json
import unittest
import xml.etree.ElementTree as ET

from library import CORPUS, LibraryCase, structure

NOTHING = "no recorded corpus beside the project"
DOCUMENT = "published-data/publication/docdb/EP.2814089.A1"

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

    def test_recorded_symbols_stand_in_larger_answers(self):
        tree = self.tree("classification/cpc/H04W", depth="all")
        text = "".join(tree.itertext())
        for name in ("0291", "0292"):
            body = ET.parse(CORPUS / "bodies" / f"{name}.xml").getroot()
            self.assertIn("".join(body.itertext()).strip()[:200], text)

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
