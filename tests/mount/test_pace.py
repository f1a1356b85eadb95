#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pace, counted by OPS itself: with fifty readers at a time, two instances,
limits that drop, black, and clocks that jump, the simulator never sees a request
over its limit, and every reader gets an answer in the end.

A minute passes for both sides at once, when nothing is on the wire and the
pace holds all that are left: their clocks are put forward, nobody sleeps.
"""

import errno
import json
import os
import re
import threading
import time

import harness
from harness import Mount, ShiftedClock, in_parallel, join, until

READERS = 50
SLOW = 13       # minutes for all, at 4 or 5 a minute
MINUTE = 62     # a window, and what the daemon keeps it longer
DAY = 24 * 3600
MONDAY = 1560729600   # 2019-06-17T00:00:00Z
NEXT_MONDAY = "2019-06-24T00:00:00Z"
OVERLOADED = ("overloaded (images=green:50, inpadoc=green:30, "
              "other=green:1000, retrieval=green:50, search=green:5)")


class PaceTest(harness.MountTest):
    """Each test has a service and a mount of its own.  Searches: OPS grants
    30 of them a minute when it is idle, 15 when busy, 5 when overloaded."""

    SIMULATOR: tuple[str, ...] = ("--synthetic", "200", "--throttle", "on")
    OPTIONS: tuple[str, ...] = ("timeout=86400",)

    @classmethod
    def setUpClass(cls) -> None:
        if harness.why_no_fuse():
            raise harness.unittest.SkipTest(harness.why_no_fuse())

    @classmethod
    def tearDownClass(cls) -> None:
        pass

    def setUp(self) -> None:
        self._searches = iter(range(1, 1000))
        type(self)._numbers = iter(range(4_000_101, 4_000_200))
        self.bodies: list[bytes] = []
        self.clock = ShiftedClock()
        self.addCleanup(self.clock.close)
        self.sim = harness.Simulator(*self.SIMULATOR)
        self.addCleanup(self.sim.stop)
        self.mount = Mount(self.sim, *self.OPTIONS,
                           env=self.clock.environment())
        self.addCleanup(self.mount.close)

    def search(self) -> str:
        """One that nobody has asked for."""
        n = next(self._searches)
        return f"published-data/search/pa=synthetic/{n}-{n}/search.xml"

    def readers(self, count: int = READERS) -> list[threading.Thread]:
        paths = [self.search() for _ in range(count)]
        return in_parallel(count, lambda i: self.bodies.append(
            self.mount.read(paths[i])))

    def sent(self) -> int:
        return self.sim.stats()["by_class"].get("search", 0)

    def is_quiet(self, threads: list[threading.Thread]) -> bool:
        """All who are left wait for the pace.  One look makes the daemon see
        what time it is, the next one what came of it."""
        for _ in range(2):
            until(self.mount.sleeps, "a daemon that sleeps")
            left = sum(thread.is_alive() for thread in threads)
            queue = re.match(r"(\d+) waiting, 0 on the wire",
                             self.mount.status("queue"))
            if not (queue and int(queue[1]) == left > 0
                    and self.mount.status("token").startswith("ready")):
                return False
        until(self.mount.sleeps, "a daemon that sleeps")
        return self.sim.stats()["in_flight"] == 0

    def settle(self, threads: list[threading.Thread]) -> bool:
        """Until nothing moves; False when all have their answer."""
        until(lambda: self.is_quiet(threads)
              or not any(thread.is_alive() for thread in threads),
              "readers that wait for the pace")
        return any(thread.is_alive() for thread in threads)

    def minute(self, seconds: int = MINUTE) -> None:
        until(self.mount.sleeps, "a daemon that sleeps")
        self.sim.set(advance=seconds)
        self.clock.advance(seconds)

    def finish(self, threads: list[threading.Thread], minutes: int) -> None:
        """All are answered within so many minutes, none over the limit."""
        passed = 0
        while self.settle(threads):
            passed += 1
            self.assertLessEqual(passed, minutes, "somebody starves")
            self.minute()
        join(threads)
        self.assertEqual(self.sim.stats()["over_limit"], 0)
        self.assertEqual(len(self.bodies), len(threads))
        for body in self.bodies:
            self.assertTrue(body.endswith(b"</ops:world-patent-data>"))


class Limits(PaceTest):
    def test_fifty_readers(self) -> None:
        threads = self.readers()
        self.settle(threads)
        self.assertLessEqual(self.sent(), 30)
        self.finish(threads, 4)
        self.assertEqual(self.sent(), READERS)
        self.assertGreater(counters(self.mount)['waits_total{class="search"}'],
                           0)

    def test_at_the_start_ops_may_be_overloaded(self) -> None:
        self.sim.set(state="overloaded")
        self.finish(self.readers(), SLOW)
        self.assertEqual(self.sent(), READERS)

    def test_classes_do_not_wait_for_each_other(self) -> None:
        self.sim.set(state="overloaded")
        threads = self.readers(10)
        self.settle(threads)
        self.mount.read("family/publication/epodoc/EP4000001/family.xml")
        self.finish(threads, 4)

    def test_two_instances_that_report_differently(self) -> None:
        """One says idle, one says overloaded, each in its turn: the worse one
        counts, though either would take more."""
        self.sim.set(instances=2)
        for i in range(1, READERS, 2):
            self.sim.fault("double_headers", match=f"Range={i}-|{i}-{i}",
                           second=OVERLOADED, times=-1)
        threads = self.readers()
        self.settle(threads)
        self.assertLessEqual(self.sent(), 30)
        self.finish(threads, SLOW)

    def test_the_worse_of_two_instances(self) -> None:
        self.sim.set(instances=2)
        self.sim.fault("double_headers", match="search", second=OVERLOADED,
                       times=5)
        threads = self.readers()
        self.settle(threads)
        self.assertEqual(self.sent(), 5)
        self.finish(threads, 4)

    def test_a_limit_drops_in_mid_flight(self) -> None:
        """While the first ones are on the wire and the rest waits."""
        self.sim.fault("hold", match="search", times=5)
        threads = self.readers()
        self.sim.wait(held=5)
        self.mount.await_readers(READERS)
        self.sim.set(state="overloaded")
        self.sim.release()
        self.settle(threads)
        self.assertEqual(self.sent(), 5)
        self.finish(threads, SLOW)

    def test_a_limit_drops_and_rises(self) -> None:
        threads = self.readers()
        for state in ("busy", "overloaded", "idle"):
            self.settle(threads)
            self.sim.set(state=state)
            self.minute()
        self.finish(threads, SLOW)

    def test_a_limit_drops_unseen(self) -> None:
        """Nothing was asked for a minute: what was reported no longer holds."""
        self.mount.read(self.search())
        self.minute(2 * MINUTE)
        self.sim.set(state="overloaded")
        self.bodies.clear()
        self.finish(self.readers(), SLOW)


class Black(PaceTest):
    def test_black_in_mid_flight(self) -> None:
        """The last of five on the wire is refused: the others come home, and
        then nobody goes until it is time."""
        self.sim.fault("hold", match="search", times=4)
        self.sim.fault("fairuse", match="search", retry_after_ms=30_000)
        threads = self.readers()
        self.sim.wait(held=4)
        until(lambda: "rests" in self.mount.status("search"),
              "the class at rest")
        self.sim.release()
        self.settle(threads)
        self.assertEqual(self.sent(), 5)
        self.minute(20)
        self.settle(threads)
        self.assertEqual(self.sent(), 5)
        self.finish(threads, 4)
        self.assertEqual(self.sent(), READERS + 1)
        self.assertEqual(counters(self.mount)[
            'answers_total{class="search",meaning="throttled"}'], 1)

    def test_black_by_a_header(self) -> None:
        """An answer that is good, and says black."""
        self.sim.fault("hold", match="search", times=4)
        self.sim.fault("double_headers", match="search", times=1,
                       second="busy (search=black:0)")
        threads = self.readers()
        self.sim.wait(held=4)
        until(lambda: "rests" in self.mount.status("search"),
              "the class at rest")
        self.sim.release()
        self.settle(threads)
        self.assertEqual(self.sent(), 5)
        self.finish(threads, 4)


class Clocks(PaceTest):
    """Of the machine that the daemon runs on."""

    def jump(self, *walls: int) -> None:
        threads = self.readers()
        for wall in walls:
            self.settle(threads)
            self.clock.set_wall(wall)
            self.assertTrue(self.settle(threads), "all went at once")
        self.finish(threads, 4)

    def test_the_wall_clock_jumps(self) -> None:
        self.jump(DAY, -DAY, 0, 1)

    def test_the_wall_clock_jumps_by_years(self) -> None:
        self.jump(5 * 365 * DAY, -20 * 365 * DAY, 40 * 365 * DAY)

    def test_the_machine_slept(self) -> None:
        """Its clock stood still while OPS's went on."""
        threads = self.readers()
        self.settle(threads)
        self.sim.set(advance=3600)
        self.settle(threads)
        self.finish(threads, 4)

    def test_wakes_in_a_busy_minute(self) -> None:
        threads = self.readers()
        self.settle(threads)
        self.sim.set(advance=300, state="overloaded")
        self.finish(threads, SLOW)


