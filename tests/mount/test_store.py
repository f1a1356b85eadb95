#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept when the mount is gone: by the next mount, by one beside it, and
when the last one was killed.
"""

import contextlib
import errno
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import harness
from harness import Mount, MountTest, ShiftedClock, Simulator, until

ERROR = "user.opsfs.error"


class StoreTest(MountTest):
    """A directory for the store a test, and as many mounts as it wants."""

    @classmethod
    def start(cls):
        return None

    @classmethod
    def tearDownClass(cls) -> None:
        cls.sim.calm()
        status, errors = cls.sim.stop()
        assert (status, errors) == (0, ""), (status, errors)

    def setUp(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="opsfs-store-"))
        self.addCleanup(shutil.rmtree, self.home)
        self.store = self.home / "kept"

    def mounted(self, *options: str, **more) -> Mount:
        return Mount(self.sim, "timeout=240", "store_wait=240",
                     f"store={self.store}", *options, **more)

    def read_once(self, path: str, *options: str) -> bytes:
        """By a mount of its own."""
        mount = self.mounted(*options)
        try:
            return mount.read(path)
        finally:
            mount.close()

    def stays(self, path: str, requests: int = 1) -> None:
        """Costs so much once, and nothing in the next mount."""
        before = self.sim.requests()
        first = self.read_once(path)
        self.assertEqual(self.sim.requests() - before, requests, path)
        self.assertEqual(self.read_once(path), first, path)
        self.assertEqual(self.sim.requests() - before, requests, path)


class Kept(StoreTest):
    def test_the_next_mount_asks_nothing(self) -> None:
        for path in (
                self.biblio(),
                self.biblio().replace(".xml", ".json"),
                f"family/publication/epodoc/{self.fresh()}/biblio.xml",
                "published-data/publication/docdb/EP.2814089.B1/claims.xml",
                "register/publication/epodoc/EP2814089/biblio.xml",
                "published-data/images/EP/1000000/A1/fullimage/001.pdf"):
            with self.subTest(path):
                self.stays(path)

    def test_no_option_changes_what_is_kept(self) -> None:
        path = self.biblio()
        first = self.read_once(path)
        before = self.sim.requests()
        self.assertEqual(self.read_once(
            path, "cache_size=8M", "sizes=exact", "readahead=0",
            "split_search", "weekly_cap=1G", "store_size=64M"), first)
        self.assertEqual(self.sim.requests(), before)

    def test_what_is_made_of_it_costs_nothing(self) -> None:
        self.read_once("patent/EP2814089B1/title.txt")
        before = self.sim.requests()
        for name in ("biblio.txt", "cite.bib", "title.txt", "citations.tsv"):
            self.assertTrue(self.read_once(f"patent/EP2814089B1/{name}"))
        self.assertEqual(self.sim.requests(), before)


    def test_an_absence_is_kept_with_its_reason(self) -> None:
        path = "patent/EP9999999A1/title.txt"
        reasons = []
        before = self.sim.requests()
        for _ in range(2):
            mount = self.mounted()
            self.assertEqual(mount.errno_of(path), errno.ENOENT)
            line = mount.text(".ops/errors").splitlines()[-1]
            reasons.append(line.split(" ", 1)[1])
            mount.close()
        self.assertEqual(self.sim.requests() - before, 1)
        self.assertEqual(reasons[0], reasons[1])

    def test_the_publication_servers_absence_is_its_own(self) -> None:
        """With a page of status 200, and with a 404."""
        for name in ("EP3999999NWA1", "EP3999998NWB1"):
            path = f"publication-server/patents/{name}/document.xml"
            before, reasons = len(self.sim.published()), []
            for _ in range(2):
                mount = self.mounted(self.sim.publications())
                self.assertEqual(mount.errno_of(path), errno.ENOENT)
                line = mount.text(".ops/errors").splitlines()[-1]
                reasons.append(line.split(" ", 1)[1])
                mount.close()
            self.assertIn("publication server has no such", reasons[0])
            self.assertEqual(reasons[0], reasons[1])
            self.assertEqual(len(self.sim.published()) - before, 1, name)

    def test_a_search_brings_its_hits(self) -> None:
        """A page of biblios is a record each, in the store as in memory."""
        query = "search/pa=synthetic"
        mount = self.mounted()
        hits = sorted(os.listdir(mount / query))
        count = mount.text(f"{query}/count")
        table = mount.read(f"{query}/hits.tsv")
        mount.close()
        before = self.sim.requests()
        mount = self.mounted()
        self.assertEqual(mount.read(f"{query}/hits.tsv"), table)
        links = [hit for hit in hits if "." not in hit and hit != "count"]
        self.assertGreater(len(links), 20)
        for hit in links[:20]:
            self.assertTrue(mount.read(f"{query}/{hit}/title.txt"))
        self.assertEqual(mount.text(f"{query}/count"), count)
        self.assertEqual(self.sim.requests(), before)
        mount.close()

    def test_a_walk_over_kept_names_looks_at_none(self) -> None:
        """The kernel has of each what find asks for; ls does not pay for it."""
        self.read_once("published-data/search/pa=synthetic/1-100/biblio.xml")
        mount = self.mounted("offline", arguments=("-d",))
        names = set(os.listdir(mount / "patent"))
        self.assertGreater(len(names), 90)
        found = self.walked(mount)
        self.assertEqual({os.path.basename(name) for name in found}, names)
        mount.close()
        looks = sum("LOOKUP" in line or "GETATTR" in line
                    for line in mount.errors)
        self.assertLess(looks, 40)

    def test_a_glob_over_kept_names_looks_at_none(self) -> None:
        """They are looked up while they are listed; what is named below them
        is not."""
        self.read_once("published-data/search/pa=synthetic/1-100/biblio.xml")
        mount = self.mounted("offline", arguments=("-d",))
        found = subprocess.run(
            ["bash", "-c", "echo patent/*/title.txt"], cwd=mount.path,
            check=True, capture_output=True, text=True).stdout.split()
        self.assertGreater(len(found), 90)
        mount.close()
        looks = sum("LOOKUP" in line for line in mount.errors)
        self.assertLess(looks, len(found) + 40)

    def test_a_walk_over_kept_records_is_read_ahead(self) -> None:
        """By readers of the store, which asks OPS for nothing."""
        self.read_once("published-data/search/pa=synthetic/1-100/biblio.xml")
        before = self.sim.requests()
        mount = self.mounted()
        room = "published-data/publication/docdb"
        names = sorted(os.listdir(mount / room))
        self.assertGreater(len(names), 90)
        for name in names[:8]:
            self.assertTrue(mount.read(f"{room}/{name}/biblio.xml"))
        until(lambda: self.fetched_ahead(mount) > 8, "records ahead")
        for name in names:
            self.assertTrue(mount.read(f"{room}/{name}/biblio.xml"))
        self.assertEqual(self.sim.requests(), before)
        mount.close()

    def test_a_hundred_thousand_records(self) -> None:
        """Of a year's work: all are listed, and one is read, as before."""
        path = "published-data/publication/docdb/EP.4000401.A1/biblio.xml"
        body = self.read_once(path)
        last = 5_009_999 if harness.QUICK else 5_099_999
        with contextlib.closing(sqlite3.connect(
                self.store / "answers.db")) as db, db:
            db.execute(
                "WITH RECURSIVE n(i) AS (SELECT 5000000 UNION ALL"
                f" SELECT i + 1 FROM n WHERE i < {last})"
                " INSERT INTO answer (origin, key, status, fetched, part, etag,"
                " intake, code, message, size, sum, body, used)"
                " SELECT origin, replace(key, '4000401', i), status, fetched,"
                " part, etag, intake, code, message, size, sum, x'00', used"
                " FROM n, answer WHERE key LIKE '%/EP.4000401.A1/biblio%'")
        before = self.sim.requests()
        mount = self.mounted("readahead=0")
        self.assertEqual(mount.read(path), body)
        names = os.listdir(mount / "patent")
        self.assertGreater(len(names), last - 5_000_000)
        self.assertIn(f"EP{last}A1", names)
        self.assertEqual(self.sim.requests(), before)
        mount.close()

    def test_a_clock_that_was_set_back(self) -> None:
        """What was kept tomorrow is as good as new."""
        clock = ShiftedClock()
        self.addCleanup(clock.close)
        path = self.biblio()
        body = self.read_once(path)
        before = self.sim.requests()
        clock.set_wall(-400 * 24 * 3600)
        for environment in (clock.environment(), None):
            mount = self.mounted(env=environment)
            self.assertEqual(mount.read(path), body)
            mount.close()
        self.assertEqual(self.sim.requests(), before)

    def fetched_ahead(self, mount: Mount) -> int:
        return json.loads(mount.text(".ops/status.json"))["readahead"]["fetched"]

    def walked(self, mount: Mount) -> list[str]:
        return subprocess.run(
            ["find", "patent", "-mindepth", "1", "-maxdepth", "1", "-type", "d"],
            cwd=mount.path, capture_output=True, text=True,
            check=True).stdout.splitlines()

    def test_bulk_comes_back_record_by_record(self) -> None:
        """What came in company is there for one who comes alone; not for one
        who wants the frame, too."""
        paths = [self.biblio() for _ in range(30)]
        mount = self.mounted()
        bodies: dict[str, bytes] = {}
        harness.join(harness.in_parallel(
            len(paths), lambda i: bodies.update({paths[i]:
                                                 mount.read(paths[i])})))
        mount.close()
        before = self.sim.requests()
        mount = self.mounted()
        for path in paths:
            self.assertEqual(mount.read(path), bodies[path])
        self.assertEqual(self.sim.requests(), before)
        mount.close()
        path = next(p for p in paths if not self.went_alone(p))
        alone = self.read_once(path, "bulk=off")
        self.assertEqual(self.sim.requests(), before + 1)
        self.assertNotEqual(alone, bodies[path])
        self.assertEqual(self.read_once(path, "bulk=off"), alone)
        self.assertEqual(self.sim.requests(), before + 1)


    def went_alone(self, path: str) -> bool:
        """As whoever comes first may."""
        return any(entry["method"] == "GET"
                   for entry in self.sim.log(path.split("/")[-2]))


