#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory: bounded whatever comes, and given back.

The aim is cache_size and 96 MB. How far a peak goes beyond depends on how soon
the kernel takes its names back, and TLS has buffers of its own: 128 MB are what
no machine may pass.

What is measured is the process itself (VmHWM, VmRSS), so that nothing of it can
be forgotten; under valgrind or with sanitizers that is not opsfs's, and only the
rest is looked at.
"""

import errno
import os
import re
import shutil
import tempfile
from pathlib import Path

from harness import (QUICK, WRAPPER, MountTest, main, until)

# Under Meson malloc writes into all that it hands out, used or not.
os.environ.pop("MALLOC_PERTURB_", None)

CACHE = 16
MOST = CACHE + 128      # MB
NAMES = 20_000 if QUICK else 200_000
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
        cls.OPTIONS = ("timeout=240", f"cache_size={CACHE}M",
                       f"lists={cls.folder}")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        super().setUpClass()

    def figure(self, label: str) -> float:
        """A line of /proc/PID/status in MB; 0 where it is not opsfs's own."""
        text = Path(f"/proc/{self.mount.pid}/status").read_text()
        if WRAPPER or "libasan" in Path(
                f"/proc/{self.mount.pid}/maps").read_text():
            return 0
        return int(re.search(rf"{label}:\s+(\d+)", text)[1]) / 1024

    def tearDown(self) -> None:
        super().tearDown()
        self.assertLess(self.figure("VmHWM"), MOST)
        until(lambda: self.figure("VmRSS") < CACHE + 64, "memory given back")

    def test_an_answer_of_small_elements(self):
        number = self.fresh()[2:]
        path = f"published-data/publication/docdb/EP.{number}.A1/biblio"
        body = self.sim.fetch(path).decode().replace(
            "<bibliographic-data>", "<bibliographic-data>" + "<b/>" * 900_000)
        self.sim.fault("status", status=200, body=body, match=number, times=1)
        self.assertEqual(
            self.mount.errno_of(f"patent/EP{number}A1/biblio.txt"), errno.EIO)
        self.assertIn("more parts than are read at a time",
                      self.mount.text(".ops/errors"))
        self.assertEqual(self.mount.text(f"patent/EP{number}A1/ops/biblio.xml"),
                         body)

    def test_a_long_directory_open_often(self):
        opened = [os.open(self.mount / name, os.O_RDONLY | os.O_DIRECTORY)
                  for name in ("list/long", "list/again") * 8]
        for fd in opened:
            os.close(fd)

    def test_names_that_are_only_looked_at(self):
        with os.scandir(self.mount / "list/long") as entries:
            count = sum(entry.is_symlink() for entry in entries)
        self.assertEqual(count, NAMES)
        self.mount.text("README.txt")
        if kernel() >= PRUNES:
            until(lambda: self.mount.number("nodes") <= 175_000,
                  "names forgotten")


if __name__ == "__main__":
    main()
