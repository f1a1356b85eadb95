# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault on demand, as a client meets it."""

import shutil
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.parsers import expat

from server import SimulatorTest, data
from test_server_recorded import DOC, write

from misbehave import KINDS  # found beside the simulator once server is in

PATH = "legal/publication/docdb/EP.1.A"


class FaultTest(SimulatorTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp())
        write(cls.folder)
        cls.ARGUMENTS = ("--no-samples", "--recordings", str(cls.folder))
        super().setUpClass()

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        shutil.rmtree(cls.folder)

    def hit(self, kind: str, client=None, **params):
        """The answer to a request that meets the fault; the request after
        it has to be answered as ever."""
        self.sim.fault(kind, **params)
        reply = self.get(PATH, client)
        self.assertEqual(self.sim.log(PATH)[-1]["fault"], kind)
        self.assertEqual(self.sim.log(PATH)[-1]["bytes"], len(reply.body))
        return reply


class Arming(FaultTest):
    def test_times_order_and_expression(self):
        self.sim.fault("status", match="EP.1", status=501, times=2)
        self.sim.fault("status", match="GET .*legal", status=502, times=-1)
        statuses = [self.get(PATH).status for _ in range(4)]
        self.assertEqual(statuses, [501, 501, 502, 502])
        self.assertEqual(self.sim.do("DELETE", "fault"), {"removed": 1})
        self.assertEqual(self.get(PATH).status, 200)

    def test_ids_differ(self):
        self.assertNotEqual(self.sim.fault("cut"), self.sim.fault("cut"))

    def test_tokens_only_when_named(self):
        self.sim.fault("status", times=-1)
        self.assertEqual(self.sim.token_request().status, 200)
        self.sim.fault("status", match="POST /auth/", status=503)
        self.assertEqual(self.sim.token_request().status, 503)

    def test_every_kind_is_tested(self):
        text = Path(__file__).read_text(encoding="utf-8")
        for kind in KINDS:
            self.assertIn(f'"{kind}"', text)