class Shared(StoreTest):
    def test_mounts_beside_each_other(self) -> None:
        mounts = [self.mounted("readahead=0") for _ in range(5)]
        paths = [self.biblio() for _ in range(20)]
        before = self.sim.requests()
        for number, path in enumerate(paths):
            first = mounts[number % 5].read(path)
            until(lambda: mounts[number % 5].number("store", "waiting") == 0
                  and mounts[number % 5].number("store", "kept") > number // 5,
                  "kept")
            for mount in mounts:
                self.assertEqual(mount.read(path), first)
        self.assertEqual(self.sim.requests() - before, len(paths))
        for mount in mounts:
            mount.close()

    def test_a_killed_mount_left_what_it_kept(self) -> None:
        path = self.biblio()
        mount = self.mounted()
        first = mount.read(path)
        until(lambda: mount.number("store", "kept") == 1, "kept")
        before = self.sim.requests()
        mount.process.send_signal(signal.SIGKILL)
        mount.end()
        self.assertEqual(self.read_once(path), first)
        self.assertEqual(self.sim.requests(), before)

    def test_killed_at_random_moments(self) -> None:
        """Eight readers of two mounts that keep what they read; whatever is
        kept in the end is what was sent.  OPSFS_KILL_ROUNDS says how often."""
        paths = [self.biblio() for _ in range(200)]
        sent = {path: self.sim.fetch(path.removesuffix(".xml"))
                for path in paths}
        dice = random.Random(1)
        rounds = os.environ.get("OPSFS_KILL_ROUNDS", 1 if harness.QUICK else 5)
        for _ in range(int(rounds)):
            self.killed(paths, sent, dice)
        mount = self.mounted("offline")
        kept = 0
        for path in paths:
            if os.path.exists(mount / path):
                kept += 1
                self.assertEqual(mount.read(path), sent[path], path)
        mount.close()
        self.assertGreater(kept, 0)

    def killed(self, paths: list[str], sent: dict[str, bytes],
               dice: random.Random) -> None:
        mounts = [self.mounted("bulk=off", "readahead=0") for _ in range(2)]
        wrong: list[str] = []

        def read_on(reader: int) -> None:
            try:
                for path in random.Random(reader).sample(paths, len(paths)):
                    if mounts[reader % 2].read(path) != sent[path]:
                        wrong.append(path)
            except OSError:
                pass    # it is gone

        readers = harness.in_parallel(8, read_on)
        mounts[0].read(paths[dice.randrange(len(paths))])
        for _ in range(dice.randrange(100)):
            mounts[1].read(paths[dice.randrange(len(paths))])
        for mount in mounts:
            mount.process.send_signal(signal.SIGKILL)
        for mount in mounts:
            mount.end()
        harness.join(readers)
        self.assertEqual(wrong, [])

    def test_another_server_is_another_matter(self) -> None:
        """What a simulator says is never shown as what OPS says."""
        path = self.biblio("EP4000001")
        self.read_once(path)
        other = Simulator(*self.SIMULATOR)
        self.addCleanup(other.stop)
        mount = Mount(other, f"store={self.store}")
        mount.read(path)
        self.assertEqual(other.requests(), 1)
        mount.close()

    def test_another_publication_server(self) -> None:
        """Its documents are another matter, OPS's answers are not."""
        path = self.biblio()
        document = "publication-server/patents/EP1000000NWB1/document.xml"
        other = Simulator(*self.SIMULATOR)
        self.addCleanup(other.stop)
        before = self.sim.requests()
        for sim in (self.sim, other, self.sim):
            self.read_once(path, sim.publications())
            self.read_once(document, sim.publications())
            self.assertEqual(len(sim.published()), 1)
        self.assertEqual(self.sim.requests() - before, 1)


