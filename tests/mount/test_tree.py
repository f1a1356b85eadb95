#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every path of the tree, with OPS's own bytes; and what is no path at all."""

import contextlib
import errno
import json
import os
import re
import stat
import unittest
from pathlib import Path
from urllib.parse import quote

import harness
import recordings
from harness import CORPUS, MountTest

PUBLISHED = "published-data/publication"

#: Path in the tree: request to OPS below /rest-services (when it differs in
#: more than the form), media type.  One row at least for each name of the
#: tree; the documents are the simulator's own samples.
SAMPLES = [
    (f"{PUBLISHED}/epodoc/EP2814089/biblio.xml", ""),
    (f"{PUBLISHED}/epodoc/EP2814089/abstract.xml", ""),
    (f"{PUBLISHED}/epodoc/EP2814089/full-cycle.xml", ""),
    (f"{PUBLISHED}/epodoc/EP2814089/biblio,full-cycle.xml", ""),
    (f"{PUBLISHED}/epodoc/EP2814089/biblio,abstract,full-cycle.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/biblio.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/claims.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/description.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/fulltext.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/images.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/equivalents.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/equivalents/biblio.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/equivalents/biblio,abstract.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/equivalents/full-cycle.xml", ""),
    (f"{PUBLISHED}/docdb/EP.2814089.B1/equivalents/images.xml", ""),
    ("published-data/application/epodoc/EP20130717268/biblio.xml", ""),
    ("published-data/priority/docdb/DE.102012001001.A/biblio.xml", ""),
    ("published-data/search/ti=conveyor/search.xml",
     "published-data/search?q=ti%3Dconveyor"),
    ("published-data/search/ti=conveyor/biblio.xml",
     "published-data/search/biblio?q=ti%3Dconveyor"),
    ("published-data/search/ti=conveyor/1-2/search.xml",
     "published-data/search?q=ti%3Dconveyor&Range=1-2"),
    ("published-data/search/ti=conveyor/1-2/biblio,full-cycle.xml",
     "published-data/search/biblio,full-cycle?q=ti%3Dconveyor&Range=1-2"),
    ("published-data/search/cpc=%2Flow B65G23%2F23/search.xml",
     "published-data/search?q=cpc%3D/low%20B65G23/23"),
    ("published-data/images/EP/2814089/A1/fullimage/001.pdf",
     "published-data/images/EP/2814089/A1/fullimage.pdf?Range=1"),
    ("published-data/images/EP/2814089/A1/fullimage/014.tiff",
     "published-data/images/EP/2814089/A1/fullimage.tiff?Range=14"),
    ("published-data/images/EP/2814089/A1/thumbnail/004.pdf",
     "published-data/images/EP/2814089/A1/thumbnail.pdf?Range=4"),
    ("published-data/images/EP/2814089/PA/firstpage.png",
     "published-data/images/EP/2814089/PA/firstpage.png"),
    ("published-data/images/EP/2814089/PA/firstpage.jpeg",
     "published-data/images/EP/2814089/PA/firstpage.jpeg"),
    ("published-data/images/EP/2814089/PA/firstpage.pdf",
     "published-data/images/EP/2814089/PA/firstpage.pdf"),
    ("family/publication/docdb/EP.2814089.A1/family.xml",
     "family/publication/docdb/EP.2814089.A1"),
    ("family/publication/docdb/EP.2814089.A1/biblio.xml", ""),
    ("family/publication/docdb/EP.2814089.A1/legal.xml", ""),
    ("family/publication/docdb/EP.2814089.A1/biblio,legal.xml", ""),
    ("family/application/epodoc/EP20130717268/family.xml",
     "family/application/epodoc/EP20130717268"),
    ("legal/publication/docdb/EP.2814089.A1/legal.xml",
     "legal/publication/docdb/EP.2814089.A1"),
    ("legal/publication/epodoc/EP2814089/legal.xml",
     "legal/publication/epodoc/EP2814089"),
    ("register/publication/epodoc/EP2814089/biblio.xml", ""),
    ("register/publication/epodoc/EP2814089/events.xml", ""),
    ("register/publication/epodoc/EP2814089/procedural-steps.xml", ""),
    ("register/publication/epodoc/EP4100001/upp.xml", ""),
    ("register/publication/epodoc/EP2814089/biblio,events.xml", ""),
    ("register/application/epodoc/EP20130717268/biblio.xml", ""),
    ("register/search/pa=example/search.xml", "register/search?q=pa%3Dexample"),
    ("register/search/pa=example/1-2/biblio.xml",
     "register/search/biblio?q=pa%3Dexample&Range=1-2"),
    ("number-service/publication/original/EP 2814089 B1/docdb.xml", None),
    ("number-service/publication/original/EP.(2814089).B1/docdb.xml", ""),
    ("number-service/publication/docdb/EP.2814089.B1/epodoc.xml", ""),
    ("number-service/publication/epodoc/EP2814089/original.xml", ""),
    ("number-service/application/original/US.(08%2F921,321).A.19970829/"
     "epodoc.xml",
     "number-service/application/original/US.(08/921,321).A.19970829/epodoc"),
    ("classification/cpc/A/scheme.xml", "classification/cpc/A"),
    ("classification/cpc/A01B/scheme.xml", "classification/cpc/A01B"),
    ("classification/cpc/A01B33%2F00/scheme.xml",
     "classification/cpc/A01B33/00"),
    ("classification/cpc/A01B33%2F00/scheme,ancestors,depth=all.xml",
     "classification/cpc/A01B33/00?depth=all&ancestors"),
    ("classification/cpc/A01B/scheme,depth=1,navigation.xml",
     "classification/cpc/A01B?depth=1&navigation"),
    ("classification/cpc/search/tools/search.xml",
     "classification/cpc/search?q=tools"),
    ("classification/cpc/media/1000.gif", "classification/cpc/media/1000.gif"),
]

