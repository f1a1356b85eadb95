#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who walks through a directory of publications finds the next ones fetched;
who does not walk, pays for nothing. What each way of reading costs in requests,
and what was fetched in vain."""

import os
import random
import re
import shutil
import tempfile
from pathlib import Path

import harness
from harness import MountTest, in_parallel, join

DOCDB = "published-data/publication/docdb"


def posted(entry: dict) -> int:
    """Records that one logged request asks for."""
    return len(entry["body"].split("\n")) if entry["method"] == "POST" else 1


class AheadTest(MountTest):
    def listed_in_order(self, count: int) -> list[str]:
        """The directories of so many publications, which are listed because
        the abstract of each was read, one after another."""
        paths = [f"{DOCDB}/EP.{self.fresh()[2:]}.A1" for _ in range(count)]
        self.walk(paths, "abstract.xml")
        return paths

    def listed(self, count: int) -> list[str]:
        """The same at once, and so in no order."""
        paths = [f"{DOCDB}/EP.{self.fresh()[2:]}.A1" for _ in range(count)]
        join(in_parallel(count, lambda i: self.mount.read(
            f"{paths[i]}/abstract.xml")))
        return paths

    def shown(self, wanted: list[str]) -> list[str]:
        """Those of them that `ls` shows, in its order."""
        wanted_set = set(wanted)
        names = os.listdir(self.mount / DOCDB)
        return [path for path in (f"{DOCDB}/{name}" for name in names)
                if path in wanted_set]

    def walk(self, directories: list[str], file: str = "biblio.xml") -> None:
        for path in directories:
            self.mount.read(f"{path}/{file}")

    def sent(self, match: str) -> list[dict]:
        return [e for e in self.sim.log(match) if e["class"] is not None]

    def figures(self) -> tuple[int, int]:
        """Fetched ahead, and never read."""
        found = re.search(r"(\d+) fetched.*; (\d+) never",
                          self.mount.status("ahead"))
        return int(found[1]), int(found[2])


class Walks(AheadTest):
    def assert_walk(self, order, count: int, most: int) -> None:
        """A walk of `count` is `most` requests, and nothing is in vain."""
        found = self.shown(self.listed(count))
        before = self.figures()
        start = len(self.sent("biblio"))
        self.walk(order(found))
        posts = self.sent("biblio")[start:]
        self.assertLessEqual(len(posts), most, [posted(e) for e in posts])
        self.assertEqual(sum(map(posted, posts)), count)
        after = self.figures()
        self.assertGreater(after[0] - before[0], count - 10)
        self.assertEqual(after[1], before[1])

    def test_as_it_was_listed(self) -> None:
        self.assert_walk(list, 300, 13)

    def test_by_name(self) -> None:
        self.assert_walk(sorted, 200, 12)

    def test_from_the_end(self) -> None:
        self.assert_walk(lambda found: found[::-1], 200, 12)

    def test_a_glob_of_a_shell(self) -> None:
        self.listed(200)
        start = len(self.sent("full-cycle"))
        self.run_tool("bash", "-c", "cat */full-cycle.xml | wc -c",
                      cwd=self.mount / DOCDB)
        used = self.sent("full-cycle")[start:]
        self.assertLess(len(used), sum(map(posted, used)) / 10)
        fetched, unread = self.figures()
        self.assertLessEqual(unread, 0.05 * fetched)

    def test_windows_double(self) -> None:
        found = self.shown(self.listed(40))
        start = len(self.sent("biblio"))
        self.walk(found)
        self.assertEqual([posted(e) for e in self.sent("biblio")[start:]],
                         [1, 1, 3, 4, 8, 16, 7])

    def test_what_is_not_bulkable_goes_a_few_at_a_time(self) -> None:
        found = self.shown(self.listed(30))
        with self.costs(30, "claims"):
            self.walk(found, "claims.xml")
        fetched, unread = self.figures()
        self.assertGreater(fetched, 20)
        self.assertLessEqual(unread, 0.05 * fetched)


class NoWalks(AheadTest):
    def test_random_order(self) -> None:
        found = self.shown(self.listed_in_order(150))
        chance = random.Random(4)
        chance.shuffle(found)
        before = self.figures()
        with self.costs(60, "docdb.*biblio"):
            self.walk(found[:60])
        self.assertEqual(self.figures(), before)

    def test_every_other_one(self) -> None:
        found = self.shown(self.listed_in_order(60))
        with self.costs(30, "docdb.*biblio"):
            self.walk(found[::2])

    def test_one_publication_after_the_other_not_listed(self) -> None:
        paths = [f"{DOCDB}/EP.{self.fresh()[2:]}.A1" for _ in range(12)]
        with self.costs(12, "docdb.*biblio"):
            self.walk(paths)


class Stops(AheadTest):
    def test_who_stops_asks_for_no_more(self) -> None:
        found = self.shown(self.listed(100))
        fetched, unread = self.figures()
        start = len(self.sent("biblio"))
        self.walk(found[:4])
        used = harness.until(lambda: len(self.sent("biblio")) >= start + 4 and [
            posted(e) for e in self.sent("biblio")[start:]], "four requests")
        self.assertEqual(used, [1, 1, 3, 4])
        with self.costs(0, "docdb.*biblio"):
            self.mount.read(f"{found[0]}/biblio.xml")
            self.mount.read(".ops/status")
        self.assertEqual(self.figures(), (fetched + 6, unread + 5))

    def test_a_jump_starts_anew(self) -> None:
        found = self.shown(self.listed(100))
        self.walk(found[:3])
        start = len(self.sent("biblio"))
        self.walk(found[60:62])
        self.assertEqual([posted(e) for e in self.sent("biblio")[start:]],
                         [1, 1])


class Yellow(AheadTest):
    """Somebody else uses the account: half of the minute is gone."""

    SIMULATOR = ("--synthetic", "20000", "--throttle", "on", "--limits",
                 "images=4000,inpadoc=4000,other=4000,retrieval=400,search=40")

    def test_nothing_is_fetched_ahead(self) -> None:
        found = self.shown(self.listed(40))
        for _ in range(210 - len(self.sent("published-data"))):
            self.sim.fetch(f"{DOCDB}/EP.4019000.A1/biblio")
        start = len(self.sent("biblio"))
        self.walk(found[:8])
        used = [posted(e) for e in self.sent("biblio")[start:]]
        self.assertEqual(used, [1] * 8)
        self.assertEqual(self.figures()[0], 0)


class Off(AheadTest):
    OPTIONS = ("readahead=0", *MountTest.OPTIONS)

    def test_each_is_a_request(self) -> None:
        found = self.shown(self.listed(20))
        with self.costs(20, "docdb.*biblio"):
            self.walk(found)
        self.assertEqual(self.figures()[0], 0)


class Order(AheadTest):
    def test_a_reader_waits_for_no_guess(self) -> None:
        """A reader of what was asked for ahead shares its request; one of
        another one is answered while that is still under way."""
        found = self.shown(self.listed(30))
        self.walk(found[:2])
        start = len(self.sent("biblio"))
        self.sim.fault("hold", match="POST.*published-data", times=1)
        readers = in_parallel(1, lambda _i: self.walk(found[2:3]))
        self.sim.wait(held=1)
        readers += in_parallel(1, lambda _i: self.walk(found[3:4]))
        self.mount.await_readers(2)
        self.walk(found[20:21])
        self.sim.release()
        join(readers)
        sent = [posted(e) for e in self.sent("biblio")[start:]]
        self.assertEqual(sum(sent), len(found[2:9]) + 1, sent)
        self.assertLessEqual(len(sent), 3, sent)


class Printed(AheadTest):
    """Publications are read in the order in which a list or a table had them,
    wherever they are read."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="opsfs-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.OPTIONS = (*MountTest.OPTIONS, f"lists={cls.folder}")
        super().setUpClass()

    def list_of(self, name: str, count: int) -> list[str]:
        numbers = [f"{self.fresh()}A1" for _ in range(count)]
        random.Random(2).shuffle(numbers)
        (self.folder / name).write_text("\n".join(numbers))
        return numbers

    def titles(self, numbers: list[str]) -> list[int]:
        """What it takes to read them: records of each request."""
        start = len(self.sent("biblio"))
        self.walk([f"patent/{n}" for n in numbers], "title.txt")
        return [posted(e) for e in self.sent("biblio")[start:]]

    def test_a_table(self) -> None:
        numbers = self.list_of("table", 40)
        rows = self.mount.text("list/table/register.tsv").splitlines()[1:]
        self.assertEqual([row.split("\t")[0] for row in rows], numbers)
        self.assertEqual(self.titles(numbers), [1, 1, 3, 4, 8, 16, 7])

    def test_a_table_that_was_looked_at(self) -> None:
        """Then the kernel knows its size before it is opened."""
        numbers = self.list_of("seen", 40)
        os.stat(self.mount / "list/seen/register.tsv")
        self.mount.read("list/seen/register.tsv")
        self.assertEqual(self.titles(numbers), [1, 1, 3, 4, 8, 16, 7])

    def test_a_list_by_several_in_turn(self) -> None:
        """They come a little out of order."""
        numbers = self.list_of("list", 64)
        os.listdir(self.mount / "list/list")
        found = [numbers[i ^ 1 if i % 8 > 3 else i] for i in range(64)]
        records = self.titles(found)
        self.assertEqual(sum(records), 64)
        self.assertLessEqual(len(records), 12, records)

    def test_no_other_order(self) -> None:
        numbers = self.list_of("other", 20)
        self.mount.read("list/other/register.tsv")
        self.assertEqual(self.titles(numbers[::2]), [1] * 10)


class Exact(Walks):
    OPTIONS = ("sizes=exact", *MountTest.OPTIONS)


if __name__ == "__main__":
    harness.main()
