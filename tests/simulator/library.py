# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the simulator's documents share."""
import sys
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "contrib" / "simulator"))

from records import Library  # noqa: E402  (the path has to be set first)

CORPUS = ROOT.parent / "shared" / "corpus"

OPS = "{http://ops.epo.org}"
EX = "{http://www.epo.org/exchange}"
REG = "{http://www.epo.org/register}"


def structure(root: ET.Element) -> set[str]:
    """Paths of all elements and of all attributes, by namespace."""
    found = set()

    def visit(element: ET.Element, path: str) -> None:
        path += "/" + element.tag
        found.add(path)
        found.update(f"{path}@{name}" for name in element.attrib)
        for kid in element:
            visit(kid, path)

    visit(root, "")
    return found


class LibraryCase(unittest.TestCase):
    """A library a class, and requests that say what they expect."""

    options: dict = {}

    @classmethod
    def setUpClass(cls):
        cls.library = Library(**cls.options)

    def ask(self, path, method="GET", body=b"", media="xml", **params):
        return self.library.answer(method, path, params, body, media)

    def tree(self, path, **how) -> ET.Element:
        answer = self.ask(path, **how)
        self.assertIsNotNone(answer, path)
        self.assertEqual(answer.status, 200, (path, answer.body[:300]))
        root = ET.fromstring(answer.body)
        self.assertEqual(root.tag, OPS + "world-patent-data", path)
        return root

    def refused(self, path, status, code, **how):
        answer = self.ask(path, **how)
        self.assertIsNotNone(answer, path)
        self.assertEqual(answer.status, status, path)
        root = ET.fromstring(answer.body)
        self.assertEqual(root.tag, OPS + "fault")
        self.assertEqual(root.findtext(OPS + "code"), code)

    def keys(self, root: ET.Element) -> list[tuple]:
        """Country, number and kind of each exchange document."""
        return [(one.get("country"), one.get("doc-number"), one.get("kind"))
                for one in root.iter(EX + "exchange-document")]