class Cap(PaceTest):
    OPTIONS = ("timeout=86400", "weekly_cap=20K", "bulk=off")

    def setUp(self) -> None:
        super().setUp()
        self.at(2 * DAY)

    def at(self, after_monday: int) -> None:
        """So many seconds after a Monday's first one, whenever the test is
        run: in a week's first hour OPS's figure may be of the week before."""
        self.clock.set_wall(int(MONDAY + after_monday - time.time()))

    def row(self, quota: str) -> list[str]:
        for line in self.mount.text(".ops/quota").splitlines():
            if line.split()[0] == quota:
                return line.split()
        raise AssertionError(f"no {quota} in .ops/quota")

    def use_up(self) -> str:
        """The path of the last one that was had."""
        while int(self.row("week")[1].replace("-", "0")) < 20 * 1024:
            path = self.biblio()
            self.mount.read(path)
        return path

    def test_refused_at_once(self) -> None:
        self.assertEqual(self.row("week"), ["week", "-", "20480", "-", "-"])
        kept, cold = self.use_up(), self.biblio()
        before = self.sim.requests()
        self.assertEqual(self.mount.errno_of(cold), errno.EDQUOT)
        self.assertEqual(self.mount.errno_of(self.search()), errno.EDQUOT)
        self.assertTrue(self.mount.read(kept))
        self.assertEqual(self.sim.requests(), before)
        reported = os.getxattr(self.mount / cold, "user.opsfs.error").decode()
        self.assertIn("EDQUOT", reported)
        self.assertIn("weekly_cap) is reached; released " + NEXT_MONDAY, reported)
        self.assertEqual(self.row("week")[4], NEXT_MONDAY)
        self.assertGreaterEqual(float(self.row("week")[3]), 100)
        self.assertIn("nothing is asked: ", self.mount.text(".ops/quota"))
        self.assertIn("weekly_cap", self.mount.text(".ops/status"))
        self.assertEqual(counters(self.mount)["quota_held"], 1)

    def test_held_for_an_hour_on_mondays(self) -> None:
        self.at(600)
        self.use_up()
        cold = self.biblio()
        self.assertEqual(self.mount.errno_of(cold), errno.EDQUOT)
        reported = os.getxattr(self.mount / cold, "user.opsfs.error").decode()
        self.assertIn("released 2019-06-17T01:00:00Z", reported)
        self.minute(3600)
        self.assertTrue(self.mount.read(cold), "asked whether it still holds")
        self.assertEqual(self.mount.errno_of(self.biblio()), errno.EDQUOT)
        self.assertEqual(self.row("week")[4], NEXT_MONDAY)

    def test_a_new_week(self) -> None:
        self.use_up()
        self.assertEqual(self.mount.errno_of(self.biblio()), errno.EDQUOT)
        self.minute(7 * DAY)
        self.assertTrue(self.mount.read(self.biblio()))
        self.assertLess(float(self.row("week")[3]), 100)

    def test_quotas_as_ops_counts_them(self) -> None:
        self.mount.read(self.biblio())
        used = self.sim.stats()["bytes"]
        self.assertEqual(self.row("hour")[1:3], [str(used), "450000000"])
        self.assertEqual(self.row("week")[1], str(used))
        self.assertEqual(self.row("paid")[1], "-")


