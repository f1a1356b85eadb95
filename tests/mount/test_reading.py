#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reading room: numbers in any spelling, directories of links, searches
and lists of the user's own, and what each costs."""

import errno
import os
import re
import shutil
import tempfile
from pathlib import Path

import harness
from harness import MountTest

ERROR = "user.opsfs.error"


def names(path: str) -> list[str]:
    return [entry.name for entry in os.scandir(path)]


class Spellings(MountTest):
    LINKS = {
        "EP 2 814 089 B1": "EP2814089B1",
        "ep2814089b1": "EP2814089B1",
        "EP.2814089.B1": "EP2814089B1",
        "WO2013%2F123456": "WO2013123456",
        "US 9,123,456 B2": "US9123456B2",
        "US Patent No. 9,123,456": "US9123456",
        "EP-A-2 814 089": "EP2814089",
        "2814089 (EP)": "EP2814089",
        "https:%2F%2Fpatents.google.com%2Fpatent%2FEP2814089B1%2Fen":
            "EP2814089B1",
        "PCT%2FEP2004%2F008531": "PCT-EP2004-008531",
    }

    def test_any_spelling_is_a_link_to_the_canonical(self) -> None:
        with self.costs(0):
            for spelling, canonical in self.LINKS.items():
                with self.subTest(spelling):
                    link = self.mount / f"patent/{spelling}"
                    self.assertEqual(os.readlink(link), canonical)
                    self.assertEqual(os.lstat(link).st_size, len(canonical))
                    self.assertTrue(os.path.isdir(link))

    def test_what_is_no_number_is_not_there(self) -> None:
        with self.costs(0):
            for name in ("{EP2814089}", "README", "EP", "B1", "x" * 300):
                with self.subTest(name):
                    self.assertIn(self.mount.errno_of(f"patent/{name}"),
                                  (errno.ENOENT, errno.ENAMETOOLONG))

    def test_what_is_ambiguous_names_its_candidates(self) -> None:
        with self.costs(0):
            self.assertEqual(self.mount.errno_of("patent/EP10167109"),
                             errno.ENOENT)
        line = self.mount.text(".ops/errors").splitlines()[-1]
        self.assertIn("EP10167109.7", line)
        self.assertIn("EP0167109", line)

    def test_what_is_refused_says_what_to_write(self) -> None:
        lines = {"EP2814089RU": ("EP2814089 or RU2814089?",
                                 "write it as one of them"),
                 "HU%2FEP 2814089": ("EP2814089? No document of HU",
                                     "write it like that"),
                 "anything 12345678": ("as EP2814089B1, US9123456",)}
        for name, words in lines.items():
            with self.subTest(name), self.costs(0):
                self.assertEqual(self.mount.errno_of(f"patent/{name}"),
                                 errno.ENOENT)
                line = self.mount.text(".ops/errors").splitlines()[-1]
                for word in words:
                    self.assertIn(word, line)

    def test_an_application_without_its_year(self) -> None:
        with self.costs(0):
            self.assertEqual(
                self.mount.errno_of("patent/US 14%2F090,359/title.txt"),
                errno.ENOENT)
        self.assertIn("(2013)", self.mount.text(".ops/errors").splitlines()[-1])

    def test_the_way_into_the_mirror(self) -> None:
        number = self.fresh()
        link = self.mount / f"patent/{number}A1/ops"
        with self.costs(0):
            self.assertTrue(os.readlink(link).endswith(
                f"published-data/publication/docdb/EP.{number[2:]}.A1"))
            self.assertTrue(os.path.isdir(link))
        with self.costs(1):
            body = self.mount.read(f"patent/{number}A1/ops/biblio.xml")
        self.assertIn(number[2:].encode(), body)

    def test_listing_is_free_and_only_what_is_used(self) -> None:
        number = f"{self.fresh()}A1"
        with self.costs(0):
            for folder in ("", "/family", "/register"):
                self.run_tool("ls", "-l", f"patent/{number}{folder}")
        self.assertNotIn(number, names(self.mount / "patent"))
        self.mount.read(f"patent/{number}/title.txt")
        self.assertIn(number, names(self.mount / "patent"))


