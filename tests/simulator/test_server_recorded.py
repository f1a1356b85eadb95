# SPDX-License-Identifier: GPL-3.0-or-later
"""Replay of recorded exchanges, and how the form of an answer is chosen."""

import json
import shutil
import tempfile
import unittest
from pathlib import Path
from urllib.parse import quote

from server import CORPUS, SimulatorTest

DOC = b'<?xml version="1.0"?><a xmlns="u"><b>1</b></a>'
ROWS = [
    # path, query, request body, status, body, headers
    ("legal/publication/docdb/EP.1.A", "", "", 200, ("0.xml", DOC),
     {"ETag": '"x"', "Date": "old", "Content-Length": "9",
      "X-Throttling-Control": "old", "Content-Type": "text/xml"}),
    ("legal/publication/docdb/EP.1.A", "", "", 404, ("1.xml", b"<no/>"), {}),
    ("legal/publication/docdb/EP.2.A", "", "", 404, ("2.xml", b"<no/>"), {}),
    ("legal/publication/docdb/EP.3.A", "", "", 403, ("3.xml", b"<no/>"), {}),
    ("legal/publication/docdb/EP.4.A", "", "", 400,
     ("4.xml", b"<error>invalid_access_token</error>"), {}),
    ("published-data/search", "q=ti%3Da&Range=1-5", "", 200,
     ("5.xml", DOC), {}),
    ("published-data/publication/docdb/biblio", "", "EP.1.A\nEP.2.A", 200,
     ("6.xml", DOC), {}),
    ("family/publication/docdb/EP.1.A", "", "", 200, ("7.xml", DOC), {}),
    ("family/publication/docdb/EP.1.A", "", "", 200, ("8.json", b"{}"), {}),
    ("published-data/images/EP/1/A/fullimage.pdf", "Range=1", "", 200,
     ("9.pdf", b"%PDF"), {}),
    ("published-data/images/EP/1/A/thumbnail", "Range=1", "", 200,
     ("10.tiff", b"MM"), {}),
    ("register/publication/epodoc/EP1/biblio", "", "", 200,
     ("11.xml", b"<a>/</a>"), {}),
    ("classification/cpc/A62C37/48", "", "", 200, ("12.xml", DOC), {}),
    ("legal/publication/docdb/EP1.A", "", "", 200, ("13.xml", b"<x/>"), {}),
    ("legal/publication/docdb/EP5.A", "", "", 200, ("14.xml", DOC), {}),
]


def write(folder: Path) -> None:
    (folder / "bodies").mkdir()
    with open(folder / "index.jsonl", "w", encoding="utf-8") as index:
        for path, query, sent, status, (name, body), headers in ROWS:
            (folder / "bodies" / name).write_bytes(body)
            index.write(json.dumps({
                "method": "POST" if sent else "GET", "status": status,
                "path": "/rest-services/" + path, "query": query,
                "request_body": sent, "response_headers": headers,
                "body_file": "bodies/" + name, "recorded": True}) + "\n")


