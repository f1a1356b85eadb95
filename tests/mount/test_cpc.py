#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The classification as a tree: where a symbol stands, what is said of it, and
how few requests that takes."""

import errno
import os
import tempfile
import unittest
import xml.etree.ElementTree as ET

import harness
from harness import CORPUS, MountTest

CPC = "{http://www.epo.org/cpcexport}"
GROUP = "cpc/H/H04/H04W/84"
PATH = """\
H               ELECTRICITY
H04             ELECTRIC COMMUNICATION TECHNIQUE
H04W            WIRELESS COMMUNICATION NETWORKS (broadcast communication H04H; \
wireless extensions H04M1/72)
H04W84/00       Network topologies
H04W84/18       Self-organising networks, e.g. ad-hoc networks or sensor networks
H04W84/20       Leader-follower arrangements
"""


class Classification(MountTest):
    def names(self, folder: str) -> list[str]:
        return sorted(os.listdir(self.mount / folder))

    def error(self, path: str) -> int:
        try:
            os.stat(self.mount / path)
        except OSError as error:
            return error.errno
        return 0

    def test_01_names_cost_nothing(self) -> None:
        with self.costs(0):
            self.assertEqual(self.names("cpc"), list("ABCDEFGHY"))
            for name in ("H04W84%2F20", "h04w 84%2F20", "H04W0084200000"):
                self.assertEqual(os.readlink(self.mount / f"cpc/{name}"),
                                 "H/H04/H04W/84/20")
            self.assertEqual(os.readlink(self.mount / "cpc/h04w"), "H/H04/H04W")
            self.assertTrue(os.path.isdir(self.mount / "cpc/H04W84/20"))
            for name in ("cpc/I", "cpc/H04W84%2F", "cpc/H/A01", "cpc/H/H04/A01B"):
                self.assertEqual(self.error(name), errno.ENOENT)

    def test_02_a_symbol_and_its_group(self) -> None:
        """One request for all of a main group."""
        with self.costs(1):
            self.assertEqual(self.mount.text("cpc/H04W84%2F20/path.txt"), PATH)
            self.assertEqual(self.mount.text("cpc/H04W84/20/title.txt"),
                             "Leader-follower arrangements\n")
            self.assertEqual(self.mount.text(f"{GROUP}/18/20/ipc"), "H04W84/20\n")
            self.assertEqual(
                self.mount.text(f"{GROUP}/18/children.tsv"),
                "symbol\tlevel\ttitle\tnotes\n"
                "H04W84/20\t9\tLeader-follower arrangements\t\n")
            files = ["children.tsv", "ipc", "path.txt", "title.txt"]
            self.assertEqual(self.names(GROUP), ["02", "18", "20", *files])
            self.assertEqual(self.names(f"{GROUP}/18"), ["20", *files])
            self.assertEqual(self.names(f"{GROUP}/20"), files)
            self.assertTrue(os.path.islink(self.mount / f"{GROUP}/18/20"))
            for name in ("99", "18/02", "20/notes.txt"):
                self.assertEqual(self.error(f"{GROUP}/{name}"), errno.ENOENT)

    def test_03_notes_and_figures(self) -> None:
        folder = "cpc/A/A01/A01B/33"
        with self.costs(2):
            self.assertEqual(self.names(f"{folder}/figures"), ["1000.gif"])
            self.assertIn("[figure 1000.gif]",
                          self.mount.text(f"{folder}/notes.txt"))
            self.assertTrue(self.mount.read(f"{folder}/figures/1000.gif"))
            self.assertIn("figures", self.names(folder))

    def test_04_patents(self) -> None:
        with self.costs(0):
            self.assertEqual(
                os.readlink(self.mount / f"{GROUP}/20/patents"),
                "../../../../../../../search/cpc=H04W84%2F20")
        with self.costs(1, "search"):
            self.names(f"{GROUP}/20/patents")

    def test_05_walks_find_what_is_listed(self) -> None:
        """One request for what is below, one for the subclass's own title."""
        with tempfile.TemporaryDirectory(prefix="opsfs-test-") as out, \
                self.costs(2):
            self.run_tool("cp", "-r", "cpc/H/H04/H04W", out)
            self.assertTrue(os.path.isfile(f"{out}/H04W/84/20/path.txt"))
        with self.costs(0):     # not led into each symbol's patents
            found = self.run_tool("find", "-L", "cpc/H04W").stdout.decode()
        self.assertIn("cpc/H04W/84/18/20/title.txt\n", found)

    def test_06_what_is_not_there(self) -> None:
        """A symbol that OPS has not costs a request, once; none where the
        listing is known."""
        with self.costs(1):
            for _ in range(2):
                with self.assertRaises(FileNotFoundError):
                    self.mount.text("cpc/A01B99%2F20/title.txt")
        self.names("cpc/H/H04/H04W")
        with self.costs(0), self.assertRaises(FileNotFoundError):
            self.mount.text("cpc/H04W99%2F20/title.txt")

    def test_07_tab_leads_down_to_a_subgroup(self) -> None:
        self.names(GROUP)
        with self.costs(0):
            for typed, found in (("cpc/", "cpc/H"),
                                 ("cpc/H/H04/H04W/8", "cpc/H/H04/H04W/84"),
                                 (f"{GROUP}/2", f"{GROUP}/20"),
                                 ("cpc/H04W84/1", "cpc/H04W84/18")):
                self.assertIn(found, self.run_tool(
                    "bash", "-c", f"compgen -f {typed}"
                    ).stdout.decode().splitlines())

    def test_08_biblio_names_titles_that_are_known(self) -> None:
        """And asks for none: Y02D30/70 was not looked at."""
        self.names("cpc/H/H04/H04W")
        with self.costs(1):
            text = self.mount.text("patent/EP4100001A1/biblio.txt")
        self.assertIn("CPC: Y02D 30/70", text)
        self.assertEqual(
            [line for line in text.splitlines() if "CPC title" in line],
            ["CPC title (H04W 4/00): Services specially adapted for wireless "
             "communication networks; Facilities therefor"])


