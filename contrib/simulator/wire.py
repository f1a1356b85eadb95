# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP/1.1 over asyncio, by hand: fast, and able to misbehave on purpose.

A library server would correct what the faults need wrong (lengths, endings,
resets), hence this one.  A connection handles one request at a time; what a
client pipelines waits in the buffer.  The handler is called with an Exchange
and returns at once; it answers now or later by exactly one of `send`,
`stream`, `drip` or `break_off`.  Whatever happens, `on_end` is called once:
with the body bytes that were sent, and whether the client left before.
"""

import asyncio
import socket
import struct
from http.client import responses as REASONS
from typing import Callable, Iterator

MAX_HEAD = 64 * 1024
MAX_BODY = 4 * 1024 * 1024
PARTS_A_TURN = 8        # of a streamed answer
LINGER_OFF = struct.pack("ii", 1, 0)


class BadRequest(Exception):
    """The peer does not speak HTTP, or more of it than we take."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Request:
    __slots__ = ("method", "target", "path", "query", "headers", "body",
                 "keep_alive")

    def __init__(self, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        try:
            self.method, self.target, version = lines[0].split(" ")
        except ValueError:
            raise BadRequest(400) from None
        if version not in ("HTTP/1.1", "HTTP/1.0"):
            raise BadRequest(505)
        self.path, _, self.query = self.target.partition("?")
        self.headers = headers = {}
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            if not colon:
                raise BadRequest(400)
            headers[name.lower()] = value.strip()
        self.keep_alive = _keep_alive(version, headers)
        self.body = b""

    def length(self) -> int:
        if "transfer-encoding" in self.headers:
            raise BadRequest(411)
        text = self.headers.get("content-length", "0")
        if not text.isdecimal():
            raise BadRequest(400)
        if int(text) > MAX_BODY:
            raise BadRequest(413)
        return int(text)


def _keep_alive(version: str, headers: dict) -> bool:
    wish = headers.get("connection", "").lower()
    if version == "HTTP/1.0":
        return "keep-alive" in wish
    return "close" not in wish


def head_of(status: int, fields: list, length: int | None) -> bytes:
    """Status line and header block; length None means chunked."""
    reason = REASONS.get(status, "Unknown")
    lines = [f"HTTP/1.1 {status} {reason}"]
    lines += [f"{name}: {value}" for name, value in fields]
    if length is None:
        lines.append("Transfer-Encoding: chunked")
    else:
        lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


class Exchange:
    """One request and its one answer."""

    __slots__ = ("request", "connection", "on_end", "ended", "context")

    def __init__(self, connection: "Connection", request: Request) -> None:
        self.connection = connection
        self.request = request
        self.on_end: Callable[[int, bool], None] | None = None
        self.ended = False
        self.context = None     # the handler's own

    def send(self, head: bytes, body: bytes, close: bool = False,
             sent: int | None = None) -> None:
        """Send it all.  `sent` is the body bytes to account for, where the
        body on the wire is framed or longer than its message."""
        if self.ended:
            return
        if self.request.method == "HEAD":
            body, sent = b"", 0
        self.connection.transport.write(head + body)
        self._end(len(body) if sent is None else sent, False)
        self.connection.next(close)

    def stream(self, head: bytes, parts: Iterator[bytes],
               chunked: bool) -> None:
        """Send a body too large to hold, as fast as the client reads."""
        if not self.ended:
            self.connection.transport.write(head)
            self.connection.pump = _Pump(self, parts, chunked)
            self.connection.pump.run()

    def drip(self, head: bytes, slow: bytes, rest: bytes, seconds: float,
             step: int) -> None:
        """Send `head` at once, `slow` in steps, `rest` at once.  Either
        `head` or `slow` is the header block, the others are the body."""
        if not self.ended:
            self.connection.transport.write(head)
            self.connection.pump = _Drip(self, slow, rest, seconds, step,
                                         counted=bool(head))
            self.connection.pump.run()

    def break_off(self) -> None:
        """End the connection with a reset in place of an answer."""
        if self.ended:
            return
        sock = self.connection.transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_OFF)
        self._end(0, False)
        self.connection.transport.abort()

    def lost(self, sent: int = 0) -> None:
        """The client closed before it had its answer."""
        self._end(sent, True)

    def _end(self, sent: int, aborted: bool) -> None:
        if self.ended:
            return
        self.ended = True
        if self.on_end is not None:
            self.on_end(sent, aborted)