class Offline(StoreTest):
    """What is kept is all there is, and nobody is asked."""

    def filled(self) -> None:
        mount = self.mounted()
        mount.read("patent/EP4000001A1/title.txt")
        mount.errno_of("patent/EP9999999A1/title.txt")
        os.listdir(mount / "search/ti=conveyor")
        mount.close()

    def test_nothing_is_asked(self) -> None:
        self.filled()
        before = self.sim.stats()
        mount = self.mounted("offline")
        self.assertIn("EP4000001A1", os.listdir(mount / "patent"))
        self.assertNotIn("EP9999999A1", os.listdir(mount / "patent"))
        self.assertIn("EP.4000001.A1", os.listdir(
            mount / "published-data/publication/DOCDB"))
        self.assertEqual(sorted(os.listdir(mount / "search")),
                         ["README.txt", "ti=conveyor"])
        self.assertIn("EP2814089A1",
                      os.listdir(mount / "search/ti=conveyor"))
        self.assertEqual(sorted(os.listdir(mount / "search/pa=other")),
                         ["changes.tsv", "count", "hits.tsv"])
        self.assertEqual(os.listdir(mount / "patent/EP4000001A1/claims"), [])
        self.assertTrue(mount.read("patent/EP4000001A1/title.txt"))
        for name in ("patent/EP4000001A1/legal.tsv", "search/pa=other/count",
                     "search/pa=other/hits.tsv"):
            self.assertEqual(mount.errno_of(name), errno.ENOENT)
            self.assertIn("not kept", os.getxattr(mount / name, ERROR).decode())
        lines = [json.loads(line) for line
                 in mount.text(".ops/errors.jsonl").splitlines()]
        self.assertEqual([line["path"] + " " + line["errno"] for line in lines],
                         [" ".join(line.split(" ")[1:3]).rstrip(":") for line
                          in mount.text(".ops/errors").splitlines()])
        self.assertEqual(lines[-1]["retryable"], True)
        self.assertIn("offline", mount.status("asked"))
        after = self.sim.stats()
        self.assertEqual((after["requests"], after["tokens"]),
                         (before["requests"], before["tokens"]))
        mount.close()

    def test_tables_of_a_list(self) -> None:
        """What is not kept is a remark, which holds up nothing that is."""
        lists = self.home / "lists"
        lists.mkdir()
        others = [f"EP{4_000_010 + i}A1" for i in range(12)]
        (lists / "mine").write_text("\n".join(
            ["nonsense", *others, "EP2814089B1"]))
        self.read_once("patent/EP2814089B1/changes.tsv")
        mount = self.mounted("offline", f"lists={lists}")
        remarks: dict[str, set] = {}
        for name, key in (("changes", 1), ("cited-by", 0)):
            rows = [line.split("\t") for line
                    in mount.text(f"list/mine/{name}.tsv").splitlines()[1:]]
            remarks[name] = {row[key] for row in rows if "not kept" in row[-1]}
        self.assertEqual(remarks["changes"], set(others))
        self.assertEqual(remarks["cited-by"], {*others, "EP2814089B1"})
        self.assertIn("\tEP2814089B1\tlegal\t",
                      mount.text("list/mine/changes.tsv"))
        mount.close()

    def test_without_network(self) -> None:
        """From the start: what is kept is read at once, however old; what is
        not, when OPS is there."""
        self.filled()
        clock = ShiftedClock()
        self.addCleanup(clock.close)
        clock.advance(91 * 24 * 3600)
        self.sim.fault("status", match="/auth/accesstoken", status=503,
                       times=-1)
        mount = self.mounted(env=clock.environment())
        before = self.sim.requests()
        path = "patent/EP4000001A1/title.txt"
        self.assertIn("OPS cannot be reached", mount.status("asked"))
        self.assertEqual(json.loads(mount.text(".ops/status.json"))["asked"],
                         "away")
        self.assertTrue(mount.read(path))
        self.assertLess(os.stat(mount / path).st_mtime, time.time() + 3600)
        self.assertEqual(mount.number("asked", "older answers shown"), 1)
        self.assertIn("EP4000001A1", os.listdir(mount / "patent"))
        self.sim.calm()
        self.assertEqual(self.sim.requests(), before)
        until(mount.sleeps, "a daemon that sleeps")
        clock.advance(61)
        self.assertTrue(mount.read(
            "register/publication/epodoc/EP2814089/biblio.xml"))
        until(lambda: mount.read(path) and self.sim.requests() == before + 2,
              "both asked for")
        mount.close()


