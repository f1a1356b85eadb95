#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tools of tools.py over a mount and over a plain directory with the same
bytes: cold, right after `ls -l`, and a second time.

What a tool prints must be the same.  With exact sizes without exception; with
lazy ones the exceptions are a table, and one of them that comes out right is
only reported.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import harness
import tools
from harness import PATIENCE, MountTest

COLD, AGAIN, LISTED = "cold", "again", "listed"


class Result:
    """What a command line came to; comparable."""

    def __init__(self, status: int, output: bytes, errors: bytes) -> None:
        self.status = status
        self.output = output
        self.errors = errors

    def __eq__(self, other) -> bool:
        return (self.status, self.output) == (other.status, other.output)

    def __str__(self) -> str:
        return (f"status {self.status}, {len(self.output)} bytes "
                f"{self.output[:60]!r} {self.errors[:200]!r}")


class Matrix(MountTest):
    """Runs a table in each state; each run has a number of its own."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.scratch = Path(tempfile.mkdtemp(prefix="opsfs-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.scratch)
        cls.other = cls.start()
        cls.addClassCleanup(cls.other.close)
        cls.have_lxml = subprocess.run(
            [tools.PYTHON, "-c", "import lxml.etree"],
            capture_output=True, check=False).returncode == 0

    def is_there(self, line: str) -> bool:
        if line.endswith("# lxml"):
            return self.have_lxml
        words = {word for word in line.replace("|", " ").split()
                 if word in ("busybox", "rg", "ag", "7z", "zip", "unzip",
                             "cpio", "rsync", "git", "vim", "less", "xmllint",
                             "curl", "file", "strings", "bzip2", "xz")}
        words.add(line.split()[0])
        return all(shutil.which(word) for word in words
                   if word not in ("for", "test"))

    def shell(self, line: str, directory: str, variables: dict) -> Result:
        out = Path(tempfile.mkdtemp(dir=self.scratch))
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
               "HOME": str(out), "OUT": str(out), "TERM": "dumb",
               "GIT_CONFIG_NOSYSTEM": "1", **variables}
        done = subprocess.run(["sh", "-c", line], cwd=directory, env=env,
                              stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=PATIENCE, check=False)
        shutil.rmtree(out)
        return Result(done.returncode, done.stdout, done.stderr)

    def differs(self, line: str, folder: str, variables: dict,
                reference: Path) -> str:
        """What is different, "" when nothing is."""
        variables = {**variables, "REF": str(reference)}
        got = self.shell(line, self.mount / folder, variables)
        expected = self.shell(line, str(reference), variables)
        return "" if got == expected else f"{got}; not {expected}"

    def prepare(self, request: str, target: Path) -> None:
        """The bytes of one file, past the mount."""
        target.parent.mkdir(parents=True, exist_ok=True)
        accept = "application/json" if target.suffix == ".json" else "*/*"
        target.write_bytes(self.sim.fetch(request, accept))

    def prepare_text(self, place: str, target: Path) -> None:
        """What is made of it, by another mount."""
        target.write_bytes(self.other.read(f"{place}/{target.name}"))

    def one_number(self) -> tuple[str, dict, Path]:
        """Where the tool runs, its variables, and the plain copy."""
        raise NotImplementedError

    def run_states(self, line: str):
        """(state, difference) of each."""
        place, variables, reference = self.one_number()
        yield COLD, self.differs(line, place, variables, reference)
        if not harness.QUICK:
            yield AGAIN, self.differs(line, place, variables, reference)
        place, variables, reference = self.one_number()
        self.run_tool("ls", "-lR", f"{place}/{variables.get('D', '.')}")
        yield LISTED, self.differs(line, place, variables, reference)

    def run_table(self, table: dict, allowed: dict) -> None:
        wrong, right, missing = [], [], []
        for name, line in table.items():
            if not self.is_there(line):
                missing.append(name)
                continue
            for state, difference in self.run_states(line):
                excused = state in allowed.get(name, ())
                if difference and not excused:
                    wrong.append(f"{name}, {state}: {difference}")
                elif excused and not difference:
                    right.append(f"{name}, {state}")
        if missing:
            print("\nnot installed:", ", ".join(missing))
        if right:
            print("\nexcused, but right:", "; ".join(right))
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))


class Files(Matrix):
    """legal.xml, beside legal.json."""

    ALLOWED = tools.ALLOWED_FILES

    def one_number(self) -> tuple[str, dict, Path]:
        number = self.fresh()
        reference = self.scratch / number
        for form in ("xml", "json"):
            self.prepare(f"legal/publication/epodoc/{number}",
                         reference / f"legal.{form}")
        return (f"legal/publication/epodoc/{number}",
                {"F": "legal.xml", "G": "legal.json"}, reference)

    def test_files(self) -> None:
        self.run_table(tools.FILES, self.ALLOWED)


class Folders(Matrix):
    """A family's directory: three constituents in three forms."""

    ALLOWED = tools.ALLOWED_FOLDERS
    PARTS = {"family": "", "biblio": "/biblio", "legal": "/legal"}

    def one_number(self) -> tuple[str, dict, Path]:
        number = f"EP.{self.fresh()[2:]}.A1"
        reference = self.scratch / f"{number}.d"
        for part, request in self.PARTS.items():
            for form in ("xml", "json"):
                self.prepare(f"family/publication/docdb/{number}{request}",
                             reference / number / f"{part}.{form}")
            self.prepare_text(f"family/publication/docdb/{number}",
                              reference / number / f"{part}.txt")
        return "family/publication/docdb", {"D": number}, reference

    def test_folders(self) -> None:
        self.run_table(tools.FOLDERS, self.ALLOWED)


class ExactFiles(Files):
    OPTIONS = ("timeout=240", "sizes=exact")
    ALLOWED: dict = {}


class ExactFolders(Folders):
    OPTIONS = ("timeout=240", "sizes=exact")
    ALLOWED: dict = {}


if __name__ == "__main__":
    harness.main()
