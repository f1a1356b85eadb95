#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file is made of, and as of when: sources.tsv and the attributes, in the
mount that fetched it and in the next one. They cost nothing. What is shown when
OPS cannot be asked says how old it is.
"""

import calendar
import contextlib
import errno
import os
import shutil
import tempfile
import time
from pathlib import Path

import harness
from harness import Mount, MountTest, ShiftedClock, until

HEADER = ["file", "url", "source", "status", "fetched", "age", "stale", "etag",
          "remark"]
PART = "a record of an answer with several"
NUMBER = "EP2814089B1"
REGISTER = "register/publication/epodoc/EP2814089/"


class KeptTest(MountTest):
    """A store for each test."""

    @classmethod
    def start(cls):
        return None

    @classmethod
    def tearDownClass(cls) -> None:
        status, errors = cls.sim.stop()
        assert (status, errors) == (0, ""), (status, errors)

    def setUp(self) -> None:
        home = Path(tempfile.mkdtemp(prefix="opsfs-sources-"))
        self.addCleanup(shutil.rmtree, home)
        self.options = ("timeout=240", "store_wait=240",
                        f"store={home / 'kept'}", "readahead=0",
                        self.sim.publications())

    @contextlib.contextmanager
    def costs(self, requests: int, match: str = ""):
        """Nothing is fetched ahead here, and OPS may be out of reach."""
        before = self.sim.requests(match)
        yield
        self.assertEqual(self.sim.requests(match) - before, requests)

    def rows(self, number: str = NUMBER) -> list[dict[str, str]]:
        with self.costs(0):
            text = self.mount.text(f"patent/{number}/sources.tsv")
        table = [line.split("\t") for line in text.splitlines()]
        self.assertEqual(table[0], HEADER)
        return [dict(zip(HEADER, row, strict=True)) for row in table[1:]]

    def of(self, name: str, number: str = NUMBER) -> list[dict[str, str]]:
        return [row for row in self.rows(number) if row["file"] == name]

    def said(self, path: str) -> dict[str, str]:
        with self.costs(0):
            return {name.removeprefix("user.opsfs."):
                    os.getxattr(self.mount / path, name).decode()
                    for name in os.listxattr(self.mount / path)}


class Sources(KeptTest):
    """Each test is two mounts over one store, one after the other."""

    def mounts(self):
        for at, place in enumerate(("OPS", "OPS (store)")):
            self.mount = Mount(self.sim, *self.options)
            try:
                yield at, place
            finally:
                self.mount.close()

    def url(self, path: str) -> str:
        base = self.sim.options()[0].partition("=")[2]
        return f"{base}/rest-services/{path}"

    def test_of_one_answer(self) -> None:
        url = self.url("legal/publication/docdb/EP.2814089.B1")
        fetched = []
        for first, place in self.mounts():
            path = f"patent/{NUMBER}/legal.tsv"
            self.assertEqual(self.rows(), [])
            self.assertEqual(self.said(path), {})
            with self.costs(0 if first else 1):
                self.mount.read(path)
            row, = self.rows()
            said = self.said(path)
            fetched.append(said["fetched"])
            self.assertEqual(
                {**row, "age": ""},
                {"file": "legal.tsv", "url": url, "source": place,
                 "status": "200", "fetched": said["fetched"], "age": "",
                 "stale": "no", "etag": said["etag"].strip('"'), "remark": ""})
            self.assertGreaterEqual(int(row["age"]), 0)
            self.assertRegex(said["etag"], '^"[0-9a-f]{33}"$')
            self.assertEqual((said["url"], said["source"]), (url, place))
        self.assertEqual(fetched[0], fetched[1])

    def test_files_of_one_answer(self) -> None:
        """Read or not: none of them costs a request now, but those of which
        there are many are listed once they were read."""
        biblio = self.url("published-data/publication/docdb/EP.2814089.B1/"
                          "biblio")
        claims = biblio.replace("biblio", "claims")
        for first, _ in self.mounts():
            with self.costs(0 if first else 2):
                self.mount.read(f"patent/{NUMBER}/title.txt")
                self.mount.read(f"patent/{NUMBER}/claims/002.txt")
                self.mount.read(f"patent/{NUMBER}/title.de.txt")
            files = {row["file"]: row["url"] for row in self.rows()}
            self.assertEqual(files, {
                **{name: biblio for name in (
                    "title.txt", "title.de.txt", "abstract.txt", "biblio.txt",
                    "citations.tsv", "numbers.txt", "links.txt", "cite.bib",
                    "cite.ris", "cite.json")},
                "claims.txt": claims, "claims/002.txt": claims})

    def test_out_of_a_larger_answer(self) -> None:
        """A hit's biblio came with the search; so it says in a later mount,
        too. What came in bulk has its own address."""
        for first, place in self.mounts():
            with self.costs(0 if first else 1):
                os.listdir(self.mount / "search/pn=EP2814089")
                self.mount.read("patent/EP2814089A1/title.txt")
            row, = self.of("title.txt", "EP2814089A1")
            self.assertEqual(
                (row["url"], row["source"], row["remark"]),
                (self.url("published-data/search/biblio?q=pn%3DEP2814089"
                          "&Range=1-100"), place, PART))
            self.assertEqual(self.said("search/pn=EP2814089")["url"], row["url"])

    def test_of_several_answers(self) -> None:
        """All of them, those that say that there is nothing included."""
        parts = [self.url(REGISTER + "biblio,events,procedural-steps"),
                 self.url(REGISTER + "upp"),
                 self.url("legal/publication/docdb/EP.2814089.B1")]
        for first, place in self.mounts():
            with self.costs(0 if first else 4):
                self.mount.read(f"patent/{NUMBER}/upc.txt")
                self.mount.read("patent/WO2020123001A1/register/status.txt")
            self.assertEqual([row["url"] for row in self.of("upc.txt")], parts)
            said = self.said(f"patent/{NUMBER}/upc.txt")
            self.assertEqual(said["url"].split("\n"), parts)
            self.assertEqual(said["source"], place)
            self.assertNotIn("etag", said)
            row, = self.of("register/status.txt", "WO2020123001A1")
            self.assertEqual((row["status"], row["remark"], row["source"]),
                             ("404", "it has none", place))

    def test_of_the_pages_of_a_document(self) -> None:
        """EP from the publication server in one, others page by page."""
        for first, place in self.mounts():
            self.mount.read("patent/EP1000000B1/document.pdf")
            row, = self.of("document.pdf", "EP1000000B1")
            self.assertTrue(row["url"].endswith(
                "/v1.2/patents/EP1000000NWB1/document.pdf"), row)
            self.assertEqual(row["source"], "publication server (store)"
                             if first else "publication server")
            self.mount.read("patent/US6093011A/document.pdf")
            inquiry, *pages = self.of("document.pdf", "US6093011A")
            self.assertTrue(inquiry["url"].endswith(".A/images"), inquiry)
            self.assertEqual([row["url"].rpartition("=")[2] for row in pages],
                             [str(page + 1) for page in range(len(pages))])
            self.assertGreater(len(pages), 5)
            self.assertEqual({row["source"] for row in pages}, {place})


DAY = 24 * 60 * 60
STATUS = "register/status.txt"
TOKEN = "/auth/accesstoken"


class Stale(KeptTest):
    """A day later, and OPS cannot be asked."""

    def setUp(self) -> None:
        super().setUp()
        self.clock = ShiftedClock()
        self.addCleanup(self.clock.close)
        self.addCleanup(self.sim.calm)

    def begin(self, *options: str) -> None:
        self.mount = Mount(self.sim, *self.options, *options,
                           env=self.clock.environment())

    def test_each_cause(self) -> None:
        self.begin()
        path = f"patent/{NUMBER}/{STATUS}"
        text = self.mount.read(path)
        fetched = self.said(path)["fetched"]
        self.mount.close()
        self.clock.advance(DAY + 1)
        for cause, fault, params, requests in (
                ("down", "status", {"status": 503, "match": "register"}, 1),
                ("quota", "quota_hour", {"match": "register"}, 1),
                ("throttled", "fairuse",
                 {"match": "register", "retry_after_ms": 900_000}, 1),
                ("no network", "reset", {"match": TOKEN}, 0),
                ("offline", "", {}, 0)):
            with self.subTest(cause):
                if fault:
                    self.sim.fault(fault, times=-1, **params)
                self.begin(*(["offline"] if cause == "offline" else []))
                before = self.sim.requests()
                self.assertEqual(self.mount.read(path), text)
                self.assertEqual(self.sim.requests() - before, requests)
                row, = self.of(STATUS)
                self.assertEqual(
                    (row["stale"], row["fetched"], row["source"]),
                    ("yes", fetched, "OPS (store)"))
                self.assertGreater(int(row["age"]), DAY)
                self.assertEqual(self.said(path)["fetched"], fetched)
                self.assertEqual(
                    os.stat(self.mount / path).st_mtime, calendar.timegm(
                        time.strptime(fetched, "%Y-%m-%dT%H:%M:%SZ")))
                self.assertEqual(
                    self.mount.number("asked", "older answers shown"), 1)
                self.mount.close()
                self.sim.calm()
        self.begin()
        with self.costs(1):
            self.assertEqual(self.mount.read(path), text)
        row, = self.of(STATUS)
        self.assertEqual((row["stale"], row["source"]), ("no", "OPS"))
        self.mount.close()

    def test_corrections_are_taken_over(self) -> None:
        """Biblio after 90 days, images after a year, when they are read."""
        title = f"patent/{NUMBER}/title.txt"
        page = "published-data/images/EP/1000000/A1/fullimage/001.pdf"
        self.begin()
        with self.costs(2):
            self.mount.read(title)
            self.mount.read(page)
        self.mount.close()
        self.begin()
        for days, requests in ((89, 0), (2, 1), (89, 0), (184, 1), (2, 1)):
            self.clock.advance(days * DAY)
            until(self.mount.sleeps, "a daemon that looks at the clock when it wakes")
            with self.costs(requests):
                self.mount.read(title)
                self.mount.read(page)
            self.assertEqual(self.of("title.txt")[0]["stale"], "no")
        self.mount.close()

    def test_usage_as_ops_counts_it(self) -> None:
        """Asked for when it is read, at no cost, and when a quota is used
        up."""
        usage = "^GET /developers/me/stats/usage"
        self.begin()
        stats = self.sim.stats()
        asked = len(self.sim.log(usage))
        os.listdir(self.mount / ".ops")
        self.assertEqual(len(self.sim.log(usage)), asked)
        self.mount.read(f"patent/{NUMBER}/title.txt")
        self.sim.fault("quota_hour", match="legal", times=-1)
        self.assertEqual(self.mount.errno_of(f"patent/{NUMBER}/legal.tsv"),
                         errno.EDQUOT)
        for _ in range(2):
            header, *rows = self.mount.text(".ops/usage.tsv").splitlines()
        self.assertEqual(header, "date\tkind\tvalue\tremark")
        days = [row.split("\t") for row in rows]
        self.assertEqual([day[1] for day in days[:2]],
                         ["total_response_size", "message_count"])
        self.assertGreaterEqual(int(days[1][2]), 1)
        self.assertEqual(len(self.sim.log(usage)), asked + 1)
        self.assertEqual(self.sim.stats()["requests"] - stats["requests"], 2)
        self.mount.close()

    def test_count_of_what_is_kept(self) -> None:
        """The first page has it, too."""
        query = "search/pn=EP40001*"
        self.begin()
        with self.costs(1):
            os.listdir(self.mount / query)
        fetched = self.said(query)["fetched"]
        self.mount.close()
        self.begin("offline")
        with self.costs(0):
            self.assertEqual(self.mount.text(f"{query}/count"), "100\n")
            self.assertEqual(self.said(f"{query}/count")["fetched"], fetched)
            self.assertEqual(
                os.stat(self.mount / f"{query}/count").st_mtime,
                calendar.timegm(time.strptime(fetched, "%Y-%m-%dT%H:%M:%SZ")))
            self.assertEqual(self.mount.errno_of("search/pn=EP40002*/count"),
                             errno.ENOENT)
        self.mount.close()

    def test_count_of_what_is_kept_while_ops_is_slow(self) -> None:
        """Its own request is not answered in the reader's time."""
        query = "search/pn=EP40001*"
        self.begin()
        os.listdir(self.mount / query)
        self.mount.close()
        self.addCleanup(self.sim.calm)
        self.sim.fault("hang", match="search", times=-1)
        self.begin("timeout=3")
        with self.costs(0, "Range=1-100"):
            self.assertEqual(self.mount.text(f"{query}/count"), "100\n")
        self.mount.close()


if __name__ == "__main__":
    harness.main()
