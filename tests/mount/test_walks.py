#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole records read by tools that read all that is listed, and what tools
find they may do with them."""

import errno
import os
import shutil
import stat
import tempfile
from pathlib import Path

from harness import Mount, MountTest, main

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
                        # sources.tsv says how old answers are: it may differ
                        # from one look to the next, and tar(1) minds.
                        ("tar", "cf", f"{self.folder}/t.tar",
                         "--exclude=sources.tsv", f"patent/{ELSEWHERE}"),
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


class Modes(MountTest):
    """As with default_permissions, which would hide user.opsfs.error, answer
    EACCES for EROFS, and let root write: see op_access()."""

    FOLDER = "patent/EP2814089A1"
    FILE = f"{FOLDER}/title.txt"

    @classmethod
    def start(cls) -> Mount:
        mount = Mount(cls.sim, *cls.OPTIONS,
                      *(["allow_other"] if os.geteuid() == 0 else []))
        os.chmod(mount.directory, 0o755)
        return mount

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="opsfs-copy-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def users(self) -> list[dict]:
        """Who mounted it and, where that can be, somebody else."""
        return [{}, {"user": 40_003, "group": 40_003, "extra_groups": []}
                ][:2 if os.geteuid() == 0 else 1]

    def test_nothing_writable_is_listed(self) -> None:
        done = self.run_tool("ls", "-lR", self.FOLDER, "register", ".ops")
        modes = {line.split()[-1]: line.split()[0]
                 for line in done.stdout.decode().splitlines()
                 if line[:1] in ("-", "d")}
        self.assertEqual(modes.pop("ctl"), "-rw-r--r--")
        self.assertEqual({modes[name] for name in modes},
                         {"-r--r--r--", "dr-xr-xr-x"})

    def test_what_may_be_done(self) -> None:
        for user in self.users():
            for flag, name, status in (("-r", self.FILE, 0),
                                       ("-w", self.FILE, 1),
                                       ("-x", self.FILE, 1),
                                       ("-r", self.FOLDER, 0),
                                       ("-w", self.FOLDER, 1),
                                       ("-x", self.FOLDER, 0)):
                with self.subTest(user=user, flag=flag, name=name):
                    self.run_tool("/usr/bin/test", flag, name, status=status,
                                  **user)
            for test in ("-executable", "-writable"):
                done = self.run_tool("find", self.FOLDER, "-type", "f", test,
                                     **user)
                self.assertEqual(done.stdout, b"")
            done = self.run_tool("touch", f"{self.FOLDER}/new", status=1,
                                 **user)
            self.assertIn(b"Read-only file system", done.stderr)

    def test_copies_keep_them(self) -> None:
        self.run_tool("cp", "-p", self.FILE, self.folder / "cp")
        copies = [self.folder / "cp"]
        if shutil.which("rsync"):
            self.run_tool("rsync", "-a", self.FILE, self.folder / "rsync")
            copies.append(self.folder / "rsync")
        for copy in copies:
            self.assertEqual(stat.S_IMODE(copy.stat().st_mode), 0o444)
            self.assertEqual(copy.read_bytes(), self.mount.read(self.FILE))

    def vim(self, path: str) -> str:
        """What it says of a file."""
        said = self.folder / "said"
        self.run_tool("vim", "-es", "-u", "NONE", "-i", "NONE", "-n", "-c",
                      f"redir! > {said}", "-c", f"edit {path}", "-c",
                      "redir END", "-c", "qa!")
        return said.read_text()

    def test_editors_after_a_listing(self) -> None:
        """What is listed and not there is no file, and none that may not be
        read; nor has the listing cost anything."""
        if not shutil.which("vim"):
            self.skipTest("no vim")
        absent = "EP3500011B1"
        for folder, name in ((f"patent/{absent}", "claims.txt"),
                             ("published-data/publication/docdb/EP.3500012.B1",
                              "biblio.xml")):
            with self.costs(0):
                self.run_tool("ls", "-l", folder)
                self.run_tool("stat", f"{folder}/{name}")
            with self.costs(1):
                said = self.vim(f"{folder}/{name}")
            self.assertIn("[New", said)
            self.assertNotIn("Denied", said)
            self.assertNotEqual(self.mount.errno_of(f"{folder}/{name}",
                                                    os.stat), 0)
            self.assertIn(b"404", os.getxattr(self.mount / f"{folder}/{name}",
                                              "user.opsfs.error"))
        self.run_tool("ls", "-l", self.FOLDER)
        self.assertIn("[readonly]", self.vim(f"{self.FOLDER}/claims.txt"))


if __name__ == "__main__":
    main()
