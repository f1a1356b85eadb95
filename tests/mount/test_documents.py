#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole documents, put together from OPS's pages, and what they cost."""

import errno
import os
import re
import shutil
import subprocess
import tempfile

import harness
from harness import Mount, MountTest, ShiftedClock, in_parallel, join


class Documents(MountTest):
    @classmethod
    def start(cls) -> Mount:
        cls.lists = tempfile.mkdtemp(prefix="opsfs-test-")
        return Mount(cls.sim, *cls.OPTIONS, cls.sim.publications(),
                     f"lists={cls.lists}")

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        shutil.rmtree(cls.lists)

    def test_pages_and_one(self) -> None:
        """The inquiry and 13 pages; 22 and 1; then nothing."""
        with self.costs(13 + 1):
            first = self.mount.read("patent/US6093011A/document.pdf")
        self.assertEqual(first[:5], b"%PDF-")
        with self.costs(0):
            self.assertEqual(
                self.mount.read("patent/US6093011A/document.pdf"), first)
            self.assertEqual(len(first), os.stat(
                self.mount / "patent/US6093011A/document.pdf").st_size)
        with self.costs(22 + 1):
            self.run_tool("cp", "patent/WO 2013120001 A1/document.pdf",
                          os.devnull)

    def test_pages_are_cut_out_of_it(self) -> None:
        folder = "patent/JP2015508001A"
        self.mount.read(f"{folder}/document.pdf")
        with self.costs(0):
            page = self.mount.read(f"{folder}/images/pages/016.pdf")
            self.assertEqual(len(os.listdir(
                self.mount / f"{folder}/images/pages")), 16)
            self.assertEqual(self.mount.errno_of(
                f"{folder}/images/pages/017.pdf"), errno.ENOENT)
        self.assertEqual(page[:5], b"%PDF-")

    def test_publication_server_comes_first(self) -> None:
        with self.costs(0):
            before = len(self.sim.published())
            whole = self.mount.read("patent/EP3000001B1/document.pdf")
            self.assertEqual(len(self.sim.published()) - before, 1)
        self.assertEqual(whole, self.mount.read(
            "publication-server/patents/EP3000001NWB1/document.pdf"))

        with self.costs(0):     # one of its pages
            self.assertEqual(self.mount.read(
                "patent/EP3000001B1/images/pages/001.pdf")[:5], b"%PDF-")

    def test_page_that_the_whole_has_not(self) -> None:
        """The inquiry and the page; the first page is that of the whole."""
        one = self.sim.fetch("published-data/images/EP/2814089/B1/"
                             "fullimage?Range=1", "application/pdf")
        folder = "patent/EP3500001A2"
        self.sim.fault("garbage", match="EP3500001NWA2/document.pdf",
                       body=one.decode("latin-1"))
        with self.costs(0):
            self.mount.read(f"{folder}/document.pdf")
            self.mount.read(f"{folder}/images/pages/001.pdf")
        with self.costs(2):
            self.mount.read(f"{folder}/images/pages/002.pdf")
        with self.costs(0):
            self.assertEqual(self.mount.errno_of(
                f"{folder}/images/pages/099.pdf"), errno.ENOENT)

    def test_publication_servers_can_be_searched(self) -> None:
        path = "patent/EP2814089B1/document.pdf"
        claim = self.mount.text("patent/EP2814089B1/claims/001.txt").split()
        found = {"pdfgrep": ("-no", " ".join(claim[1:4]), path),
                 "pdftotext": (path, "-")}
        tools = [tool for tool in found if shutil.which(tool)]
        for tool in tools:
            self.assertIn(" ".join(claim[1:4]), self.tool(tool, *found[tool]))
        if not tools:
            self.skipTest("skipped: no pdfgrep or pdftotext")

    def test_those_of_a_list_to_take_along(self) -> None:
        """The inquiry and 14 pages of one, nothing of EP."""
        numbers = ["EP1000000B1", "EP2814089B1", "NL1010536C2"]
        with open(f"{self.lists}/case", "w", encoding="utf-8") as file:
            file.writelines(f"{number}\n" for number in numbers)
        with tempfile.TemporaryDirectory(prefix="opsfs-test-") as folder:
            with self.costs(1 + 14):
                self.run_tool("bash", "-c", "for n in list/case/*/; do "
                              f"cp $n/document.pdf {folder}/$(basename $n).pdf;"
                              " done")
            self.assertEqual(sorted(os.listdir(folder)),
                             [f"{number}.pdf" for number in numbers])

    def test_pages_of_what_the_server_has_not(self) -> None:
        self.sim.fault("status", match="/v1.2/patents/EP2814089NWA1",
                       status=404)
        with self.costs(14 + 1):
            self.mount.read("patent/EP2814089A1/document.pdf")

    def test_not_listed_where_a_link_has_led(self) -> None:
        self.assertIn("document.pdf",
                      os.listdir(self.mount / "patent/CN104100001A"))
        linked = "search/ti=conveyor/CN104100001A"
        self.assertNotIn("document.pdf", os.listdir(self.mount / linked))
        self.mount.read(f"{linked}/document.pdf")

    def test_progress(self) -> None:
        path, bodies = "patent/FR2990001A1/document.pdf", []
        self.sim.fault("hold", match="FR/2990001/A1.*Range=[45]$", times=-1)
        threads = in_parallel(
            1, lambda _: bodies.append(self.mount.read(path)))
        self.sim.wait(held=2, match="2990001")
        harness.until(lambda: "document.pdf FR2990001A1: 7 of 9 pages\n"
                      in self.mount.text(".ops/status"), "7 of 9 pages")
        self.sim.calm()
        join(threads)
        self.assertEqual(bodies[0][:5], b"%PDF-")
        self.assertNotIn("document.pdf", self.mount.text(".ops/status"))

    def refused(self, number: str, words: str) -> None:
        path = f"patent/{number}/document.pdf"
        self.assertEqual(self.mount.errno_of(path), errno.EIO)
        self.assertIn(words, self.mount.text(".ops/errors").splitlines()[-1])

    def test_more_pages_than_there_are(self) -> None:
        self.sim.fault("pages", match="GB.2500001.A/images", count=10)
        self.refused("GB2500001A", "page 10 of 10: ")

    def test_fewer_pages_than_there_are(self) -> None:
        """DRAWINGS begins on page 8 of 9, it said to be 5."""
        self.sim.fault("pages", match="GB.2500001.B/images", count=5)
        with self.costs(1):
            self.refused("GB2500001B", "DRAWINGS begins on page 8 of 5")

    def test_page_of_two(self) -> None:
        """It is not kept, and the next reader gets the right one."""
        two = self.sim.fetch("published-data/images/AT/500001/B1/"
                             "fullimage?Range=1", "application/pdf")
        two = two.replace(b"/Count 1", b"/Count 2").replace(
            b"/Kids[3 0 R]", b"/Kids[3 0 R 3 0 R]")
        self.sim.fault("garbage", match="AT/500001/B1.*Range=3",
                       body=two.decode("latin-1"))
        self.refused("AT500001B1", "page 3 of 6: a PDF ")
        harness.until(lambda: not self.mount.errno_of(
            "patent/AT500001B1/document.pdf"), "it can be read")

    def tool(self, *command: str) -> str:
        done = subprocess.run(command, capture_output=True, text=True,
                              cwd=self.mount.path, check=False,
                              errors="replace")
        self.assertEqual((done.returncode, done.stderr), (0, ""), command)
        return done.stdout

    def test_tools_accept_it(self) -> None:
        path = "patent/DE102012001001A1/document.pdf"
        self.mount.text("patent/DE102012001001A1/title.txt")
        title = self.mount.text(
            "patent/DE102012001001A1/title.txt").strip()
        found = [name for name in ("qpdf", "pdfinfo", "mutool")
                 if shutil.which(name)]
        if "qpdf" in found:
            self.assertIn("No syntax or stream encoding errors",
                          self.tool("qpdf", "--check", path))
        if "pdfinfo" in found:
            text = self.tool("pdfinfo", "-enc", "UTF-8", path)
            self.assertRegex(text, r"Pages: +10\n")
            self.assertIn(f"DE102012001001A1: {title}", text)
            pages = self.tool("pdftotext", path, "-").split("\f")[:-1]
            self.assertEqual([page.split()[-1] for page in pages],
                             [str(n) for n in range(1, 11)])
            drawn = self.tool("pdftoppm", "-r", "4", "-gray", path)
            self.assertEqual(len(re.findall(r"P5\n\d+ \d+\n", drawn)), 10)
        if "mutool" in found:
            text = self.tool("mutool", "show", path, "outline")
            self.assertEqual(re.findall(r'"(.*)"\s#page=(\d+)', text), [
                ("Abstract", "1"), ("Bibliographic data", "1"),
                ("Description", "2"), ("Claims", "4"), ("Drawings", "7")])
        if not found:
            self.skipTest("skipped: no qpdf, pdfinfo or mutool")

    def test_broken_page_is_named(self) -> None:
        """Asked again as any answer, until the reader's time is up."""
        self.sim.fault("html", match="NL/1010536/C2.*Range=7$", times=-1)
        with Impatient(self.sim) as mount:
            self.assertEqual(
                mount.errno_of("patent/NL1010536C2/document.pdf"), errno.EIO)
            self.assertIn("page 7 of 14",
                          mount.text(".ops/errors").splitlines()[-1])
            self.sim.calm()
            before = self.sim.requests("NL/1010536/C2")
            harness.until(lambda: not mount.errno_of(
                "patent/NL1010536C2/document.pdf"), "it can be read")
            self.assertEqual(self.sim.requests("NL/1010536/C2") - before, 1)

    def test_kept_for_other_mounts(self) -> None:
        store = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, store)
        os.chmod(store, 0o700)
        bodies = []
        for cost in (13 + 1, 0):
            before = self.sim.requests()
            with Impatient(self.sim, "timeout=240", f"store={store}") as mount:
                bodies.append(mount.read("patent/US9123456B2/document.pdf"))
            self.assertEqual(self.sim.requests() - before, cost)
        self.assertEqual(*bodies)


    def test_a_lie_is_kept_for_nobody(self) -> None:
        store = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, store)
        os.chmod(store, 0o700)
        self.sim.fault("pages", match="NL.1010536.C2/images", count=5)
        for cost, error in ((1, errno.EIO), (1 + 14, 0)):
            before = self.sim.requests()
            with Impatient(self.sim, "timeout=240", f"store={store}") as mount:
                self.assertEqual(
                    mount.errno_of("patent/NL1010536C2/document.pdf"), error)
            self.assertEqual(self.sim.requests() - before, cost)


