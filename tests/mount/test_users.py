#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mount that several users share: each sees what that user used, and that
user's failures."""

import os
import shutil
import tempfile
import unittest

from harness import Mount, MountTest, main

HERE, THERE = 40_001, 40_002

READ = """
import os, sys
for path in sys.argv[1:]:
    try:
        with open(path, "rb") as file:
            sys.stdout.buffer.write(file.read())
    except OSError:
        pass
"""
NAMES = "import os, sys; print(*os.listdir(sys.argv[1]), sep='\\n')"
WHY = "import os, sys; print(os.getxattr(sys.argv[1], 'user.opsfs.error'))"


@unittest.skipIf(os.geteuid() != 0, "other users are for the administrator")
class Users(MountTest):
    @classmethod
    def start(cls) -> Mount:
        cls.store = tempfile.mkdtemp(prefix="opsfs-store-")
        cls.addClassCleanup(shutil.rmtree, cls.store)
        mount = Mount(cls.sim, *cls.OPTIONS, "allow_other", "store_wait=240",
                      f"store={cls.store}")
        os.chmod(mount.directory, 0o755)
        return mount

    def python(self, user: int, program: str, *arguments: str,
               status: int = 0) -> str:
        done = self.run_tool("python3", "-Sc", program, *arguments,
                             status=status, user=user, group=user,
                             extra_groups=[])
        return done.stdout.decode()

    def names(self, user: int, folder: str) -> set[str]:
        return set(self.python(user, NAMES, folder).split())

    def test_what_was_used(self) -> None:
        one, other, both = (f"{self.fresh()}A1" for _ in range(3))
        secret = "search/pa=secret and ti=plan"
        self.python(HERE, READ, f"patent/{one}/title.txt",
                    f"patent/{both}/title.txt", f"{secret}/count")
        self.python(THERE, READ, f"patent/{other}/title.txt",
                    f"patent/{both}/title.txt")
        self.mount.read("patent/EP1000000A1/title.txt")
        self.assertEqual(self.names(HERE, "patent"), {one, both})
        self.assertEqual(self.names(THERE, "patent"), {other, both})
        self.assertIn("pa=secret", " ".join(self.names(HERE, "search")))
        self.assertNotIn("pa=secret", " ".join(self.names(THERE, "search")))
        for folder in ("published-data/publication/docdb",
                       "published-data/search"):
            self.assertEqual(self.names(THERE, folder) - {
                "biblio", "README.txt"}, set(), folder)

    def test_what_failed(self) -> None:
        self.python(HERE, READ, "patent/EP9999991A1/title.txt",
                    "patent/secret-EP1")
        self.python(THERE, READ, "patent/EP9999992A1/title.txt")
        for user, own, foreign in ((HERE, "9999991", "9999992"),
                                   (THERE, "9999992", "9999991"),
                                   (HERE, "secret", "9999992")):
            with self.subTest(user):
                text = self.python(user, READ, ".ops/errors")
                self.assertIn(own, text)
                self.assertNotIn(foreign, text)
        self.assertNotIn("EP999999", self.mount.text(".ops/errors"))
        self.assertIn("secret", self.python(HERE, WHY, "patent"))
        self.python(1 + THERE, WHY, "patent", status=1)

    def test_one_reads_while_another_has_it_open(self) -> None:
        """They share no pages."""
        with open(self.mount / ".ops/errors", "rb") as before:
            before.read()
            self.python(HERE, READ, "patent/EP9999993A1/title.txt")
            for user in (HERE, THERE):
                with open(self.mount / ".ops/errors", "rb") as own:
                    text = self.python(user, READ, ".ops/errors")
                    self.assertEqual("9999993" in text, user == HERE)
                    self.assertNotIn(b"9999993", own.read())


if __name__ == "__main__":
    main()
