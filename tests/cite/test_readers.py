# SPDX-License-Identifier: GPL-3.0-or-later
"""Citations as the programs read them that they are for.

    test_readers.py RENDER [unittest option...]

A writer that is checked against its own idea of a format proves little: here
biber, bibtex, bibutils (bib2xml, ris2xml) and pandoc read what we write, and
what they understood is compared. Each is skipped where it is not installed.
contrib/setup --tests installs bibutils, which is small; biber (a hundred
packages) and pandoc (150 MB) are left to those who want them.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path

RENDER = ""
SAMPLE = Path(__file__).resolve().parent / "hostile.xml"
SUBJECT = "EP4000001A1"
TITLE = ('Use of {braces}, 100% "quotes", back\\slash & <tags> # $x_1^2$ ~ |'
         ' – Größe')
APPLICANT = "A & B {Co} 100% and Sons, Inc."
URL = "https://worldwide.espacenet.com/patent/search?q=pn%3DEP4000001A1"
MODS = "{http://www.loc.gov/mods/v3}"
needs = {name: unittest.skipUnless(shutil.which(name), f"{name} is not installed")
         for name in ("biber", "bibtex", "bib2xml", "ris2xml", "pandoc")}


def made(facet: str) -> str:
    done = subprocess.run([RENDER, facet, SUBJECT, "", str(SAMPLE)],
                          capture_output=True, check=True)
    return done.stdout.decode()


def said(*command: str, folder: str | None = None) -> str:
    where = {"BSTINPUTS": ".", "BIBINPUTS": "."}
    done = subprocess.run(command, capture_output=True, check=True, cwd=folder,
                          env=os.environ | where, timeout=60)
    return done.stdout.decode("utf-8-sig")


class Case(unittest.TestCase):
    """A folder of its own, with the three citations in it."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)

    def file(self, facet: str, name: str) -> str:
        path = self.folder / name
        path.write_bytes(made(facet).encode())
        return str(path)


class Bibutils(Case):
    def people(self, mods) -> list[str]:
        return ["|".join(part.text for kind in ("family", "given", "suffix")
                         for part in name.findall(f"{MODS}namePart")
                         if part.get("type") == kind)
                for name in mods.findall(f"{MODS}name")]

    def read(self, program: str, facet: str, name: str):
        text = said(program, "-i", "unicode", self.file(facet, name))
        found = ET.fromstring(text).findall(f"{MODS}mods")
        self.assertEqual(len(found), 1)
        return found[0]

    @needs["bib2xml"]
    def test_bibtex(self):
        mods = self.read("bib2xml", "bibtex", "a.bib")
        self.assertEqual(mods.get("ID"), SUBJECT)
        self.assertEqual(mods.findtext(f"{MODS}genre[@authority='marcgt']"),
                         "patent")
        self.assertEqual(self.people(mods), [
            "van der Sample|Jan|Jr.", "Exempel|Åsa", "Rock and Roll|X",
            "דוגמה|ממציא"])
        self.assertEqual(mods.findtext(f".//{MODS}url"), URL)

    @needs["ris2xml"]
    def test_ris(self):
        mods = self.read("ris2xml", "ris", "a.ris")
        self.assertEqual(mods.get("ID"), SUBJECT)
        self.assertEqual(mods.findtext(f"{MODS}titleInfo/{MODS}title"), TITLE)
        self.assertEqual(mods.findtext(f"{MODS}genre"), "patent")
        self.assertIn("Exempel|Åsa", self.people(mods))
        self.assertEqual(mods.findtext(f".//{MODS}dateIssued"), "2022-05-31")
        self.assertEqual(mods.findtext(f".//{MODS}publisher"), APPLICANT)
        self.assertEqual(mods.findtext(f".//{MODS}url"), URL)


