# SPDX-License-Identifier: GPL-3.0-or-later
"""Throttle windows, quotas and their headers."""

import re
import unittest

from server import SimulatorTest

SEARCH = "published-data/search?q=ti%3Dnothing"


class Throttle(SimulatorTest):
    ARGUMENTS = ("--no-samples", "--throttle", "on", "--limits", "search=4")

    def light(self, reply, name="search") -> str:
        return re.search(rf"\b{name}=([a-z]+:\d+)",
                         reply.get("X-Throttling-Control")).group(1)

    def test_colours_then_refusal(self):
        lights = [self.light(self.get(SEARCH)) for _ in range(4)]
        self.assertEqual(lights,
                         ["green:4", "yellow:4", "yellow:4", "red:4"])
        reply = self.get(SEARCH)
        self.assertEqual((reply.status, self.light(reply)), (403, "black:0"))
        self.assertTrue(59_000 < int(reply.get("Retry-After")) <= 60_000)
        self.assertIsNone(reply.get("X-Rejection-Reason"))
        self.assertEqual(self.sim.stats()["over_limit"], 1)
        self.assertEqual([e["over_limit"] for e in self.sim.log("search")],
                         [False] * 4 + [True])

    def test_other_classes_see_black_but_pass(self):
        for _ in range(5):
            self.get(SEARCH)
        reply = self.get()
        self.assertEqual((reply.status, self.light(reply)), (404, "black:0"))

    def test_the_window_slides(self):
        self.get(SEARCH)
        self.sim.set(advance=30)
        for _ in range(3):
            self.get(SEARCH)
        self.assertEqual(self.get(SEARCH).status, 403)
        self.sim.set(advance=31)    # the first has left, three remain
        self.assertEqual(self.light(self.get(SEARCH)), "red:4")
        self.assertEqual(self.get(SEARCH).status, 403)
        self.sim.set(advance=61)
        self.assertEqual(self.light(self.get(SEARCH)), "green:4")

    def test_waiting_as_asked_is_enough(self):
        for _ in range(5):
            reply = self.get(SEARCH)
        self.sim.set(advance=int(reply.get("Retry-After")) / 1000)
        self.assertEqual(self.get(SEARCH).status, 404)

    def test_instances_count_apart(self):
        self.sim.set(instances=2)
        replies = [self.get(SEARCH) for _ in range(9)]
        self.assertEqual([r.status for r in replies], [404] * 8 + [403])
        self.assertEqual([e["instance"] for e in self.sim.log("search")],
                         [0, 1, 0, 1, 0, 1, 0, 1, 0])

    def test_states(self):
        self.sim.set(state="overloaded", limits={})
        self.assertEqual(
            self.get().get("X-Throttling-Control"),
            "overloaded (images=green:50, inpadoc=green:30, "
            "other=green:1000, retrieval=green:50, search=green:5)")

    def test_a_limit_of_nothing(self):
        self.sim.set(limits={"search": 0})
        reply = self.get(SEARCH)
        self.assertEqual((reply.status, reply.get("Retry-After")),
                         (403, "60000"))

    def test_token_errors_use_nothing_up(self):
        self.bearer = "Bearer wrong"
        for _ in range(5):
            self.get(SEARCH)
        self.assertEqual(self.sim.stats()["over_limit"], 0)


class Classes(SimulatorTest):
    def test_class_of_each_path(self):
        expected = {
            "published-data/search?q=a": "search",
            "published-data/search/biblio?q=a": "search",
            "published-data/publication/docdb/EP.1.A/images": "retrieval",
            "published-data/publication/docdb/EP.1.A/equivalents":
                "retrieval",
            "published-data/images/EP/1/A/fullimage": "images",
            "classification/cpc/media/1000.gif": "images",
            "family/publication/docdb/EP.1.A/biblio": "inpadoc",
            "legal/publication/docdb/EP.1.A": "inpadoc",
            "register/search?q=a": "other",
            "number-service/publication/docdb/EP.1.A/epodoc": "other",
            "classification/cpc/A01B": "other",
        }
        for path in expected:
            self.get(path)
        self.assertEqual([e["class"] for e in self.sim.log("GET")],
                         list(expected.values()))
        self.assertEqual(self.sim.stats()["by_class"], {
            "search": 2, "retrieval": 2, "images": 2, "inpadoc": 2,
            "other": 3})

    def test_without_throttle_nothing_is_over(self):
        self.sim.set(limits={"retrieval": 1})
        for _ in range(3):
            self.assertEqual(self.get().status, 404)
        self.assertEqual(self.sim.stats()["over_limit"], 0)


class Quota(SimulatorTest):
    SIZE = 179      # of the not-found fault

    def used(self, reply) -> tuple[int, int]:
        return (int(reply.get("X-IndividualQuotaPerHour-Used")),
                int(reply.get("X-RegisteredQuotaPerWeek-Used")))

    def test_bytes_are_counted_exactly(self):
        self.assertEqual(len(self.get().body), self.SIZE)
        self.assertEqual(self.used(self.get()), (2 * self.SIZE,) * 2)
        self.assertEqual(self.sim.stats()["bytes"], 2 * self.SIZE)

    def test_the_hour_rolls(self):
        self.sim.set(quota_hour=2 * self.SIZE, token_life=10_000)
        self.bearer = "Bearer " + self.sim.token()
        self.get()
        self.sim.set(advance=1800)
        self.get()
        reply = self.get()
        self.assertEqual((reply.status, reply.get("X-Rejection-Reason")),
                         (403, "IndividualQuotaPerHour"))
        self.assertIsNone(reply.get("X-Throttling-Control"))
        self.sim.set(advance=1801)
        self.assertEqual(self.used(self.get())[0], 2 * self.SIZE)

    def test_the_week_ends(self):
        self.sim.set(quota_week=1, token_life=10_000_000)
        self.bearer = "Bearer " + self.sim.token()
        self.get()
        self.assertEqual(self.get().get("X-Rejection-Reason"),
                         "RegisteredQuotaPerWeek")
        self.sim.set(advance=7 * 86400)
        self.assertEqual(self.used(self.get()), (self.SIZE,) * 2)

    def test_usage_is_free(self):
        self.get()
        target = ("/3.2/developers/me/stats/usage"
                  "?timeRange=01/01/2020~01/01/2100")
        for _ in range(2):
            reply = self.sim.ask("GET", target, Authorization=self.bearer)
        metrics = reply.json()["environments"][0]["dimensions"][0]["metrics"]
        self.assertEqual([float(m["values"][0]["value"]) for m in metrics],
                         [self.SIZE, 1])
        self.assertEqual(self.used(self.get())[0], 2 * self.SIZE)
        self.assertEqual(self.sim.ask(
            "GET", "/3.2/developers/me/stats/usage?timeRange=nonsense",
            Authorization=self.bearer).status, 400)
        self.assertEqual(self.sim.ask("GET", target).status, 403)


if __name__ == "__main__":
    unittest.main()
