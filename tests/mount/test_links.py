#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Following links ends: records link to each other, and programs that follow
links have to come to an end all the same, at a cost that is known before."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import harness

RECORD = "patent/EP2814089A1"
SEARCH = "search/pn=EP4000003 or pn=EP4000004"
LIST = "list/two"
#: Of each publication: biblio, claims, description, full cycle, family, legal,
#: register and its steps, and those that cite it.
EACH = 9

COPYTREE = ("import shutil, sys\n"
            "try: shutil.copytree(sys.argv[1], sys.argv[2])\n"
            "except shutil.Error: pass\n")


class FollowingLinks(harness.MountTest):
    """Each tool on a mount of its own, so that nothing is known before: a
    record, a search and a list. What a record links to is read with it, and
    what that links to is not."""

    @classmethod
    def setUpClass(cls) -> None:
        lists = tempfile.TemporaryDirectory(prefix="opsfs-test-")
        cls.addClassCleanup(lists.cleanup)
        Path(lists.name, "two").write_text("EP4000005A1\nEP4000006A1\n")
        cls.OPTIONS = (*harness.MountTest.OPTIONS, f"lists={lists.name}")
        super().setUpClass()

    def setUp(self) -> None:
        self.directory = tempfile.TemporaryDirectory(prefix="opsfs-test-")
        self.addCleanup(self.directory.cleanup)
        self.mount = self.start()
        self.addCleanup(self.mount.close)

    def out(self, name: str) -> str:
        return os.path.join(self.directory.name, name)

    def follow(self, limit: int, *command: str) -> str:
        """Some files are listed that OPS has not: tools complain of them."""
        if not shutil.which(command[0]):
            self.skipTest(f"no {command[0]}")
        before = self.sim.stats()["requests"]
        done = self.run_tool(*command, status=None)
        cost = self.sim.stats()["requests"] - before
        self.assertLessEqual(cost, limit, command)
        return done.stdout.decode()

    def linked(self) -> int:
        """How many publications the record links to, itself counted."""
        found = {RECORD.rpartition("/")[2]}
        for folder in ("citations", "cited-by", "publications",
                       "family/simple", "family/extended"):
            found.update(os.listdir(self.mount / f"{RECORD}/{folder}"))
        return len(found)

    def each(self):
        """What a tool is let loose on, and the most that it may cost: what the
        directory itself takes comes on top."""
        for place in (SEARCH, LIST):
            yield place, EACH * 2 + 2
        if not harness.QUICK or self.id().endswith(("zip", "find")):
            yield RECORD, EACH * self.linked()

    def check_files(self, place: str, files: set[str]) -> None:
        """Its own files, those of what it links to, and none below that."""
        if place != RECORD:
            self.assertTrue(any(name.endswith("/title.txt")
                                for name in files), files)
            self.assertEqual({name.removeprefix(place).count("/")
                              for name in files} - {1, 2}, set())
            return
        self.assertIn(f"{RECORD}/title.txt", files)
        deep = {name for name in files
                if len(set(name.split("/")) & {"citations", "cited-by",
                                               "publications"}) > 1}
        self.assertEqual(deep, set())
        self.assertTrue(any("/publications/" in name for name in files))

    def copied(self, place: str, copy: str) -> None:
        self.check_files(place, {
            os.path.join(place, os.path.relpath(os.path.join(path, name), copy))
            for path, _, names in os.walk(copy) for name in names})
        shutil.rmtree(copy)

    def test_find(self) -> None:
        for place, limit in self.each():
            said = self.follow(limit, "find", "-L", place, "-type", "f")
            self.check_files(place, set(said.splitlines()))

    def test_zip(self) -> None:
        for place, limit in self.each():
            archive = self.out("z.zip")
            self.follow(limit, "zip", "-qr", archive, place)
            names = subprocess.run(["zipinfo", "-1", archive],
                                   capture_output=True, text=True, check=False)
            if names.returncode == 0:
                self.check_files(place, {name for name in
                                         names.stdout.splitlines()
                                         if not name.endswith("/")})
            os.unlink(archive)

    def test_cp(self) -> None:
        for place, limit in self.each():
            self.follow(limit, "cp", "-rL", "--no-preserve=mode", place,
                        self.out("copy"))
            self.copied(place, self.out("copy"))

    def test_rsync(self) -> None:
        for place, limit in self.each():
            self.follow(limit, "rsync", "-rL", f"{place}/", self.out("copy"))
            self.copied(place, self.out("copy"))

    def test_copytree(self) -> None:
        for place, limit in self.each():
            self.follow(limit, "python3", "-c", COPYTREE, place,
                        self.out("tree"))
            subprocess.run(["chmod", "-R", "u+w", self.out("tree")],
                           check=True)
            self.copied(place, self.out("tree"))

    def test_tar(self) -> None:
        for place, limit in self.each():
            self.follow(limit, "tar", "-chf", self.out("t.tar"), place)
            names = subprocess.run(["tar", "-tf", self.out("t.tar")],
                                   capture_output=True, text=True, check=False)
            self.check_files(place, {name for name in names.stdout.splitlines()
                                     if not name.endswith("/")})

    def test_rg(self) -> None:
        for place, limit in self.each():
            said = self.follow(limit, "rg", "-L", "-l", "-a", ".", place)
            self.check_files(place, set(said.splitlines()))

    def test_grep(self) -> None:
        for place, limit in self.each():
            said = self.follow(limit, "grep", "-R", "-l", ".", place)
            self.check_files(place, set(said.splitlines()))

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