#: No such names anywhere; refused without a request.
IMPOSSIBLE = (
    "{EP2814089}", ".git", ".biblio.xml.swp", "Thumbs.db", "desktop.ini",
    "EP 2814089", "EP2814089/..%2F", "EP;1", "*", "?", "EP?814089", "-",
    "--help", "~", "#", "EP2814089\n", "EP\x01", "EP\x7f28",
    "\u202eEP2814089", "EP2814089%", "EP2814089%00", "%2e%2e", "..%2f..",
    "x" * 255, "EP2814089~", "._EP2814089", ".hidden", "Ep..1")
#: Nor these where a number with its country has to stand.
NO_NUMBERS = ("EP", "2814089", "EP.2814089.A1.B1", "EP2814089.xml", "E1",
              "EPABC", "E" * 200 + "1", "EP2814089.A1.2020", "EP.", ".EP")


#: What may be made of an answer to another path: OPS's own bytes are what it
#: has in a mount that has read nothing else.
NEIGHBOURLY = re.compile(r"(/abstract|/docdb/[^/]+/biblio)\.xml$|"
                         r"^register/publication/")


class BytesTest(MountTest):
    @contextlib.contextmanager
    def mount_for(self, path: str):
        if not NEIGHBOURLY.search(path):
            yield self.mount
            return
        mount = self.start()
        try:
            yield mount
        finally:
            mount.close()


class Recorded(BytesTest):
    """What was recorded is what is read."""

    SIMULATOR = harness.WIDE + ("--recordings", str(CORPUS),
                                "--synthetic", "100")

    #: OPS answered these, but no two brackets match: not a number.
    REFUSED = {"number-service/publication/original/EP3082535A1)/epodoc.xml",
               "number-service/publication/original/EP3221665A1)/epodoc.xml"}

    @classmethod
    def setUpClass(cls) -> None:
        if not (CORPUS / "index.jsonl").exists():
            raise unittest.SkipTest(f"no recordings in {CORPUS}")
        super().setUpClass()

    def test_every_exchange(self) -> None:
        known = recordings.bodies(CORPUS)
        self.assertGreater(len(known), 100)
        for path, bodies in known.items():
            with self.subTest(path):
                if path in self.REFUSED:
                    self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
                    continue
                with self.mount_for(path) as mount:
                    self.assertIn(mount.read(path), bodies)
                    size = os.stat(mount / path).st_size
                    self.assertIn(size, map(len, bodies))


