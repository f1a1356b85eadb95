#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the mount spends: a request once, listings and looks for nothing.

Every figure here is counted by the simulator, which writes down each request
that reaches it.
"""

import errno
import os
import re
import shutil
import tempfile
import threading
import unicodedata
from pathlib import Path

import harness
from harness import MountTest, in_parallel, join

ERROR = "user.opsfs.error"


class Reading(MountTest):
    def test_second_reading_is_free(self) -> None:
        path = self.biblio()
        with self.costs(1):
            first = self.mount.read(path)
        with self.costs(0):
            for _ in range(3):
                self.assertEqual(self.mount.read(path), first)
            self.run_tool("cat", path)
            os.stat(self.mount / path)

    def test_look_and_read_are_one(self) -> None:
        """stat fetches, and what it fetched is what is read."""
        path = self.biblio()
        with self.costs(1):
            size = os.stat(self.mount / path).st_size
            self.assertEqual(len(self.mount.read(path)), size)

    def test_hundred_readers_cost_one(self) -> None:
        number = self.fresh()
        path, count = self.biblio(number), 20 if harness.QUICK else 100
        bodies: list[bytes] = []
        with self.costs(1):
            self.sim.fault("hold", match=number)
            threads = in_parallel(
                count, lambda i: bodies.append(self.mount.read(path)))
            self.mount.await_readers(count)
            self.sim.wait(held=1, match=number)
            self.sim.release()
            join(threads)
        self.assertEqual(len(bodies), count)
        self.assertEqual(set(bodies), {self.mount.read(path)})

    def test_constituents_in_any_order(self) -> None:
        """One wish is one request, however it is spelt."""
        folder = f"published-data/publication/epodoc/{self.fresh()}/"
        with self.costs(1):
            bodies = {self.mount.read(folder + name) for name in (
                "biblio,full-cycle.xml", "full-cycle,biblio.xml")}
        self.assertEqual(len(bodies), 1)
        with self.costs(1):
            for name in ("biblio,abstract,full-cycle.xml",
                         "full-cycle,abstract,biblio.xml",
                         "abstract,full-cycle,biblio.xml"):
                self.mount.read(folder + name)

    def test_spellings_of_one_path(self) -> None:
        number = self.fresh()
        with self.costs(1):
            for kind in ("epodoc", "EPODOC", "Epodoc"):
                for one in (number, number.lower()):
                    self.mount.read("Published-Data/PUBLICATION/"
                                    f"{kind}/{one}/biblio.xml")

    def test_forms_are_apart(self) -> None:
        path = self.biblio()
        with self.costs(2):
            self.mount.read(path)
            self.mount.read(path.replace(".xml", ".json"))

    def test_absence_is_remembered(self) -> None:
        path = "published-data/publication/epodoc/EP3999999/biblio.xml"
        with self.costs(1):
            for _ in range(3):
                self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
                self.assertFalse(os.path.exists(self.mount / path))
            self.run_tool("cat", path, status=1)

    def test_absence_is_no_longer_listed(self) -> None:
        """What OPS said it does not have; the rest stays."""
        folder = f"published-data/publication/docdb/US.{self.fresh()[2:]}.A1"
        self.assertIn("claims.xml", os.listdir(self.mount / folder))
        with self.costs(1):
            self.mount.errno_of(f"{folder}/claims.xml")
            names = os.listdir(self.mount / folder)
        self.assertNotIn("claims.xml", names)
        self.assertIn("claims.json", names)
        self.assertIn("biblio.xml", names)

    def test_page_listing_costs_the_inquiry_once(self) -> None:
        folder = "published-data/images/EP/1000000/A1/fullimage"
        with self.costs(1):
            for _ in range(3):
                names = os.listdir(self.mount / folder)
            self.mount.read("published-data/publication/docdb/EP.1000000.A1/"
                            "images.xml")
        self.assertIn("001.pdf", names)
        with self.costs(0):
            os.stat(self.mount / folder)
            os.listdir(self.mount / folder.rpartition("/")[0])


class SmallCache(MountTest):
    """Room for a megabyte: the oldest goes, whoever reads it keeps it."""

    OPTIONS = ("timeout=240", "cache_size=1M")
    COUNT = 150     # of 15 kB each

    def fill(self) -> list[str]:
        paths = [self.biblio() for _ in range(self.COUNT)]
        for path in paths:
            self.mount.read(path)
        return paths

    def test_the_oldest_goes(self) -> None:
        paths = self.fill()
        with self.costs(0):
            self.mount.read(paths[-1])
        with self.costs(1):
            self.assertIn(paths[0].split("/")[3][2:].encode(),
                          self.mount.read(paths[0]))
        used, most = (float(self.mount.status("cache").split()[i])
                      for i in (0, 2))
        self.assertLessEqual(used, most)

    def test_an_open_file_keeps_its_bytes(self) -> None:
        """Past the kernel's pages, too."""
        path = self.biblio()
        body = self.mount.read(path)
        with open(self.mount / path, "rb") as file:
            self.fill()
            with self.costs(0):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                self.assertEqual(file.read(), body)
                self.assertEqual(os.fstat(file.fileno()).st_size, len(body))

    def test_what_readers_wait_for_stays(self) -> None:
        number = self.fresh()
        bodies: list[bytes] = []
        self.sim.fault("hold", match=number)
        readers = in_parallel(4, lambda i: bodies.append(
            self.mount.read(self.biblio(number))))
        self.sim.wait(held=1, match=number)
        self.fill()
        self.sim.release(number)
        join(readers)
        self.assertEqual(len(bodies), 4)
        self.assertEqual(self.sim.requests(number), 1)


