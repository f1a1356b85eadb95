#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One fetch, many files: what can be read from an answer that was had is not
fetched again, and has the bytes that a request of its own would have had.
"""

import os
import re

import harness
from harness import MountTest, in_parallel, join

PUBLISHED = "published-data/publication"
PARTS = ("biblio", "events", "procedural-steps")
DOCUMENT = re.compile(rb"<exchange-document [^>]*>.*?</exchange-document>",
                      re.DOTALL)


def canonical(body: bytes) -> bytes:
    """The form of a record that was not fetched alone, from one that was.
    OPS's layout as it is: nothing but documents stands in the list."""
    root = re.search(rb"<ops:world-patent-data[^>]*>", body)[0]
    lines = [b'<?xml version="1.0" encoding="UTF-8"?>',
             root + b"<exchange-documents>", *DOCUMENT.findall(body),
             b"</exchange-documents></ops:world-patent-data>", b""]
    return b"\n".join(lines)


class FillTest(MountTest):
    def own(self, path: str) -> bytes:
        """What OPS says to a request of its own."""
        return self.sim.fetch(path)

    def docdb(self, reference: str) -> str:
        return f"{PUBLISHED}/docdb/{reference}/biblio"

    def check_filled(self, reference: str) -> None:
        path = self.docdb(reference)
        before = self.sim.requests()
        body = self.mount.read(f"{path}.xml")
        self.assertEqual(self.sim.requests(), before, path)
        self.assertEqual(body, canonical(self.own(path)))


class Hits(FillTest):
    PAGES = 2 if harness.QUICK else 20

    def test_two_thousand_hits(self) -> None:
        """Twenty pages are all that their records cost."""
        count, newest = self.PAGES * 100, 4_020_000
        with self.costs(self.PAGES):
            for first in range(1, count, 100):
                self.mount.read("published-data/search/ti=synthetic/"
                                f"{first}-{first + 99}/biblio.xml")
            for number in range(newest, newest - count, -1):
                body = self.mount.read(self.docdb(f"EP.{number}.A1") + ".xml")
                self.assertIn(b'doc-number="%d"' % number, body)
        self.check_filled(f"EP.{newest}.A1")
        self.check_filled(f"EP.{newest - count + 1}.A1")

    def test_parallel_pages_and_their_hits(self) -> None:
        """Whoever has the page finds its hits, whatever goes on beside."""
        def read(i: int) -> None:
            first = 200 * i + 1
            folder = f"published-data/search/ti=record/{first}-{first + 99}"
            page = self.mount.read(f"{folder}/biblio.xml")
            for number in re.findall(rb'family-id="\d+" country="EP" '
                                     rb'doc-number="(\d+)"', page):
                self.mount.read(
                    self.docdb(f"EP.{number.decode()}.A1") + ".xml")

        with self.costs(8):
            join(in_parallel(8, read))

    def test_the_first_hits(self) -> None:
        with self.costs(1):
            self.mount.read("published-data/search/ti=brick/biblio.xml")
            self.mount.read(self.docdb("EP.1000000.A1") + ".xml")

    def test_filled_is_what_is_looked_at(self) -> None:
        """stat, cat and the rest agree; a listing knows the size."""
        with self.costs(1):
            self.mount.read("published-data/search/"
                            "ti=synthetic/1901-1901/biblio.xml")
            path = self.docdb("EP.4018100.A1") + ".xml"
            size = os.stat(self.mount / path).st_size
            self.assertEqual(len(self.mount.read(path)), size)
            self.run_tool("cat", path)

    def test_what_fills_nothing(self) -> None:
        """Numbers alone, abstracts alone, JSON; and a number without a kind
        is another request."""
        number = iter(range(4_017_000, 4_016_000, -1))
        for name in ("search.xml", "abstract.xml", "biblio.json"):
            with self.subTest(name), self.costs(2):
                hit = next(number)
                self.mount.read(f"published-data/search/ti={hit - 4_000_000}/"
                                f"1-1/{name}")
                self.mount.read(self.docdb(f"EP.{hit}.A1") + ".xml")
        with self.costs(2):
            hit = next(number)
            self.mount.read(f"published-data/search/ti={hit - 4_000_000}/1-1/"
                            "biblio.xml")
            self.mount.read(f"{PUBLISHED}/epodoc/EP{hit}/biblio.xml")

    def test_what_was_read_stays(self) -> None:
        """A page does not change what a reader has."""
        path = self.docdb("EP.4015000.A1") + ".xml"
        body = self.mount.read(path)
        with self.costs(1):
            self.mount.read("published-data/search/ti=15000/1-1/biblio.xml")
            self.assertEqual(self.mount.read(path), body)


class SmallCache(FillTest):
    """A megabyte: a page has a quarter of it, what was read keeps the rest."""

    OPTIONS = ("timeout=240", "cache_size=1M")

    def test_what_readers_use_stays(self) -> None:
        paths = [self.biblio() for _ in range(10)]
        bodies = [self.mount.read(path) for path in paths]
        for first in range(1, 200, 20):
            self.mount.read("published-data/search/ti=synthetic/"
                            f"{first}-{first + 19}/biblio.xml")
            for path in paths:
                self.assertEqual(self.mount.read(path), bodies.pop(0))
                bodies.append(self.mount.read(path))
        used, most = (float(self.mount.status("cache").split()[i])
                      for i in (0, 2))
        self.assertLessEqual(used, most)
        with self.costs(0):
            self.mount.read(paths[0])
            self.mount.read(self.docdb("EP.4019801.A1") + ".xml")