class Lies(MountTest):
    """An inquiry that was found out is good for a moment, in which tools ask
    again, and not for its day."""

    @classmethod
    def start(cls) -> Mount:
        cls.clock = ShiftedClock()
        return Mount(cls.sim, *cls.OPTIONS, env=cls.clock.environment())

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        cls.clock.close()

    def later(self, seconds: int) -> None:
        """The daemon looks at the clock when it wakes."""
        harness.until(self.mount.sleeps, "a daemon that sleeps")
        self.clock.advance(seconds)

    def comes(self, path: str) -> None:
        """Soon: whoever is served within a turn has that turn's time."""
        harness.until(lambda: not self.mount.errno_of(path), path)

    def test_more_pages_than_there_are(self) -> None:
        self.sim.fault("pages", match="GB.2500001.A/images", count=10)
        path = "patent/GB2500001A/document.pdf"
        with self.costs(1 + 10):
            self.assertEqual(self.mount.errno_of(path), errno.EIO)
        self.later(3)
        with self.costs(1):
            self.comes(path)

    def test_fewer_pages_than_there_are(self) -> None:
        self.sim.fault("pages", match="GB.2500001.B/images", count=5)
        path = "patent/GB2500001B/document.pdf"
        with self.costs(1):
            self.assertEqual(self.mount.errno_of(path), errno.EIO)
        self.later(3)
        with self.costs(1 + 9):
            self.comes(path)

    def test_page_that_is_not_there(self) -> None:
        self.sim.fault("pages", match="FR.2990001.A1/images", count=10)
        folder = "patent/FR2990001A1/images/pages"
        with self.costs(2):
            self.assertIn("010.pdf", os.listdir(self.mount / folder))
            self.assertEqual(self.mount.errno_of(f"{folder}/010.pdf"),
                             errno.ENOENT)
        self.later(3)
        with self.costs(1):
            harness.until(lambda: "010.pdf" not in os.listdir(
                self.mount / folder), "nine pages")


class Impatient(Mount):
    def __init__(self, sim, *options: str) -> None:
        super().__init__(sim, *(options or ("timeout=2",)))

    def __enter__(self) -> Mount:
        return self

    def __exit__(self, *_) -> None:
        self.close()


if __name__ == "__main__":
    harness.main()