class Pandoc(Case):
    def item(self, form: str, facet: str, name: str) -> dict:
        items = json.loads(said("pandoc", "-f", form, "-t", "csljson",
                                self.file(facet, name)))
        self.assertEqual(len(items), 1)
        return items[0]

    def check(self, item: dict):
        self.assertEqual(item["id"], SUBJECT)
        self.assertEqual(item["type"], "patent")
        self.assertEqual(item["number"], SUBJECT)
        self.assertEqual(item["URL"], URL)
        self.assertEqual(item["issued"]["date-parts"], [[2022, 5, 31]])
        straight = item["title"].replace("“", '"').replace("”", '"')
        self.assertEqual(straight, TITLE)
        self.assertEqual([(p["family"], p["given"]) for p in item["author"]],
                         [("Sample", "Jan"), ("Exempel", "Åsa"),
                          ("Rock and Roll", "X"), ("דוגמה", "ממציא")])

    @needs["pandoc"]
    def test_bibtex(self):
        self.check(self.item("biblatex", "bibtex", "a.bib"))

    @needs["pandoc"]
    def test_csl(self):
        item = self.item("csljson", "csl", "a.json")
        self.check(item)
        self.assertEqual(item["authority"], "European Patent Office")
        self.assertEqual(item["submitted"]["date-parts"], [[2020, 1, 2]])

    @needs["pandoc"]
    def test_it_is_cited(self):
        (self.folder / "a.md").write_text("[@EP4000001A1]\n")
        for name in (self.file("bibtex", "a.bib"), self.file("csl", "a.json")):
            text = said("pandoc", "--citeproc", "--bibliography", name, "-t",
                        "plain", "--wrap=none", str(self.folder / "a.md"))
            self.assertIn("Sample et al. 2022)", text)
            self.assertIn("EP4000001A1", text)


class Biber(Case):
    @needs["biber"]
    def test_the_data_model_knows_the_entry(self):
        text = said("biber", "--tool", "--validate-datamodel", "--nolog",
                    "--output-file=out.bib", self.file("bibtex", "a.bib"),
                    folder=str(self.folder))
        warnings = [line for line in text.splitlines()
                    if line.startswith(("WARN - ", "ERROR"))]
        self.assertEqual(warnings, [])
        entry = (self.folder / "out.bib").read_text(encoding="utf-8")
        self.assertIn("DATE = {2022-05-31}", entry)
        self.assertIn("{Rock and Roll}, X", entry)
        self.assertIn("TYPE = {patreqeu}", entry)


class Bibtex(Case):
    @needs["bibtex"]
    def test_a_classic_style_reads_it(self):
        """A style of our own, so that no TeX has to be installed."""
        (self.folder / "own.bst").write_text(
            "ENTRY { author month note title year } { } { }\n"
            "INTEGERS { i }\n"
            "FUNCTION {default.type} {\n"
            "  cite$ write$ newline$\n"
            "  #1 'i :=\n"
            "  { #1 i author num.names$ > - }\n"
            "    { author i \"{ff|}{vv|}{ll}{|jj}\" format.name$ write$ newline$\n"
            "      i #1 + 'i := }\n"
            "  while$\n"
            "  note write$ newline$\n"
            "  month \" \" * year * write$ newline$ }\n"
            + "".join(f'MACRO {{{m}}} {{"{m}"}}\n' for m in
                      ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
                       "sep", "oct", "nov", "dec"))
            + "READ\nITERATE {call.type$}\n")
        (self.folder / "a.aux").write_text(
            "\\citation{*}\n\\bibstyle{own}\n\\bibdata{a}\n")
        self.file("bibtex", "a.bib")
        said("bibtex", "a", folder=str(self.folder))
        lines = (self.folder / "a.bbl").read_text(encoding="utf-8").splitlines()
        self.assertEqual(lines, [
            SUBJECT, "Jan|van~der|Sample|Jr.", "Åsa|Exempel",
            "X|{Rock and Roll}", "ממציא|דוגמה",
            "European Patent Office, EP4000001A1", "may 2022"])


class Form(unittest.TestCase):
    """What holds of the texts themselves, whoever is installed."""

    def test_ris_lines(self):
        text = made("ris")
        self.assertTrue(text.endswith("ER  - \r\n"))
        for line in text.split("\r\n")[:-1]:
            self.assertRegex(line, re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*$"))

    def test_csl_is_json(self):
        item, = json.loads(made("csl"))
        self.assertEqual(item["title"], TITLE)
        self.assertEqual(item["custom"]["applicants"], [APPLICANT])
        self.assertEqual(item["author"][0], {
            "family": "van der Sample", "given": "Jan", "suffix": "Jr."})


if __name__ == "__main__":
    RENDER = sys.argv.pop(1)
    unittest.main()
