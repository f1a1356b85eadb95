# SPDX-License-Identifier: GPL-3.0-or-later
"""The log, the counters, the long polls and the other controls."""

import json
import tempfile
import unittest
from pathlib import Path

from server import Simulator, SimulatorTest, data


class Journal(SimulatorTest):
    def test_an_entry(self):
        self.get("published-data/publication/docdb/biblio", method="POST",
                 body=b"EP.1.A", Content_Type="text/plain",
                 Accept="application/xml", X_OPS_Range="1-2")
        entry, = self.sim.log("POST .*docdb/biblio$")
        for name, value in {
                "n": 2, "method": "POST", "query": "", "body": "EP.1.A",
                "path": "/rest-services/published-data/publication/docdb/"
                        "biblio",
                "range": "1-2", "accept": "application/xml",
                "content_type": "text/plain", "auth": "bearer",
                "host": "127.0.0.1", "status": 404, "class": "retrieval",
                "instance": 0, "over_limit": False, "aborted": False,
                "fault": None}.items():
            self.assertEqual(entry[name], value, name)
        self.assertGreater(entry["bytes"], 0)
        self.assertGreaterEqual(entry["t_end"], entry["t"])

    def test_expressions_match_as_sent_and_decoded(self):
        self.get("published-data/search?q=ti%3D%22a%20b%22")
        self.assertEqual(len(self.sim.log(r'GET .*\?q=ti="a b"$')), 1)
        self.assertEqual(len(self.sim.log("ti%3D%22a%20b%22")), 1)

    def test_control_leaves_no_trace(self):
        self.sim.stats()
        self.sim.log()
        stats = self.sim.stats()
        self.assertEqual((stats["requests"], stats["tokens"],
                          stats["connections"]), (0, 1, 1))

    def test_reset_forgets_and_releases(self):
        self.sim.set(latency_ms=5, key="other")
        self.sim.fault("hold", times=-1)
        with self.sim.client() as client:
            client.send("GET", data(self.PATH), Authorization=self.bearer)
            self.sim.do("GET", "wait", held=1)
            self.sim.do("POST", "reset")
            self.assertEqual(client.receive().status, 404)
        stats = self.sim.stats()
        self.assertEqual([stats[name] for name in (
            "requests", "tokens", "bytes", "in_flight", "max_in_flight")],
            [0] * 5)
        self.assertEqual(self.sim.token_request().status, 200)
        self.bearer = "Bearer " + self.sim.token()
        self.assertEqual(self.get().status, 404)    # no fault is left

    def test_latency_shows_as_requests_in_flight(self):
        self.sim.set(latency_ms=50)
        clients = [self.sim.client() for _ in range(3)]
        for client in clients:
            client.send("GET", data(self.PATH), Authorization=self.bearer)
        for client in clients:
            self.assertEqual(client.receive().status, 404)
            client.close()
        for entry in self.sim.log("GET"):
            self.assertGreaterEqual(entry["t_end"] - entry["t"], 0.045)
        self.assertEqual(self.sim.stats()["max_in_flight"], 3)

    def test_latency_of_a_range(self):
        self.sim.set(latency_ms=[20, 60])
        for _ in range(10):
            self.get()
        times = [e["t_end"] - e["t"] for e in self.sim.log("GET")]
        self.assertGreaterEqual(min(times), 0.019)
        self.assertGreater(max(times) - min(times), 0.01)

    def test_log_file(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "log"
            sim = Simulator("--no-samples", "--log", str(file))
            sim.token()
            sim.ask("GET", data(self.PATH))
            self.assertEqual(sim.stop()[0], 0)
            lines = list(map(json.loads, file.read_text().splitlines()))
        self.assertEqual([e["status"] for e in lines], [200, 403])


class Waiting(SimulatorTest):
    def test_release_by_expression(self):
        self.sim.fault("hold", times=-1)
        with self.sim.client() as one, self.sim.client() as two:
            for client, name in ((one, "EP.1.A"), (two, "EP.2.A")):
                client.send("GET", data(f"legal/publication/docdb/{name}"),
                            Authorization=self.bearer)
            self.sim.do("GET", "wait", held=2, match="legal")
            self.assertEqual(
                self.sim.do("POST", "release", {"match": r"EP\.2"}),
                {"released": 1})
            self.assertEqual(two.receive().status, 404)
            self.assertEqual([e["held"] for e in self.sim.log("legal")],
                             [True, False])
            self.sim.do("POST", "release", {})
            self.assertEqual(one.receive().status, 404)

    def test_poll_before_the_event(self):
        for what in ("requests", "in_flight", "held"):
            self.sim.do("POST", "reset")
            self.sim.fault("hold", times=-1)
            with self.sim.client() as poll, self.sim.client() as client:
                poll.send("GET", f"/_sim/wait?{what}=1&match=legal")
                # answered only after the poll has been taken up
                self.sim.stats()
                client.send("GET", data("legal/publication/docdb/EP.1.A"))
                reply = poll.receive()
                self.assertEqual((reply.status, reply.json()),
                                 (200, {"count": 1}), what)

    def test_an_abandoned_request(self):
        self.sim.fault("hold")
        with self.sim.client() as client:
            client.send("GET", data(self.PATH), Authorization=self.bearer)
            self.sim.do("GET", "wait", held=1)
        self.sim.do("GET", "wait", aborted=1)
        stats = self.sim.stats()
        self.assertEqual((stats["aborted"], stats["in_flight"]), (1, 0))
        self.assertEqual(self.sim.do("POST", "release"), {"released": 0})
        entry, = self.sim.log("GET")
        self.assertEqual((entry["aborted"], entry["status"], entry["bytes"]),
                         (True, None, 0))

    def test_time_out(self):
        reply = self.sim.control("GET", "wait", requests=1, timeout="0.01")
        self.assertEqual((reply.status, reply.json()), (408, {"count": 0}))

    def test_without_expression_only_data_counts(self):
        reply = self.sim.control("GET", "wait", requests=1, timeout=0)
        self.assertEqual(reply.status, 408)
        self.sim.do("GET", "wait", requests=1, match="accesstoken")
        self.get()
        self.sim.do("GET", "wait", requests=1)
        self.sim.do("GET", "wait", answered=1)

    def test_bad_control_requests(self):
        for method, name, payload in (
                ("POST", "fault", {"kind": "nonsense"}),
                ("POST", "fault", {"kind": "cut", "nonsense": 1}),
                ("POST", "fault", {"kind": "cut", "bytes": "x"}),
                ("POST", "fault", {"kind": "cut", "times": 0}),
                ("POST", "fault", {"kind": "cut", "match": "("}),
                ("POST", "set", {"nonsense": 1}),
                ("POST", "set", {"state": "asleep"}),
                ("POST", "set", {"limits": {"search": -1}}),
                ("POST", "set", {"latency_ms": [3, 2]}),
                ("POST", "set", {"secret": 7}),
                ("GET", "wait?nonsense=1", None),
                ("GET", "wait?held=x", None),
                ("GET", "wait", None),
                ("GET", "log?match=(", None)):
            reply = self.sim.control(method, name, payload)
            self.assertEqual(reply.status, 400, (name, payload))
            self.assertTrue(reply.json()["error"])
        self.assertEqual(self.sim.control("GET", "nothing").status, 404)
        self.assertEqual(self.sim.ask("POST", "/_sim/set", b"[").status, 400)

    def test_a_wrong_set_changes_nothing(self):
        self.sim.control("POST", "set", {"key": "other", "state": "asleep"})
        self.assertEqual(self.sim.token_request("key").status, 200)


if __name__ == "__main__":
    unittest.main()
