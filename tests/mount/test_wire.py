#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent to OPS, beside what clients were recorded to send for the same.

Each recorded request is asked for through a mount, and the simulator's journal
says what came: path and query letter by letter, Accept, the range's header,
the body and its type. What differs is in a table below, with the reason.
"""

import json
import re
import unittest
from urllib.parse import parse_qsl

import harness
import recordings
from harness import CORPUS
from test_bulk import BulkTest

#: Recorded requests of which none is sent, and why. GET: the name cannot be in
#: the tree. POST: several are never asked for at once.
NOT_SENT = [
    (r"GET .*/docdb/\d+/biblio",
     "a number without its office: OPS refuses it, too"),
    (r"GET .*/original/[^(]*\)/",
     "a bracket that nothing opens; OPS takes it for a slip"),
    (r"GET .*Range=(0-\d+|20-1)\b",
     "no hits have these places: OPS refuses it, too"),
    (r"GET .*/FullDocument\.pdf",
     "the link's description, not its path: 404 of OPS"),
    (r"POST .*/epodoc/biblio$",
     "asked for as JSON; only a bundle in XML is taken apart again"),
    (r"POST .*/(claims|description|fulltext|equivalents)$",
     "the answers of a bundle do not say which part is whose"),
    (r"POST .*/(family|legal|register|number-service)/",
     "the answers of a bundle do not say which part is whose"),
    (r"POST .*/classification/cpc$", "one symbol a directory, one request"),
    (r"POST .*/images\?", "a page is a file, and a request"),
    (r"POST .*/search$", "a query goes into the address, which OPS can keep"),
]

#: field, recorded, sent, why they may differ. Expressions for the whole.
EXPLAINED = [
    ("accept", r"\*/\*|None", r"application/.*|image/.*",
     "the client took what came; the type of the same answers is asked for"),
    ("accept", r"application/(exchange|fulltext)\+xml", "application/xml",
     "both in the guide (3.1), and both recorded with the same answers"),
    ("accept", "application/xml", "image/gif",
     "a figure is no XML, and came as a figure all the same"),
    ("query", r"Range=[\d-]+&q=.*", r"q=.*&Range=[\d-]+",
     "OPS takes the parameters in any order, and a `=` of the query's own in "
     "either spelling: each was recorded"),
    ("query", "additional=", "additional",
     "a switch has no value, and so no `=`"),
    ("path", r"(.*/thumbnail)", r"\1.tiff",
     "a page's form is in the path as well as in Accept, as for fullimage.pdf"),
    ("body", r"client_id=.*&(.*)", r"\1",
     "key and secret go into the header (guide 1.2), not into the body"),
]

FIELDS = ("path", "query", "accept", "content_type", "range", "body")

#: Never made of another answer, so that one mount does for all of them.
SHARED = re.compile(r"number-service/|classification/|.*/(images|search)/")


def recorded() -> list[dict]:
    with open(CORPUS / "index.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def line_of(exchange: dict) -> str:
    query = exchange["query"]
    return f"{exchange['method']} {exchange['path']}" + (
        f"?{query}" if query else "")


def names_of(exchange: dict) -> tuple[str, ...]:
    """The files in the tree of a recorded POST."""
    folder, part = exchange["path"].removeprefix(
        recordings.PREFIX).rsplit("/", 1)
    return tuple(f"{folder}/{number}/{part}.xml"
                 for number in exchange["request_body"].split())


def fields_of(exchange: dict) -> dict:
    """What is compared, in the journal's words."""
    headers = {k.lower(): v for k, v in exchange["request_headers"].items()}
    return {"path": exchange["path"], "query": exchange["query"],
            "accept": headers.get("accept"),
            "content_type": headers.get("content-type"),
            "range": headers.get("x-ops-range", headers.get("range")),
            "body": exchange["request_body"]}


def text_of(value) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


def meaning(field: str, text: str | None):
    """What must be the same however it is spelled."""
    if field == "query":
        return sorted(parse_qsl(text, keep_blank_values=True))
    return None


class Differences:
    """Those that are explained are counted, the others kept."""

    def __init__(self) -> None:
        self.used: set[int] = set()
        self.unsent: set[int] = set()
        self.left: list[str] = []

    def why(self, field: str, was: str, sent: str) -> int | None:
        for row, (of, before, after, _) in enumerate(EXPLAINED):
            match = of == field and re.fullmatch(before, was, re.S)
            if match and re.fullmatch(match.expand(after)
                                      if after.startswith("\\") else after,
                                      sent, re.S):
                return row
        return None

    def compare(self, line: str, was: dict, sent: dict) -> None:
        for field in FIELDS:
            before, after = was[field], sent[field]
            if field == "body":  # in the order in which the readers came
                before, after = (sorted(text.split("\n"))
                                 for text in (before, after))
            if before == after:
                continue
            row = self.why(field, *map(text_of, (before, after)))
            if row is None or meaning(field, before) != meaning(field, after):
                self.left.append(
                    f"{line}: {field} was {before!r}, is {after!r}")
            else:
                self.used.add(row)


