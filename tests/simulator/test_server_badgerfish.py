# SPDX-License-Identifier: GPL-3.0-or-later
"""XML to OPS's JSON."""

import json
import unittest

import server   # the module path of the simulator
from badgerfish import convert


def value(xml: str):
    return json.loads(convert(xml.encode()))


class BadgerFish(unittest.TestCase):
    def test_text_and_attribute(self):
        self.assertEqual(value('<a b="1">x</a>'), {"a": {"@b": "1", "$": "x"}})

    def test_one_child_is_an_object_two_are_an_array(self):
        self.assertEqual(value("<a><b>1</b></a>"), {"a": {"b": {"$": "1"}}})
        self.assertEqual(value("<a><b>1</b><c/><b>2</b><b/></a>"), {
            "a": {"b": [{"$": "1"}, {"$": "2"}, {}], "c": {}}})

    def test_name_spaces_stand_apart_and_prefixes_stay(self):
        self.assertEqual(
            value('<o:a xmlns="u" xmlns:o="v" k="1"><b/></o:a>'),
            {"o:a": {"@xmlns": {"$": "u", "o": "v"}, "@k": "1", "b": {}}})

    def test_white_space_goes_but_inner_and_other_blanks_stay(self):
        self.assertEqual(value("<a>\n <b> x  y \n</b>\n</a>"),
                         {"a": {"b": {"$": "x  y"}}})
        self.assertEqual(value("<a>\u00a0</a>"), {"a": {"$": "\u00a0"}})

    def test_instructions_comments_and_numbers(self):
        self.assertEqual(
            value("<?xml version='1.0'?><?s x?><a><!-- c -->007</a>"),
            {"a": {"$": "007"}})

    def test_utf8_is_not_escaped_slashes_on_demand(self):
        xml = "<a>é/</a>".encode()
        self.assertEqual(convert(xml), '{"a":{"$":"é/"}}'.encode())
        self.assertEqual(convert(xml, True), '{"a":{"$":"é\\/"}}'.encode())

    def test_what_is_not_xml_is_refused(self):
        for bad in (b"", b"<a>", b"<a></b>", b"{}"):
            with self.assertRaises(ValueError):
                convert(bad)


class AgainstRecordings(unittest.TestCase):
    """The recorded JSON of a reply and the recorded XML of the same kind:
    the same member names, types and order."""

    @unittest.skipUnless(server.CORPUS.is_dir(), "no recordings here")
    def test_shape_of_bulk_biblio(self):
        bodies = server.CORPUS / "bodies"
        recorded = json.loads((bodies / "0257.json").read_bytes())
        made = json.loads(convert((bodies / "0259.xml").read_bytes()))
        kinds = shape(recorded)
        unknown = {path for path in shape(made)
                   if path not in kinds and "references" not in path
                   and "classification" not in path}
        self.assertEqual(unknown & STABLE, set())
        self.assertTrue(STABLE <= shape(made).keys() & kinds.keys())
        for path in STABLE:
            self.assertEqual(shape(made)[path], kinds[path], path)


_DOC = "/ops:world-patent-data/exchange-documents/exchange-document"
_BIBLIO = _DOC + "/bibliographic-data"
STABLE = {
    "/ops:world-patent-data/@xmlns", "/ops:world-patent-data/@xmlns/$",
    _DOC + "/@country", _DOC + "/@family-id",
    _BIBLIO + "/publication-reference/document-id/doc-number/$",
    _BIBLIO + "/parties/applicants/applicant/applicant-name/name/$",
    _BIBLIO + "/invention-title/@lang", _BIBLIO + "/invention-title/$",
    _DOC + "/abstract/p/$",
}


def shape(node, path: str = "") -> dict[str, str]:
    """Path to type, arrays looked through."""
    if isinstance(node, list):
        found = {}
        for item in node:
            found.update(shape(item, path))
        return found
    found = {path: type(node).__name__}
    if isinstance(node, dict):
        for name, child in node.items():
            found.update(shape(child, f"{path}/{name}"))
    return found


if __name__ == "__main__":
    unittest.main()