class Ctl(StoreTest):
    """A line to .ops/ctl, by the tools that people have."""

    def say(self, mount: Mount, line: str, reason: str = "") -> None:
        done = subprocess.run(["bash", "-c", f"echo '{line}' > .ops/ctl"],
                              cwd=mount.path, capture_output=True, text=True,
                              timeout=harness.PATIENCE, check=False)
        self.assertEqual(done.returncode != 0, bool(reason), done.stderr)
        if reason:
            self.assertIn(reason, done.stderr)
            self.assertIn("; ", os.getxattr(mount / ".ops/ctl", ERROR).decode())

    def test_lines(self) -> None:
        title, legal = (f"patent/EP4000001A1/{name}"
                        for name in ("title.txt", "biblio.txt"))
        mount = self.mounted()
        before = self.sim.requests()

        def costs(requests: int) -> None:
            for name in (title, legal):
                self.assertTrue(mount.read(name))
            nonlocal before
            before += requests
            self.assertEqual(self.sim.requests(), before)

        costs(1)
        self.say(mount, f"refresh {title}")
        costs(1)
        self.say(mount, f"refresh {mount.path}/patent/EP4000001A1")
        costs(1)
        self.say(mount, "drop patent/EP 4000001 A1")
        costs(1)
        subprocess.run(["dd", "iflag=direct", f"if={mount / title}"],
                       check=True, capture_output=True)
        costs(1)
        self.say(mount, "offline on")
        costs(0)
        self.assertEqual(mount.errno_of("patent/EP4000002A1/title.txt"),
                         errno.ENOENT)
        self.say(mount, "offline off")
        self.assertTrue(mount.read("patent/EP4000002A1/title.txt"))
        before += 1
        self.say(mount, "refresh patent/EP4000001A1/ops/../EP.4000001.A1/"
                        "biblio.xml")
        costs(1)
        self.say(mount, "drop cpc/H04W84%2F20/title.txt")
        for line, reason in (("fly", "Invalid argument"),
                             ("refresh cpc/Hx/title.txt", "No such file"),
                             ("drop cpc/H/nothing", "No such file"),
                             ("drop patent/EP4000001A1/ops/nothing",
                              "No such file"),
                             ("drop patent/EP4000001A1/title.txt/x",
                              "Not a directory"),
                             ("drop nonsense", "No such file"),
                             ("refresh patent", "Invalid argument"),
                             ("refresh /", "Invalid argument"),
                             ("offline", "Invalid argument")):
            self.say(mount, line, reason)
        costs(0)
        mount.close()

    def test_all_pages_of_a_search(self) -> None:
        """Asked anew once, whichever file is read first; and those that only
        the store has, too."""
        query = "search/pn=EP40001* or pn=EP40002*"

        def costs(requests: int) -> None:
            before = self.sim.requests()
            for _ in range(2):
                self.assertEqual(sum(name.startswith("EP") for name
                                     in os.listdir(mount / query)), 200)
                self.assertEqual(
                    len(mount.text(f"{query}/hits.tsv").splitlines()), 201)
                self.assertEqual(mount.text(f"{query}/count"), "200\n")
            self.assertEqual(self.sim.requests() - before, requests)

        mount = self.mounted("readahead=0")
        costs(2)
        for word in ("refresh", "drop"):
            self.say(mount, f"{word} {query}")
            costs(2)
        mount.close()
        mount = self.mounted("readahead=0")
        self.say(mount, f"drop {query}")
        self.say(mount, "offline on")
        self.assertEqual(mount.errno_of(f"{query}/hits.tsv"), errno.ENOENT)
        self.say(mount, "offline off")
        costs(2)
        mount.close()

    def test_all_of_a_list(self) -> None:
        """By a mount that has not read it, of what another one kept."""
        lists = self.home / "lists"
        lists.mkdir()
        (lists / "mine").write_text("EP4000301A1\nEP4000302A1\nEP4000303A1\n")
        table = "list/mine/biblio.tsv"
        self.read_once(table, f"lists={lists}")
        mount = self.mounted(f"lists={lists}")
        before = self.sim.requests()
        for times in (1, 2):    # legal events, family, register
            self.assertTrue(mount.text("list/mine/legal.tsv"))
            self.assertTrue(mount.text("list/mine/changes.tsv"))
            self.assertEqual(self.sim.requests() - before, times * 3 * 3)
            self.say(mount, "refresh list/mine")
        self.say(mount, "drop list/mine")
        mount.close()
        mount = self.mounted("offline", f"lists={lists}")
        rows = mount.text(table).splitlines()[1:]
        self.assertEqual(len(rows), 3)
        for row in rows:
            self.assertIn("not kept", row)
        mount.close()

    def test_all_of_a_directory(self) -> None:
        """Each answer is asked for anew once, of however many files."""
        folder = "patent/EP2814089B1"
        mount = self.mounted("readahead=0")

        def costs(requests: int) -> None:
            before = self.sim.requests()
            for name in ("upc.txt", "register/upp.txt", "register/status.txt",
                         "legal.tsv", "claims/001.txt", "images/first-page.png",
                         "title.txt"):
                self.assertTrue(mount.read(f"{folder}/{name}"), name)
            self.assertEqual(self.sim.requests() - before, requests)

        costs(7)
        costs(0)
        for word in ("refresh", "drop"):
            self.say(mount, f"{word} {folder}")
            costs(7)
            costs(0)
        mount.close()

    def test_what_only_the_store_has(self) -> None:
        """Pages, and constituents that are joined: no name of a new mount
        leads to them."""
        folder = "published-data/publication/docdb/EP.4000601.A1"
        images = "published-data/images/EP/1000000/A1"
        paths = ("patent/EP1000000A1/images/pages/002.pdf",
                 f"{images}/thumbnail/001.tiff",
                 f"{folder}/biblio,full-cycle.xml")
        said = ("patent/EP1000000A1", folder, images)

        def costs(mount: Mount, requests: int) -> None:
            before = self.sim.requests()
            for path in paths:
                self.assertTrue(mount.read(path), path)
            self.assertEqual(self.sim.requests() - before, requests)

        mount = self.mounted("readahead=0")
        costs(mount, 4)
        for word in ("refresh", "drop"):
            mount.close()
            mount = self.mounted("readahead=0")
            for path in said:
                self.say(mount, f"{word} {path}")
            costs(mount, 4)
            costs(mount, 0)
        mount.close()
        mount = self.mounted("readahead=0", "offline")
        costs(mount, 0)
        for path in said:
            self.say(mount, f"drop {path}")
        for path in paths:
            self.assertEqual(mount.errno_of(path), errno.ENOENT, path)
        mount.close()

    def test_where_patents_stand(self) -> None:
        """contrib/examples/stand-now: as of now, though nothing changed."""
        clock = ShiftedClock()
        self.addCleanup(clock.close)
        mount = self.mounted(env=clock.environment())
        before = self.sim.requests()
        days = set()
        for _ in range(2):
            done = subprocess.run(
                [harness.ROOT / "contrib/examples/stand-now", mount.path,
                 "EP2814089B1"], capture_output=True, text=True, check=True)
            days.add(re.match(r"EP2814089B1, as of (20\d\d-\d\d-\d\d)",
                              done.stdout)[1])
            self.assertIn("Status: ", done.stdout)
            until(mount.sleeps, "a daemon that sleeps")
            clock.advance(3600 * 25)
        self.assertEqual(len(days), 2, days)
        self.assertEqual(self.sim.requests(), before + 2)
        mount.close()


