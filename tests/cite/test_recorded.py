# SPDX-License-Identifier: GPL-3.0-or-later
"""Each recorded exchange-document, rendered and cited: nothing of it is dropped.

    test_recorded.py RENDER [unittest option...]

biblio.txt is to hold every text of the bibliographic data, but for the
citations, which have a file of their own. Spelling may differ where OPS gives
a name twice: letters and digits are compared. Skipped where OPSFS_CORPUS does
not name a folder of recorded answers.
"""
import json
import os
import subprocess
import sys
import unicodedata
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Iterator

RENDER = ""
CORPUS = os.environ.get("OPSFS_CORPUS", "")
EXCHANGE = "{http://www.epo.org/exchange}"
ELSEWHERE = {"references-cited"}


def letters(text: str) -> str:
    """As one who files names would compare them."""
    plain = unicodedata.normalize("NFKD", text.replace("Ø", "O")).upper()
    plain = "".join(c for c in plain if c.isalnum())
    for umlaut in ("AE", "OE", "UE"):
        plain = plain.replace(umlaut, umlaut[0])
    return plain


def leaves(element) -> Iterator[str]:
    if element.tag.removeprefix(EXCHANGE) in ELSEWHERE:
        return
    if len(element) == 0 and (element.text or "").strip():
        yield element.text
    for child in element:
        yield from leaves(child)


def documents() -> Iterator[tuple[Path, ET.Element]]:
    for path in sorted(Path(CORPUS, "bodies").glob("*.xml")):
        try:
            root = ET.parse(path).getroot()
        except ET.ParseError:
            continue
        if not root.tag.endswith("world-patent-data"):
            continue
        for found in root.iter(EXCHANGE + "exchange-document"):
            yield path, found


def name_of(document) -> str:
    return (document.get("country") + document.get("doc-number").lstrip("0")
            + document.get("kind", ""))


def made(facet: str, path: Path, subject: str) -> str:
    done = subprocess.run([RENDER, facet, subject, "", str(path)],
                          capture_output=True, check=False)
    return done.stdout.decode() if done.returncode == 0 else \
        done.stderr.decode().strip()


@unittest.skipUnless(CORPUS, "there are no recorded answers")
class Recorded(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.found = [(path, document, name_of(document))
                     for path, document in documents()]

    def test_there_are_some(self):
        self.assertGreater(len(self.found), 20)

    def test_no_text_is_dropped(self):
        for path, document, name in self.found:
            lines = [letters(line) for line in
                    made("biblio", path, name).splitlines()]
            data = document.find(EXCHANGE + "bibliographic-data")
            for text in leaves(data):
                with self.subTest(path.name, name=name, text=text):
                    self.assertTrue(any(letters(text) in line
                                        for line in lines))

    def test_titles_and_abstracts_are_whole(self):
        for path, document, name in self.found:
            lines = made("abstract", path, name)
            for text in document.iterfind(f"{EXCHANGE}abstract/{EXCHANGE}p"):
                with self.subTest(path.name, name=name):
                    self.assertIn(" ".join(text.text.split()) + "\n", lines)
            lines = made("biblio", path, name).splitlines()
            for title in document.iter(EXCHANGE + "invention-title"):
                with self.subTest(path.name, name=name):
                    self.assertIn(f"Title ({title.get('lang')}): "
                                  + " ".join(title.text.split()), lines)

    def test_citations_are_of_the_publication(self):
        for path, _, name in self.found:
            with self.subTest(path.name, name=name):
                self.assertTrue(made("bibtex", path, name).startswith(
                    f"@patent{{{name},\n"))
                self.assertIn(f"\nID  - {name}\n", made("ris", path, name)
                              .replace("\r\n", "\n"))
                item, = json.loads(made("csl", path, name))
                self.assertEqual(item["id"], name)

    def test_a_row_has_all_fields(self):
        for path, _, name in self.found:
            with self.subTest(path.name, name=name):
                row = made("row", path, name)
                self.assertEqual(row.count("\n"), 1)
                self.assertEqual(len(row.split("\t")), 15)
                self.assertTrue(row.startswith(name + "\t"))


if __name__ == "__main__":
    RENDER = sys.argv.pop(1)
    unittest.main()
