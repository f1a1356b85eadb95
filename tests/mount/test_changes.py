#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is new since it was first read, of one patent and of a list."""

import contextlib
import datetime
import os
import re
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

import harness
from harness import Mount, MountTest, ShiftedClock, until

DAY = 24 * 60 * 60
THURSDAY = 1561032000   # 2019-06-20T12:00:00Z
NUMBER = "EP2814089B1"
CHANGES = f"patent/{NUMBER}/changes.tsv"
QUERY = "ti=conveyor"
HEADER = "seen\tnumber\twhat\tdate\tcode\ttext\tremark"


class Changes(MountTest):
    @classmethod
    def start(cls) -> Mount:
        cls.clock = ShiftedClock()
        cls.home = Path(tempfile.mkdtemp(prefix="opsfs-changes-"))
        lists = cls.home / "lists"
        lists.mkdir()
        (lists / "mine").write_text(f"{NUMBER}\nEP1000000\nno number\n")
        cls.searches = cls.home / "searches"
        cls.searches.write_text(f"# of mine\nslopes = {QUERY}\nbad line\n")
        return cls.mounted()

    @classmethod
    def mounted(cls) -> Mount:
        return Mount(cls.sim, "timeout=240", "store_wait=240",
                     f"store={cls.home / 'kept'}", f"lists={cls.home / 'lists'}",
                     f"searches={cls.searches}",
                     env=cls.clock.environment())

    @classmethod
    def tearDownClass(cls) -> None:
        try:
            super().tearDownClass()
        finally:
            cls.clock.close()
            shutil.rmtree(cls.home)

    def rows(self, path: str = CHANGES) -> list[list[str]]:
        header, *lines = self.mount.text(path).splitlines()
        self.assertEqual(header, HEADER)
        return [line.split("\t") for line in lines]

    def other_events(self) -> str:
        """The legal events without the first, and with one more."""
        body = self.sim.fetch("legal/publication/docdb/EP.2814089.B1",
                              "application/ops+xml").decode()
        events = re.findall(r"<ops:legal .*?</ops:legal>", body, re.S)
        self.assertGreater(len(events), 1)
        more = re.sub(r"(<ops:L007EP[^>]*>)[^<]*", r"\g<1>2030-01-02",
                      events[1], count=1)
        return body.replace(events[0], more)

    def test_of_one(self) -> None:
        with self.costs(3):
            first = self.rows()
        self.assertGreater(len(first), 5)
        self.assertEqual({row[1] for row in first}, {NUMBER})
        self.assertEqual({row[2] for row in first},
                         {"register", "step", "legal", "family"})
        self.assertTrue(all(row[0].startswith("(") for row in first))
        with self.costs(0):
            self.mount.read(f"patent/{NUMBER}/legal.tsv")
            self.assertEqual(self.rows(), first)
        self.later()
        body = self.other_events()
        self.sim.fault("garbage", match="legal/", body=body)
        with self.costs(3):
            news = self.rows()
        self.assertEqual(news[2:], first)
        self.assertEqual([row[2:4] for row in news[:1]],
                         [["legal", "2030-01-02"]])
        self.assertEqual(news[1][2], "legal gone")
        for row in news[:2]:
            self.assertRegex(row[0], r"^20\d\d-\d\d-\d\dT")
        self.again(news)
        self.of_a_list(news)
        self.dropped()

    def dropped(self) -> None:
        """Read while the store has not written that yet."""
        Path(self.mount / ".ops/ctl").write_text(f"drop patent/{NUMBER}\n")
        with self.costs(3):
            rows = self.rows()
        self.assertTrue(all(row[0].startswith("(") for row in rows))

    def later(self) -> None:
        until(self.mount.sleeps, "a daemon that sleeps")
        self.clock.advance(25 * 60 * 60)

    def again(self, rows: list[list[str]], path: str = CHANGES) -> None:
        """The next mount knows it, too, and writes nothing where nothing is
        new."""
        kept = []
        for _ in range(2):
            type(self).mount.close()
            kept.append(self.remembered())
            type(self).mount = self.mounted()
            with self.costs(0):
                self.assertEqual(self.rows(path), rows)
        self.assertNotEqual(kept[0], [])
        self.assertEqual(kept[1], kept[0])

    def remembered(self) -> list[tuple]:
        """Which rows of the store; one that is written anew is another."""
        with contextlib.closing(sqlite3.connect(
                self.home / "kept/answers.db")) as db:
            return db.execute("SELECT id, key FROM answer WHERE key LIKE"
                              " 'GET history/%' ORDER BY id").fetchall()

    def of_a_list(self, rows: list[list[str]]) -> None:
        with self.costs(4):     # the other number, and which one it is
            table = self.mount.text("list/mine/changes.tsv").splitlines()
        self.assertEqual(table[0], HEADER)
        self.assertEqual([line.split("\t") for line in table[1:3]], rows[:2])
        self.assertIn("EP1000000A1", {line.split("\t")[1]
                                      for line in table})
        self.assertEqual([line.split("\t")[6] != "" for line in table[1:]],
                         (len(table) - 2) * [False] + [True])
        self.watched(rows[:2])

    def watched(self, rows: list[list[str]], name: str = "mine") -> None:
        watch = str(harness.ROOT / "contrib/examples/watch")
        since = rows[0][0][:10]
        with self.costs(0):
            printed = self.run_tool(watch, ".", name, since).stdout
            self.assertEqual(self.run_tool(watch, ".", name, "9999-01-01",
                                           status=1).stdout, b"")
            self.run_tool(watch, ".", "none", since, status=2)
            self.run_tool(watch, ".", name, "tomorrow", status=2)
            self.run_tool(watch, ".", status=2)
        self.assertEqual([line.split("\t") for line in printed.decode().splitlines()],
                         rows)

    # --- searches ---

    def page(self) -> str:
        return self.sim.fetch("published-data/search/biblio?q=ti%3Dconveyor"
                              "&Range=1-100", "application/ops+xml").decode()

    def pushed_down(self) -> None:
        """A hundred came new: what was the first page is the second one."""
        page = self.page()
        self.sim.fault("garbage", match="Range=1-100", body=re.sub(
            r'doc-number="(?:40)?(\d{5})', r'doc-number="12\1', re.sub(
                r"<doc-number>(?:EP)?40(\d{5})", r"<doc-number>12\1", page)))
        self.sim.fault("garbage", match="Range=101-200", body=page.replace(
            'begin="1" end="100"', 'begin="101" end="200"'))

    def test_of_a_search(self) -> None:
        """The first reading is of one page, and later ones of what is new."""
        with self.costs(0):
            self.assertIn("slopes", os.listdir(self.mount / "search"))
        path = "search/slopes/changes.tsv"
        with self.costs(1):
            first = self.rows(path)
        self.assertEqual(len(first), 100)
        self.assertEqual({row[2] for row in first}, {"hit"})
        self.assertTrue(all(row[0].startswith("(") for row in first))
        with self.costs(0):
            self.assertEqual(self.rows(f"search/{QUERY}/changes.tsv"), first)
        self.later()
        with self.costs(1):
            self.assertEqual(self.rows(path), first)
        self.later()
        self.pushed_down()
        with self.costs(2):
            news = self.rows(path)
        self.sim.calm()
        self.assertEqual(len(news), 200)
        self.assertEqual(news[100:], first)
        self.watched(news[:100], "search/slopes")
        self.again(news, path)
        self.renamed(news)

    def renamed(self, news: list[list[str]]) -> None:
        """What a name means is what the file says now; where it says nothing,
        it is a query."""
        lines = [line for line in self.mount.text(".ops/errors").splitlines()
                 if "searches, line 3: bad line" in line]
        self.assertEqual(len(lines), 1)
        self.searches.write_text("slopes = pn=EP2814089A1\n"
                                 f"lifts = {QUERY}\n")
        with self.costs(1):
            self.assertEqual([row[1] for row in
                              self.rows("search/slopes/changes.tsv")],
                             ["EP2814089A1"])
        with self.costs(0):
            self.assertEqual(self.rows("search/lifts/changes.tsv"), news)
            names = os.listdir(self.mount / "search")
        self.assertEqual(names.count("slopes"), 1)
        self.assertIn("lifts", names)


