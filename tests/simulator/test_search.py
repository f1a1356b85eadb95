# SPDX-License-Identifier: GPL-3.0-or-later
"""The searches: the query language, ranges, limits and order."""
import unittest

from library import EX, OPS, REG, LibraryCase

import cql

PATH = "published-data/search"


class Searching(LibraryCase):
    options = {"samples": True, "synthetic": 150}

    def found(self, query, path=PATH, **params):
        """Number and kind of each hit, with the country in front."""
        root = self.tree(path, q=query, **params)
        return ["".join(part.text for part in one.find(EX + "document-id"))
                for one in root.iter(OPS + "publication-reference")]

    def total(self, query):
        return int(self.tree(PATH, q=query)[0].get("total-result-count"))


class Queries(Searching):
    def test_indexes(self):
        for query, wanted in (
                ('ti="guide rail"', ["GB2500001A"]),
                ("ti=serrure", ["FR2990001A1"]),
                ("ab=neighbour", ["EP4100001A1"]),
                ("ta=bricks and pn=NL", ["NL1010536C2"]),
                ('in="inventor eleven"', ["WO2020123001A1"]),
                ('pa="Example Applicant 7"', ["EP3000001A1"]),
                ("pn=EP2814089", ["EP2814089A1"]),
                ("pn=EP2814089B1", ["EP2814089A1"]),
                ("num=13717268", ["EP2814089A1"]),
                ("ap=EP20130717268", ["EP2814089A1"]),
                ("pr=FR20180072501", ["WO2020123001A1"]),
                ("famn=90000002", ["FR2990001A1"]),
                ("ct=US9123456", ["EP3000001A1"]),
                ("title=serrure", ["FR2990001A1"])):
            with self.subTest(query):
                self.assertEqual(self.found(query), wanted)

    def test_case_and_accents_do_not_matter(self):
        self.assertEqual(self.found("TI=FORDERER"), self.found("ti=förderer"))
        self.assertIn("EP2814089A1", self.found("ti=förderer"))

    def test_dates(self):
        for query, wanted in (
                ("pd=20141217", ["EP2814089A1"]),
                ("pd=201412", ["EP2814089A1"]),
                ("pd=17/12/2014", ["EP2814089A1"]),
                ('pd within "20141216 20141218"', ["EP2814089A1"]),
                ('pd within "2014-12-16,2014-12-18"', ["EP2814089A1"]),
                ("pd>20141215 and pd<20141218", ["EP2814089A1"])):
            with self.subTest(query):
                self.assertEqual(self.found(query), wanted)
        self.assertEqual(set(self.found("pd=2014")),
                         {"EP2814089A1", "CN104100001A"})

    def test_classes(self):
        self.assertEqual(self.found("cpc=H04W not pa=synthetic"),
                         ["EP4100001A1"])
        self.assertEqual(self.found("ic=H04W4/00 not pa=synthetic"),
                         ["EP4100001A1"])
        self.assertEqual(self.found("cpc=/low F16K31/00 not pa=synthetic"),
                         ["EP3000001A1"])
        self.refused(PATH, 404, "SERVER.EntityNotFound",
                     q="cpc=F16K31/00 not pa=synthetic")

    def test_relations_any_and_all(self):
        self.assertEqual(self.found('ti any "serrure antenne"'),
                         ["WO2020123001A1", "FR2990001A1"])
        self.assertEqual(self.found('ti all "rail guide"'), ["GB2500001A"])
        self.refused(PATH, 404, "SERVER.EntityNotFound", q='ti="rail guide"')

    def test_truncation(self):
        self.assertEqual(self.found("ti=serru*"), ["FR2990001A1"])
        self.assertEqual(self.found("ti=serrur#"), ["FR2990001A1"])
        self.assertEqual(self.found("ti=serrure?"), ["FR2990001A1"])
        self.assertEqual(self.found("pn=GB*"), ["GB2500001A"])
        self.refused(PATH, 404, "SERVER.EntityNotFound", q="ti=serru#")

    def test_joins_and_brackets(self):
        self.assertEqual(
            self.found("(ti=serrure or ti=antenne) and pn=FR"),
            ["FR2990001A1"])
        self.assertEqual(self.found("ti=serrure or ti=antenne and pn=FR"),
                         ["FR2990001A1"])
        self.assertEqual(self.found("pa=oy not pn=US"), ["EP4100001A1"])

    def test_bare_terms(self):
        self.assertEqual(self.found("serrure"), ["FR2990001A1"])

    def test_the_query_comes_back_normalised(self):
        root = self.tree(PATH, q='(ti=serrure OR ti="antenne")and pn=FR')
        self.assertEqual(root.findtext(f".//{OPS}query"),
                         '( ti = serrure or ti = "antenne" ) and pn = FR')

    def test_refusals(self):
        for query, status, code in (
                ("foo=bar", 400, "CLIENT.InvalidIndex"),
                ("ti=(", 400, "CLIENT.CQL"), ("not ti=x", 400, "CLIENT.CQL"),
                ("ti=a b", 400, "CLIENT.CQL"), ('ti="a', 400, "CLIENT.CQL"),
                ("(ti=a", 400, "CLIENT.CQL"), ("pd=soon", 400, "CLIENT.CQL"),
                ("", 400, "CLIENT.InvalidQuery"),
                (" or ".join(f"ti=a{n}" for n in range(11)), 400,
                 "CLIENT.ScopeTermsMaximumNumber"),
                ("ti=a not ti=b not ti=c", 413,
                 "CLIENT.NotOperatorMaxNumber"),
                ("ti=nowhere", 404, "SERVER.EntityNotFound")):
            with self.subTest(query):
                self.refused(PATH, status, code, q=query)
        self.refused(PATH, 400, "CLIENT.InvalidQuery")

    def test_odd_input_never_raises(self):
        for query in ('"', "=", "()", "ti==", "a and", "ti=\\", '""', "ti=*",
                      "\0", "((((", "pd within x", "cpc=", "ti=###?"):
            with self.subTest(query):
                self.assertIsNotNone(self.ask(PATH, q=query))


