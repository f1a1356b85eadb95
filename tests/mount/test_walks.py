#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole records read by tools that read all that is listed."""

import errno
import os
import shutil
import tempfile

from harness import MountTest, main

#: It is in no register, and has no unitary patent.
ELSEWHERE = "WO2020123001A1"


class Walks(MountTest):
    OPTIONS = ("timeout=240",)

    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="opsfs-copy-")
        self.addCleanup(shutil.rmtree, self.folder)

    def test_what_is_listed_can_be_read(self) -> None:
        for command in (("cp", "-r", f"patent/{ELSEWHERE}", self.folder),
                        ("rsync", "-a", f"patent/{ELSEWHERE}", self.folder),
                        ("tar", "cf", f"{self.folder}/t.tar",
                         f"patent/{ELSEWHERE}"),
                        ("zip", "-qry", f"{self.folder}/t.zip",
                         f"patent/{ELSEWHERE}"),
                        ("rg", "-c", "entry", f"patent/{ELSEWHERE}")):
            if shutil.which(command[0]):
                with self.subTest(command[0]):
                    self.run_tool(*command)

    def test_no_entry_in_the_register(self) -> None:
        register = f"patent/{ELSEWHERE}/register"
        self.assertEqual(self.mount.text(f"{register}/status.txt"),
                         "European Patent Register: no entry\n")
        self.assertEqual(self.mount.text(f"{register}/upp.txt"),
                         "Unitary patent: no entry in the register\n")
        for name in ("events.tsv", "steps.tsv", "states.tsv"):
            header, row = self.mount.text(f"{register}/{name}").splitlines()
            said = dict(zip(header.split("\t"), row.split("\t")))
            self.assertEqual({key: said[key] for key in said if said[key]},
                             {"number": ELSEWHERE, "remark":
                              "European Patent Register: no entry"}, name)
        mirror = "register/publication/epodoc/WO2020123001/biblio.xml"
        self.assertEqual(self.mount.errno_of(mirror), errno.ENOENT)

    def test_a_record_that_is_not_there(self) -> None:
        """What was listed is gone as soon as OPS has said so, the folder as
        well; its files say why."""
        folder = "patent/EP3500009B1"
        self.assertIn("biblio.txt", os.listdir(self.mount / folder))
        os.stat(self.mount / folder)
        self.assertEqual(self.mount.errno_of(f"{folder}/biblio.txt"),
                         errno.ENOENT)
        with self.costs(0):
            for name in ("", "/biblio.txt"):
                for call in (os.stat, None):
                    self.assertEqual(
                        self.mount.errno_of(f"{folder}{name}", call),
                        errno.ENOENT, name)
            self.assertEqual(self.mount.errno_of(folder, os.chdir),
                             errno.ENOENT)
            self.assertIn(b"404", os.getxattr(
                self.mount / f"{folder}/biblio.txt", "user.opsfs.error"))

    def test_a_text_that_is_not_there(self) -> None:
        """Once it was read, it is not listed any more."""
        folder = "patent/EP2814089B1"
        code = self.mount.errno_of(f"{folder}/abstract.txt")
        listed = os.listdir(self.mount / folder)
        self.assertEqual("abstract.txt" in listed, code == 0)


class Verbatim(MountTest):
    """Each file of the mirror is one answer, and costs one."""

    OPTIONS = ("timeout=240", "mirror=verbatim")

    def test_parts_of_the_register(self) -> None:
        folder = "register/publication/epodoc/EP2814089"
        for part in ("biblio", "events", "procedural-steps",
                     "biblio,events"):
            with self.subTest(part), self.costs(1, f"EP2814089/{part}$"):
                got = self.mount.read(f"{folder}/{part}.xml")
            self.assertEqual(got, self.sim.fetch(
                f"{folder}/{part}", "application/register+xml"))

    def test_records_of_a_search(self) -> None:
        self.mount.read("search/ti=conveyor/hits.tsv")
        for part in ("biblio", "abstract"):
            path = f"published-data/publication/docdb/EP.2814089.A1/{part}"
            with self.costs(1, "EP.2814089.A1"):
                got = self.mount.read(f"{path}.xml")
            self.assertEqual(got, self.sim.fetch(path))


if __name__ == "__main__":
    main()