class Replay(SimulatorTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp())
        write(cls.folder)
        cls.ARGUMENTS = ("--no-samples", "--recordings", str(cls.folder))
        super().setUpClass()

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        shutil.rmtree(cls.folder)

    def test_headers_are_the_recorded_ones_but_for_ours(self):
        reply = self.get("legal/publication/docdb/EP.1.A")
        self.assertEqual((reply.status, reply.body), (200, DOC))
        self.assertEqual(reply.all("ETag"), ['"x"'])
        self.assertEqual(reply.all("Content-Type"), ["text/xml"])
        self.assertEqual(reply.all("Content-Length"), [str(len(DOC))])
        self.assertEqual(len(reply.all("X-Throttling-Control")), 1)
        self.assertNotIn("old", [value for _, value in reply.fields])

    def test_errors_only_where_there_is_nothing_better(self):
        self.assertEqual(self.get("legal/publication/docdb/EP.2.A").body,
                         b"<no/>")
        for number in (3, 4):
            reply = self.get(f"legal/publication/docdb/EP.{number}.A")
            self.assertEqual(reply.status, 404)
            self.assertIn(b"SERVER.EntityNotFound", reply.body)

    def test_paths_are_compared_decoded(self):
        self.assertEqual(
            self.get("legal/publication/docdb/EP%2E1%2EA").body, DOC)

    def test_a_number_without_a_dot_answers_for_that_with_it(self):
        self.assertEqual(self.get("legal/publication/docdb/EP.5.A").body, DOC)
        self.assertEqual(self.get("legal/publication/docdb/EP.1.A").body, DOC)

    def test_an_encoded_slash_is_refused(self):
        self.assertEqual(self.get("classification/cpc/A62C37/48").body, DOC)
        self.assertEqual(self.get("classification/cpc/A62C37%2F48").status,
                         404)

    def test_queries_are_sets_and_the_header_counts(self):
        for path, headers in (
                ("published-data/search?Range=1-5&q=ti%3Da", {}),
                ("published-data/search?q=ti=a", {"X_OPS_Range": "1-5"})):
            self.assertEqual(self.get(path, **headers).body, DOC)
        self.assertEqual(self.get("published-data/search?q=ti=a").status, 404)

    def test_bodies_count(self):
        path = "published-data/publication/docdb/biblio"
        for body, status in ((b"EP.1.A\nEP.2.A", 200), (b"EP.1.A", 404)):
            self.assertEqual(self.get(path, method="POST", body=body,
                                      Content_Type="text/plain").status,
                             status)

    def test_json(self):
        wish = {"Accept": "application/json"}
        self.assertEqual(
            self.get("family/publication/docdb/EP.1.A", **wish).body, b"{}")
        self.assertEqual(self.get("family/publication/docdb/EP.1.A").body,
                         DOC)
        reply = self.get("legal/publication/docdb/EP.1.A", **wish)
        self.assertEqual(reply.get("Content-Type"), "application/json")
        self.assertEqual(reply.json(),
                         {"a": {"@xmlns": {"$": "u"}, "b": {"$": "1"}}})
        self.assertEqual(
            self.get("register/publication/epodoc/EP1/biblio", **wish).body,
            b'{"a":{"$":"\\/"}}')
        self.assertEqual(
            self.get("legal/publication/docdb/EP.2.A", **wish).body,
            b"<no/>")

    def test_json_of_the_classification_is_refused(self):
        reply = self.get("classification/cpc/A62C37/48",
                         Accept="application/json")
        self.assertEqual(reply.status, 400)
        self.assertIn(b"RESTEASY003515", reply.body)

    def test_preferences(self):
        for accept, media in (
                ("application/json;q=0.5, application/exchange+xml", "xml"),
                ("application/xml;q=0.1, application/json", "json"),
                ("*/*", "xml"), ("application/json;q=0", "xml")):
            reply = self.get("family/publication/docdb/EP.1.A", Accept=accept)
            self.assertEqual(reply.body, DOC if media == "xml" else b"{}")

    def test_images_by_suffix_or_accept(self):
        stem = "published-data/images/EP/1/A/"
        for path, headers, body in (
                ("fullimage.pdf?Range=1", {}, b"%PDF"),
                ("fullimage.pdf", {"X_OPS_Range": "1"}, b"%PDF"),
                ("fullimage?Range=1", {"Accept": "application/pdf"}, b"%PDF"),
                ("thumbnail?Range=1", {"Accept": "application/tiff"}, b"MM"),
                ("thumbnail?Range=1", {}, b"MM"),
                ("thumbnail.tiff?Range=1", {}, b"MM")):
            self.assertEqual(self.get(stem + path, **headers).body, body)
        for path in ("fullimage.pdf?Range=2", "fullimage.png?Range=1"):
            self.assertEqual(self.get(stem + path).status, 404)

    def test_methods_and_media_types(self):
        path = "published-data/publication/docdb/biblio"
        for method, kind in (("POST", "plain/text"), ("PUT", "text/plain"),
                             ("DELETE", "")):
            reply = self.get(path, method=method, body=b"x",
                             Content_Type=kind)
            self.assertEqual(reply.status, 405)
            self.assertIn(b"CLIENT.MethodNotAllowed", reply.body)


@unittest.skipUnless(CORPUS.is_dir(), "no recordings here")
class Corpus(SimulatorTest):
    ARGUMENTS = ("--no-samples", "--recordings", str(CORPUS))

    def test_every_good_recording_is_replayed(self):
        seen = {}
        with open(CORPUS / "index.jsonl", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["status"] == 200:
                    seen.setdefault(self.place(row), []).append(row)
        self.assertGreater(len(seen), 100)
        with self.sim.client() as client:
            for rows in seen.values():
                reply = self.replay(client, rows[0])
                bodies = [(CORPUS / r["body_file"]).read_bytes()
                          for r in rows]
                self.assertEqual(reply.status, 200, rows[0]["path"])
                self.assertIn(reply.body, bodies, rows[0]["path"])

    @staticmethod
    def place(row) -> tuple:
        return (row["method"], row["path"],
                frozenset(row["query"].split("&")), row["request_body"],
                row["body_file"].endswith("json"))

    def replay(self, client, row):
        accept = {name.lower(): value for name, value in
                  row["request_headers"].items()}.get("accept", "*/*")
        path = quote(row["path"].removeprefix("/rest-services/"),
                     safe="/(),:")
        if row["query"]:
            path += "?" + row["query"].replace(" ", "%20")
        return self.get(path, client, row["method"],
                        row["request_body"].encode(), Accept=accept,
                        Content_Type="text/plain")


if __name__ == "__main__":
    unittest.main()