class Sampled(BytesTest):
    @staticmethod
    def request(path: str, sent: str) -> tuple[str, str]:
        form = path.rpartition(".")[2]
        accept = {"json": "application/json"}.get(form, "*/*")
        return sent or quote(path.removesuffix(f".{form}"),
                             safe="/,()"), accept

    def test_every_row(self) -> None:
        for path, sent in SAMPLES:
            with self.subTest(path):
                if sent is None:
                    self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
                    continue
                body = self.sim.fetch(*self.request(path, sent))
                with self.mount_for(path) as mount:
                    self.assertEqual(mount.read(path), body)
                    self.assertEqual(os.stat(mount / path).st_size,
                                     len(body))

    def test_json(self) -> None:
        for path, sent in SAMPLES:
            if not path.endswith(".xml") or sent is None:
                continue
            path = path.removesuffix("xml") + "json"
            with self.subTest(path):
                if path.startswith("classification"):
                    self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
                    continue
                body = self.sim.fetch(*self.request(path, sent))
                self.assertEqual(self.mount.read(path), body)
                json.loads(body)

    def test_any_case(self) -> None:
        body = self.mount.read("register/publication/epodoc/EP2814089/"
                               "biblio.xml")
        with self.costs(0):
            for path in ("register/publication/EPODOC/EP2814089/biblio.xml",
                         "REGISTER/Publication/EPOdoc/EP2814089/biblio.xml",
                         "register/publication/epodoc/ep2814089/biblio.xml"):
                self.assertEqual(self.mount.read(path), body)

    def test_files_have_one_spelling(self) -> None:
        folder = "register/publication/epodoc/EP2814089"
        for name in ("Biblio.xml", "biblio.XML", "BIBLIO.xml", "biblio",
                     "biblio.", "biblio.xml.", "biblio.xml~", "biblio.txt~",
                     "biblio,biblio.xml", "biblio,.xml", ",biblio.xml",
                     "biblio,claims.xml", "biblio events.xml", "biblio.pdf"):
            with self.subTest(name):
                self.assertEqual(self.mount.errno_of(f"{folder}/{name}"),
                                 errno.ENOENT)

    def test_reading_anywhere_in_a_file(self) -> None:
        path = f"{PUBLISHED}/epodoc/EP2814089/biblio.xml"
        body = self.mount.read(path)
        fd = os.open(self.mount / path, os.O_RDONLY)
        try:
            for offset, size in ((0, 1), (1, 4096), (4095, 2), (100, 0),
                                 (len(body) - 1, 10), (len(body), 10),
                                 (len(body) + 99999, 10), (0, 1 << 22)):
                self.assertEqual(os.pread(fd, size, offset),
                                 body[offset:offset + size])
        finally:
            os.close(fd)

    def test_listed_files_can_be_opened(self) -> None:
        """Each is there, or OPS has none: nothing else."""
        for folder in (f"{PUBLISHED}/docdb/EP.2814089.B1",
                       f"{PUBLISHED}/docdb/EP.2814089.B1/equivalents",
                       "family/publication/docdb/EP.2814089.A1",
                       "legal/publication/docdb/EP.2814089.A1",
                       "register/publication/epodoc/EP2814089",
                       "number-service/publication/docdb/EP.2814089.B1",
                       "published-data/images/EP/2814089/PA",
                       "classification/map/cpc/A01B33%2F00",
                       "classification/cpc/A01B",
                       "published-data/search/ti=conveyor/1-1", ".ops"):
            names = os.listdir(self.mount / folder)
            self.assertTrue(names, folder)
            for name in names:
                path = Path(self.mount / folder, name)
                with self.subTest(path=f"{folder}/{name}"):
                    code = self.mount.errno_of(f"{folder}/{name}") \
                        if not path.is_dir() else 0
                    self.assertIn(code, (0, errno.ENOENT))

    def test_readme_names_what_is_there(self) -> None:
        text = self.mount.text("README.txt")
        for name in os.listdir(self.mount.path):
            self.assertIn(name, text)

    def test_help_names_every_listed_file(self) -> None:
        text = self.mount.text(".ops/help")
        for folder in (f"{PUBLISHED}/docdb/EP.2814089.B1", ".ops",
                       "register/publication/epodoc/EP2814089"):
            for name in os.listdir(self.mount / folder):
                self.assertIn(name.partition(".")[0], text)


