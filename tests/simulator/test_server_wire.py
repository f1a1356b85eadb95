# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP: framing, keep-alive, pipelining, bad peers, many at once."""

import unittest

from server import Simulator, SimulatorTest, data

MANY = 2000


class Wire(SimulatorTest):
    def test_many_requests_on_one_connection(self):
        with self.sim.client() as client:
            for _ in range(5):
                self.assertEqual(self.get(client=client).status, 404)
        self.assertEqual({e["connection"] for e in self.sim.log("GET")},
                         {self.sim.log("GET")[0]["connection"]})

    def test_pipelined_requests_are_answered_in_order(self):
        with self.sim.client() as client:
            for number in range(3):
                client.send("GET", f"/3.2/none/{number}")
            client.send("GET", data(self.PATH))
            self.assertEqual([client.receive().status for _ in range(4)],
                             [404, 404, 404, 403])
        self.assertEqual([e["path"][-1] for e in self.sim.log("none")],
                         ["0", "1", "2"])

    def test_pipelined_after_a_held_one(self):
        self.sim.fault("hold", match="none/0")
        with self.sim.client() as client:
            client.send("GET", "/3.2/none/0")
            client.send("GET", "/3.2/none/1")
            self.sim.do("GET", "wait", held=1)
            self.assertEqual(len(self.sim.log("none")), 1)
            self.sim.do("POST", "release")
            self.assertEqual(client.receive().status, 404)
            self.assertEqual(client.receive().status, 404)

    def test_a_request_in_single_bytes(self):
        with self.sim.client() as client:
            text = b"POST /3.2/x HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
            for at in range(len(text)):
                client.sock.sendall(text[at:at + 1])
            self.assertEqual(client.receive().status, 404)
        self.assertEqual(self.sim.log("/x")[0]["body"], "abc")

    def test_head_has_no_body(self):
        with self.sim.client() as client:
            reply = self.get(client=client, method="HEAD")
            self.assertEqual((reply.status, reply.body), (404, b""))
            self.assertEqual(self.get(client=client).status, 404)

    def test_connection_close(self):
        with self.sim.client() as client:
            self.get(client=client, Connection="close")
            self.assertEqual(client.file.read(), b"")

    def test_chunked_answers(self):
        self.sim.set(chunked=True)
        with self.sim.client() as client:
            first = self.get(client=client)
            self.assertIsNone(first.get("Content-Length"))
            self.assertIn(b"EntityNotFound", first.body)
            self.assertEqual(self.get(client=client).body, first.body)
        self.assertEqual(self.sim.stats()["bytes"], 2 * len(first.body))

    def test_expect_continue(self):
        with self.sim.client() as client:
            client.sock.sendall(b"POST /3.2/x HTTP/1.1\r\nExpect: 100-continue"
                                b"\r\nContent-Length: 2\r\n\r\n")
            self.assertEqual(client.head()[0], 100)
            client.sock.sendall(b"ab")
            self.assertEqual(client.receive().status, 404)

    def test_bad_peers_are_refused(self):
        for text, status in (
                (b"nonsense\r\n\r\n", 400),
                (b"GET / HTTP/2.0\r\n\r\n", 505),
                (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
                (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
                (b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", 413),
                (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
                (b"GET / HTTP/1.1\r\nX: " + b"x" * 70000, 431)):
            with self.sim.client() as client:
                client.sock.sendall(text)
                self.assertEqual(client.receive().status, status, text[:40])
        self.assertEqual(self.sim.stats()["requests"], 0)

    def test_wrong_base_is_no_data(self):
        reply = self.sim.ask("GET", "/rest-services/" + self.PATH,
                             Authorization=self.bearer)
        self.assertEqual(reply.status, 404)
        self.assertEqual(self.sim.stats()["requests"], 0)

    def test_two_thousand_held_at_once(self):
        self.sim.fault("hold", times=-1)
        clients = [self.sim.client() for _ in range(MANY)]
        try:
            for client in clients:
                client.send("GET", data(self.PATH), Authorization=self.bearer)
            self.sim.do("GET", "wait", held=MANY)
            stats = self.sim.stats()
            self.assertEqual(stats["in_flight"], MANY)
            self.assertEqual(stats["max_in_flight"], MANY)
            self.assertEqual(self.sim.do("POST", "release"),
                             {"released": MANY})
            for client in clients:
                self.assertEqual(client.receive().status, 404)
        finally:
            for client in clients:
                client.close()
        stats = self.sim.stats()
        self.assertEqual((stats["requests"], stats["in_flight"]), (MANY, 0))
        self.assertEqual(stats["connections"], MANY + 1)


class Process(unittest.TestCase):
    def test_stops_with_requests_in_hand(self):
        sim = Simulator("--no-samples")
        sim.fault("hang")
        with sim.client() as client:
            client.send("GET", data("family/publication/docdb/EP.1.A"))
            sim.do("GET", "wait", held=1)
            self.assertEqual(sim.stop(), (0, ""))

    def test_bad_arguments(self):
        for arguments in (("--limits", "nonsense=1"), ("--limits", "search"),
                          ("--recordings", "/nonexistent"),
                          ("--instances", "0")):
            with self.assertRaisesRegex(RuntimeError, "usage: opsd.py"):
                Simulator(*arguments)


if __name__ == "__main__":
    unittest.main()