class ExactSmallCache(SmallCache):
    OPTIONS = ("timeout=240", "cache_size=1M", "sizes=exact")

    def test_the_oldest_goes(self) -> None:
        """What the kernel may still read is held beside the cache, so its
        going costs nothing for a minute."""
        paths = self.fill()
        with self.costs(0):
            self.mount.read(paths[-1])
        for path in paths[:3]:
            self.assertIn(path.split("/")[3][2:].encode(),
                          self.mount.read(path))


class Looking(MountTest):
    """Tools that look at everything and need nothing of it."""

    def setUp(self) -> None:
        """Some numbers in use, each with files never fetched."""
        self.numbers = [self.fresh() for _ in range(5)]
        for number in self.numbers:
            self.mount.read(self.biblio(number))
            self.mount.read(f"register/publication/epodoc/{number}/biblio.xml")
        self.folder = f"published-data/publication/epodoc/{self.numbers[0]}"

    def free(self, *command: str, **options) -> str:
        with self.costs(0):
            done = self.run_tool(*command, **options)
        return done.stdout.decode()

    def test_ls(self) -> None:
        for flags in ("-l", "-la", "--color=always", "-lR", "-i", "-s"):
            with self.subTest(flags):
                listed = self.free("ls", flags, "published-data")
        self.assertIn("publication", listed)
        listed = self.free("ls", "-lR", ".")
        for name in (*self.numbers, "claims.xml", "procedural-steps.json"):
            self.assertIn(name, listed)

    def test_find(self) -> None:
        for test in (["-size", "+4k"], ["-type", "f"], ["-newer", "/etc"],
                     ["-name", "*.xml", "-ls"], ["-empty"]):
            with self.subTest(test):
                self.free("find", ".", *test)

    def test_du(self) -> None:
        self.free("du", "-a", ".")
        self.free("du", "-sh", "--apparent-size", ".")

    def test_completion(self) -> None:
        for word in ("", "published-data/publication/epodoc/EP4",
                     f"{self.folder}/", f"{self.folder}/c", "reg"):
            with self.subTest(word):
                self.free("bash", "-c", f"compgen -f -- '{word}'")
                self.free("bash", "-c", f"compgen -d -- '{word}' || true")
        self.free("bash", "-c", f"echo {self.folder}/*")

    def test_df(self) -> None:
        self.free("df", ".")

    def test_nothing_to_do(self) -> None:
        """Tools that compare names and dates, or only plan."""
        self.free("rsync", "-nr", "published-data", "/tmp/opsfs-test-none")
        self.free("bash", "-c", "shopt -s globstar; echo register/**")

    def test_directories_of_numbers_list_what_was_used(self) -> None:
        listed = os.listdir(self.mount / "published-data/publication/epodoc")
        self.assertLessEqual(set(self.numbers), set(listed))
        before = set(listed)
        number = self.fresh()
        os.stat(self.mount / f"published-data/publication/epodoc/{number}")
        self.assertEqual(before, set(os.listdir(
            self.mount / "published-data/publication/epodoc")),
            "named is not used")

    def test_impossible_names_cost_nothing(self) -> None:
        with self.costs(0):
            for name in ("{EP2814089}", ".git", "Thumbs.db", "EP", "x" * 200):
                code = self.mount.errno_of(
                    f"published-data/publication/epodoc/{name}/biblio.xml")
                self.assertEqual(code, errno.ENOENT, name)


