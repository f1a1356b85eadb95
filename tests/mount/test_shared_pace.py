#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several mounts of one key keep to its limits together, as OPS counts."""

import contextlib
import os
import signal
import unittest
from pathlib import Path

import harness
from harness import Mount, in_parallel, join, until

LIMIT = 30
EACH = 45


class SharedPace(unittest.TestCase):
    """The window of a minute is longer than any reader waits here: what does
    not go at once does not go at all."""

    def setUp(self) -> None:
        reason = harness.why_no_fuse()
        if reason:
            raise unittest.SkipTest(reason)
        self.sim = harness.Simulator("--synthetic", "300", "--throttle", "on",
                                     "--limits", f"search={LIMIT}")
        self.addCleanup(self.sim.stop)
        self.runtime = harness.runtime_directory()
        self.read: list[bytes] = []

    def start(self, **more: str) -> Mount:
        return Mount(self.sim, "timeout=2", env=harness.environment(
            **{"XDG_RUNTIME_DIR": self.runtime, **more}))

    def search(self, mount: Mount, hit: int) -> None:
        """Of a mount that is killed meanwhile, in vain."""
        name = f"published-data/search/pa=synthetic/{hit}-{hit}/search.xml"
        with contextlib.suppress(OSError):
            self.read.append(mount.read(name))

    def readers(self, mounts: list[Mount], first: int) -> list:
        return in_parallel(EACH * len(mounts), lambda i: self.search(
            mounts[i % len(mounts)], first + i))

    def all_read(self, mounts: list[Mount], first: int = 1) -> None:
        join(self.readers(mounts, first))

    def assert_within_limits(self) -> None:
        """None over the limit. How many of it are used is a matter of how
        quickly the machine reads."""
        stats = self.sim.stats()
        self.assertEqual(stats["over_limit"], 0)
        self.assertLessEqual(stats["by_class"]["search"], LIMIT)
        self.assertGreaterEqual(stats["by_class"]["search"], len(self.read))
        self.assertTrue(self.read)

    def left(self) -> list[str]:
        folder = Path(self.runtime) / "opsfs"
        return os.listdir(folder) if folder.exists() else []

    def test_three_mounts_one_killed(self) -> None:
        mounts = [self.start() for _ in range(3)]
        for mount in mounts:
            self.search(mount, 1 + 3 * EACH + mounts.index(mount))
        readers = self.readers(mounts, 1)
        until(lambda: self.sim.stats()["by_class"]["search"] > LIMIT // 2,
              "half of the limit")
        mounts[0].process.send_signal(signal.SIGKILL)
        join(readers)
        mounts[0].end()
        self.all_read(mounts[1:], 1 + 3 * EACH + 3)
        self.assert_within_limits()
        self.assertEqual(len(self.left()), 1)
        for mount in mounts[1:]:
            mount.close()
        self.assertEqual(self.left(), [])

    def test_one_that_comes_back(self) -> None:
        """What a crashed mount sent is not forgotten by the next one."""
        first = self.start()
        self.all_read([first])
        first.process.send_signal(signal.SIGKILL)
        first.end()
        second = self.start()
        self.all_read([second])
        self.assert_within_limits()
        second.close()
        self.assertEqual(self.left(), [])

    def test_without_a_place_to_share(self) -> None:
        """The mount works, and says what it does not see."""
        mount = self.start(XDG_RUNTIME_DIR="/proc/nowhere")
        self.search(mount, 1)
        self.assertEqual(len(self.read), 1)
        self.assertIn("other mounts of this key are not seen",
                      mount.text(".ops/log"))
        mount.close()


if __name__ == "__main__":
    harness.main()