class Images(MountTest):
    FOLDER = "published-data/images/EP/2814089/A1"

    def test_listing_is_the_inquirys(self) -> None:
        names = os.listdir(self.mount / f"{self.FOLDER}/fullimage")
        self.assertEqual(sorted(names), sorted(
            f"{page:03}.{form}" for page in range(1, 15)
            for form in ("pdf", "tiff")))
        names = os.listdir(self.mount / f"{self.FOLDER}/thumbnail")
        self.assertIn("004.pdf", names)
        self.assertNotIn("005.pdf", names)

    def test_every_page_is_itself(self) -> None:
        bodies = [self.mount.read(f"{self.FOLDER}/fullimage/{page:03}.pdf")
                  for page in range(1, 15)]
        self.assertEqual(len(set(bodies)), 14)
        for page, body in enumerate(bodies, 1):
            self.assertTrue(body.startswith(b"%PDF"))
            self.assertIn(f"page {page}".encode(), body)

    def test_pages_that_are_not(self) -> None:
        self.assertEqual(self.mount.errno_of(
            f"{self.FOLDER}/fullimage/015.pdf"), errno.ENOENT)
        with self.costs(0):
            for name in ("000.pdf", "1.pdf", "01.pdf", "0001.pdf", "001.png",
                         "-01.pdf", "001", "12345.pdf", "abc.pdf"):
                self.assertEqual(self.mount.errno_of(
                    f"{self.FOLDER}/fullimage/{name}"), errno.ENOENT, name)

    def test_listing_of_what_has_no_images(self) -> None:
        folder = "published-data/images/EP/3999999/A1/fullimage"
        self.assertEqual(os.listdir(self.mount / folder), [])

    def test_listing_fails_aloud(self) -> None:
        """No inquiry, no listing: an error, not an empty directory."""
        self.sim.fault("status", match="4000099.*images", status=403,
                       message="rejected", times=-1)
        self.assertEqual(self.mount.errno_of(
            "published-data/images/EP/4000099/A1/fullimage", os.listdir),
            errno.EACCES)


