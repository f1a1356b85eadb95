#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file is made of, and as of when: sources.tsv and the attributes, in the
mount that fetched it and in the next one. They cost nothing.
"""

import os
import shutil
import tempfile
from pathlib import Path

import harness
from harness import Mount, MountTest

HEADER = ["file", "url", "source", "status", "fetched", "age", "stale", "etag",
          "remark"]
PART = "a record of an answer with several"
NUMBER = "EP2814089B1"
REGISTER = "register/publication/epodoc/EP2814089/"


class Sources(MountTest):
    """Each test is two mounts over one store, one after the other."""

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

    def mounts(self):
        for at, place in enumerate(("OPS", "OPS (store)")):
            self.mount = Mount(self.sim, *self.options)
            try:
                yield at, place
            finally:
                self.mount.close()

    def rows(self, number: str = NUMBER) -> list[dict[str, str]]:
        with self.costs(0):
            text = self.mount.text(f"patent/{number}/sources.tsv")
        table = [line.split("\t") for line in text.splitlines()]
        self.assertEqual(table[0], HEADER)
        return [dict(zip(HEADER, row, strict=True)) for row in table[1:]]

    def of(self, name: str, number: str = NUMBER) -> list[dict[str, str]]:
        return [row for row in self.rows(number) if row["file"] == name]

    def url(self, path: str) -> str:
        base = self.sim.options()[0].partition("=")[2]
        return f"{base}/rest-services/{path}"

    def said(self, path: str) -> dict[str, str]:
        with self.costs(0):
            return {name.removeprefix("user.opsfs."):
                    os.getxattr(self.mount / path, name).decode()
                    for name in os.listxattr(self.mount / path)}

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


if __name__ == "__main__":
    harness.main()
