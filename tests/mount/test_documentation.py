#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What documents and help say is what a mount has: the transcript and the costs of
README.md, the columns of the manual's tables, the names of .ops/help, the
scripts of contrib/examples."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import harness
from harness import ROOT, Mount, MountTest

EXAMPLES = ROOT / "contrib" / "examples"
PATENT = "patent/EP2814089B1"

#: Where a table of the manual is found; else in PATENT.
PLACES = {
    "publication-server/publication-dates/DATE/index.tsv":
        "publication-server/publication-dates/2018-11-14/index.tsv",
    ".ops/usage.tsv": ".ops/usage.tsv",
    "hits.tsv": "search/ti=conveyor/hits.tsv",
    "cpc/SYMBOL/children.tsv": "cpc/H04W/children.tsv",
    "list/NAME/biblio.tsv": "list/mine/biblio.tsv",
    "list/NAME/cited-by.tsv": "list/mine/cited-by.tsv",
    "list/NAME/register.tsv": "list/mine/register.tsv",
    "register/search/CQL/hits.tsv": "register/search/pa=example/hits.tsv",
}


def columns_of_manual() -> dict[str, list[str]]:
    """`.It Pa hits.tsv , cited-by.tsv`, and below it the columns, marked as
    `.Li date number`: of each file its own."""
    text = (ROOT / "contrib" / "man" / "opsfs.1").read_text()
    section = re.search(r"^\.Ss Tables\n(.*?)^\.El", text, re.M | re.S)[1]
    found: dict[str, list[str]] = {}
    for item in section.split("\n.It ")[1:]:
        head, _, rest = item.partition("\n")
        words = re.sub(r" Ns ((Ar|Pa) )?", "", head.removeprefix("Pa "))
        columns = re.findall(r"^\.Li (.*)$", rest, re.M)
        found |= {name: " ".join(columns).split() for name in words.split(" , ")}
    return found


def transcript() -> list[tuple[str, str]]:
    """Commands of README.md, and what it shows of each."""
    text = (ROOT / "README.md").read_text()
    block = re.search(r"^```console\n\$ (.*?)^```$", text, re.M | re.S)[1]
    parts = (part.partition("\n") for part in block.split("\n$ "))
    return [(command, shown.rstrip("\n")) for command, _, shown in parts]


def questions() -> list[tuple[str, int]]:
    """Commands of README.md's table that cost a number of requests, no more and
    no less."""
    text = (ROOT / "README.md").read_text()
    rows = re.findall(r"^\| .*\? \| `(.*)` \| (\d+) \|$", text, re.M)
    return [(command, int(cost)) for command, cost in rows]


def without_times(text: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:]{8}Z", "TIME", text)


def bash(command: str, mount: Mount) -> str:
    done = subprocess.run(
        ["bash", "-c", command], cwd=mount.path, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
        env=harness.environment(LC_ALL="C", COLUMNS="80"),
        timeout=harness.PATIENCE)
    return done.stdout.rstrip("\n")


class ListTest(MountTest):
    """With a list `mine` of the user's."""

    LIST = "EP 2 814 089 B1 # a comment\nEP1000000A1\n"

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="opsfs-lists-"))
        (cls.folder / "mine").write_text(cls.LIST)
        cls.OPTIONS = (*MountTest.OPTIONS, f"lists={cls.folder}")
        super().setUpClass()

    @classmethod
    def start(cls) -> Mount:
        return Mount(cls.sim, *cls.OPTIONS, cls.sim.publications())

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        shutil.rmtree(cls.folder)


class Readme(ListTest):
    SIMULATOR = harness.WIDE  # the sample records, as in the demo

    def test_transcript(self) -> None:
        for command, shown in transcript():
            with self.subTest(command):
                self.assertEqual(without_times(bash(command, self.mount)),
                                 without_times(shown))


