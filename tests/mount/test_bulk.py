#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers who wait at the same time share requests: what each of them gets, and
what it costs. Readers gather without a clock in the test while a token is held."""

import errno
import re
import xml.etree.ElementTree as ElementTree

import harness
from harness import MountTest, ShiftedClock, in_parallel, join

DOCUMENT = re.compile(rb"<exchange-document .*?</exchange-document>", re.S)
READERS = 60


class BulkTest(MountTest):
    def docdb(self, number: str, part: str = "biblio") -> str:
        """EP4000001 as `…/docdb/EP.4000001.A1/biblio.xml`."""
        return (f"published-data/publication/docdb/EP.{number[2:]}.A1"
                f"/{part}.xml")

    def gathered(self, paths: list[str]) -> dict[str, bytes | int]:
        """All paths read at once, while a token that was renewed is on its way:
        what each reader got, or the errno."""
        answers: dict[str, bytes | int] = {}

        def read(i: int) -> None:
            try:
                answers[paths[i]] = self.mount.read(paths[i])
            except OSError as error:
                answers[paths[i]] = error.errno

        self.sim.fault("expired", match="published-data.*EP", times=1)
        self.sim.fault("hold", match="/auth/accesstoken", times=1)
        first = in_parallel(1, lambda _i: self.mount.read(self.biblio()))
        self.sim.wait(held=1)
        threads = in_parallel(len(paths), read)
        self.mount.await_readers(len(paths) + 1)
        self.sim.release()
        join(first + threads)
        return answers

    def posts(self) -> list[dict]:
        return [entry for entry in self.sim.log()
                if entry["method"] == "POST" and "auth" not in entry["path"]]


class Together(BulkTest):
    def test_one_request_for_all(self) -> None:
        numbers = [self.fresh() for _ in range(READERS)]
        before = len(self.posts())
        answers = self.gathered([self.docdb(n) for n in numbers])
        posts = self.posts()[before:]
        self.assertEqual(len(posts), 1, posts)
        self.assertEqual(posts[0]["content_type"], "text/plain")
        self.assertEqual(len(posts[0]["body"].split("\n")), READERS)
        self.assertIn(f"{READERS} in one at most", self.mount.status("bulk"))
        for number in numbers:
            self.assert_is_own(answers[self.docdb(number)], number)

    def assert_is_own(self, body, number: str) -> None:
        """The document of that number and no other, as a single GET has it."""
        self.assertIsInstance(body, bytes, number)
        ElementTree.fromstring(body)
        alone = self.sim.fetch("published-data/publication/docdb/"
                               f"EP.{number[2:]}.A1/biblio")
        self.assertEqual(DOCUMENT.findall(body), DOCUMENT.findall(alone))
        self.assertEqual(len(DOCUMENT.findall(body)), 1)

    def test_read_again_costs_nothing(self) -> None:
        paths = [self.docdb(self.fresh()) for _ in range(5)]
        answers = self.gathered(paths)
        with self.costs(0):
            for path in paths:
                self.assertEqual(self.mount.read(path), answers[path])

    def test_missing_ones_are_missing(self) -> None:
        found = [self.docdb(self.fresh()) for _ in range(5)]
        absent = [self.docdb(f"EP{3900001 + i}") for i in range(5)]
        answers = self.gathered(found + absent)
        for path in found:
            self.assertIsInstance(answers[path], bytes)
        self.assertEqual([answers[path] for path in absent],
                         [errno.ENOENT] * 5)
        with self.costs(0):
            for path in absent:
                self.assertEqual(self.mount.errno_of(path), errno.ENOENT)

    def test_what_is_not_bulkable_goes_alone(self) -> None:
        paths = [self.docdb(self.fresh(), "claims") for _ in range(5)]
        before = len(self.posts())
        self.gathered(paths)
        self.assertEqual(len(self.posts()), before)

    def test_a_spoilt_bundle_spoils_nobody(self) -> None:
        """OPS refuses a bundle as malformed: it is halved until the guilty one,
        here nobody, is alone."""
        paths = [self.docdb(self.fresh()) for _ in range(8)]
        self.sim.fault("status", match="POST.*published-data", times=1, status=404,
                       code="CLIENT.InvalidReference")
        before = len(self.posts())
        answers = self.gathered(paths)
        for path in paths:
            self.assertIsInstance(answers[path], bytes)
        sizes = [len(entry["body"].split("\n"))
                 for entry in self.posts()[before:]]
        self.assertEqual(sizes[:3], [8, 4, 4])


class Waves(BulkTest):
    """A round trip of twenty seconds, by a clock that is put forward, so that
    no machine is too slow to come within one."""

    SIMULATOR = ("--synthetic", "200")

    @classmethod
    def start(cls) -> harness.Mount:
        cls.clock = ShiftedClock()
        cls.addClassCleanup(cls.clock.close)
        return harness.Mount(cls.sim, *cls.OPTIONS,
                             env=cls.clock.environment())

    def readers(self, count: int) -> list:
        return in_parallel(count, lambda _i: self.mount.read(
            self.docdb(self.fresh())))

    def held(self) -> list:
        """One whose answer OPS holds back."""
        self.sim.fault("hold", match="published-data", times=-1)
        readers = self.readers(1)
        self.sim.wait(held=1)
        return readers

    def setUp(self) -> None:
        self.addCleanup(self.sim.calm)
        self.sim.set(limits={"retrieval": 12})     # few enough for two
        readers = self.held()
        self.clock.advance(20)
        self.sim.calm()
        join(readers)

    def test_who_comes_meanwhile_waits_for_the_answer(self) -> None:
        readers = self.held()
        readers += self.readers(7)
        self.mount.await_readers(8)
        self.clock.advance(2)
        self.mount.await_readers(8)
        self.sim.calm()
        join(readers)
        sizes = [len(entry["body"].split("\n"))
                 for entry in self.sim.log("published-data")]
        self.assertEqual(sizes[-2:], [1, 7], sizes)

    def test_but_a_share_of_it_if_there_is_plenty(self) -> None:
        self.sim.set(limits={"retrieval": 4000})
        self.clock.advance(65)      # the limit of before is forgotten
        join(self.readers(1))
        readers = self.held() + self.readers(1)
        self.sim.wait(held=2)
        self.sim.calm()
        join(readers)


class Alone(BulkTest):
    def test_a_lone_reader_gets_the_bytes_of_ops(self) -> None:
        number = self.fresh()
        self.assertEqual(
            self.mount.read(self.docdb(number)),
            self.sim.fetch("published-data/publication/docdb/"
                           f"EP.{number[2:]}.A1/biblio"))


class Off(BulkTest):
    OPTIONS = ("bulk=off", *MountTest.OPTIONS)

    def test_each_goes_alone(self) -> None:
        before = len(self.posts())
        self.gathered([self.docdb(self.fresh()) for _ in range(10)])
        self.assertEqual(len(self.posts()), before)


if __name__ == "__main__":
    harness.main()