class _Pump:
    """Writes parts while the transport takes them."""

    def __init__(self, exchange: Exchange, parts: Iterator[bytes],
                 chunked: bool) -> None:
        self.exchange = exchange
        self.parts = parts
        self.chunked = chunked
        self.sent = 0

    def run(self) -> None:
        connection = self.exchange.connection
        for _ in range(PARTS_A_TURN):
            if (self.exchange.ended or connection.write_paused
                    or connection.transport.is_closing()):
                return
            part = next(self.parts, None)
            if part is None:
                self._finish(connection)
                return
            self.sent += len(part)
            connection.transport.write(
                chunk(part) if self.chunked else part)
        if not connection.write_paused:     # else resume_writing goes on
            connection.loop.call_soon(self.run)

    def _finish(self, connection: "Connection") -> None:
        connection.pump = None
        if self.chunked:
            connection.transport.write(chunk(b""))
        self.exchange._end(self.sent, False)
        connection.next(False)


class _Drip:
    """Writes a few bytes at a time."""

    def __init__(self, exchange: Exchange, slow: bytes, rest: bytes,
                 seconds: float, step: int, counted: bool) -> None:
        self.exchange = exchange
        self.slow = slow
        self.rest = rest
        self.seconds = seconds
        self.step = max(1, step)
        self.counted = counted
        self.sent = 0
        self._at = 0

    def run(self) -> None:
        exchange, connection = self.exchange, self.exchange.connection
        if exchange.ended:
            return
        part = self.slow[self._at:self._at + self.step]
        connection.transport.write(part)
        self._at += len(part)
        self.sent += len(part) if self.counted else 0
        if self._at < len(self.slow):
            connection.loop.call_later(self.seconds, self.run)
            return
        connection.pump = None
        exchange.send(self.rest, b"", sent=self.sent + len(self.rest))


class Connection(asyncio.Protocol):
    """One client connection: bytes to requests, one exchange at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop,
                 handler: Callable[[Exchange], None]) -> None:
        self.loop = loop
        self.handler = handler
        self.transport: asyncio.Transport = None
        self.serial = 0         # the journal's; 0 until it has a request there
        self.buffer = bytearray()
        self.pending: Request | None = None
        self.current: Exchange | None = None
        self.pump = None
        self.write_paused = False
        self._advancing = False

    def connection_made(self, transport) -> None:
        self.transport = transport

    def connection_lost(self, exc) -> None:
        current, self.current = self.current, None
        if current is not None:
            current.lost(self.pump.sent if self.pump else 0)
        self.pump = None
        self.buffer.clear()

    def pause_writing(self) -> None:
        self.write_paused = True

    def resume_writing(self) -> None:
        self.write_paused = False
        if isinstance(self.pump, _Pump):
            self.pump.run()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.current is not None:
            if len(self.buffer) > MAX_HEAD + MAX_BODY:
                self.transport.abort()
            return
        self._advance()

    def next(self, close: bool) -> None:
        """The current exchange is over."""
        current, self.current = self.current, None
        if close or (current and not current.request.keep_alive):
            self.transport.close()
        elif not self._advancing:
            self._advance()

    def _advance(self) -> None:
        self._advancing = True
        try:
            while self.current is None and not self.transport.is_closing():
                request = self._take()
                if request is None:
                    break
                self.current = Exchange(self, request)
                self.handler(self.current)
        except BadRequest as error:
            head = head_of(error.status, [("Connection", "close")], 0)
            self.transport.write(head)
            self.transport.close()
        finally:
            self._advancing = False

    def _take(self) -> Request | None:
        """The next whole request of the buffer, or None."""
        request = self.pending or self._take_head()
        if request is None:
            return None
        length = request.length()
        if len(self.buffer) < length:
            self._expect(request)
            self.pending = request
            return None
        self.pending = None
        request.body = bytes(self.buffer[:length])
        del self.buffer[:length]
        return request

    def _take_head(self) -> Request | None:
        end = self.buffer.find(b"\r\n\r\n")
        if end > MAX_HEAD or (end < 0 and len(self.buffer) > MAX_HEAD):
            raise BadRequest(431)
        if end < 0:
            return None
        request = Request(bytes(self.buffer[:end]))
        del self.buffer[:end + 4]
        return request

    def _expect(self, request: Request) -> None:
        """Once per request: a client may wait for leave to send its body."""
        if (self.pending is None
                and request.headers.get("expect", "").lower()
                == "100-continue"):
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")


async def listen(handler: Callable[[Exchange], None], port: int):
    """Start serving on the loopback interface; returns the server."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: Connection(loop, handler),
                                    "127.0.0.1", port, backlog=4096)
