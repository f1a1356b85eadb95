#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""opsfs-image, the process beside the daemon that works on pages and pictures:
it is there when there is work, it has nothing, and its end costs nothing."""

import errno
import os
import shutil
import signal
import tempfile
import unittest.mock
from pathlib import Path

import harness
from harness import BINARY, Mount, MountTest
from patience import until


def processes(mount: Mount) -> list[int]:
    """Those that the daemon has started, with those that nobody has buried."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat = (entry / "stat").read_text(encoding="ascii",
                                              errors="replace")
        except OSError:
            continue
        if int(stat.rpartition(")")[2].split()[1]) == mount.pid:
            found.append(int(entry.name))
    return found


class Aside(MountTest):
    def the_one(self) -> int:
        found = processes(self.mount)
        self.assertEqual(len(found), 1)
        return found[0]

    def test_it_comes_and_goes(self) -> None:
        drawings = "patent/EP2814089A1/images/drawings"
        self.mount.text("patent/EP2814089A1/title.txt")
        self.assertEqual(processes(self.mount), [])
        with self.costs(2):
            first = self.mount.read(f"{drawings}/001.png")
        pid = self.the_one()
        with self.costs(1):
            self.mount.read(f"{drawings}/002.png")
        self.assertEqual(self.the_one(), pid)
        os.kill(pid, signal.SIGKILL)
        until(lambda: not processes(self.mount), "it is buried")
        with self.costs(1):
            third = self.mount.read(f"{drawings}/003.png")
        self.assertNotEqual(self.the_one(), pid)
        for body in (first, third):
            self.assertEqual(body[:4], b"\x89PNG")

    def test_it_has_nothing(self) -> None:
        self.mount.read("patent/EP1000000A1/images/drawings/001.png")
        process = Path("/proc", str(self.the_one()))
        self.assertEqual((process / "environ").read_bytes(), b"")
        self.assertEqual(os.readlink(process / "cwd"), "/")
        files = {int(name): os.readlink(process / "fd" / name)
                 for name in os.listdir(process / "fd")}
        self.assertEqual(sorted(files), [0, 1, 2, 3])
        self.assertEqual({files[fd] for fd in (0, 1, 2)}, {"/dev/null"})
        self.assertRegex(files[3], "^socket:")
        self.assertIn("libqpdf", (process / "maps").read_text())
        status = (process / "status").read_text()
        self.assertRegex(status, r"NoNewPrivs:\s+1\n")
        daemon = Path("/proc", str(self.mount.pid), "maps")
        if os.access(daemon, os.R_OK):
            self.assertNotIn("libqpdf", daemon.read_text())

    def test_its_end_is_heard_of(self) -> None:
        """Also by a daemon that was started deaf to it: or the number of a
        process that is gone would be used on."""
        before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        try:
            mount = Mount(self.sim, *self.OPTIONS)
        finally:
            signal.signal(signal.SIGCHLD, before)
        self.addCleanup(mount.close)
        status = Path("/proc", str(mount.pid), "status").read_text()
        ignored = int(status.partition("SigIgn:")[2].split()[0], 16)
        self.assertFalse(ignored & 1 << (signal.SIGCHLD - 1))

    def test_it_cannot_be_started(self) -> None:
        """The error says what to do; what needs no work is shown."""
        folder = Path(tempfile.mkdtemp(prefix="opsfs-test-"))
        self.addCleanup(shutil.rmtree, folder)
        shutil.copy(BINARY, folder / "opsfs")
        (folder / "opsfs-image").touch(0o755)
        with unittest.mock.patch.object(harness, "BINARY", folder / "opsfs"):
            mount = Mount(self.sim, *self.OPTIONS)
        self.addCleanup(mount.close)
        images = "patent/NL1010536C2/images"
        self.assertEqual(mount.read(f"{images}/pages/001.pdf")[:5], b"%PDF-")
        self.assertEqual(mount.errno_of(f"{images}/drawings/001.png"), errno.EIO)
        self.assertIn("opsfs-image, which reads pictures and PDFs, cannot be "
                      "started", mount.text(".ops/errors").splitlines()[-1])
        shutil.copy(BINARY.with_name("opsfs-image"), folder / "new")
        os.rename(folder / "new", folder / "opsfs-image")
        until(lambda: not mount.errno_of(f"{images}/drawings/001.png"),
              "it can be started")


if __name__ == "__main__":
    harness.main()