class WithoutText(MountTest):
    """Offices whose full text OPS has not cost no request."""

    def test_not_listed_and_free(self) -> None:
        folder = "patent/US9123456B2"
        with self.costs(0):
            listed = names(self.mount / folder)
            for name in ("claims.txt", "description.txt", "claims"):
                with self.subTest(name):
                    self.assertNotIn(name, listed)
                    call = os.listdir if name == "claims" else None
                    self.assertEqual(
                        self.mount.errno_of(f"{folder}/{name}", call),
                        errno.ENOENT)
            self.assertNotIn("register", listed)
        said = os.getxattr(self.mount / f"{folder}/claims.txt", ERROR)
        self.assertIn(b"no full text", said)

    def test_members_that_have_it_are_named(self) -> None:
        folder = "patent/US9123456B2"
        members = names(self.mount / f"{folder}/family/extended")
        with self.costs(0):
            self.mount.errno_of(f"{folder}/claims.txt")
        said = os.getxattr(self.mount / f"{folder}/claims.txt", ERROR).decode()
        for member in members:
            with_text = member[:2] in ("EP", "WO", "GB", "FR")
            self.assertEqual(member in re.findall(r"\w+", said), with_text)


class OneFetch(MountTest):
    BIBLIO = ("title.txt", "abstract.txt", "biblio.txt", "citations.tsv",
              "cite.bib", "cite.ris", "cite.json", "numbers.txt", "links.txt",
              "ops/biblio.xml")
    REGISTER = ("status.txt", "proprietor.txt", "opposition.txt", "events.tsv",
                "steps.tsv", "states.tsv")

    def read_all(self, folder: str, files: tuple[str, ...]) -> None:
        for name in files:
            with self.subTest(name):
                body = self.mount.read(f"{folder}/{name}")
                self.assertTrue(body.endswith((b"\n", b">", b"}")), body[-20:])

    def test_one_biblio_serves_them_all(self) -> None:
        with self.costs(1):
            folder = f"patent/{self.fresh()}A1"
            self.read_all(folder, self.BIBLIO)
            self.assertEqual(
                self.run_tool("cat", f"{folder}/title.txt").stdout,
                self.mount.read(f"{folder}/title.txt"))
            self.assertEqual(os.stat(self.mount / f"{folder}/title.txt").st_size,
                             len(self.mount.read(f"{folder}/title.txt")))

    def test_one_register_answer_serves_them_all(self) -> None:
        with self.costs(1):
            self.read_all("patent/EP1000000A1/register", self.REGISTER)

    def test_unitary_effect_and_opt_out(self) -> None:
        """Of what the register's files and legal.tsv are made of."""
        with self.costs(3):
            said = self.mount.text("patent/EP4100001B1/upc.txt")
            self.mount.read("patent/EP4100001B1/register/upp.txt")
            self.mount.read("patent/EP4100001B1/legal.tsv")
        self.assertIn("2023-07-28 9 Unitary effect registered (register)", said)
        self.assertIn("2023-08-02 U07 ", said)
        self.assertNotIn("Opt-out", said)
        self.assertRegex(self.mount.text("patent/EP3000001B1/upc.txt"),
                         "^Opt-out: 2023-06-28 P01 .*[(]legal event[)]")
        self.assertEqual(self.mount.text("patent/EP3500001B1/upc.txt"),
                         "No entry in the register, and no legal event\n")

    def test_a_c0_has_no_text(self) -> None:
        with self.costs(1):
            shown = os.listdir(self.mount / "patent/EP4100001C0")
            members = os.listdir(self.mount / "patent/EP4100001B1/publications")
            self.assertEqual(
                self.mount.errno_of("patent/EP4100001C0/claims.txt"),
                errno.ENOENT)
        self.assertIn("EP4100001C0", members)
        self.assertFalse({"claims.txt", "description.txt", "cite.bib",
                          "cite.ris", "cite.json"} & set(shown))
        self.assertIn("see the B", self.mount.text(".ops/errors"))

    def test_the_cited_documents_come_in_one_request(self) -> None:
        """A request for what the patent cites, one for all their titles."""
        with self.costs(2):
            titles = self.run_tool(
                "sh", "-c", "cat patent/EP2814089A1/citations/*/title.txt")
        self.assertEqual(titles.stdout.count(b"\n"), 2, "one is not in OPS")

    def test_one_of_many_links_costs_itself(self) -> None:
        folder = "patent/EP2814089B1/family/extended"
        links = names(self.mount / folder)
        with self.costs(1):
            self.mount.read(f"{folder}/{links[len(links) // 2]}/title.txt")

    def test_text_beside_the_mirror(self) -> None:
        with self.costs(1):
            folder = f"published-data/publication/epodoc/{self.fresh()}"
            xml = self.mount.read(f"{folder}/biblio.xml")
            text = self.mount.read(f"{folder}/biblio.txt")
        self.assertNotIn(b"<", text)
        self.assertIn(b"<", xml)

    def test_a_hundred_readers_of_what_is_made(self) -> None:
        number = f"{self.fresh()}A1"
        files = ("title.txt", "biblio.txt", "cite.bib", "citations.tsv")
        path = f"EP\\.{number[2:-2]}\\.A1"
        with self.costs(1):
            self.sim.fault("hold", match=path)
            bodies: list[bytes] = []
            threads = harness.in_parallel(40, lambda i: bodies.append(
                self.mount.read(f"patent/{number}/{files[i % 4]}")))
            self.mount.await_readers(44)
            self.sim.wait(held=1, match=path)
            self.sim.release()
            harness.join(threads)
        self.assertEqual(len(bodies), 40)
        self.assertEqual(len(set(bodies)), 4)