class Names(MountTest):
    FOLDERS = ("", "register/publication/epodoc", "family/publication/docdb",
               f"{PUBLISHED}/epodoc", f"{PUBLISHED}/docdb",
               "published-data/images", "published-data/images/EP",
               "published-data/images/EP/1000000",
               f"{PUBLISHED}/docdb/EP.1000000.A1",
               "number-service/publication/original", "classification/cpc",
               "classification/cpc/A01B", "classification/cpc/media",
               "classification/map/cpc", "legal", ".ops")

    def test_impossible_everywhere(self) -> None:
        with self.costs(0):
            for folder in self.FOLDERS:
                for name in IMPOSSIBLE:
                    path = f"{folder}/{name}" if folder else name
                    with self.subTest(path):
                        self.assertIn(self.mount.errno_of(path, os.stat), (
                            errno.ENOENT, errno.ENAMETOOLONG))

    def test_no_numbers(self) -> None:
        with self.costs(0):
            for service in ("published-data", "family", "legal", "register"):
                for name in NO_NUMBERS:
                    path = f"{service}/publication/epodoc/{name}"
                    with self.subTest(path):
                        self.assertEqual(self.mount.errno_of(path, os.stat),
                                         errno.ENOENT)

    def test_impossible_queries(self) -> None:
        with self.costs(0):
            for name in ("{arch}", ".git", "Thumbs.db", ".hidden", "a\nb",
                         " ti=x", "ti=x ", "CVS", "a|b", "a\\b", "a[1]"):
                for folder in ("published-data/search", "register/search",
                               "classification/cpc/search"):
                    with self.subTest(f"{folder}/{name}"):
                        self.assertEqual(self.mount.errno_of(
                            f"{folder}/{name}", os.stat), errno.ENOENT)

    def test_impossible_ranges(self) -> None:
        with self.costs(0):
            for name in ("0-10", "10-1", "1-101", "1901-2001", "1-", "-1",
                         "1", "a-b", "01-10", "1-10-20", "1..10",
                         "99999999999999999999-99999999999999999999"):
                self.assertEqual(self.mount.errno_of(
                    f"published-data/search/ti=x/{name}", os.stat),
                    errno.ENOENT, name)

    def test_bad_utf8(self) -> None:
        with self.costs(0):
            for raw in (b"EP\xff1", b"\x80", b"EP\xc3", b"\xc0\xaf",
                        b"\xed\xa0\x80", b"ti=\xf5\x80\x80\x80"):
                for folder in (b"published-data/search",
                               b"register/publication/epodoc"):
                    path = os.path.join(os.fsencode(self.mount.path), folder,
                                        raw)
                    with self.assertRaises(FileNotFoundError):
                        os.stat(path)

    def test_very_long(self) -> None:
        with self.costs(0):
            for length in (254, 255, 256, 1000, 1024, 1025, 5000):
                for first in ("EP", "ti="):
                    name = first + "1" * (length - len(first))
                    self.assertIn(self.mount.errno_of(
                        f"register/publication/epodoc/{name}", os.stat),
                        (errno.ENOENT, errno.ENAMETOOLONG))

    def test_a_long_query_is_a_query(self) -> None:
        """Up to the kernel's bound on a name; OPS has the last word."""
        query = " or ".join(f"ti=valve{i}" for i in range(15))
        path = f"published-data/search/{query}/search.xml"
        self.assertIn(self.mount.errno_of(path),
                      (0, errno.ENOENT, errno.EINVAL))
        self.assertTrue(os.stat(os.path.dirname(self.mount / path)))

    def test_what_is_no_directory(self) -> None:
        self.assertEqual(self.mount.errno_of(
            f"{self.biblio()}/x", os.stat), errno.ENOTDIR)
        self.assertEqual(self.mount.errno_of("README.txt/", os.stat),
                         errno.ENOTDIR)

    def test_slashes(self) -> None:
        """%2F is one name; of a real slash no number is made."""
        body = self.mount.read("classification/cpc/A01B33%2F00/scheme.xml")
        self.assertEqual(body, self.mount.read(
            "classification/cpc/a01b33%2f00/scheme.xml"))
        self.assertEqual(self.mount.errno_of(
            "classification/cpc/A01B33/00/scheme.xml"), errno.ENOENT)
        sent = [e["path"] for e in self.sim.log("A01B33")]
        self.assertEqual(len(sent), 1)
        self.assertIn("A01B33/00", sent[0])


