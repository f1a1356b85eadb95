#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an HTTP/2 server may do, and a hostile one does: every read ends, with
the bytes of the answer or with an error, at the least number of requests."""

import concurrent.futures
import contextlib
import errno
import os
import random
import signal
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import harness  # noqa: E402
import http2  # noqa: E402
import servers  # noqa: E402

UNKNOWN = 0xbb      # a type of frame that nobody has defined
PUSH_PROMISE, ALTSVC = 5, 10
TIMEOUT = 60        # s of the daemon's clock: for what cannot end well


class Http2Test(unittest.TestCase):
    place: servers.Place

    @classmethod
    def setUpClass(cls) -> None:
        reason = harness.why_no_fuse()
        if reason:
            raise unittest.SkipTest(reason)
        cls.place = servers.Place()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.place.close()

    def serve(self, answer, sizes, *options: str, kind=http2.Server,
              env: dict | None = None):
        """A server, a mount and the records in it."""
        records = servers.Records(sizes)
        with contextlib.ExitStack() as stack:
            server = kind((self.place.key, self.place.ca_file),
                          records.by_path, answer)
            stack.callback(server.close)
            mount = harness.Mount(None, f"ca_file={self.place.ca_file}",
                                  *options, base=server.base, env=env)
            stack.callback(mount.close)
            self.addCleanup(stack.pop_all().close)
        return server, mount, records

    def read_each(self, mount, records) -> None:
        for name, text in records.by_name.items():
            self.assertEqual(mount.read(name), text, name)

    def read_at_once(self, mount, records) -> None:
        with concurrent.futures.ThreadPoolExecutor(
                len(records.by_name)) as pool:
            for text, found in zip(records.by_name.values(),
                                   pool.map(mount.read, records.by_name)):
                self.assertEqual(found, text, len(text))

    def serve_in_vain(self, answer, sizes):
        """The same with a clock, for what is asked for until time is up."""
        clock = harness.ShiftedClock()
        self.addCleanup(clock.close)
        return (clock, *self.serve(answer, sizes, f"timeout={TIMEOUT}",
                                   env=clock.environment()))

    def errors_in_vain(self, clock, server, mount, names, paths) -> list[int]:
        return clock.outlast(
            mount, [(mount.errno_of, name) for name in names],
            lambda: all(server.times()[path] >= 3 for path in paths))

    def assert_asked(self, server, times: int) -> None:
        self.assertEqual(set(server.times().values()), {times})


class Framed(Http2Test):
    """Right answers, oddly framed: each is asked for once, on the connection
    of the token."""

    SIZES = (600, 5000, 20000)

    def framed(self, answer, sizes=SIZES) -> None:
        server, mount, records = self.serve(answer, sizes)
        self.read_each(mount, records)
        self.assertEqual(len(server.requests), len(sizes))
        self.assertEqual(len(server.connections), 1)
        server.requests.clear()

    def test_every_size_in_one_write(self) -> None:
        self.framed(http2.Request.ordinary,
                    [*range(450, 66000, 1009), 131072, 300000])

    def test_one_byte_a_frame(self) -> None:
        def answer(request) -> None:
            request.connection.send(request.head(), *request.data(1))
        self.framed(answer)

    def test_one_byte_a_write(self) -> None:
        def answer(request) -> None:
            request.connection.send(request.head())
            for frame in request.data(1):
                request.connection.send(frame)
        self.framed(answer, (600, 5000))

    def test_frame_by_frame(self) -> None:
        def answer(request) -> None:
            for frame in (request.head(), *request.data()):
                request.connection.send(frame)
        self.framed(answer, (600, 16384, 16385, 300000))

    def test_padding(self) -> None:
        def answer(request) -> None:
            head = http2.padded(request.head()[9:], 200)
            request.connection.send(
                http2.frame(http2.HEADERS, http2.END_HEADERS | http2.PADDED,
                            request.stream, head), *request.data(300, 255))
        self.framed(answer)

    def test_empty_frames_and_an_empty_end(self) -> None:
        def answer(request) -> None:
            empty = http2.frame(http2.DATA, 0, request.stream)
            end = http2.frame(http2.DATA, http2.END_STREAM, request.stream)
            frames = [request.head()]
            for frame in request.data(1000, last=0):
                frames += [empty, frame]
            request.connection.send(*frames)
            request.connection.send(end)
        self.framed(answer)

    def test_trailers(self) -> None:
        def answer(request) -> None:
            request.connection.send(
                request.head(), *request.data(last=0),
                http2.frame(http2.HEADERS,
                            http2.END_STREAM | http2.END_HEADERS,
                            request.stream, http2.field("x-last", "word")))
        self.framed(answer)

    def test_interim_answers(self) -> None:
        def answer(request) -> None:
            hint = http2.field("content-type", "text/html")
            request.connection.send(request.headers(100))
            for _ in range(20):
                request.connection.send(request.headers(103, hint))
            request.ordinary()
        self.framed(answer)

    def test_continued_headers(self) -> None:
        def answer(request) -> None:
            block = request.head(http2.field("x-long", "word " * 1000))[9:]
            parts = [block[at:at + 1100] for at in range(0, len(block), 1100)]
            frames = [http2.frame(http2.CONTINUATION, 0, request.stream, part)
                      for part in parts]
            frames[0] = http2.frame(http2.HEADERS, 0, request.stream, parts[0])
            frames[-1] = http2.frame(http2.CONTINUATION, http2.END_HEADERS,
                                     request.stream, parts[-1])
            request.connection.send(*frames, *request.data())
        self.framed(answer)

    def test_frames_that_nobody_asked_for(self) -> None:
        def answer(request) -> None:
            odd = [http2.frame(UNKNOWN, 0xff, request.stream, b"odd" * 100),
                   http2.frame(ALTSVC, 0, 0, b"\0\0" + b'h3=":443"'),
                   http2.frame(http2.SETTINGS, 0, 0),
                   http2.frame(http2.WINDOW_UPDATE, 0, 0, b"\0\0\1\0")]
            frames = [*odd, request.head()]
            for frame in request.data(1000):
                frames += [*odd, frame]
            request.connection.send(*frames)
        self.framed(answer)

    def test_a_flood_of_pings(self) -> None:
        def answer(request) -> None:
            pings = [http2.frame(http2.PING, 0, 0, bytes(8))] * 150
            request.connection.send(*pings)
            request.connection.send(request.head())
            for frame in request.data(5000):
                request.connection.send(*pings)
                request.connection.send(frame)
        self.framed(answer)

    def test_headers_that_fill_the_buffer(self) -> None:
        """One TLS record holds headers that grow to 12 KB, a frame that does
        not fit after them, and the end: it is read at once, and nothing
        announces the end to libcurl."""
        def answer(request) -> None:
            long = http2.field("x-long", "x" * 3000, kept=True)
            request.connection.send(request.head(long + 3 * http2.KEPT),
                                    *request.data(6000))
        self.framed(answer, (7000, 12500, 700, 12900))


    def test_headers_that_fill_the_buffer_before_the_last_frame(self) -> None:
        """The same, and the frame that does not fit is the last one. libcurl
        would not see its end before the next byte of the connection."""
        def answer(request) -> None:
            long = http2.field("x-long", "x" * 3000, kept=True)
            request.connection.send(request.head(long + 3 * http2.KEPT),
                                    *request.data())
        self.framed(answer, (7000, 12500, 700, 12900))


class Windows(Http2Test):
    """A server that takes a request's body byte by byte."""

    class Narrow(http2.Server):
        settings = {http2.INITIAL_WINDOW_SIZE: 1}

        def took(self, connection, stream, payload) -> None:
            connection.send(
                http2.frame(http2.WINDOW_UPDATE, 0, stream, b"\0\0\0\1"))

    def test_the_token_is_asked_for(self) -> None:
        server, mount, records = self.serve(
            http2.Request.ordinary, Framed.SIZES, kind=self.Narrow)
        self.read_each(mount, records)
        self.assert_asked(server, 1)

    def test_one_stream_at_a_time(self) -> None:
        class One(http2.Server):
            settings = {http2.MAX_CONCURRENT_STREAMS: 1}

        server, mount, records = self.serve(
            http2.Request.ordinary, (5000,) * 50, kind=One)
        self.read_at_once(mount, records)
        self.assert_asked(server, 1)
        self.assertLessEqual(len(server.connections), 2)