class Searches(MountTest):
    SIMULATOR = harness.WIDE + ("--synthetic", "450")

    @classmethod
    def fresh(cls) -> str:
        return f"EP{next(cls._numbers)}"

    def test_a_directory_of_hits(self) -> None:
        with self.costs(5):
            hits = names(self.mount / "search/pa=synthetic")
            table = self.mount.text("search/pa=synthetic/hits.tsv")
            count = self.mount.text("search/pa=synthetic/count")
        self.assertEqual(count.split()[0], "450")
        links = [name for name in hits if "." not in name and name != "count"]
        self.assertEqual(len(links), 450)
        rows = [line.split("\t") for line in table.splitlines()]
        self.assertEqual(rows[0][:5],
                         ["date", "number", "kind", "applicant", "title"])
        self.assertEqual([row[1] for row in rows[1:]], links)
        self.assertEqual(os.readlink(self.mount / f"search/pa=synthetic/{links[0]}"),
                         f"../../patent/.files/{links[0]}")
        self.assertEqual(self.mount.errno_of("search/pa=synthetic/EP1A1"),
                         errno.ENOENT)

    def test_no_hit_is_an_empty_directory(self) -> None:
        with self.costs(2):
            self.assertEqual(sorted(names(self.mount / "search/pa=nobodyatall")),
                             ["changes.tsv", "count", "hits.tsv"])
            self.assertEqual(
                self.mount.text("search/pa=nobodyatall/count").split()[0], "0")
            self.assertEqual(
                self.mount.text("search/pa=nobodyatall/hits.tsv").count("\n"), 1)

    def test_counting_costs_one_small_request(self) -> None:
        before = self.sim.stats()["bytes"]
        with self.costs(1):
            count = self.mount.text("search/pa=synthetic and ti=record/count")
            spent = self.sim.stats()["bytes"] - before
        self.assertGreater(int(count.split()[0]), 0)
        self.assertLess(spent, 4000)

    def test_a_bad_query(self) -> None:
        with self.costs(1):
            self.assertEqual(self.mount.errno_of("search/xx=1", os.listdir),
                             errno.EINVAL)
        self.assertIn("xx=1", self.mount.text(".ops/errors"))


class SplitSearches(MountTest):
    SIMULATOR = harness.WIDE + ("--synthetic", "3000")
    OPTIONS = ("timeout=240", "split_search")

    def test_more_hits_than_ops_serves(self) -> None:
        """Some of the simulator's hits lie in the future: those are counted."""
        hits = names(self.mount / "search/pa=synthetic")
        table = self.mount.text("search/pa=synthetic/hits.tsv").splitlines()
        reported = re.fullmatch("\tmore\t+([0-9]+) more hits cannot be found "
                                "by date", table.pop())
        self.assertGreater(len(hits), 2002)
        self.assertEqual(len(hits) - 3 + int(reported[1]), 3000)
        self.assertEqual(len(table) - 1, len(hits) - 3)
        self.assertEqual(len(set(table)), len(table))
        self.assertLess(self.sim.requests("search"), 30 + 20)