class Answers(FaultTest):
    def test_status(self):
        reply = self.hit("status", status=500, headers={"Retry-After": "7"})
        self.assertEqual((reply.status, reply.get("Retry-After")), (500, "7"))
        self.assertIn(b"<code>SERVER.DomainAccess</code>", reply.body)
        self.assertIsNotNone(reply.get("X-Throttling-Control"))
        reply = self.hit("status", status=403, gateway=True, message="no & no")
        self.assertEqual(
            reply.body, b"<error><code>403</code><message>no &amp; no"
            b"</message>\n\t\t\t\t</error>\n\t\t\t")
        self.assertIsNone(reply.get("X-Throttling-Control"))
        self.assertEqual(self.hit("status", body="<x/>").body, b"<x/>")

    def test_refusals(self):
        for kind, status, needle in (
                ("blocked", 403, b"Developer account is blocked"),
                ("robot", 403, b"CLIENT.RobotDetected"),
                ("quota_hour", 403, b"violation of Fair Use"),
                ("quota_week", 403, b"violation of Fair Use"),
                ("ambiguous", 413, b"CLIENT.AmbiguousRequest"),
                ("limited", 413, b"SERVER.LimitedServerResources"),
                ("json_error", 200, b'{"error": '),
                ("html", 200, b"<!DOCTYPE html>"),
                ("empty", 200, b"")):
            reply = self.hit(kind)
            self.assertEqual(reply.status, status, kind)
            self.assertIn(needle, reply.body)
            self.assertEqual(self.get(PATH).body, DOC)
        self.assertEqual(self.hit("limited", status=503).status, 503)
        for kind, reason in (("quota_hour", "IndividualQuotaPerHour"),
                             ("quota_week", "RegisteredQuotaPerWeek")):
            self.assertEqual(self.hit(kind).get("X-Rejection-Reason"), reason)

    def test_fair_use(self):
        reply = self.hit("fairuse", retry_after_ms=1500)
        self.assertEqual((reply.status, reply.get("Retry-After")),
                         (403, "1500"))
        self.assertIn("inpadoc=black:0", reply.get("X-Throttling-Control"))
        self.assertFalse(self.sim.log(PATH)[-1]["over_limit"])

    def test_expired_is_for_good(self):
        for _ in range(2):
            reply = self.hit("expired") if _ == 0 else self.get(PATH)
            self.assertEqual((reply.status, len(reply.body)), (400, 130))
        self.bearer = "Bearer " + self.sim.token()
        self.assertEqual(self.get(PATH).status, 200)

    def test_zeroes(self):
        reply = self.hit("invalid_token_zeroes")
        self.assertEqual((reply.status, reply.body), (400, bytes(130)))
        self.assertEqual(self.get(PATH).status, 200)

    def test_redirect(self):
        reply = self.hit("redirect", location="http://127.0.0.1:1/x")
        self.assertEqual((reply.status, reply.get("Location")),
                         (303, "http://127.0.0.1:1/x"))

    def test_throttle_headers(self):
        self.assertEqual(
            self.hit("no_headers").all("X-Throttling-Control"), [])
        both = self.hit("double_headers").all("X-Throttling-Control")
        self.assertEqual((len(both), both[0]), (2, both[1]))
        both = self.hit("double_headers", second="busy (search=black:0)")
        self.assertEqual(both.all("X-Throttling-Control")[1],
                         "busy (search=black:0)")

    def test_garbage(self):
        reply = self.hit("garbage", bytes=77)
        self.assertEqual((reply.status, len(reply.body)), (200, 77))
        self.assertIn("xml", reply.get("Content-Type"))
        self.assertEqual(self.hit("garbage", body="<").body, b"<")

    def test_short(self):
        reply = self.hit("short")
        self.assertEqual(reply.body, DOC[:len(DOC) // 2])
        self.assertEqual(self.hit("short", bytes=5).body, DOC[:5])

    def test_pages(self):
        """Of an inquiry; these recordings have none."""
        self.assertEqual(self.hit("pages", count=7).body, DOC)

    def test_vast(self):
        body = self.hit("vast", side=70_000).body
        self.assertEqual(body[:4], b"MM\0*")
        self.assertLess(len(body), 200)
        self.assertEqual(body.count((70_000).to_bytes(4, "big")), 3)

    def test_large(self):
        body = self.hit("large", element="b", bytes=80_000).body
        self.assertEqual(len(ElementTree.fromstring(body)), 10_000)
        self.assertEqual(self.hit("large", element="nothing").body, DOC)


class Hostile(FaultTest):
    def test_bomb(self):
        body = self.hit("bomb", levels=3).body
        self.assertEqual(ElementTree.fromstring(body).text,
                         "ten bytes." * 1000)
        self.assertEqual(self.hit("bomb").body.count(b"<!ENTITY"), 10)

    def test_xxe(self):
        body = self.hit("xxe", file="/etc/hostname").body
        hit = f"http://127.0.0.1:{self.sim.port}/_sim/xxe-hit"
        self.assertEqual(self.external(body),
                         [hit, hit, "file:///etc/hostname", hit])
        self.assertEqual(self.sim.stats()["xxe_hits"], 0)
        self.sim.ask("GET", "/_sim/xxe-hit")
        self.assertEqual(self.sim.stats()["xxe_hits"], 1)

    @staticmethod
    def external(body: bytes) -> list[str]:
        """What a careless reader would fetch: the parameter entity, the
        document type, and the two entities of the text."""
        found = []
        parser = expat.ParserCreate()
        parser.SetParamEntityParsing(
            expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.ExternalEntityRefHandler = (
            lambda context, base, system, public: found.append(system) or 1)
        parser.Parse(body, True)
        return found

    def test_deep(self):
        body = self.hit("deep", depth=5000).body
        self.assertEqual(body.count(b"<d>"), 5000)
        deepest = depth = 0
        for event in self.events(body):
            depth += event
            deepest = max(deepest, depth)
        self.assertEqual(deepest, 5001)

    @staticmethod
    def events(body: bytes) -> list[int]:
        events = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda *_: events.append(1)
        parser.EndElementHandler = lambda *_: events.append(-1)
        parser.Parse(body, True)
        return events

    def test_huge(self):
        for chunked in (False, True):
            body = self.hit("huge", bytes=3_000_000, chunked=chunked).body
            self.assertEqual(len(body), 3_000_000)
            ElementTree.fromstring(body)
        body = self.hit("huge", bytes=100_000, of="<b/>").body
        self.assertEqual(len(body), 100_000)
        self.assertGreater(len(ElementTree.fromstring(body)[0]), 24_000)

    def test_huge_is_streamed_and_can_be_left(self):
        self.sim.fault("huge", bytes=1 << 40)
        with self.sim.client() as client:
            client.send("GET", data(PATH), Authorization=self.bearer)
            client.head()
            client.file.read(1000)
        self.sim.do("GET", "wait", aborted=1)
        self.assertLess(self.sim.log(PATH)[0]["bytes"], 1 << 26)


class Delivery(FaultTest):
    def test_hang_and_hold(self):
        for kind in ("hang", "hold"):
            self.sim.fault(kind)
            with self.sim.client() as client:
                client.send("GET", data(PATH), Authorization=self.bearer)
                self.sim.do("GET", "wait", held=1)
                self.sim.do("POST", "release", {"match": "legal"})
                self.assertEqual(client.receive().body, DOC)

    def test_reset(self):
        self.sim.fault("reset")
        with self.assertRaises(ConnectionResetError):
            self.get(PATH)
        self.assertIsNone(self.sim.log(PATH)[0]["status"])

    def test_cut(self):
        for params, size in (({}, len(DOC) // 2), ({"bytes": 0}, 0)):
            self.sim.fault("cut", **params)
            with self.assertRaisesRegex(ConnectionError, f"after {size}"):
                self.get(PATH)
            self.assertEqual(self.sim.log(PATH)[-1]["bytes"], size)

    def test_wrong_length(self):
        self.sim.fault("wrong_length")
        with self.sim.client() as client:
            client.send("GET", data(PATH), Authorization=self.bearer)
            self.assertEqual(client.receive().body, DOC[:-10])
            self.assertEqual(client.file.read(10), DOC[-10:])
        self.sim.fault("wrong_length", delta=5)
        with self.assertRaisesRegex(ConnectionError, f"after {len(DOC)}"):
            self.get(PATH)

    def test_drip_and_slow_headers(self):
        for kind in ("drip", "slow_headers"):
            with self.sim.client() as client:
                reply = self.hit(kind, client, ms=0)
                self.assertEqual((reply.status, reply.body), (200, DOC))
                self.assertEqual(self.get(PATH, client).body, DOC)

    def test_leaving_in_the_middle_of_a_drip(self):
        self.sim.fault("drip", ms=60_000)
        with self.sim.client() as client:
            client.send("GET", data(PATH), Authorization=self.bearer)
            client.head()
            self.assertEqual(client.file.read(1), DOC[:1])
        self.sim.do("GET", "wait", aborted=1)
        self.assertEqual(self.sim.log(PATH)[0]["bytes"], 1)


if __name__ == "__main__":
    unittest.main()
