#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A front end that gives one answer nobody asked for: on a kept connection
each later answer is then another request's.

No reader gets another record's bytes, nothing of it is kept, the connection is
dropped and the request repeated; what was wrong is reported once and counted.
"""

import concurrent.futures
import contextlib
import errno
import http.client
import re
import socket
import sys
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import harness  # noqa: E402

ERROR = "user.opsfs.error"
MIRROR = "published-data/publication/epodoc"
READS = 40


def message(answer: http.client.HTTPResponse) -> bytes:
    """An answer as it goes over a kept connection."""
    body = answer.read()
    kept = [(name, value) for name, value in answer.getheaders()
            if name.lower() not in ("connection", "transfer-encoding",
                                    "content-length")]
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}",
             *(f"{name}: {value}" for name, value in kept),
             f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


class FrontEnd:
    """Hands requests on, one after the other on each connection.

    `stray` is an answer that is said once, unasked: `AFTER` the current answer
    and in the same segment, or `BEFORE` that of the next request. `liar` is
    what every path that matches is answered with."""

    AFTER, BEFORE = "after", "before"

    def __init__(self, sim: harness.Simulator) -> None:
        self._sim = sim
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}/3.2"
        self.connections = 0
        self.stray = b""
        self.place = ""
        self.liar: tuple[str, bytes] = ("", b"")
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        for one in (self._socket, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                peer = self._socket.accept()[0]
                self.connections += 1
                self._open.append(peer)
                threading.Thread(target=self._serve, args=(peer,),
                                 daemon=True).start()

    def _serve(self, peer: socket.socket) -> None:
        with contextlib.suppress(OSError), peer, peer.makefile("rb") as lines:
            while request := lines.readline():
                method, path, _ = request.decode().split()
                headers = http.client.parse_headers(lines)
                body = lines.read(int(headers.get("Content-Length", "0")))
                peer.sendall(self._answer(method, path, headers, body))

    def _answer(self, method: str, path: str, headers, body: bytes) -> bytes:
        upstream = http.client.HTTPConnection(
            "127.0.0.1", self._sim.port, timeout=harness.PATIENCE)
        upstream.request(method, path, body or None, dict(headers.items()))
        answer = message(upstream.getresponse())
        upstream.close()
        if "/auth/" in path:
            return answer
        if self.liar[0] and self.liar[0] in path:
            return self.liar[1]
        stray, self.stray = self.stray, b""
        return stray + answer if self.place == self.BEFORE else answer + stray


class Mismatch(harness.MountTest):
    SIMULATOR = harness.WIDE + ("--synthetic", "20000")
    OPTIONS = ("timeout=60", "readahead=0")
    front: FrontEnd

    @classmethod
    def start(cls) -> harness.Mount:
        cls.front = FrontEnd(cls.sim)
        return harness.Mount(cls.sim, *cls.OPTIONS, base=cls.front.base)

    @classmethod
    def tearDownClass(cls) -> None:
        try:
            super().tearDownClass()
        finally:
            cls.front.close()

    def tearDown(self) -> None:
        self.front.liar = ("", b"")
        self.front.stray = b""
        super().tearDown()

    def said(self, path: str) -> bytes:
        """An answer of OPS, as on the wire."""
        ask = http.client.HTTPConnection("127.0.0.1", self.sim.port,
                                         timeout=harness.PATIENCE)
        ask.request("GET", f"/3.2/rest-services/{path}",
                    headers={"Authorization": f"Bearer {self.sim.token()}",
                             "Accept": "application/xml"})
        whole = message(ask.getresponse())
        ask.close()
        return whole

    def reported(self) -> list[str]:
        return [line for line in self.mount.text(".ops/errors").splitlines()
                if "another request" in line]

    def mismatched(self) -> int:
        return self.mount.number("mismatched")

    def shift(self, place: str, facet: str) -> tuple[int, int]:
        """One stray answer among many reads; what it cost in requests and in
        mismatches.  All reads are right, now and from the cache."""
        wanted = [self.fresh() for _ in range(READS)]
        stray = self.said(f"{MIRROR}/{self.fresh()}/{facet}")
        reported, counted = len(self.reported()), self.mismatched()
        requests = self.sim.requests()
        for at, number in enumerate(wanted):
            if at == READS // 4:
                self.front.place, self.front.stray = place, stray
            body = self.mount.read(f"{MIRROR}/{number}/{facet}.xml")
            self.assertIn(number[2:].encode(), body)
        used = self.sim.requests() - requests
        for number in wanted:
            path = f"{MIRROR}/{number}/{facet}"
            self.assertEqual(self.mount.read(path + ".xml"),
                             self.sim.fetch(path), path)
        self.assertEqual(self.front.stray, b"", "it was said")
        counted = self.mismatched() - counted
        self.assertEqual(len(self.reported()) - reported, counted)
        return used, counted

    def test_before_the_next(self) -> None:
        for facet in ("biblio", "claims", "description"):
            with self.subTest(facet):
                self.assertEqual(self.shift(FrontEnd.BEFORE, facet),
                                 (READS + 1, 1))

    def test_after_the_last(self) -> None:
        """libcurl may see it, or take it for the next one's answer."""
        for facet in ("biblio", "claims", "description"):
            with self.subTest(facet):
                used, counted = self.shift(FrontEnd.AFTER, facet)
                self.assertIn(counted, (0, 1))
                self.assertEqual(used, READS + counted)

    def test_in_a_crowd(self) -> None:
        """Records that go together, and the answer to other ones."""
        wanted = [self.fresh() for _ in range(60)]
        counted = self.mismatched()
        self.front.place = FrontEnd.BEFORE
        self.front.stray = self.said(f"{MIRROR}/{self.fresh()}/biblio")
        with concurrent.futures.ThreadPoolExecutor(60) as pool:
            bodies = pool.map(
                lambda n: self.mount.read(f"{MIRROR}/{n}/biblio.xml"), wanted)
            for number, body in zip(wanted, bodies):
                self.assertIn(f"<doc-number>{number}</doc-number>".encode(),
                              body)
        self.assertEqual(self.mismatched(), counted + 1)

    def test_search(self) -> None:
        """Another query's hits, and other hits of the same query."""
        for stray, asked in (
                ("published-data/search?q=pn%3DEP4000001&Range=1-25",
                 "published-data/search/pn=EP4000002/1-25/search.xml"),
                ("published-data/search?q=pn%3DEP&Range=1-5",
                 "published-data/search/pn=EP/6-10/search.xml")):
            with self.subTest(asked):
                counted = self.mismatched()
                self.front.place = FrontEnd.BEFORE
                self.front.stray = self.said(stray)
                with contextlib.suppress(FileNotFoundError):
                    self.mount.read(asked)
                self.assertEqual(self.mismatched(), counted + 1)

    def test_for_ever(self) -> None:
        """Three tries, each on a connection of its own; the reader learns
        why, and soon the next read is right."""
        number, other = self.fresh(), self.fresh()
        path = f"{MIRROR}/{number}/claims"
        self.front.liar = (number, self.said(f"{MIRROR}/{other}/claims"))
        connections = self.front.connections
        requests, reported = self.sim.requests(number), len(self.reported())
        self.assertEqual(self.mount.errno_of(path + ".xml"), errno.EIO)
        self.assertEqual(self.sim.requests(number) - requests, 3)
        self.assertGreaterEqual(self.front.connections - connections, 2)
        why = harness.os.getxattr(self.mount / (path + ".xml"), ERROR).decode()
        self.assertIn(f"its document is {other}", why)
        self.assertEqual(len(self.reported()) - reported, 2)
        self.assertTrue(any(re.search(rf" /{path} EIO", line)
                            for line in self.reported()))
        self.front.liar = ("", b"")
        harness.until(lambda: self.mount.errno_of(path + ".xml") == 0,
                      "a right answer")
        self.assertEqual(self.mount.read(path + ".xml"), self.sim.fetch(path))


if __name__ == "__main__":
    harness.main()