class Figures(PaceTest):
    """What .ops shows is what OPS saw."""

    def test_metrics(self) -> None:
        docdb = "published-data/publication/docdb/EP.{}.A1/biblio.xml"
        self.sim.fault("status", match="family", status=500)
        self.mount.read("family/publication/epodoc/EP4000001/family.xml")
        join(in_parallel(40, lambda i: self.mount.read(
            docdb.format(4000001 + i))))
        self.mount.read(docdb.format(4000001))
        found = counters(self.mount)
        stats = self.sim.stats()
        for name in ("retrieval", "inpadoc", "search"):
            self.assertEqual(found[f'requests_total{{class="{name}"}}'],
                             stats["by_class"].get(name, 0), name)
        self.assertEqual(found['records_total{class="retrieval"}'], 40)
        self.assertEqual(found['records_total{class="inpadoc"}'], 2)
        self.assertEqual(found['retries_total{class="inpadoc"}'], 1)
        self.assertEqual(sum(value for name, value in found.items()
                             if name.startswith("received_bytes_total")),
                         stats["bytes"])
        self.assertEqual(
            found['answers_total{class="inpadoc",meaning="retry"}'], 1)
        self.assertGreater(found["cache_hits_total"], 0)
        self.assertEqual(found["token_requests_total"], stats["tokens"])
        self.assertEqual(found['bundle_records_bucket{le="+Inf"}'],
                         found["bundle_records_count"])
        self.assertAlmostEqual(found["records_per_request"],
                               42 / stats["requests"], 6)

    def test_status_json(self) -> None:
        """The same figures as the metrics, and the state of all else."""
        self.mount.read(self.biblio())
        self.mount.read(self.search())
        reported = json.loads(self.mount.text(".ops/status.json"))
        found = counters(self.mount)
        for name, row in reported["classes"].items():
            for key, metric in (("requests", "requests_total"),
                                ("records", "records_total"),
                                ("bytes", "received_bytes_total")):
                self.assertEqual(row[key], found[
                    f'{metric}{{class="{name}"}}'], (name, key))
        stats = self.sim.stats()
        self.assertEqual(reported["total"]["requests"], stats["requests"])
        self.assertEqual(reported["total"]["answers"]["ok"], 2)
        self.assertEqual(reported["quota"]["week"]["used"], stats["bytes"])
        self.assertEqual(reported["quota"]["week"]["limit"], 4 << 30)
        self.assertNotIn("used", reported["quota"]["paid"])
        self.assertNotIn("held", reported["quota"])
        self.assertEqual(reported["token"]["state"], "ready")
        self.assertIn(f"base_url={reported['base_url']}", self.sim.options())
        self.assertEqual((reported["ops"], reported["classes"]["search"]["light"]),
                         ("idle", "green"))
        self.assertEqual(reported["cache"]["entries"], 2)

    def test_they_are_prometheus_text(self) -> None:
        """Each family has its help and type before its samples, once."""
        name = kind = None
        seen = set()
        for line in self.mount.text(".ops/metrics").splitlines():
            words = line.split()
            if words[:2] == ["#", "HELP"]:
                name, kind = words[2], None
                self.assertNotIn(name, seen)
                seen.add(name)
            elif words[:2] == ["#", "TYPE"]:
                self.assertEqual(words[2], name)
                kind = words[3]
                self.assertEqual(kind == "counter", name.endswith("_total"))
            else:
                self.assertRegex(line, r'^\w+({\w+="[^"\\]*"'
                                 r'(,\w+="[^"\\]*")*})? [-+.\de]+$')
                self.assertIn(kind, ("counter", "gauge", "histogram"))
                sample = re.match(r"\w+", line)[0]
                if kind == "histogram":
                    sample = re.sub("_(bucket|sum|count)$", "", sample)
                self.assertEqual(sample, name)


def counters(mount: Mount) -> dict[str, float]:
    """.ops/metrics, by name and labels, without the prefix."""
    rows = (line.rpartition(" ") for line in
            mount.text(".ops/metrics").splitlines() if line[0] != "#")
    return {name.removeprefix("opsfs_"): float(value)
            for name, _, value in rows}


if __name__ == "__main__":
    harness.main()