class Wire(BulkTest):
    SIMULATOR = harness.WIDE + ("--recordings", str(CORPUS),
                                "--synthetic", "2000")
    exchanges: list[dict]

    @classmethod
    def setUpClass(cls) -> None:
        if not (CORPUS / "index.jsonl").exists():
            raise unittest.SkipTest(f"no recordings in {CORPUS}")
        super().setUpClass()
        cls.exchanges = recorded()

    def of(self, method: str) -> list[tuple[str, dict]]:
        """Recorded requests for data, each with its line."""
        return [(line_of(e), e) for e in self.exchanges
                if e["method"] == method and "/auth/" not in e["path"]]

    def last(self, count: int) -> list[dict]:
        """The journal's last entries but for tokens."""
        return [entry for entry in self.sim.log(".")[count:]
                if not entry["path"].startswith("/auth/")]

    def requests_of(self, name: str) -> list[dict]:
        """What is sent for a file of which nothing is known."""
        before = len(self.sim.log("."))
        mount = self.mount if SHARED.match(name) else self.start()
        try:
            mount.errno_of(name)
        finally:
            if mount is not self.mount:
                mount.close()
        return self.last(before)

    def bundle_of(self, names: tuple[str, ...]) -> list[dict]:
        """The POST of files that are read at once."""
        mount, type(self).mount = self.mount, self.start()
        before = len(self.sim.log("."))
        try:
            self.gathered(list(names))
            self.mount.close()
        finally:
            type(self).mount = mount
        return [e for e in self.last(before) if e["method"] == "POST"]

    def reason(self, line: str) -> int | None:
        for row, (pattern, _) in enumerate(NOT_SENT):
            if re.match(pattern, line):
                return row
        return None

    def check(self, method: str, name_of, requests_of) -> Differences:
        """Each is sent once, or has a reason not to be."""
        found, seen = Differences(), {}
        for line, exchange in self.of(method):
            reason = self.reason(line)
            if method == "POST" and reason is not None:
                found.unsent.add(reason)
                continue
            name = name_of(exchange)
            if name not in seen:
                seen[name] = requests_of(name)
            self.assertEqual(len(seen[name]), reason is None, line)
            if reason is None:
                found.compare(line, fields_of(exchange), seen[name][0])
            else:
                found.unsent.add(reason)
        self.assertEqual(found.left, [])
        return found

    def token(self) -> Differences:
        found = Differences()
        sent = next(e for e in self.sim.log("/auth/"))
        for exchange in self.exchanges:
            if "/auth/" in exchange["path"]:
                found.compare(line_of(exchange), fields_of(exchange), sent)
        self.assertEqual(found.left, [])
        return found

    def test_each_request(self) -> None:
        gets = self.check("GET", recordings.place, self.requests_of)
        posts = self.check("POST", names_of, self.bundle_of)
        token = self.token()
        # no row of the tables is for nothing
        self.assertEqual(gets.unsent | posts.unsent,
                         set(range(len(NOT_SENT))))
        self.assertEqual(gets.used | posts.used | token.used,
                         set(range(len(EXPLAINED))))


class Compared(unittest.TestCase):
    """A comparison that finds nothing would be content for ever."""

    WAS = {"path": "/a/(1,2)", "query": "Range=1-2&q=a%3Db", "accept": "*/*",
           "content_type": None, "range": None, "body": ""}

    def left(self, **sent: str) -> list[str]:
        found = Differences()
        found.compare("", self.WAS, {**self.WAS, **sent})
        return [line.split()[1] for line in found.left]

    def test_what_is_explained_passes(self) -> None:
        self.assertEqual(self.left(), [])
        self.assertEqual(self.left(query="q=a%3Db&Range=1-2",
                                   accept="application/xml"), [])

    def test_what_is_not_is_found(self) -> None:
        self.assertEqual(self.left(path="/a/%281,2%29"), ["path"])
        self.assertEqual(self.left(query="q=a%3Dc&Range=1-2"), ["query"])
        self.assertEqual(self.left(accept="text/plain", range="1-2", body="x"),
                         ["accept", "range", "body"])


if __name__ == "__main__":
    harness.main()
