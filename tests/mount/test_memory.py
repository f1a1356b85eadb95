#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory: bounded whatever comes, and given back.

It stays within cache_size and 96 MB; the 20 MB of the program and its libraries
are among them. What is measured is the process itself (VmHWM, VmRSS), so that
nothing of it can be forgotten; under valgrind or with sanitizers that is not
opsfs's, and only the rest is looked at.
"""

import contextlib
import errno
import os
import re
import shutil
import tempfile
from pathlib import Path

from harness import (QUICK, SANITIZED, WRAPPER, MountTest, in_parallel, join,
                     main, until)

# Under Meson malloc writes into all that it hands out, used or not.
os.environ.pop("MALLOC_PERTURB_", None)

CACHE = 16
MOST = CACHE + 96       # MB
SPELLINGS = 2_000 if QUICK else 20_000
NAMES = 20_000 if QUICK else 200_000
READERS = 4 if QUICK else 8
SIZE = 9_000_000
#: Since when the kernel can be asked to forget names.
PRUNES = (6, 18)


def kernel() -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", os.uname().release)[:2])


class Memory(MountTest):

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="opsfs-lists-"))
        (cls.folder / "long").write_text(
            "".join(f"EP{1_000_000 + i}B1\n" for i in range(NAMES)))
        (cls.folder / "again").write_text((cls.folder / "long").read_text())
        cls.OPTIONS = ("timeout=240", "bulk=off", f"cache_size={CACHE}M",
                       f"lists={cls.folder}", f"store={cls.folder}/.store")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        super().setUpClass()

    #: MB beside the cache when it is quiet: the program has 20, and names that
    #: the kernel may know still, of whichever test was before, 23.
    left = 48

    def setUp(self) -> None:
        """What is announced counts against the quotas, sent or not."""
        self.sim.set(quota_hour=1 << 50, quota_week=1 << 50)

    def huge(self, size: int, **what) -> str:
        """A fresh number, of which a record of that size comes."""
        number = self.fresh()
        self.sim.fault("huge", bytes=size, match=number[2:], times=-1,
                       **what)
        return number

    def figure(self, label: str) -> float:
        """A line of /proc/PID/status in MB; 0 where it is not opsfs's own."""
        if WRAPPER or SANITIZED:
            return 0
        text = Path(f"/proc/{self.mount.pid}/status").read_text()
        return int(re.search(rf"{label}:\s+(\d+)", text)[1]) / 1024

    def tearDown(self) -> None:
        super().tearDown()
        self.assertLess(self.figure("VmHWM"), MOST)
        until(lambda: self.figure("VmRSS") < CACHE + self.left,
              "memory given back")

    def refused(self, number: str, why: str) -> None:
        path = f"patent/{number}A1/biblio.txt"
        self.assertEqual(self.mount.errno_of(path), errno.EIO)
        self.assertIn(why, self.mount.text(".ops/errors"))

    def test_answers_of_small_elements(self):
        """Too many for a text, and too many to be read at all."""
        number = self.huge(7_000_000, of="<b/>")
        self.refused(number, "more parts than are read at a time")
        path = f"patent/{number}A1/ops/biblio.xml"
        self.assertEqual(os.stat(self.mount / path).st_size, 7_000_000)
        number = self.huge(62 << 20, of="<b/>")
        self.assertEqual(self.mount.errno_of(f"patent/{number}A1/biblio.txt"),
                         errno.EFBIG)
        self.refused(self.huge(15 << 20, of="<b/>"), "was refused")

    def test_an_answer_of_attributes_and_one_of_text(self):
        self.refused(self.huge(12 << 20, of='<b c="d" e="f">g</b>'),
                     "more parts than are read at a time")
        self.refused(self.huge(15 << 20), "cannot be understood")

    def sums(self, numbers: list[str], opened: list[int]) -> None:
        """Reads them all at the same time, and leaves them open."""
        sizes = [0] * len(numbers)

        def one(i: int) -> None:
            fd = os.open(self.mount / self.biblio(numbers[i]), os.O_RDONLY)
            opened.append(fd)
            while piece := os.read(fd, 1 << 20):
                sizes[i] += len(piece)

        join(in_parallel(len(numbers), one))
        self.assertEqual(set(sizes), {SIZE})

    def test_large_answers_at_the_same_time(self):
        numbers = [self.huge(SIZE, chunked=i % 2 == 0) for i in range(READERS)]
        with self.costs(READERS):
            self.held(numbers)

    def held(self, numbers: list[str]) -> None:
        opened: list[int] = []
        try:
            self.sums(numbers, opened)
            until(lambda: self.figure("VmRSS") < CACHE + 48, "held in files")
        finally:
            for fd in opened:
                os.close(fd)

    def test_a_long_directory_open_often(self):
        opened = [os.open(self.mount / name, os.O_RDONLY | os.O_DIRECTORY)
                  for name in ("list/long", "list/again") * 8]
        for fd in opened:
            os.close(fd)

    def walk(self) -> int:
        """All names of a long list, with their attributes."""
        with os.scandir(self.mount / "list/long") as entries:
            return sum(entry.is_symlink() for entry in entries)

    def test_all_of_it_at_once(self):
        """What each has alone is not added up."""
        if not self.figure("VmRSS"):
            self.skipTest("memory is not opsfs's own")
        self.left = 64
        texts = [self.huge(7_000_000, of="<b/>"), self.huge(15 << 20),
                 self.huge(12 << 20, of='<b c="d" e="f">g</b>')]
        numbers = [self.huge(SIZE, chunked=i % 2 == 0) for i in range(READERS)]
        loads = [lambda n=n: self.mount.errno_of(f"patent/{n}A1/biblio.txt")
                 for n in texts]
        loads += [self.walk, self.test_a_long_directory_open_often]
        opened: list[int] = []
        threads = in_parallel(len(loads), lambda i: loads[i]())
        try:
            self.sums(numbers, opened)
            join(threads)
        finally:
            for fd in opened:
                os.close(fd)

    def test_spellings(self):
        """Each costs what its name takes, and no more than there is for all."""
        self.left = 64
        before = self.figure("VmRSS")
        for i in range(SPELLINGS):
            with contextlib.suppress(OSError):
                os.stat(self.mount / f"patent/EP {1_000_000 + i} B1")
        self.assertLess(self.figure("VmRSS") - before, 8 + SPELLINGS / 4000)

    def test_names_that_are_only_looked_at(self):
        self.left = 64      # what the kernel does not forget
        self.assertEqual(self.walk(), NAMES)
        self.mount.text("README.txt")
        if kernel() >= PRUNES:
            until(lambda: self.mount.number("nodes") <= 125_000,
                  "names forgotten")


if __name__ == "__main__":
    main()