class Large(MountTest):
    """A subclass of the size that real ones have: three thousand symbols."""

    FOLDER = "cpc/B/B98/B98S"

    def test_titles_of_a_subclass(self) -> None:
        """One request, and one for what stands beside it."""
        with self.costs(2):
            self.assertIn("B98S", os.listdir(self.mount / "cpc/B/B98"))
            folders = [name for name in os.listdir(self.mount / self.FOLDER)
                       if name.isdigit()]
            symbols = [f"{group}/{name}" for group in folders for name in
                       os.listdir(self.mount / f"{self.FOLDER}/{group}")
                       if name.isdigit()]
            self.assertEqual((len(folders), len(symbols)), (60, 59 * 40 + 600))
            for name in ("", *folders, *symbols[::50]):
                self.assertTrue(
                    self.mount.text(f"{self.FOLDER}/{name}/title.txt"))

    def test_what_came_with_it_is_what_comes_alone(self) -> None:
        """Byte for byte, at no cost."""
        os.listdir(self.mount / "cpc/B/B98/B98S")
        with self.costs(0):
            body = self.mount.read("classification/cpc/B98S21%2F00/"
                                   "scheme,depth=all,ancestors.xml")
        own = self.sim.fetch("classification/cpc/B98S21/00?depth=all&ancestors")
        self.assertEqual(body, own)


@unittest.skipUnless(CORPUS.is_dir(), "skipped: no recordings")
class Recorded(MountTest):
    """What OPS has sent, as far as it is there."""

    SIMULATOR = harness.WIDE + ("--synthetic", "20000",
                                "--recordings", str(CORPUS))

    def test_all_is_said(self) -> None:
        """Every word of the title and the notes, in their order."""
        body = (CORPUS / "bodies/0291.xml").read_bytes()
        item = next(ET.fromstring(body).iter(f"{CPC}classification-item"))
        for part, name in (("class-title", "title.txt"),
                           ("notes-and-warnings", "notes.txt")):
            with self.subTest(name):
                text, at = self.mount.text(f"cpc/H04W/{name}"), 0
                for word in " ".join(item.find(CPC + part).itertext()).split():
                    at = text.index(word, at) + len(word)


if __name__ == "__main__":
    harness.main()