class Weeks(MountTest):
    """What the publication server has of a list: a request a week."""
    SIMULATOR = harness.WIDE

    @classmethod
    def start(cls) -> Mount:
        cls.clock = ShiftedClock()
        cls.clock.set_wall(int(THURSDAY - time.time()))
        cls.home = Path(tempfile.mkdtemp(prefix="opsfs-weeks-"))
        (cls.home / "lists").mkdir()
        for name in ("mine", "yours"):
            (cls.home / "lists" / name).write_text("EP3500001A2\n")
        (cls.home / "lists/others").write_text("US9123456B2\n")
        return cls.mounted(cls.sim.publications())

    @classmethod
    def mounted(cls, *options: str) -> Mount:
        return Mount(cls.sim, "timeout=240", "store_wait=240",
                     f"store={cls.home / 'kept'}", f"lists={cls.home / 'lists'}",
                     *options, env=cls.clock.environment())

    @classmethod
    def tearDownClass(cls) -> None:
        try:
            super().tearDownClass()
        finally:
            cls.clock.close()
            shutil.rmtree(cls.home)

    def weeks(self, name: str = "mine") -> list[list[str]]:
        lines = self.mount.text(f"list/{name}/changes.tsv").splitlines()
        return [row for row in (line.split("\t") for line in lines)
                if row[2] == "published"]

    def test_one_request_a_week(self) -> None:
        """Of the first reading, the latest; then of each since."""
        week = datetime.timedelta(7)
        days = [(datetime.date(2019, 6, 19) + n * week).strftime(
            "publication-dates/%Y%m%d/patents") for n in range(13)]
        for _ in range(2):
            self.assertEqual(self.weeks(), [])
            self.assertEqual(self.sim.published(), days[:1])
        until(self.mount.sleeps, "a daemon that sleeps")
        self.clock.advance(12 * 7 * DAY)
        for _ in range(2):
            news = self.weeks()
            self.assertEqual([row[1:6] for row in news],
                             [["EP3500001A2", "published", "2019-09-11", "A3",
                               "EP3500001A3"]])
            self.assertRegex(news[0][0], "^2019-09-12T")
            self.assertEqual(sorted(self.sim.published()), days)
        self.assertEqual(self.weeks("others"), [])
        self.assertEqual([row[0][0] for row in self.weeks("yours")], ["("])
        self.assertEqual(sorted(self.sim.published()), days)
        self.without_it(news)

    def without_it(self, news: list[list[str]]) -> None:
        """What is remembered stays, where that server is not asked."""
        asked = len(self.sim.published())
        type(self).mount.close()
        self.clock.advance(7 * DAY)
        type(self).mount = self.mounted("eps=off", self.sim.publications())
        self.assertEqual(self.weeks(), news)
        self.assertEqual(len(self.sim.published()), asked)
        type(self).mount.close()
        type(self).mount = self.mounted(self.sim.publications())
        self.sim.fault("status", match="20190918", status=503, times=-1)
        self.assertEqual(self.weeks(), news)
        self.assertGreater(len(self.sim.published()), asked)
        self.sim.calm()


if __name__ == "__main__":
    harness.main()
