#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""By chance, but the same chance each time: many readers of everything, of whom
some are killed, an OPS in a bad mood, lists that change, a cache that is far too
small.  Then peace, and nothing may be left of it.

Chance is of the seed; how the threads fall is not.  OPSFS_SEED tries another.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import harness
from harness import MountTest, until

SEED = int(os.environ.get("OPSFS_SEED", "1"))
ROUNDS = 12 if harness.QUICK else 36
GANGS, THREADS = 5, 4
BUDGET = 2 << 20

#: Reads at random until it is killed; says which file was not
#: always the same, and which error is not one that a reader may get.
READER = """
import errno, hashlib, json, os, random, sys, threading
root, seed, threads, paths = json.load(sys.stdin)
ALLOWED = {errno.ENOENT, errno.EIO, errno.ETIMEDOUT, errno.EBUSY, errno.EINVAL,
           errno.EACCES, errno.ENODATA, errno.EFBIG}
seen = {}

def look(path, chance):
    whole = os.path.join(root, path)
    if os.path.isdir(whole):
        with os.scandir(whole) as entries:
            names = [entry.name for entry in entries]
        if names and chance.random() < 0.5:
            os.stat(os.path.join(whole, chance.choice(names)))
    elif chance.random() < 0.1:
        os.stat(whole)
    else:
        with open(whole, "rb") as file:
            body = hashlib.md5(file.read()).digest()
        if path.endswith(("claims.xml", "description.xml", "fulltext.xml")):
            if seen.setdefault(path, body) != body:
                print("changed:", path, flush=True)

def read(i):
    chance = random.Random(seed * 100 + i)
    while True:
        path = chance.choice(paths)
        try:
            look(path, chance)
        except OSError as error:
            if error.errno not in ALLOWED:
                print("refused:", path, error, flush=True)

for i in range(threads):
    threading.Thread(target=read, args=(i,)).start()
"""

FILES = ("title.txt", "abstract.en.txt", "biblio.txt", "cite.bib", "cite.json",
         "claims.txt", "claims.de.txt", "claims/001.txt", "claims/007.txt",
         "description.txt", "citations.tsv", "family.tsv", "legal.tsv",
         "cited-by.tsv", "links.txt", "numbers.txt", "register/status.txt",
         "register/events.tsv", "register/upp.txt", "ops/biblio.xml",
         "claims", "citations", "cited-by", "publications", "family/simple",
         "family/extended", "")
MIRROR = ("biblio.xml", "biblio.json", "biblio.txt", "abstract.xml",
          "claims.xml", "claims.txt", "description.xml", "fulltext.xml",
          "equivalents/biblio.xml", "full-cycle.xml")
TABLES = ("biblio.tsv", "citations.tsv", "family.tsv", "legal.tsv",
          "register.tsv", "cite.bib", "")
MOODS = (
    ("hang", {}), ("hold", {}), ("reset", {}), ("cut", {}), ("short", {}),
    ("garbage", {}), ("html", {"status": 502}), ("empty", {}), ("expired", {}),
    ("status", {"status": 500}), ("status", {"status": 503}),
    ("status", {"status": 403}), ("status", {"status": 502, "gateway": True}),
    ("status", {"status": 400, "code": "CLIENT.InvalidQuery"}),
    ("fairuse", {"retry_after_ms": 300}), ("limited", {}), ("ambiguous", {}),
    ("drip", {"ms": 1, "bytes": 500}),
)
WHERE = (".", "search", "register", "claims|description", "family|legal",
         "POST", "GET")