class Listings(MountTest):
    def test_numbers_in_use(self) -> None:
        folder = "legal/publication/epodoc"
        self.assertEqual(os.listdir(self.mount / folder), [])
        number, lower = self.fresh(), self.fresh().lower()
        self.mount.read(f"{folder}/{number}/legal.xml")
        self.mount.read(f"LEGAL/publication/EPODOC/{lower}/legal.xml")
        self.mount.errno_of(f"{folder}/EP3999999/legal.xml")
        os.stat(self.mount / f"{folder}/{self.fresh()}")
        self.assertEqual(os.listdir(self.mount / folder), [number, lower])

    def test_the_way_to_a_number(self) -> None:
        self.mount.read("published-data/search/ti=pump/1-3/search.xml")
        self.mount.read("published-data/images/EP/4000042/A1/fullimage/"
                        "001.pdf")
        for folder, name in (
                ("published-data/search", "ti=pump"),
                ("published-data/search/ti=pump", "1-3"),
                ("published-data/images", "EP"),
                ("published-data/images/EP", "4000042"),
                ("published-data/images/EP/4000042", "A1")):
            self.assertIn(name, os.listdir(self.mount / folder))

    def test_a_long_listing(self) -> None:
        """Whole and without doubles, over many reads of the kernel's."""
        folder = "family/publication/epodoc"
        numbers = [self.fresh() for _ in range(60 if harness.QUICK else 1200)]
        for number in numbers:
            self.mount.read(f"{folder}/{number}/family.xml")
        self.assertEqual(os.listdir(self.mount / folder), numbers)
        with self.costs(0):
            done = self.run_tool("ls", "-l", folder)
        self.assertEqual(len(done.stdout.splitlines()), len(numbers) + 1)

    def test_inode_numbers(self) -> None:
        """The same in the listing, by stat, and in another mount."""
        path = f"{PUBLISHED}/docdb/EP.1000000.A1"
        self.mount.read(f"{path}/biblio.xml")
        with os.scandir(self.mount / path) as entries:
            listed = {entry.name: entry.inode() for entry in entries}
        self.assertEqual(len(set(listed.values())), len(listed))
        for name in ("biblio.xml", "equivalents"):
            self.assertEqual(os.stat(self.mount / f"{path}/{name}").st_ino,
                             listed[name])
        other = self.start()
        try:
            self.assertEqual(os.stat(other / f"{path}/biblio.xml").st_ino,
                             listed["biblio.xml"])
        finally:
            other.close()

    def test_attributes(self) -> None:
        """Nothing can be written, and nothing but a directory entered."""
        file = os.stat(self.mount / self.biblio())
        folder = os.stat(self.mount / "register")
        self.assertEqual(stat.S_IMODE(file.st_mode), 0o444)
        self.assertEqual(stat.S_IMODE(folder.st_mode), 0o555)
        path = self.biblio()
        self.mount.read(path)
        with self.costs(0):
            self.assertFalse(os.access(self.mount / path, os.X_OK))
            self.assertTrue(os.access(self.mount / path, os.R_OK))
            self.assertTrue(os.access(self.mount / "register", os.X_OK))
            self.assertFalse(os.access(self.mount / "register", os.W_OK))
            self.assertEqual(self.run_tool("find", "register", "-type", "f",
                                           "-executable").stdout, b"")
        self.assertTrue(stat.S_ISREG(file.st_mode))
        self.assertTrue(stat.S_ISDIR(folder.st_mode))
        self.assertEqual((file.st_uid, file.st_gid),
                         (os.geteuid(), os.getegid()))
        self.assertEqual(file.st_blocks, (file.st_size + 511) // 512)


class Writing(MountTest):
    """Every kind of it: EROFS."""

    def check(self, call, *arguments) -> None:
        with self.assertRaises(OSError) as caught:
            call(*arguments)
        self.assertEqual(caught.exception.errno, errno.EROFS,
                         f"{call.__name__}: {caught.exception}")

    def test_files(self) -> None:
        path = self.biblio()
        body = self.mount.read(path)
        full = self.mount / path
        for flags in (os.O_WRONLY, os.O_RDWR, os.O_WRONLY | os.O_TRUNC,
                      os.O_WRONLY | os.O_APPEND, os.O_RDWR | os.O_CREAT,
                      os.O_RDONLY | os.O_TRUNC):
            with self.subTest(flags=flags):
                self.check(os.open, full, flags)
        self.check(os.truncate, full, 0)
        self.check(os.unlink, full)
        self.check(os.rename, full, full + "x")
        self.check(os.link, full, full + "x")
        self.check(os.chmod, full, 0o644)
        self.check(os.chown, full, 1, 1)
        self.check(os.utime, full)
        self.check(os.setxattr, full, "user.x", b"1")
        self.check(os.removexattr, full, "user.opsfs.error")
        self.assertEqual(self.mount.read(path), body)

    def test_directories(self) -> None:
        for folder in ("", "register/publication/epodoc", ".ops"):
            new = self.mount / f"{folder}/new~"
            with self.subTest(folder):
                self.check(os.mkdir, new)
                self.check(os.mknod, new)
                self.check(os.mkfifo, new)
                self.check(os.symlink, "x", new)
                self.check(os.open, new, os.O_CREAT | os.O_WRONLY)
                self.check(os.open, new, os.O_CREAT | os.O_EXCL | os.O_RDWR)
        self.check(os.rmdir, self.mount / "register")
        self.check(os.rename, self.mount / "register", self.mount / "r")

    def test_it_costs_nothing(self) -> None:
        with self.costs(0):
            self.test_directories()
            self.check(os.open, self.mount / self.biblio(), os.O_WRONLY)


class ExactSampled(Sampled):
    OPTIONS = ("timeout=240", "sizes=exact")


class ExactWriting(Writing):
    OPTIONS = ("timeout=240", "sizes=exact")


class ExactNames(Names):
    OPTIONS = ("timeout=240", "sizes=exact")


if __name__ == "__main__":
    harness.main()