class Indexers(MountTest):
    """Known by the name of their process: they get no request out of us."""

    def setUp(self) -> None:
        self.bin = Path(self.mount.directory, "bin")
        self.bin.mkdir()
        self.addCleanup(shutil.rmtree, self.bin)

    def indexer(self, program: str, name: str = "updatedb") -> str:
        path = self.bin / name
        path.unlink(missing_ok=True)
        shutil.copy(shutil.which(program), path)
        return str(path)

    def test_opening(self) -> None:
        path = self.biblio()
        for name in ("updatedb", "tracker-miner-fs-3", "baloo_file_extractor",
                     "tumblerd", "gdk-pixbuf-thumbnailer"):
            with self.subTest(name), self.costs(0):
                self.run_tool(self.indexer("cat", name), path, status=1)
        with self.costs(1):
            self.mount.read(path)

    def test_walking(self) -> None:
        path = self.biblio()
        self.mount.read(path)
        page = "published-data/images/EP/4000019/A1/fullimage/001.pdf"
        self.mount.read(page)
        with self.costs(0):
            self.run_tool(self.indexer("find"), ".", "-type", "f", "-ls")
            self.run_tool(self.indexer("ls"), "-lR", ".")
            self.run_tool(self.indexer("du"), "-a", ".")
            self.run_tool(self.indexer("ls"), "-l", os.path.dirname(page))
            self.run_tool(self.indexer("stat"), self.biblio())

    def test_what_is_there_already_is_served(self) -> None:
        path = self.biblio()
        body = self.mount.read(path)
        with self.costs(0):
            done = self.run_tool(self.indexer("cat"), path)
        self.assertEqual(done.stdout, body)

    def test_same_program_under_its_own_name(self) -> None:
        with self.costs(1):
            self.run_tool(self.indexer("cat", "meow"), self.biblio())