class Mounted(ListTest):
    def test_questions(self) -> None:
        self.assertGreaterEqual(len(questions()), 4)
        for command, cost in questions():
            with self.subTest(command), \
                    contextlib.closing(self.start()) as mount, self.costs(cost):
                self.assertTrue(bash(command, mount))

    def header(self, path: str) -> list[str]:
        return self.mount.text(path).partition("\n")[0].split("\t")

    def test_columns(self) -> None:
        for name, columns in columns_of_manual().items():
            with self.subTest(name):
                path = PLACES.get(name, f"{PATENT}/{name}")
                self.assertEqual(self.header(path), columns)

    def test_columns_of_every_table(self) -> None:
        tables = {name for folder in (PATENT, f"{PATENT}/register")
                  for name in os.listdir(self.mount / folder)
                  if name.endswith(".tsv")}
        listed = {name.rpartition("/")[2] for name in columns_of_manual()}
        self.assertLessEqual(tables, listed)

    def test_whole_lists_have_one_column_more(self) -> None:
        for name, other in (("citations.tsv", "cited"),
                            ("family.tsv", "member"), ("legal.tsv", "")):
            with self.subTest(name):
                columns = [other if column == "number" else column
                           for column in columns_of_manual()[name]
                           if other or column != "number"]
                self.assertEqual(self.header(f"list/mine/{name}"),
                                 ["number", *columns])

    def shown(self, folder: str) -> set[str]:
        """Its names, as .ops/help writes them: open ones by their shape."""
        with os.scandir(self.mount / folder) as entries:
            names = {"NUMBER" if entry.is_symlink() and entry.name != "ops"
                     else entry.name for entry in entries}
        return {re.sub(r"^\d{3}\.txt$", "001.txt", name) for name in names}

    def test_help_names_the_reading_room(self) -> None:
        text = self.mount.text(".ops/help")
        named = {line.split()[0].rstrip("/") for line in text.splitlines()
                 if line}
        for folder in (PATENT, f"{PATENT}/register", f"{PATENT}/family",
                       f"{PATENT}/family/simple", f"{PATENT}/claims",
                       "search/ti=conveyor", "list/mine",
                       "register/search/pa=example/hits"):
            with self.subTest(folder):
                shown = self.shown(folder)
                self.assertTrue(shown)
                self.assertLessEqual(shown, named)

    def test_help_shows_links(self) -> None:
        text = self.mount.text(".ops/help")
        for line in ("SPELLING -> NUMBER ", "NUMBER -> patent/NUMBER ",
                     "ops -> published-data/", "title.LANG.txt\n", "NAME/ "):
            self.assertRegex(text, f"(?m)^ +{re.escape(line)}")

    def test_help_says_what_is_fresh_and_what_it_costs(self) -> None:
        text = self.mount.text(".ops/help")
        for line in ("  30 days   1 day       the scheme of the classification\n",
                     "  1 day     10 minutes  legal events\n"):
            self.assertIn(line, text)
        for pattern, cost in (("search/ti=brick/*/biblio.txt", 1),
                              ("cpc/H/H04/H04W/*/title.txt", 1)):
            with self.subTest(pattern), \
                    contextlib.closing(self.start()) as mount, self.costs(cost):
                self.assertIn(pattern.replace("ti=brick", "CQL"), text)
                self.assertTrue(bash(f"cat {pattern}", mount))

    def test_a_quota_says_for_how_much_more(self) -> None:
        self.mount.text(f"{PATENT}/title.txt")
        self.assertRegex(self.mount.text(".ops/quota"),
                         r"\n# this mount: \d+ requests, \d+ bytes, \d+ each; "
                         r"the week allows \d+ more like them\n")

    def test_queries_are_explained(self) -> None:
        """In lines that fit, with examples that the service takes."""
        text = self.mount.text("search/README.txt")
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
        examples = re.findall(r"ls search/'(.*)'", text)
        self.assertEqual(len(examples), 10)
        for query in examples:
            with self.subTest(query):
                self.assertIn("count",
                              os.listdir(self.mount / f"search/{query}"))
        self.assertIn("README.txt", os.listdir(self.mount / "search"))

    def test_readme_fits_a_screen(self) -> None:
        lines = self.mount.text("README.txt").splitlines()
        self.assertLess(len(lines), 24)
        self.assertLessEqual(max(map(len, lines)), 80)

    def script(self, name: str, *arguments: str, typed: str = "") -> list[str]:
        """Its lines, for what is typed into it."""
        done = subprocess.run(
            [EXAMPLES / name, self.mount.path, *arguments], input=typed,
            capture_output=True, text=True, check=True,
            timeout=harness.PATIENCE)
        return done.stdout.splitlines()

    def test_clean_numbers_of_a_spreadsheet(self) -> None:
        """A mark in front, CRLF, quotes, and a last line without its end: the
        numbers are read, and a line without a number has a reason."""
        typed = '\ufeffEP2814089B1\r\n"EP 2 814 089 B1"\r\nnonsense\r\nEP1000000A1'
        with self.costs(0):
            lines = self.script("clean-numbers", typed=typed)
        self.assertEqual(lines[0], "EP2814089B1\tEP2814089B1")
        self.assertEqual(lines[1], "EP 2 814 089 B1\tEP2814089B1")
        self.assertRegex(lines[2], "^nonsense\t# .*not read as a number")
        self.assertEqual(lines[3], "EP1000000A1\tEP1000000A1")

    def test_clean_numbers(self) -> None:
        typed = "EP 2 814 089 B1\nWO2013/120001\nEP1000000A1\n..\nEP10167109\n"
        with self.costs(0):
            lines = self.script("clean-numbers", typed=typed)
        self.assertEqual(lines[:3], ["EP 2 814 089 B1\tEP2814089B1",
                                     "WO2013/120001\tWO2013120001",
                                     "EP1000000A1\tEP1000000A1"])
        self.assertTrue(lines[3].startswith("..\t#"))
        self.assertIn("EP0167109", lines[4])


if __name__ == "__main__":
    harness.main()