class Ranges(Searching):
    def test_default_is_twenty_five(self):
        root = self.tree(PATH, q="pa=synthetic")
        self.assertEqual(root[0].get("total-result-count"), "150")
        self.assertEqual(root[0].get("publications-count"), "25")
        shown = root.find(f".//{OPS}range")
        self.assertEqual((shown.get("begin"), shown.get("end")), ("1", "25"))

    def test_last_loaded_first_and_pages_join(self):
        hits = self.found("pa=synthetic", Range="1-100") \
            + self.found("pa=synthetic", Range="101-200")
        self.assertEqual(hits, [f"EP{4000000 + n}A1"
                                for n in range(150, 0, -1)])

    def test_range_echoes_what_was_asked(self):
        root = self.tree(PATH, q="ti=serrure", Range="1-100")
        self.assertEqual(root.find(f".//{OPS}range").get("end"), "100")

    def test_refusals(self):
        for span, status, code in (
                ("0-10", 400, "CLIENT.BadStartOfResultRange"),
                ("20-1", 400, "CLIENT.InvalidRequest"),
                ("1-101", 400, "CLIENT.InvalidRequest"),
                ("one", 400, "CLIENT.InvalidRequest"),
                ("1951-2001", 400, "CLIENT.InvalidQuery"),
                ("201-300", 404, "SERVER.EntityNotFound")):
            with self.subTest(span):
                self.refused(PATH, status, code, q="pa=synthetic", Range=span)

    def test_count_probe(self):
        self.assertEqual(self.total("pa=synthetic and ti=battery"), 12)


class Constituents(Searching):
    def test_biblio_of_each_hit(self):
        root = self.tree(PATH + "/biblio", q="pa=synthetic", Range="1-100")
        self.assertEqual(len(self.keys(root)), 100)
        groups = root.findall(f".//{EX}exchange-documents")
        self.assertEqual(len(groups), 100)

    def test_full_cycle_of_each_hit(self):
        root = self.tree(PATH + "/biblio,full-cycle", q="pn=EP3000001")
        self.assertEqual([key[2] for key in self.keys(root)],
                         ["A1", "B1", "B2"])

    def test_unknown_constituent(self):
        self.refused(PATH + "/claims", 404, "CLIENT.NotFound", q="ti=serrure")

    def test_what_is_found_can_be_retrieved(self):
        for hit in self.found("pa=example", Range="1-100"):
            with self.subTest(hit):
                self.tree(f"published-data/publication/docdb/{hit}/biblio")


class RegisterSearch(Searching):
    def register(self, query, part="", **params):
        root = self.tree("register/search" + part, q=query, **params)
        return root, [
            one.findtext(f".//{REG}application-reference//{REG}doc-number")
            for one in root.iter(REG + "register-document")]

    def test_only_what_the_register_has(self):
        _root, numbers = self.register("pa=example")
        self.assertEqual(set(numbers),
                         {"13717268", "14180001", "21179001", "18211001"})

    def test_short_and_whole_documents(self):
        short, _ = self.register("pn=EP2814089")
        self.assertIsNone(short.find(f".//{REG}inventor"))
        whole, _ = self.register("pn=EP2814089 or pn=EP3000001",
                                 "/biblio,events,procedural-steps")
        self.assertEqual(len(list(whole.iter(REG + "register-document"))), 2)
        for tag in ("inventor", "dossier-event", "procedural-step"):
            self.assertIsNotNone(whole.find(f".//{REG}{tag}"))

    def test_query_as_it_was_written(self):
        root, _ = self.register("pn=EP2814089")
        self.assertEqual(root.findtext(f".//{OPS}query"), "pn=EP2814089")

    def test_no_hit_and_bad_range(self):
        self.refused("register/search", 404, "SERVER.EntityNotFound",
                     q="ti=xyzzy")
        self.refused("register/search", 400, "CLIENT.BadStartOfResultRange",
                     q="pa=example", Range="0-5")


class Grammar(unittest.TestCase):
    def test_the_tree(self):
        tree, said = cql.parse('pa=/x "A B" and pd within "1 2"')
        self.assertEqual(tree.how, "and")
        self.assertEqual(tree.left, cql.Clause("pa", "=", "A B", "x"))
        self.assertEqual(tree.right, cql.Clause("pd", "within", "1 2"))
        self.assertEqual(said, 'pa =/x "A B" and pd within "1 2"')

    def test_prox_counts_as_and(self):
        tree, _said = cql.parse("ti=a prox/distance<=3 ti=b")
        self.assertEqual(tree.how, "and")


if __name__ == "__main__":
    unittest.main()