class Alone(FillTest):
    """A request for each record, if that is what was asked for."""

    OPTIONS = ("timeout=240", "bulk=off")

    def test_each_record_is_a_request(self) -> None:
        with self.costs(3):
            self.mount.read("published-data/search/ti=14000/1-1/biblio.xml")
            folder = f"{PUBLISHED}/docdb/EP.4014000.A1"
            record = self.mount.read(f"{folder}/biblio.xml")
            self.mount.read(f"{folder}/abstract.xml")
        self.assertEqual(record, self.own(f"{folder}/biblio"))


class Families(FillTest):
    def test_full_cycle(self) -> None:
        with self.costs(1):
            self.mount.read(f"{PUBLISHED}/epodoc/EP2814089/"
                            "biblio,full-cycle.xml")
            for kind in ("A1", "B1"):
                self.mount.read(self.docdb(f"EP.2814089.{kind}") + ".xml")
        self.check_filled("EP.2814089.A1")
        self.check_filled("EP.2814089.B1")

    def test_members(self) -> None:
        with self.costs(1):
            family = self.mount.read("family/publication/docdb/EP.1000000.A1/"
                                     "biblio,legal.xml")
            members = set(re.findall(
                rb'<exchange-document [^>]*country="(\w+)" '
                rb'doc-number="(\w+)" kind="(\w+)"', family))
            self.assertGreater(len(members), 2)
            for member in members:
                self.mount.read(
                    self.docdb(b".".join(member).decode()) + ".xml")
        for member in members:
            self.check_filled(b".".join(member).decode())

    def test_abstract_of_a_biblio(self) -> None:
        for folder in (f"{PUBLISHED}/docdb/EP.{self.fresh()[2:]}.A1",
                       f"{PUBLISHED}/epodoc/{self.fresh()}"):
            with self.subTest(folder), self.costs(1):
                self.mount.read(f"{folder}/biblio.xml")
                body = self.mount.read(f"{folder}/abstract.xml")
            self.assertEqual(body, canonical(self.own(f"{folder}/abstract")))

    def test_abstract_of_a_hit(self) -> None:
        """One request for the page, the record and its abstract."""
        with self.costs(1):
            self.mount.read("published-data/search/ti=14000/1-1/biblio.xml")
            folder = f"{PUBLISHED}/docdb/EP.4014000.A1"
            body = self.mount.read(f"{folder}/abstract.xml")
        self.assertEqual(body, canonical(self.own(f"{folder}/abstract")))


class Register(FillTest):
    def setUp(self) -> None:
        self.folder = f"register/publication/epodoc/{self.fresh()}"

    def check(self, parts: str) -> None:
        self.assertEqual(self.mount.read(f"{self.folder}/{parts}.xml"),
                         self.own(f"{self.folder}/{parts}"))

    def test_one_part_is_one_part(self) -> None:
        with self.costs(1):
            self.mount.read(f"{self.folder}/events.xml")
        self.assertEqual(self.sim.requests(f"{self.folder}/events$"), 1)
        self.check("events")

    def test_the_third_part_comes_with_the_second(self) -> None:
        with self.costs(2):
            self.mount.read(f"{self.folder}/biblio.xml")
            for part in (*PARTS, *PARTS):
                self.mount.read(f"{self.folder}/{part}.xml")
        for part in PARTS:
            self.check(part)

    def test_all_parts_at_once(self) -> None:
        """One request, or two where the first was already on its way."""
        before = self.sim.requests()
        join(in_parallel(3, lambda i: self.mount.read(
            f"{self.folder}/{PARTS[i]}.xml")))
        self.mount.read(self.biblio())
        self.assertLessEqual(self.sim.requests() - before, 2 + 1)
        for part in PARTS:
            self.check(part)

    def test_parts_of_a_larger_answer(self) -> None:
        with self.costs(1):
            self.mount.read(f"{self.folder}/{','.join(PARTS)}.xml")
            for part in (*PARTS, "biblio,events", "biblio,procedural-steps",
                         "events,procedural-steps"):
                self.mount.read(f"{self.folder}/{part}.xml")
        for part in (*PARTS, "biblio,events"):
            self.check(part)

    def test_upp_and_json_are_apart(self) -> None:
        with self.costs(4):
            self.mount.read(f"{self.folder}/{','.join(PARTS)}.xml")
            self.mount.read(f"{self.folder}/upp.xml")
            self.mount.read(f"{self.folder}/biblio.json")
            self.mount.read(f"{self.folder}/events.json")

    def test_a_part_that_ops_refuses_together(self) -> None:
        """Each is then asked for alone, and the refusal is remembered."""
        self.sim.fault("status", match=f"{self.folder}/biblio,", status=404,
                       code="SERVER.EntityNotFound", message="none")
        with self.costs(4):
            for part in PARTS:
                self.assertIn(b"register-document",
                              self.mount.read(f"{self.folder}/{part}.xml"))


if __name__ == "__main__":
    harness.main()
