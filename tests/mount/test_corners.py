#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The corners of the reading room: odd names, reasons of what fails, and what
looking around costs once it was used."""

import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path

import harness
from harness import MountTest

ERROR = "user.opsfs.error"


class ListsTest(MountTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="opsfs-corners-"))
        cls.OPTIONS = ("timeout=240", f"lists={cls.folder}/not/yet")
        super().setUpClass()
        cls.lists = cls.folder / "not/yet"
        cls.lists.mkdir(parents=True)

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        shutil.rmtree(cls.folder)

    def why(self, path: str) -> str:
        return os.getxattr(self.mount / path, ERROR).decode()


class Names(ListsTest):
    def test_no_such_name(self) -> None:
        """Reported in one line, whatever stands in it."""
        with self.costs(0):
            for folder in ("patent", "list"):
                for name in ("a\x01b", "\x1b[31mred", "tab\there", "line\nfeed",
                             b"\xff\xfe".decode("utf-8", "surrogateescape"),
                             "%", "%2F", "%2F%2F..%2F", "{}", "  "):
                    with self.subTest(folder, name=name):
                        self.assertEqual(
                            self.mount.errno_of(f"{folder}/{name}"),
                            errno.ENOENT)
        reported = self.mount.text(".ops/errors")
        self.assertNotIn("\x1b", reported)
        self.assertNotIn("\x01", reported)
        self.assertEqual(reported.count("line\nfeed"), 0)

    def test_a_slash_inside_a_name(self) -> None:
        """The commonest mistake of a searcher gets its spelling."""
        cases = {
            "search/ic=H01M8/00/hits.tsv":
                "ic=H01M8/00 is written ic=H01M8%2F00",
            "classification/cpc/A01B33/00/scheme.xml":
                "not a symbol .* a slash inside a symbol is written %2F",
            "patent/WO2013/120001": "a slash is written %2F",
            "patent/nonsense": "a slash is written %2F",
        }
        for path, advice in cases.items():
            with self.subTest(path), self.costs(0):
                self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
                line = self.mount.text(".ops/errors").splitlines()[-1]
                self.assertRegex(line, advice)
        self.mount.errno_of("published-data/nonsense")
        self.assertNotIn("%2F", self.mount.text(
            ".ops/errors").splitlines()[-1])

    def test_up_and_down_again(self) -> None:
        number = f"{self.fresh()}A1"
        with self.costs(1):
            body = self.mount.read(f"patent/{number}/title.txt")
            for way in (f"patent/{number}/family/../title.txt",
                        f"patent/../patent/./{number}/title.txt",
                        f"search/x/../../patent/{number}/title.txt"):
                self.assertEqual(self.mount.read(way), body)

    def test_the_longest_names(self) -> None:
        with self.costs(0):
            for name in ("x" * 1025, "é" * 600, '"' * 3000):
                for folder in ("search", "patent", "list",
                               "published-data/search"):
                    self.assertEqual(self.mount.errno_of(f"{folder}/{name}"),
                                     errno.ENAMETOOLONG)
        query = "ti=" + '"' * 1021
        self.mount.errno_of(f"search/{query}/hits.tsv")
        self.assertEqual(self.sim.requests("%22%22|\"\""), 1)

    def test_a_slash_in_a_query(self) -> None:
        with self.costs(1):
            self.mount.errno_of("search/ic=A01B33%2F00 and pa=x/count")
        sent = self.sim.log("search")[-1]
        self.assertIn("A01B33/00", str(sent))


class Reasons(ListsTest):
    def test_of_what_ops_has_not(self) -> None:
        with self.costs(1):
            for name in ("title.txt", "biblio.txt", "cite.bib"):
                path = f"patent/EP9999999A1/{name}"
                self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
                self.assertIn("404", self.why(path))

    def test_of_what_ops_cannot_have(self) -> None:
        with self.costs(0):
            path = "patent/US9123456B2/register/status.txt"
            self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
            self.assertIn("European Patent Register", self.why(path))

    def test_of_a_query(self) -> None:
        for name, call in (("", os.listdir), ("/hits.tsv", None),
                           ("/count", None)):
            self.assertEqual(self.mount.errno_of(f"search/zz=1{name}", call),
                             errno.EINVAL)
            self.assertIn("CLIENT", self.why(f"search/zz=1{name}"))

    def test_of_a_list(self) -> None:
        """One number's trouble is the table's."""
        a, b = self.fresh(), self.fresh()
        (self.lists / "trouble").write_text(f"{a}A1\n{b}A1\n")
        self.sim.fault("status", match="POST.*biblio|" + b, times=-1,
                       status=403)
        path = "list/trouble/biblio.tsv"
        self.assertEqual(self.mount.errno_of(path), errno.EACCES)
        self.assertIn("403", self.why(path))

    def test_of_a_list_that_cannot_be_read(self) -> None:
        (self.lists / "elsewhere").symlink_to("/proc/self/status")
        (self.lists / "huge").write_bytes(b"\n" * (5 << 20))
        for name in ("elsewhere", "huge"):
            self.assertEqual(self.mount.errno_of(f"list/{name}"), errno.ENOENT)
        reported = self.mount.text(".ops/errors")
        self.assertIn("file system of its directory", reported)
        self.assertIn("split it", reported)

    def test_of_a_file_that_is_no_list(self) -> None:
        """It does not fill the errors."""
        (self.lists / "prose").write_text("no number here\n" * 5000)
        os.listdir(self.mount / "list/prose")
        reported = self.mount.text(".ops/errors")
        self.assertLess(reported.count("list/prose"), 30)
        self.assertIn("4980 more lines", reported)


    def test_say_what_kind_of_thing_is_not_there(self) -> None:
        cases = {
            "patent/EP9999998A1/biblio.txt": "no such publication",
            "patent/EP9999998B1/claims.txt": "no such text",
            "patent/EP2814089B1/title.xx.txt": "text in that language",
            "patent/EP2814089B1/claims/999.txt": "not have so many",
            "register/publication/epodoc/EP9999998/biblio.xml":
                "Register has no entry",
            "family/publication/docdb/EP.9999998.A1/family.xml": "no family",
            "legal/publication/docdb/EP.9999998.A1/legal.xml": "no legal events",
            "cpc/H04W 999/title.txt": "no such symbol",
            "published-data/images/Q": "no such office",
            "patent/EP2814089B1/bibio.txt": "did you mean biblio.txt",
            "pubished-data": "did you mean published-data",
            "search/ti=x/hit.tsv": "did you mean hits.tsv",
            "list/nothing": "no list of that name",
        }
        for path, words in cases.items():
            with self.subTest(path):
                self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
                self.assertIn(words, self.mount.text(
                    ".ops/errors").splitlines()[-1])

    def test_what_programs_try_is_no_failure(self) -> None:
        """What they look for where they stand, unless a person named it."""
        tries = "import os, sys; [os.path.exists(bytes.fromhex(n)) " \
                "for n in sys.argv[1].split()]"
        names = ("Makefile", "HEAD", "tags", "package.json")
        coded = " ".join(name.encode().hex() for name in names)
        for folder in ("patent/EP2814089B1", "patent", "."):
            self.run_tool(sys.executable, "-Sc", tries, coded,
                          cwd=self.mount / folder)
        reported = self.mount.text(".ops/errors")
        for name in names:
            self.assertNotIn(name, reported)
        self.run_tool("cat", "Makefile", status=1, cwd=self.mount / "legal")
        self.run_tool(sys.executable, "-Sc", tries,
                      (self.mount / "family/Makefile").encode().hex())
        reported = self.mount.text(".ops/errors")
        self.assertIn(" /legal/Makefile ", reported)
        self.assertIn(" /family/Makefile ", reported)


class LookingAround(ListsTest):
    SIMULATOR = harness.WIDE + ("--synthetic", "300")

    def test_costs_what_its_directories_cost(self) -> None:
        """Once, and nothing after that; no file is fetched for it.  An indexer
        fetches nothing at all."""
        number = f"{self.fresh()}A1"
        (self.lists / "mine").write_text(f"{number}\nEP1000000A1\n")
        self.mount.read(f"patent/{number}/title.txt")
        self.mount.read("search/pa=synthetic/hits.tsv")
        self.mount.read("list/mine/biblio.tsv")
        with self.costs(0):
            self.run_tool(self.indexer("ls"), "-lR", ".", status=None)
            self.run_tool(self.indexer("find"), ".", "-ls", status=None)
        before = self.sim.requests()
        self.run_tool("ls", "-lR", ".", status=None)
        spent = self.sim.requests() - before
        opened = len(os.listdir(self.mount / "patent"))
        # claims and description, citations, cited-by, publications, family,
        # the images' inquiry
        self.assertLessEqual(spent, 7 * opened)
        with self.costs(0):
            self.run_tool("ls", "-lR", ".", status=None)
            self.run_tool("find", ".", "-type", "f", "-size", "+1",
                          status=None)

    def indexer(self, program: str) -> str:
        """That program under the name of an indexer."""
        path = self.folder / "bin" / "updatedb"
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(shutil.which(program))
        return str(path)

    def test_an_indexer_sees_no_names(self) -> None:
        number = f"{self.fresh()}A1"
        with self.costs(0):
            for folder in (f"patent/{number}/claims", f"patent/{number}/cited-by",
                           f"patent/{number}/family/extended",
                           f"patent/{number}/publications",
                           f"patent/{number}/citations"):
                done = self.run_tool(self.indexer("ls"), folder)
                self.assertEqual(done.stdout, b"")
            done = self.run_tool(self.indexer("ls"), "search/pa=x")
            self.assertEqual(done.stdout.split(),
                             [b"changes.tsv", b"count", b"hits.tsv"])


if __name__ == "__main__":
    harness.main()