class Private(StoreTest):
    def test_only_its_user_can_read_it(self) -> None:
        self.read_once(self.biblio())
        self.assertEqual(self.store.stat().st_mode & 0o777, 0o700)
        for file in self.store.iterdir():
            self.assertEqual(file.stat().st_mode & 0o777, 0o600, file)

    def test_it_holds_no_secret(self) -> None:
        key, secret = "the-key-itself", "the-secret-itself"
        sim = Simulator("--key", key, "--secret", secret, *self.SIMULATOR)
        self.addCleanup(sim.stop)
        mount = Mount(sim, f"store={self.store}",
                      env=harness.environment(key, secret))
        mount.read(self.biblio())
        mount.errno_of("patent/EP9999999A1/title.txt")
        mount.close()
        kept = b"".join(file.read_bytes() for file in self.store.iterdir())
        self.assertTrue(b"EP.9999999.A1" in kept)
        for word in (key, secret, "Bearer", "Basic", "access_token"):
            self.assertFalse(word.encode() in kept, word)

class Disks(StoreTest):
    """Real ones, small and broken; only root may make them."""

    def setUp(self) -> None:
        super().setUp()
        self.store.mkdir(mode=0o700)

    def disk(self, options: str) -> None:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"mode=700,{options}", "tmpfs",
             str(self.store)], capture_output=True, text=True, check=False)
        if done.returncode:
            self.skipTest(f"no tmpfs to be had: {done.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", "-l", str(self.store)],
                        check=True)

    def remount(self, options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.store)],
                       check=True)

    def fill_up(self, file: Path) -> None:
        """To the last page, beside a store that may take some meanwhile."""
        with open(file, "wb", buffering=0) as rest, \
                self.assertRaises(OSError) as full:
            while True:
                rest.write(bytes(4096))
        self.assertEqual(full.exception.errno, errno.ENOSPC)

    def status(self, mount: Mount) -> str:
        text = mount.text(".ops/status")
        return text[text.index("\nstore "):]

    def test_a_full_disk_stops_keeping_alone(self) -> None:
        self.disk("size=2M")
        path = self.biblio()
        first = self.read_once(path)
        clock = ShiftedClock()
        self.addCleanup(clock.close)
        mount = self.mounted(env=clock.environment())
        before = self.sim.requests()
        self.assertEqual(mount.read(path), first)
        self.assertEqual(self.sim.requests(), before)
        self.fill_up(self.store / "others")
        for _ in range(20):
            self.assertTrue(mount.read(self.biblio()))
        self.assertIn("nothing is kept: ", self.status(mount))
        self.assertIn("disk is full", self.status(mount))
        self.assertNotIn("nothing is read", self.status(mount))
        self.assertEqual(mount.errno_of(".ops/ctl", lambda ctl: Path(
            ctl).write_text(f"drop {path}\n")), errno.ENOSPC)
        self.assertIn("the store cannot be written",
                      mount.text(".ops/errors").splitlines()[-1])
        (self.store / "others").unlink()
        until(mount.sleeps, "a daemon that sleeps")
        clock.advance(31)
        kept = mount.number("store", "kept")
        mount.read(self.biblio())
        until(lambda: mount.number("store", "kept") > kept, "kept again")
        self.assertNotIn("nothing is", self.status(mount))
        mount.close()
        mount = self.mounted("offline")
        self.assertEqual(mount.errno_of(path), errno.ENOENT, "dropped")
        mount.close()

    def test_some_of_the_disk_stays_free(self) -> None:
        self.disk("size=8M")
        mount = self.mounted()
        for _ in range(40):
            mount.read("published-data/images/EP/1000000/A1/fullimage/001.pdf")
            mount.read(self.biblio())
        mount.close()
        disk = os.statvfs(self.store)
        self.assertGreater(disk.f_bavail, disk.f_blocks // 20)

    def test_one_that_cannot_be_written(self) -> None:
        self.disk("size=4M,ro")
        mount = self.mounted()
        path = self.biblio()
        self.assertTrue(mount.read(path))
        until(lambda: "nothing is read: " in self.status(mount), "shown")
        self.assertIn("Read-only file system", self.status(mount))
        self.assertTrue(mount.read(self.biblio()))
        mount.close()


if __name__ == "__main__":
    harness.main()