class Lists(MountTest):
    TABLES = ("biblio.tsv", "citations.tsv", "family.tsv", "legal.tsv",
              "register.tsv", "cite.bib", "cited-by.tsv", "changes.tsv")

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="opsfs-lists-"))
        cls.OPTIONS = ("timeout=240", f"lists={cls.folder}")
        super().setUpClass()

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        shutil.rmtree(cls.folder)

    def write(self, name: str, *lines: str) -> None:
        (self.folder / name).write_text("".join(f"{x}\n" for x in lines))

    def links(self, name: str) -> list[str]:
        return [n for n in names(self.mount / f"list/{name}")
                if n not in self.TABLES]

    def test_a_list_is_a_directory_in_its_order(self) -> None:
        a, b, c = (self.fresh() for _ in range(3))
        with self.costs(0):
            self.write("order", f"{c}A1  # first", "", "# nothing", f"{a} A1",
                       f"EP.{b[2:]}.A1", f"{a}A1")
            self.assertIn("order", names(self.mount / "list"))
            self.assertEqual(self.links("order"),
                             [f"{c}A1", f"{a}A1", f"{b}A1"])
            self.assertEqual(os.readlink(self.mount / f"list/order/{a}A1"),
                             f"../../patent/.files/{a}A1")
            self.assertEqual(self.mount.errno_of(f"list/order/{self.fresh()}A1"),
                             errno.ENOENT)
            self.assertEqual(self.mount.errno_of("list/nosuchlist", os.listdir),
                             errno.ENOENT)

    def test_a_change_is_seen_at_the_next_listing(self) -> None:
        a, b = self.fresh(), self.fresh()
        self.write("changes", f"{a}A1")
        self.assertEqual(self.links("changes"), [f"{a}A1"])
        one = self.mount.text("list/changes/biblio.tsv")
        self.write("changes", f"{a}A1", f"{b}A1")
        self.assertEqual(self.links("changes"), [f"{a}A1", f"{b}A1"])
        with self.costs(1):
            two = self.mount.text("list/changes/biblio.tsv")
        self.assertTrue(two.startswith(one))
        self.assertEqual(two.count("\n"), 3)

    def test_a_line_that_is_no_number_is_reported(self) -> None:
        a = self.fresh()
        self.write("bad", "no number at all", f"{a}A1", "EP10167109")
        self.assertEqual(self.links("bad"), [f"{a}A1"])
        reported = self.mount.text(".ops/errors")
        self.assertIn("no number at all", reported)
        self.assertIn("EP10167109.7", reported)
        table = self.mount.text("list/bad/biblio.tsv").splitlines()
        rows = [line.split("\t") for line in table]
        self.assertEqual([row[0] for row in rows],
                         ["number", "no number at all", f"{a}A1", "EP10167109"])
        self.assertEqual(rows[1][-1], "line 1: not a number")
        self.assertEqual(len({len(row) for row in rows}), 1)
        self.assertEqual(self.mount.text(".ops/errors").count("no number at"), 1)

    def test_whole_tables_come_in_bulk(self) -> None:
        """Of numbers that no other test's answers hold."""
        numbers = [f"EP{4_015_000 + i}A1" for i in range(120)]
        self.write("bulk", *numbers)
        with self.costs(2):
            table = self.mount.text("list/bulk/biblio.tsv")
            bib = self.mount.text("list/bulk/cite.bib")
            cited = self.mount.text("list/bulk/citations.tsv")
        rows = [line.split("\t") for line in table.splitlines()]
        self.assertEqual([row[0] for row in rows[1:]], numbers)
        self.assertEqual(len({len(row) for row in rows}), 1)
        self.assertEqual(bib.count("@patent{"), 120)
        self.assertTrue(cited.startswith("number\t"))

    def test_what_is_cached_costs_nothing(self) -> None:
        """Of the register and of a family that somebody has read: in
        biblio.txt, and of an international publication in a list's
        register.tsv."""
        self.write("international", "WO2013/120001")
        self.mount.read("list/international/family.tsv")
        rows = self.mount.text("list/international/register.tsv")
        self.assertIn("\nWO2013120001A1\tEP13717268\t", rows)
        with self.costs(3):
            self.mount.read("patent/EP2814089A1/register/status.txt")
            self.mount.read("patent/WO2013120001A1/family.tsv")
            said = self.mount.text("patent/EP2814089A1/biblio.txt")
            other = self.mount.text(f"patent/{self.fresh()}A1/biblio.txt")
        self.assertIn("\nGranted (register): EP 2 814 089 B1, 2018-11-14\n"
                      "Representative (register): Example Agents 1, ", said)
        self.assertNotIn("(register)", other)
        said = self.mount.text("patent/WO2013120001A1/biblio.txt")
        self.assertIn("\nEuropean publication (family): EP 2 814 089 B1, "
                      "2018-11-14\n", said)
        with self.costs(0, "other"):
            rows = self.mount.text("list/international/register.tsv")
        row = rows.splitlines()[1].split("\t")
        self.assertEqual(row[:2] + row[-1:], ["WO2013120001A1", "EP13717268", ""])

    def test_who_cites_them_ten_a_search(self) -> None:
        """Nobody cites the last of the simulator's made up records."""
        others = [f"EP{4_019_000 + i}A1" for i in range(15)]
        self.write("cited", *others[:12], "EP1000000A1", "nonsense",
                   *others[12:])
        with self.costs(2, "search"):
            table = self.mount.text("list/cited/cited-by.tsv").splitlines()
        rows = [line.split("\t") for line in table]
        self.assertEqual(rows[0][:4], ["number", "date", "citing", "kind"])
        self.assertIn("EP2814089A1", {row[2] for row in rows[1:-1]})
        for row in rows[1:-1]:
            self.assertIn("EP1000000A1", row[0].split("; "))
            self.assertEqual(bool(row[-1]), row[0] != "EP1000000A1")
        self.assertEqual(rows[-1][0], "nonsense")
        self.write("cited", *others[:10], "nonsense")
        with self.costs(0, "search"):       # the same ten
            table = self.mount.text("list/cited/cited-by.tsv").splitlines()
        self.assertEqual([row.split("\t")[0] for row in table],
                         ["number", "nonsense"])
        one = self.mount.text("patent/EP1000000A1/cited-by.tsv").splitlines()
        self.assertEqual([row[1:-1] for row in rows[1:-1]],
                         [line.split("\t")[:-1] for line in one[1:]])

    def test_one_that_ops_has_not_is_reported_in_its_place(self) -> None:
        a, b = self.fresh(), self.fresh()
        self.write("gap", f"{a}A1", "EP9999999A1", f"{b}A1")
        table = self.mount.text("list/gap/biblio.tsv").splitlines()
        rows = [line.split("\t") for line in table]
        self.assertEqual([row[0] for row in rows[1:]],
                         [f"{a}A1", "EP9999999A1", f"{b}A1"])
        self.assertEqual([bool(row[-1]) for row in rows[1:]],
                         [False, True, False])
        self.assertEqual(len({len(row) for row in rows}), 1)

    def test_tables_of_a_list_join(self) -> None:
        """Numbers without a kind, and an application, cost one request for all
        of them; every table has the same keys."""
        numbers = [f"EP{4_014_000 + i}" for i in range(3)]
        self.write("keys", *numbers, "EP4014005A1")
        with self.costs(2):
            self.mount.text("list/keys/biblio.tsv")
        keys = [f"{n}A1" for n in numbers] + ["EP4014005A1"]
        for name in self.TABLES:
            if not name.endswith(".tsv") or name == "changes.tsv":
                continue
            rows = [line.split("\t") for line in
                    self.mount.text(f"list/keys/{name}").splitlines()]
            with self.subTest(name):
                self.assertEqual((rows[0][0], rows[0][-1]),
                                 ("number", "remark"))
                self.assertEqual(len({len(row) for row in rows}), 1)
                self.assertLessEqual({row[0] for row in rows[1:]}, set(keys))
                if name == "register.tsv":
                    self.assertEqual([row[0] for row in rows[1:]], keys)

    def test_nothing_but_files(self) -> None:
        """A fifo hangs nobody, a link into the mount neither."""
        os.mkfifo(self.folder / "fifo")
        os.symlink(self.mount / "list/changes/biblio.tsv",
                   self.folder / "inward")
        for name in ("fifo", "inward", ".hidden"):
            with self.subTest(name):
                self.assertEqual(self.mount.errno_of(f"list/{name}", os.listdir),
                                 errno.ENOENT)
        names(self.mount / "list")


if __name__ == "__main__":
    harness.main()