class Tokens(MountTest):
    def read_all(self, paths: list[str]) -> list[bytes]:
        """All at once; the order of `paths`."""
        bodies: dict[int, bytes] = {}
        join(in_parallel(len(paths), lambda i: bodies.update(
            {i: self.mount.read(paths[i])})))
        return [bodies[i] for i in range(len(paths))]

    def test_one_token_for_fifty_cold_readers(self) -> None:
        fresh = self.start()
        try:
            before = self.sim.stats()["tokens"]
            paths = [self.biblio() for _ in range(50)]
            bodies: list[bytes] = []
            join(in_parallel(50, lambda i: bodies.append(
                fresh.read(paths[i]))))
            self.assertEqual(len(bodies), 50)
            self.assertEqual(self.sim.stats()["tokens"], before)
        finally:
            fresh.close()

    def test_fifty_readers_meet_an_expired_token(self) -> None:
        """One renewal, and each request once more."""
        self.mount.read(self.biblio())
        before = self.sim.stats()
        self.sim.set(advance=5000)
        paths = [self.biblio() for _ in range(50)]
        bodies = self.read_all(paths)
        after = self.sim.stats()
        self.assertEqual(after["tokens"] - before["tokens"], 1)
        self.assertLessEqual(after["requests"] - before["requests"], 100)
        for path, body in zip(paths, bodies):
            self.assertIn(path.split("/")[3][2:].encode(), body)
        self.assertEqual(self.mount.read(paths[0]), bodies[0])

    def test_the_same_request_again(self) -> None:
        """Query, range and Accept of a request survive the renewal."""
        link = "published-data/images/EP/4000017/A1/fullimage"
        number = self.fresh()
        for path, match in (
                (f"{link}/002.pdf", "4000017.*fullimage"),
                ("published-data/search/ti=valve/5-9/biblio.json", "search"),
                (self.biblio(number), number)):
            with self.subTest(path):
                tokens = self.sim.stats()["tokens"]
                self.sim.fault("expired", match=match)
                self.assertTrue(self.mount.read(path))
                self.assertEqual(self.sim.stats()["tokens"], tokens + 1)
                first, second = (
                    {name: entry[name] for name in (
                        "method", "path", "query", "accept", "range", "auth")}
                    for entry in self.sim.log(match)[-2:])
                self.assertEqual(first, second)
                self.assertEqual(first["auth"], "bearer")

    def test_a_body_of_zeroes_is_an_expired_token_too(self) -> None:
        tokens = self.sim.stats()["tokens"]
        number = self.fresh()
        self.sim.fault("invalid_token_zeroes", match=number)
        self.assertIn(number[2:].encode(), self.mount.read(self.biblio(number)))
        self.assertLessEqual(self.sim.stats()["tokens"] - tokens, 1)

    def test_a_token_never_taken_is_no_loop(self) -> None:
        number = self.fresh()
        tokens = self.sim.stats()["tokens"]
        self.sim.fault("expired", match=number, times=-1)
        self.assertEqual(self.mount.errno_of(self.biblio(number)),
                         errno.EACCES)
        self.assertLessEqual(self.sim.stats()["tokens"] - tokens, 3)