class Crowd(Http2Test):
    """Many answers side by side on one connection."""

    COUNT = 100

    def test_interleaved(self) -> None:
        """In frames of all sizes, shuffled, as soon as all have asked."""
        dice = random.Random(7)
        waiting = []

        def answer(request) -> None:
            waiting.append(request)
            if len(waiting) < self.COUNT:
                return
            rows = [[r.head(), *r.data(dice.randrange(1, 5000))]
                    for r in waiting]
            frames = []
            while rows:
                row = dice.choice(rows)
                frames.append(row.pop(0))
                if not row:
                    rows.remove(row)
            request.connection.send(*frames)

        sizes = [dice.randrange(500, 40000) for _ in range(self.COUNT)]
        server, mount, records = self.serve(answer, sizes)
        self.read_at_once(mount, records)
        self.assert_asked(server, 1)
        self.assertEqual(len(server.connections), 1)


    def test_beside_those_that_wait(self) -> None:
        """libcurl reads for them what is another's: all of it, since all of
        it is there when the daemon comes to look. Nothing comes after it."""
        waiting = []

        def answer(request) -> None:
            if len(waiting) < count:
                waiting.append(request)
                return
            os.kill(mount.pid, signal.SIGSTOP)
            for frame in (request.head(), *request.data(10000)):
                request.connection.send(frame)
            os.kill(mount.pid, signal.SIGCONT)
            if len(server.requests) == len(sizes):
                for other in waiting:
                    other.ordinary()

        count = 10
        sizes = [600] * count + [*range(9000, 200000, 3793)]
        server, mount, records = self.serve(answer, sizes)
        names = list(records.by_name)
        with concurrent.futures.ThreadPoolExecutor(count) as pool:
            readers = [pool.submit(mount.read, name) for name in names[:count]]
            harness.until(lambda: len(waiting) == count, "all wait")
            for name in names[count:]:
                self.assertEqual(mount.read(name), records.by_name[name], name)
            for name, reader in zip(names, readers):
                self.assertEqual(reader.result(), records.by_name[name], name)
        self.assert_asked(server, 1)


