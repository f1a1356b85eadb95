#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people do with OPS all day, each as one line of shell: what comes out of
it, and how many requests it may cost.

The numbers are those of somebody who knows OPS and plans every request. A line
runs in the mount, with `$desk` as the place for files of its user's own.
"""

import os
import re
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import harness
from harness import QUICK, MountTest

#: Records published on each day of the simulator's calendar, which goes round
#: after so many days.
RECORDS = 40_000
ROUND = 4_000
A_DAY = RECORDS // ROUND

#: Offices of the relatives that every thousandth record has, by whether OPS has
#: full text of theirs.
WITH_TEXT = ("WO2022700000A1 GB2700000A FR3200000A1 ES2900000A1 AT527000A1 "
             "CH718000A1 BE1030000A1 DK202200000A1 CA3200000A1").split()
WITHOUT = ("US2022700000A1 JP2022100000A CN115100000A KR20220100000A "
           "DE102022100000A1 AU2022200000A1 BR102022100000A2 RU2022100000A "
           "TW202240000A IN202200000A MX2022000000A IL290000A NZ780000A "
           "ZA202200000A SG11202200000A HK40070000A FI20225000A NL2030000A "
           "AR124000A1 UA127000C2").split()

UNDER_WAY = "Request for examination was made"
WITHDRAWN = "The application is deemed to be withdrawn"


def record(n: int) -> str:
    return f"EP{4_000_000 + n}A1"


def records(numbers) -> list[str]:
    return [record(n) for n in numbers]


def day(n: int, later: int = 0) -> str:
    """When record n was published, or so many days later."""
    return (date(2022, 1, 5) + timedelta(n % ROUND + later)).isoformat()


def parts(name: str, family: int = 0) -> list[str]:
    """Country, number and kind; of the relative in that family."""
    country, digits, kind = re.fullmatch(r"(..)(\d+)(.*)", name).groups()
    return [country, str(int(digits) + family), kind]


def relative(name: str, family: int) -> str:
    return "".join(parts(name, family))


def published(first: int, last: int) -> set[str]:
    """All records of some days of each round."""
    return {record(n) for start in range(0, RECORDS, ROUND)
            for n in range(start + first, start + last + 1)}


def days(first: int, last: int) -> str:
    """A query for those."""
    span = f"{day(first)} {day(last)}".replace("-", "")
    return f'pa=synthetic and pd within "{span}"'


def lines(*fields) -> str:
    return "".join("\t".join(row) + "\n" for row in fields)


class Workflows(MountTest):
    SIMULATOR = harness.WIDE + ("--synthetic", str(RECORDS))

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="opsfs-desk-"))
        cls.lists = cls.folder / "lists"
        cls.lists.mkdir()
        cls.OPTIONS = ("timeout=240", "split_search", f"lists={cls.lists}")
        super().setUpClass()

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        shutil.rmtree(cls.folder)

    def write_list(self, name: str, numbers: list[str]) -> None:
        (self.lists / name).write_text(lines(*([n] for n in numbers)))

    def on_desk(self, name: str, *rows: list[str]) -> None:
        (self.folder / name).write_text(lines(*rows))

    def shell(self, line: str, status: int = 0) -> str:
        self.assertNotIn("\n", line)
        env = {**os.environ, "LC_ALL": "C", "desk": str(self.folder)}
        done = self.run_tool("sh", "-c", line, status=status, env=env)
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode()

    def sent(self, start: int = 0) -> list[dict]:
        """Data requests after the first so many."""
        return [e for e in self.sim.log() if e["class"] is not None][start:]

    # 1: the legal status of one's patents, every day

    def watched(self) -> list[int]:
        return list(range(41, 61) if QUICK else range(1, 201))

    def test_01_status_since_yesterday(self) -> None:
        watched = self.watched()
        self.write_list("mine", records(watched))
        self.on_desk("yesterday", ["number", "status"], *(
            [record(n), UNDER_WAY if n % 50 or n == 50 else WITHDRAWN]
            for n in watched))
        at = watched.index(50) + 2
        with self.costs(len(watched)):
            said = self.shell("cut -f1,3 list/mine/register.tsv |"
                              " diff $desk/yesterday -", status=1)
        self.assertEqual(said, f"{at}c{at}\n< {record(50)}\t{UNDER_WAY}\n---\n"
                         f"> {record(50)}\t{WITHDRAWN}\n")

    def test_01_legal_events(self) -> None:
        watched = self.watched()
        self.write_list("events", records(watched))
        with self.costs(len(watched)):
            said = self.shell("grep -w 18D list/events/legal.tsv |"
                              " cut -f1,2,5")
        self.assertEqual(said, lines(*(
            [record(n), day(n, 400), "-"] for n in watched if n % 50 == 0)))

    # 2, 3: claims of many

    def test_02_all_claims_of_a_family(self) -> None:
        with self.costs(1 + 10):
            said = self.shell(f"cat patent/{record(3000)}/family/extended/*/"
                              "claims.txt")
        first = {relative(name, 3): f"1. Membrane for a "
                 f"{'holder' if at % 3 else 'fuel cell'} of family 3, "
                 f"relative {at}." for at, name in enumerate(WITH_TEXT)}
        first[record(3000)] = "1. Valve number 3000 with a sealed housing."
        self.assertEqual(re.findall("^1\\. .*", said, re.M),
                         [first[name] for name in sorted(first)])
        self.assertEqual(len(re.findall("^2\\. ", said, re.M)), 10)
        self.assertEqual(re.findall("^== ([^,]*), en", said, re.M),
                         sorted(first))

    def test_03_grep_the_claims_of_all_hits(self) -> None:
        """Of 580 hits 180 have full text; one family in the quick run."""
        families = [n // 1000 for n in range(1000, RECORDS, 1000)
                    if n % ROUND in (1000, 2000)]
        query = "ta=membrane and pd within \"20240101 20271231\""
        if QUICK:
            families, query = [1], "ti=membrane and ti=1"
        pages = -(-29 * len(families) // 100)
        with self.costs(pages + 9 * len(families)):
            said = self.shell(f"grep -l 'fuel cell' search/'{query}'/*/"
                              "claims.txt")
        self.assertEqual(said.splitlines(), sorted(
            f"search/{query}/{relative(name, f)}/claims.txt"
            for f in families for name in WITH_TEXT[::3]))

    # 4: the citation graph, one hop both ways

    def graph(self) -> range:
        return range(1, 11 if QUICK else 101)

    def test_04_what_they_cite(self) -> None:
        self.write_list("p100", records(self.graph()))
        with self.costs(1):
            said = self.shell("cut -f1,5 list/p100/citations.tsv")
        self.assertEqual(said.count("\tUS"), 5 * len(self.graph()))
        own = [line for line in said.splitlines() if "\tEP" in line]
        self.assertEqual(own, [f"{record(n)}\t{record(n // 10)}"
                               for n in self.graph() if n >= 10])

    def test_last_who_cites_them(self) -> None:
        """Each is cited by ten: ten terms a search, one page of hits."""
        self.write_list("cited", records(self.graph()))
        with self.costs(len(self.graph()) // 10):
            said = self.shell("cut -f1-4 list/cited/cited-by.tsv")
        header, *rows = said.splitlines()
        self.assertEqual(header.split("\t"),
                         ["number", "date", "citing", "kind"])
        self.assertEqual(sorted(rows), sorted(
            f"{record(m)}\t{day(n)}\t{record(n)}\tA1"
            for m in self.graph() for n in range(10 * m, 10 * m + 10)))

    # 5: a whole search as a table

    def test_05_two_thousand_hits(self) -> None:
        last = 20 if QUICK else 200
        hits = published(1, last)
        with self.costs(len(hits) // 100):
            self.shell(f"cp search/'{days(1, last)}'/hits.tsv $desk/")
        header, *rows = (self.folder / "hits.tsv").read_text().splitlines()
        self.assertEqual(header.split("\t")[:5],
                         ["date", "number", "kind", "applicant", "title"])
        found = [row.split("\t")[1] for row in rows]
        self.assertEqual(len(found), len(hits))
        self.assertEqual(set(found), hits)
        with self.costs(0):
            titles = self.shell(f"cat search/'{days(1, last)}'/*/title.txt")
        self.assertEqual(
            [int(n) for n in
             re.findall("^Synthetic record (.*):", titles, re.M)],
            [int(name[2:9]) - 4_000_000 for name in sorted(hits)])

    def test_05b_nine_thousand_hits(self) -> None:
        """More than OPS serves, so it is split by date. What that costs depends
        a little on today's, with which the split begins."""
        last = 210 if QUICK else 900
        start = len(self.sent())
        said = self.shell(f"cut -f2 search/'{days(1, last)}'/hits.tsv")
        sent = self.sent(start)
        probes = [e for e in sent if e["query"].endswith("Range=1-1")]
        _header, *found = said.splitlines()
        self.assertEqual(len(found), 10 * last)
        self.assertEqual(set(found), published(1, last))
        self.assertIn(len(probes), range(3, 16))
        self.assertLessEqual(len(sent), 15 + last // 10 + 5)

    # 6, 9, 10, 13: of one, and of many one by one

    def test_06_opposition_period(self) -> None:
        with self.costs(1):
            said = self.shell("grep '^Opposition period to'"
                              " patent/EP3000001B1/register/opposition.txt")
        self.assertTrue(said.startswith("Opposition period to: 2018-02-03 ("))

    def test_09_what_the_examiner_changed(self) -> None:
        with self.costs(2):
            said = self.shell("cd patent; diff EP2814089A1/claims.en.txt"
                              " EP2814089B1/claims.en.txt", status=1)
        first = ("1. Conveyor comprising a frame (1), a carrier (2) movable in "
                 "the frame and a drive (3) for the carrier, characterised in "
                 "that the drive (3) changes its speed with the load")
        self.assertEqual(said, "1c1\n< == EP2814089A1, en, independent: 1\n---\n"
                         "> == EP2814089B1, en, independent: 1\n"
                         f"3c3\n< {first}.\n---\n> {first} and the slope."
                         "\n15,16d14\n< \n< 6. Use of the conveyor according "
                         "to claim 1 as sample data.\n")

    def test_10_who_owns_them(self) -> None:
        owned = range(401, 421 if QUICK else 601)
        self.write_list("port", records(owned))
        with self.costs(len(owned)):
            said = self.shell("cat list/port/*/register/proprietor.txt |"
                              " grep ^Applicant: | cut -d, -f1")
        self.assertEqual(said, lines(*(
            [f"Applicant: Synthetic Applicant {n} GmbH"] for n in owned)))

    def test_13_family_as_a_table(self) -> None:
        with self.costs(1):
            said = self.shell(f"cut -f1-4 patent/{record(2000)}/family.tsv")
        names = [record(2000)]
        names += [relative(name, 2) for name in WITH_TEXT + WITHOUT]
        members = [[name[:2], name, re.sub(r"^.*\d(?=[A-Z])", "", name)]
                   for name in names]
        self.assertEqual(said, lines(
            ["country", "number", "kind", "date"],
            *(member + [day(2000)] for member in members)))

    # 7: the references of a paper

    def test_07_bibtex(self) -> None:
        cited = records(range(701, 741))
        self.write_list("paper", cited)
        with self.costs(1):
            said = self.shell("cat list/paper/cite.bib")
        self.assertEqual(re.findall("^@patent{(.*),$", said, re.M), cited)

    def test_07_bibtex_one_by_one(self) -> None:
        """Links that were just shown are followed: all come with the first."""
        cited = records(range(741, 781))
        self.write_list("article", cited)
        with self.costs(1):
            said = self.shell("cat list/article/*/cite.bib")
        self.assertEqual(re.findall("^@patent{(.*),$", said, re.M), cited)

    # 9: what a symbol of the classification means

    def test_09_what_a_symbol_means(self) -> None:
        with self.costs(1):
            said = self.shell("cat cpc/H04W84%2F20/path.txt")
        self.assertEqual([line.split()[0] for line in said.splitlines()],
                         ["H", "H04", "H04W", "H04W84/00", "H04W84/18",
                          "H04W84/20"])
        self.assertTrue(said.endswith("  Leader-follower arrangements\n"))

    # 11: what is new since last week

    def test_11_novelty_watch(self) -> None:
        new = published(1500, 1506)
        query = days(1500, 1506)
        known = sorted(new - {record(1503), record(5506)})
        self.on_desk("last", *([name] for name in known))
        with self.costs(1):
            said = self.shell(f"cut -f2 search/'{query}'/hits.tsv | grep ^EP"
                              " | sort | comm -13 $desk/last -")
        self.assertEqual(said, lines(["EP4001503A1"], ["EP4005506A1"]))

    # 12: a column of numbers, each spelled as somebody liked

    SPELLINGS = ("EP {n} A1", "ep{n}a1", "EP.{n}.A1", "EP{n}A1", "EP-{n}-A1",
                 "EP{n} (A1)", "EP 0{n} A1", "EP {n:,} A1", "Ep {n}a1")
    ABROAD = {"WO2022700000A1": "WO {:.4}/{:.6} A1",
              "US2022700000A1": "US {:.4}/0{:.6} A1",
              "JP2022100000A": "JP {:.4}-{:.6} A",
              "KR20220100000A": "KR 10-{:.4}-{:.7} A"}

    def column(self) -> dict[str, str]:
        """Canonical numbers and what somebody wrote."""
        own = range(1001, 1015 if QUICK else 1261)
        column = {record(n): self.SPELLINGS[n % len(self.SPELLINGS)].format(
            n=4_000_000 + n) for n in own}
        for family in range(1, 3 if QUICK else 11):
            for name, style in self.ABROAD.items():
                digits = parts(name, family)[1]
                column[relative(name, family)] = style.format(digits,
                                                              digits[4:])
        return column

    def test_12_clean_a_column(self) -> None:
        column = self.column()
        self.on_desk("column", *([text] for text in column.values()))
        with self.costs(0):
            said = self.shell("""awk '{gsub("/", "%2F"); print "patent/" $0}' """
                              "$desk/column | xargs -d '\\n' readlink -e")
        self.assertEqual([os.path.basename(line) for line in said.splitlines()],
                         list(column))
        self.write_list("column", list(column.values()))
        with self.costs(-(-len(column) // 100)):
            said = self.shell("cut -f1 list/column/biblio.tsv")
        self.assertEqual(said, lines(["number"], *([name] for name in column)))


if __name__ == "__main__":
    harness.main()