class Mistakes(MountTest):
    """errno, a line in .ops/errors, the same as an attribute; one request."""

    TABLE = (
        # fault, errno, words of the line
        ({"status": 404, "code": "SERVER.EntityNotFound",
          "message": "No results found"}, errno.ENOENT,
         ("HTTP 404", "SERVER.EntityNotFound", "No results found")),
        ({"status": 404, "code": "CLIENT.InvalidCountryCode",
          "message": "Invalid country"}, errno.ENOENT,
         ("CLIENT.InvalidCountryCode", "no full text of this office")),
        ({"status": 404, "code": "CLIENT.InvalidReference",
          "message": "Invalid reference"}, errno.ENOENT,
         ("CLIENT.InvalidReference", "check its spelling")),
        ({"status": 400, "code": "CLIENT.InvalidQuery",
          "message": "Unknown index zz"}, errno.EINVAL,
         ("HTTP 400", "CLIENT.InvalidQuery", "Unknown index zz")),
        ({"status": 400, "code": "CLIENT.CQL", "message": "at column 7"},
         errno.EINVAL, ("CLIENT.CQL", "at column 7")),
        ({"status": 403, "message": "This request has been rejected",
          "gateway": True}, errno.EACCES,
         ("HTTP 403", "This request has been rejected")),
        ({"status": 405, "code": "CLIENT.MethodNotAllowed",
          "message": "Method not allowed"}, errno.ENOENT, ("HTTP 405",)),
        ({"status": 413, "code": "CLIENT.AmbiguousRequest",
          "message": "The request was ambiguous: A1, B1"}, errno.ENOENT,
         ("HTTP 413", "CLIENT.AmbiguousRequest", "A1, B1", "name a kind")),
        ({"status": 404, "code": "CLIENT.AmbiguousRequest",
          "message": "The request was ambiguous"}, errno.ENOENT,
         ("CLIENT.AmbiguousRequest", "name a kind")),
        ({"status": 413, "code": "SERVER.LimitedServerResources",
          "message": "Please request in smaller chunks"}, errno.EFBIG,
         ("HTTP 413", "smaller")),
    )

    def reported(self, path: str) -> str:
        return os.getxattr(self.mount / path, ERROR).decode()

    def test_table(self) -> None:
        for fault, code, words in self.TABLE:
            with self.subTest(f"{fault['status']} {fault.get('code')}"):
                self.check(fault, code, words)

    def check(self, fault: dict, code: int, words) -> None:
        number = self.fresh()
        path = self.biblio(number)
        self.sim.fault("status", match=number, times=-1, **fault)
        with self.costs(1):
            self.assertEqual(self.mount.errno_of(path), code)
            self.assertEqual(self.mount.errno_of(path, os.stat), code)
            self.assertEqual(self.mount.errno_of(path), code)
        lines = [line for line in self.mount.text(".ops/errors").splitlines()
                 if f"/{path}" in line]
        self.assertEqual(len(lines), 1)
        reported = self.reported(path)
        self.assertTrue(lines[0].endswith(reported), (lines, reported))
        self.assertTrue(reported.startswith(errno.errorcode[code]), reported)
        for word in words:
            self.assertIn(word, reported)

    def test_time_and_path(self) -> None:
        path = "published-data/publication/epodoc/EP3999998/biblio.xml"
        self.mount.errno_of(path)
        self.assertRegex(
            self.mount.text(".ops/errors").splitlines()[-1],
            rf"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ /{path} ENOENT HTTP 404 ")

    def test_no_error_no_attribute(self) -> None:
        path = self.biblio()
        self.mount.read(path)
        self.assertNotIn(ERROR, os.listxattr(self.mount / path))
        with self.assertRaises(OSError) as caught:
            os.getxattr(self.mount / path, ERROR)
        self.assertEqual(caught.exception.errno, errno.ENODATA)

    def test_attribute_of_a_directory(self) -> None:
        """The newest error below it."""
        folder = "published-data/publication/epodoc/EP3999997"
        self.mount.errno_of(f"{folder}/claims.xml")
        reported = os.getxattr(self.mount / folder, ERROR).decode()
        self.assertIn(f"/{folder}/claims.xml: ENOENT", reported)
        self.assertEqual(os.listxattr(self.mount / folder), [ERROR])

    def test_a_hostile_message_is_one_line(self) -> None:
        number = self.fresh()
        self.sim.fault("status", match=number, status=404, body=(
            '<fault xmlns="http://ops.epo.org"><code>SERVER.EntityNotFound'
            "</code><message>one\nline \x85[31m\u202e\u2028 only</message></fault>"))
        self.mount.errno_of(self.biblio(number))
        reported = self.reported(self.biblio(number))
        self.assertNotIn("Cc", map(unicodedata.category, reported), ascii(reported))

    def test_an_unsupported_text_costs_once(self) -> None:
        """A text that OPS has of no US document: ENOENT with a reason."""
        path = "published-data/publication/docdb/US.9123456.B2/claims.xml"
        with self.costs(1):
            self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
            self.assertEqual(self.mount.errno_of(path), errno.ENOENT)
        self.assertTrue(self.reported(path))


class ExactMistakes(Mistakes):
    """Here the kernel asks for attributes before it reads one of the extended
    ones, and gets the same errno: the reason is in .ops/errors alone."""

    OPTIONS = ("timeout=240", "sizes=exact")

    def reported(self, path: str) -> str:
        with self.assertRaises(OSError) as caught:
            os.getxattr(self.mount / path, ERROR)
        line = [line for line in self.mount.text(".ops/errors").splitlines()
                if f"/{path} " in line][-1]
        reported = line.partition(f"/{path} ")[2]
        self.assertEqual(reported.split()[0],
                         errno.errorcode[caught.exception.errno])
        return reported


class ExactIndexers(Indexers):
    OPTIONS = ("timeout=240", "sizes=exact")


