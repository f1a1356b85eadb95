# SPDX-License-Identifier: GPL-3.0-or-later
"""Synthetic records belong together: families, citations, what became of them.
Each service has to say the same."""
import re
import unittest

from library import EX, OPS, REG, LibraryCase

SEARCH = "published-data/search"


def docdb(n: int) -> str:
    return f"publication/docdb/EP.{4_000_000 + n}.A1"


def path_of(member: str) -> str:
    """Without its kind: each has one publication."""
    country, number = re.match(r"(..)(\d+)", member).groups()
    return f"publication/docdb/{country}.{number}"


class Synthetic(LibraryCase):
    options = {"samples": False, "synthetic": 2100}

    def members(self, path: str) -> list[str]:
        """The publications of a family, in its order."""
        return ["".join(one.findtext(
            f"{EX}publication-reference/{EX}document-id/{EX}{part}")
            for part in ("country", "doc-number", "kind"))
            for one in self.tree(path).iter(OPS + "family-member")]

    def hits(self, query: str) -> list[str]:
        root = self.tree(SEARCH, q=query, Range="1-100")
        return [one.findtext(EX + "country") + one.findtext(EX + "doc-number")
                for one in root.iter(EX + "document-id")]


class Families(Synthetic):
    def test_every_thousandth_has_thirty_members(self):
        for n in (1000, 2000):
            with self.subTest(n):
                members = self.members("family/" + docdb(n))
                self.assertEqual(members[0], f"EP{4_000_000 + n}A1")
                self.assertEqual(len({one[:2] for one in members}), 30)
        self.assertEqual(len(self.members("family/" + docdb(999))), 1)

    def test_each_member_has_the_same_family(self):
        members = self.members("family/" + docdb(1000))
        for one in members:
            found = self.members("family/" + path_of(one))
            self.assertEqual(found[0], one)
            self.assertEqual(set(found), set(members))

    def test_ten_have_full_text(self):
        texts = 0
        for one in self.members("family/" + docdb(1000)):
            path = "published-data/" + path_of(one)
            self.assertEqual(self.ask(path + "/biblio").status, 200)
            texts += self.ask(path + "/claims").status == 200
        self.assertEqual(texts, 10)

    def test_relatives_are_found_once_each(self):
        hits = self.hits("pa=kindred")
        self.assertEqual((len(hits), len(set(hits))), (58, 58))

    def test_there_are_no_others(self):
        for path in ("GB.2700000", "GB.2700003", "SE.2700001"):
            self.assertIsNone(self.ask(
                f"published-data/publication/docdb/{path}.A/biblio"))


class Citations(Synthetic):
    def test_cited_by_ten(self):
        self.assertEqual(
            sorted(self.hits("ct=EP4000007")),
            [f"EP{4_000_000 + n}" for n in range(70, 80)])

    def test_ten_terms_find_a_page(self):
        names = [f"EP{4_000_000 + n}" for n in range(1, 11)]
        for query in (" or ".join(f"ct={name}" for name in names),
                      f'ct any "{" ".join(names)}"'):
            hits = self.hits(query)
            self.assertEqual(sorted(hits), [f"EP{4_000_000 + n}"
                                            for n in range(10, 110)])

    def test_biblio_and_search_agree(self):
        for n in (7, 70, 2099):
            root = self.tree(f"published-data/{docdb(n)}/biblio")
            cited = [one.text for one in root.iter(EX + "doc-number")
                     if one.text.startswith("4")]
            own = str(4_000_000 + n // 10)
            self.assertEqual(own in cited, n >= 10)
            if n >= 10:
                self.assertIn(f"EP{4_000_000 + n}",
                              self.hits(f"ct=EP{own}"))


class Fates(Synthetic):
    def status(self, n: int) -> str:
        root = self.tree("register/publication/epodoc/"
                         f"EP{4_000_000 + n}/biblio")
        return next(root.iter(REG + "register-document")).get("status")

    def test_every_fiftieth_is_withdrawn(self):
        for n in (49, 50, 51, 2100):
            with self.subTest(n):
                withdrawn = n % 50 == 0
                self.assertEqual("withdrawn" in self.status(n), withdrawn)
                legal = self.tree("legal/" + docdb(n))
                codes = [one.get("code").strip()
                         for one in legal.iter(OPS + "legal")]
                self.assertEqual("18D" in codes, withdrawn)


if __name__ == "__main__":
    unittest.main()