class GoneAway(Http2Test):
    """GOAWAY after each answer; what was asked after it is asked again."""

    def goaway(self, sizes):
        gone, self.answered = set(), []

        def answer(request) -> None:
            if request.connection in gone:
                return
            gone.add(request.connection)
            self.answered.append(request.path)
            request.connection.send(request.head(), *request.data(),
                                    request.goaway())
        return self.serve(answer, sizes)

    def test_one_after_the_other(self) -> None:
        server, mount, records = self.goaway((600, 5000, 20000, 60000) * 3)
        self.read_each(mount, records)
        self.assert_asked(server, 1)
        self.assertEqual(len(server.connections), 12)

    def test_side_by_side(self) -> None:
        server, mount, records = self.goaway((600, 5000, 20000, 60000))
        self.read_at_once(mount, records)
        self.assertEqual(sorted(self.answered), sorted(records.by_path))


class Strays(Http2Test):
    """The answer to another request, over a connection that all share."""

    COUNT = 20

    def test_all_at_once(self) -> None:
        """All but one are repeated, over the same connection, since that one
        is still under way; after it, another is used."""
        waiting, seen = [], set()

        def answer(request) -> None:
            again = request.path in seen
            seen.add(request.path)
            if again:
                request.ordinary()
                waiting.append(request)
            elif len(seen) < self.COUNT:
                waiting.append(request)
            else:
                bodies = [r.body for r in waiting[1:] + waiting[:1]]
                for one, one.body in zip(waiting, bodies):
                    one.ordinary()
                waiting[:] = [request]
            if again and len(waiting) == self.COUNT:
                waiting[0].ordinary()

        server, mount, records = self.serve(answer, (600,) * self.COUNT)
        self.read_at_once(mount, records)
        self.assertEqual(len(server.requests), 2 * self.COUNT - 1)
        self.assertEqual({number for number, _ in server.requests}, {1})
        self.assertEqual(mount.number("mismatched"), self.COUNT - 1)
        name = min(records.by_name)
        Path(mount / ".ops/ctl").write_text(f"refresh {name}\n")
        self.assertEqual(mount.read(name), records.by_name[name])
        self.assertEqual(server.requests[-1][0], 2)


class Reset(Http2Test):
    """RST_STREAM: tried again, and if it lasts, reported."""

    def reset_once(self, code: int, *frames: str) -> None:
        seen = set()

        def answer(request) -> None:
            if request.path in seen:
                request.ordinary()
                return
            seen.add(request.path)
            begun = {"head": [request.head()],
                     "half": request.data(1000, last=0)[:-1]}
            request.connection.send(
                *(f for name in frames for f in begun[name]),
                request.reset(code))

        server, mount, records = self.serve(answer, (600, 5000, 20000))
        self.read_at_once(mount, records)
        self.assert_asked(server, 2)

    def test_before_the_answer(self) -> None:
        self.reset_once(http2.INTERNAL_ERROR)

    def test_refused(self) -> None:
        self.reset_once(http2.REFUSED_STREAM)

    def test_after_the_headers(self) -> None:
        self.reset_once(http2.INTERNAL_ERROR, "head")

    def test_within_the_body(self) -> None:
        self.reset_once(http2.INTERNAL_ERROR, "head", "half")

    def test_a_clean_end_before_the_body_is_whole(self) -> None:
        """NO_ERROR, and a Content-Length that promised more."""
        seen = set()

        def answer(request) -> None:
            size = str(len(request.body))
            head = request.head(http2.field("content-length", size))
            if request.path in seen:
                request.connection.send(head, *request.data())
                return
            seen.add(request.path)
            request.connection.send(head, *request.data(1000, last=0)[:-1],
                                    request.reset(http2.NO_ERROR))

        server, mount, records = self.serve(answer, (5000, 20000))
        self.read_at_once(mount, records)
        self.assert_asked(server, 2)

    def test_for_ever(self) -> None:
        def answer(request) -> None:
            request.connection.send(request.reset(http2.INTERNAL_ERROR))

        clock, server, mount, records = self.serve_in_vain(answer, (600,))
        self.assertEqual(
            self.errors_in_vain(clock, server, mount, list(records.by_name),
                                list(records.by_path)), [errno.EIO])
        self.assertIn("the connection broke", mount.text(".ops/errors"))