class Blocked(MountTest):
    def test_the_account(self) -> None:
        """EACCES, and no further request while it is known."""
        self.sim.fault("blocked", match="rest-services")
        first, second = self.biblio(), self.biblio()
        before = self.sim.stats()
        self.assertEqual(self.mount.errno_of(first), errno.EACCES)
        self.assertEqual(self.mount.errno_of(second), errno.EACCES)
        after = self.sim.stats()
        self.assertEqual(after["requests"] - before["requests"], 1)
        self.assertEqual(after["tokens"], before["tokens"])
        self.assertIn("blocked", os.getxattr(
            self.mount / first, ERROR).decode())


class Exact(Reading):
    """The same with exact sizes."""

    OPTIONS = ("timeout=240", "sizes=exact")

    def test_listing_fetches_what_it_lists(self) -> None:
        """Two parts of the register in one request; text is made of XML."""
        number = self.fresh()
        folder = f"register/publication/epodoc/{number}"
        names = [name for name in os.listdir(self.mount / folder)
                 if not name.endswith(".txt")]
        with self.costs(len(names) - 1):
            self.run_tool("ls", "-l", folder)
        with self.costs(0):
            self.run_tool("ls", "-l", folder)

    def test_names_alone_are_free(self) -> None:
        with self.costs(0):
            self.run_tool("ls", f"register/publication/epodoc/{self.fresh()}")
            self.run_tool("find", "register", "-type", "f")

    def test_warm_opening_is_not_asked_for(self) -> None:
        """No OPEN reaches the daemon: read through the page cache, whose
        bytes are those of the answer."""
        path = self.biblio()
        body = self.mount.read(path)
        threads = [threading.Thread(target=self.mount.read, args=(path,))
                   for _ in range(8)]
        for thread in threads:
            thread.start()
        join(threads)
        with self.costs(0):
            self.assertEqual(self.mount.read(path), body)


class Messages(MountTest):
    """What the kernel and the daemon say to each other, as -d prints it."""

    @classmethod
    def start(cls) -> harness.Mount:
        return harness.Mount(cls.sim, *cls.OPTIONS, arguments=("-d",))

    def said(self) -> list[str]:
        return re.findall(r"opcode: ([A-Z]+)|(NOTIFY)",
                          "\n".join(self.mount.errors))

    def test_of_a_first_reading(self) -> None:
        """Neither GETATTR nor READ: before OPEN is answered, the kernel is
        given the file, and knows its size by that."""
        path = self.mount / self.biblio()
        before = len(self.said())
        reader = os.open(path, os.O_RDONLY)
        self.assertGreater(len(os.read(reader, 4096)), 1000)
        os.close(reader)
        harness.until(lambda: ("RELEASE", "") in self.said()[before:],
                      "the end of the reading")
        self.assertEqual({code or notice for code, notice
                          in self.said()[before:]},
                         {"LOOKUP", "OPEN", "NOTIFY", "RELEASE"})

    def test_the_size_is_known_once_it_is_open(self) -> None:
        """Also to who never asks for it: sendfile(2) trusts what the kernel
        has.  A small file is in its pages by then, a large one is not."""
        for path in (self.biblio(), "published-data/search/pa=synthetic/"
                     "1-100/biblio.xml"):
            with self.subTest(path), tempfile.TemporaryFile() as copy:
                source = os.open(self.mount / path, os.O_RDONLY)
                at = 0
                while sent := os.sendfile(copy.fileno(), source, at, 1 << 20):
                    at += sent
                os.close(source)
                copy.seek(0)
                self.assertEqual(copy.read(), self.mount.read(path))

    def test_the_size_is_known_after_a_refresh(self) -> None:
        """Of a file that a program knew by its name alone."""
        path = self.biblio()
        os.close(os.open(self.mount / path, os.O_PATH))
        Path(self.mount / ".ops/ctl").write_text(
            f"refresh {Path(path).parent}\n")
        source = os.open(self.mount / path, os.O_RDONLY)
        self.addCleanup(os.close, source)
        with tempfile.TemporaryFile() as copy:
            sent = os.sendfile(copy.fileno(), source, 0, 1 << 20)
        self.assertEqual(sent, len(self.mount.read(path)))


if __name__ == "__main__":
    harness.main()