class Chaos(MountTest):
    SIMULATOR = ("--synthetic", "2600", "--throttle", "on", "--limits",
                 "images=400,inpadoc=600,other=600,retrieval=900,search=400")

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="opsfs-chaos-"))
        cls.OPTIONS = ("timeout=2", "cache_size=2M", "split_search=2500",
                       f"lists={cls.folder}")
        super().setUpClass()

    @classmethod
    def tearDownClass(cls) -> None:
        try:
            super().tearDownClass()
        finally:
            shutil.rmtree(cls.folder)

    def setUp(self) -> None:
        self.chance = random.Random(SEED)
        self.gangs: list[subprocess.Popen] = []
        self.said = tempfile.TemporaryFile("w+")
        self.addCleanup(self.said.close)
        self.numbers = [f"{self.fresh()}A1" for _ in range(150)]
        self.started = 0

    def write_list(self, name: str) -> None:
        numbers = self.chance.sample(self.numbers,
                                     self.chance.choice((0, 3, 40, 130)))
        text = "\n".join([*numbers, "no number", "US9123456B2", ""])
        (self.folder / name).write_text(text)

    def paths(self) -> list[str]:
        some = self.numbers[:20]
        queries = ["pa=synthetic", "pa=nobodyatall", "xx=1",
                   *(f"pa=synthetic and pn={n[:9]}" for n in some[:3])]
        mirror = "published-data/publication/docdb/EP.{}.A1/{}"
        return [
            *(f"patent/{n}/{name}" for n in some for name in FILES),
            *(mirror.format(n[2:-2], m) for n in some for m in MIRROR),
            *(f"list/{x}/{t}" for x in "abc" for t in TABLES),
            *(f"search/{q}/{t}" for q in queries
              for t in ("", "hits.tsv", "count")), "patent", "search", "list",
            "patent/nonsense", "patent/US9123456B2/claims.txt", ".ops/status",
            ".ops/errors", "patent/EP 1 000 000 A1/biblio.txt"]

    def start_gang(self) -> None:
        self.started += 1
        gang = subprocess.Popen([sys.executable, "-c", READER], text=True,
                                stdin=subprocess.PIPE, stdout=self.said,
                                stderr=self.said)
        json.dump([str(self.mount.path), SEED * 1000 + self.started, THREADS,
                   self.paths()], gang.stdin)
        gang.stdin.close()
        self.gangs.append(gang)

    def kill_gang(self) -> None:
        gang = self.gangs.pop(self.chance.randrange(len(self.gangs)))
        gang.kill()
        gang.wait(harness.PATIENCE)

    def a_round(self) -> None:
        """What goes on is as long as twenty requests, or a quarter second."""
        kind, params = self.chance.choice(MOODS)
        self.sim.fault(kind, match=self.chance.choice(WHERE),
                       times=self.chance.randrange(1, 6), **params)
        if self.chance.random() < 0.3:
            self.kill_gang()
            self.start_gang()
        if self.chance.random() < 0.3:
            self.write_list(self.chance.choice("abc"))
        if self.chance.random() < 0.3:
            self.sim.calm()
        self.sim.control("GET", "wait", timeout=0.25,
                         requests=self.sim.requests() + 20)

    def test_nothing_is_left_of_it(self) -> None:
        for name in "abc":
            self.write_list(name)
        self.addCleanup(lambda: [gang.kill() for gang in self.gangs])
        for _ in range(GANGS):
            self.start_gang()
        for _ in range(ROUNDS):
            self.a_round()
        self.sim.calm()
        self.sim.wait(requests=101)     # that it was chaos, at whatever pace
        while self.gangs:
            self.kill_gang()
        self.sim.calm()
        self.peace()

    def peace(self) -> None:
        self.assertIsNone(self.mount.process.poll(),
                          "\n".join(self.mount.errors[-60:]))
        self.mount.await_readers(0)
        until(lambda: self.sim.stats()["in_flight"] == 0, "a quiet line")
        self.said.seek(0)
        self.assertEqual(self.said.read(), "")
        self.assertEqual(self.sim.stats()["over_limit"], 0)
        status = json.loads(self.mount.text(".ops/status.json"))
        self.assertLessEqual(status["cache"]["bytes"], BUDGET)
        self.assertEqual(status["queue"]["readers"], 0)


if __name__ == "__main__":
    harness.main()