class Broken(Http2Test):
    """What is against RFC 9113, or past what nghttp2 puts up with, ends in
    EIO, and what comes after it is as good as ever."""

    FAULTS = {
        "a flood of continued headers": lambda r: [
            http2.frame(http2.HEADERS, 0, r.stream, r.head()[9:]),
            *[http2.frame(http2.CONTINUATION, 0, r.stream)] * 50],
        "data of no stream": lambda r: [
            http2.frame(http2.DATA, 0, 0, b"on the connection itself")],
        "a frame that is too long": lambda r: [
            r.head(), http2.frame(http2.DATA, http2.END_STREAM, r.stream,
                                  bytes(http2.FRAME + 1))],
        "no headers": lambda r: r.data(),
        "HTTP/1.1": lambda r: [
            b"HTTP/1.1 200 Yes\r\nContent-Length: 2\r\n\r\nno"],
        "an interim answer alone": lambda r: [r.headers(100), *r.data()],
        "a promise that was forbidden": lambda r: [
            r.head(), http2.frame(PUSH_PROMISE, http2.END_HEADERS, r.stream,
                                  b"\0\0\0\2" + r.head()[9:]), *r.data()],
        "more padding than there is room for": lambda r: [
            r.head(), http2.frame(http2.DATA, http2.PADDED, r.stream,
                                  b"\xffno room")],
        "headers that cannot be read": lambda r: [
            http2.frame(http2.HEADERS, http2.END_HEADERS, r.stream,
                        b"\xff" * 6), *r.data()],
        "a window that grows by nothing": lambda r: [
            http2.frame(http2.WINDOW_UPDATE, 0, 0, bytes(4)), r.head(),
            *r.data()],
        "an empty body": lambda r: [
            r.head(), http2.frame(http2.DATA, http2.END_STREAM, r.stream)],
        "no body": lambda r: [
            r.headers(200, flags=http2.END_HEADERS | http2.END_STREAM)],
    }

    def test_every_fault_ends(self) -> None:
        """All beside each other, where one breaks the connection of all."""
        def answer(request) -> None:
            fault = faults.get(request.path)
            if fault:
                request.connection.send(*fault(request))
            else:
                request.ordinary()

        count = len(self.FAULTS)
        clock, server, mount, records = self.serve_in_vain(
            answer, (600,) * (count + 1))
        faults = dict(zip(records.by_path, self.FAULTS.values()))
        *broken, whole = records.by_name
        errors = dict(zip(self.FAULTS, self.errors_in_vain(
            clock, server, mount, broken, list(faults))))
        self.assertEqual(errors, dict.fromkeys(errors, errno.EIO))
        self.assertEqual(mount.read(whole), records.by_name[whole])


class Closed(Http2Test):
    """A kept connection is closed while a request is on its way."""

    def closed(self, how: str) -> None:
        """The second request of the first connection is met by its end."""
        def answer(request) -> None:
            if request.connection.number == 1 and request.number == 2:
                request.connection.end(how)
            request.ordinary()

        server, mount, records = self.serve(answer, (600, 5000, 600))
        first, second, third = records.by_path
        self.read_each(mount, records)
        self.assertEqual(server.requests, [(1, first), (1, second),
                                           (2, second), (2, third)])
        self.assertEqual(mount.text(".ops/errors").count("biblio.xml"), 0)

    def test_by_tcp(self) -> None:
        self.closed("close")

    def test_by_tls(self) -> None:
        self.closed("unwrap")

    def test_by_a_reset(self) -> None:
        self.closed("reset")

    def test_while_nothing_is_asked(self) -> None:
        def answer(request) -> None:
            request.ordinary()
            request.connection.finish()

        server, mount, records = self.serve(answer, (600, 5000, 20000))
        self.read_each(mount, records)
        self.assert_asked(server, 1)


if __name__ == "__main__":
    harness.main()
