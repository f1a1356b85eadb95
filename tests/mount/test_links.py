#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Following links ends: records link to each other, and programs that follow
links have to come to an end all the same, at a cost that is known before."""

import os
import shutil
import subprocess
import tempfile
import unittest

import harness

RECORD = "patent/EP2814089A1"


class FollowingLinks(harness.MountTest):
    """Each tool on a mount and a record of its own, so that nothing is known
    before. What a record links to is read with it, and what that links to is
    not."""

    def setUp(self) -> None:
        self.directory = tempfile.TemporaryDirectory(prefix="opsfs-test-")
        self.addCleanup(self.directory.cleanup)
        self.mount = self.start()
        self.addCleanup(self.mount.close)

    def out(self, name: str) -> str:
        return os.path.join(self.directory.name, name)

    def follow(self, *command: str, limit: int) -> subprocess.CompletedProcess:
        """Some files are listed that OPS has not: tools report them."""
        if not shutil.which(command[0]):
            self.skipTest(f"no {command[0]}")
        before = self.sim.stats()["requests"]
        done = self.run_tool(*command, status=None)
        self.assertLessEqual(self.sim.stats()["requests"] - before, limit,
                             command)
        return done

    def linked(self) -> int:
        """How many publications the record links to, itself counted."""
        found = {RECORD.rpartition("/")[2]}
        for folder in ("citations", "cited-by", "publications",
                       "family/simple", "family/extended"):
            found.update(os.listdir(self.mount / f"{RECORD}/{folder}"))
        return len(found)

    def limit(self) -> int:
        """Of each: biblio, claims, description, full cycle, family, legal,
        register, events and steps, who cites it (a page of hits, each of
        which comes with its biblio), and the images' and the mirror's."""
        return 24 * self.linked()

    def check_files(self, files: set[str]) -> None:
        """The record's own, those of what it links to, and no deeper."""
        self.assertIn(f"{RECORD}/title.txt", files)
        deep = {name for name in files
                if len(set(name.split("/")) & {"citations", "cited-by",
                                               "publications"}) > 1}
        self.assertEqual(deep, set())
        self.assertTrue(any("/publications/" in name for name in files))

    def test_find(self) -> None:
        done = self.follow("find", "-L", RECORD, "-type", "f",
                           limit=self.limit())
        self.check_files(set(done.stdout.decode().splitlines()))

    def test_zip(self) -> None:
        self.follow("zip", "-qr", self.out("z.zip"), RECORD,
                    limit=self.limit())
        names = subprocess.run(["zipinfo", "-1", self.out("z.zip")],
                               capture_output=True, text=True, check=False)
        if names.returncode == 0:
            self.check_files(set(names.stdout.splitlines()))

    def test_cp(self) -> None:
        self.follow("cp", "-rL", RECORD, self.out("copy"), limit=self.limit())
        self.assertTrue(os.path.exists(self.out("copy/title.txt")))

    def test_tar(self) -> None:
        self.follow("tar", "-chf", self.out("t.tar"), RECORD,
                    limit=self.limit())
        names = subprocess.run(["tar", "-tf", self.out("t.tar")],
                               capture_output=True, text=True, check=False)
        self.check_files({name for name in names.stdout.splitlines()
                          if not name.endswith("/")})

    def test_rg(self) -> None:
        done = self.follow("rg", "-L", "-l", "-i", "conveyor", RECORD,
                           limit=self.limit())
        self.check_files(set(done.stdout.decode().splitlines())
                         | {f"{RECORD}/title.txt"})

    def test_grep(self) -> None:
        done = self.follow("grep", "-R", "-l", "-i", "conveyor", RECORD,
                           limit=self.limit())
        self.check_files(set(done.stdout.decode().splitlines())
                         | {f"{RECORD}/title.txt"})

    def test_copytree(self) -> None:
        script = ("import shutil, sys\n"
                  "try: shutil.copytree(sys.argv[1], sys.argv[2])\n"
                  "except shutil.Error: pass\n")
        self.follow("python3", "-c", script, RECORD, self.out("tree"),
                    limit=self.limit())
        self.assertTrue(os.path.exists(self.out("tree/title.txt")))

    def test_a_search(self) -> None:
        """Every hit's files, and nothing that the hits link to."""
        hits = os.listdir(self.mount / "search/ti=conveyor")
        done = self.follow("find", "-L", "search/ti=conveyor", "-type", "f",
                           limit=24 * len(hits))
        for name in done.stdout.decode().splitlines():
            self.assertLessEqual(name.count("/"), 3, name)

    def test_directories_can_still_be_named(self) -> None:
        folder = f"{RECORD}/publications/EP2814089B1"
        names = os.listdir(self.mount / folder)
        self.assertIn("title.txt", names)
        self.assertFalse([name for name in names
                          if os.path.isdir(self.mount / f"{folder}/{name}")])
        self.assertTrue(os.listdir(self.mount / f"{folder}/citations"))
        self.assertIn("status.txt",
                      os.listdir(self.mount / f"{folder}/register"))

    def test_what_was_read_through_a_link_is_listed(self) -> None:
        self.mount.read(f"{RECORD}/publications/EP2814089B1/title.txt")
        self.assertIn("EP2814089B1", os.listdir(self.mount / "patent"))

    def test_one_record_one_request(self) -> None:
        """By whichever way."""
        self.mount.read(f"{RECORD}/publications/EP2814089B1/title.txt")
        with self.costs(0):
            self.mount.read("patent/EP2814089B1/title.txt")


if __name__ == "__main__":
    harness.main()
