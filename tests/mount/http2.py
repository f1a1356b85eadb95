# SPDX-License-Identifier: GPL-3.0-or-later
"""A small HTTP/2 server over TLS: what a peer may do in frames.

Frames are those of RFC 9113. Of RFC 7541 it reads as much as it takes to find
the path of a request, and writes each field as a literal. What is sent for a
request is up to the test: see `Server`. The windows of libcurl (32 MB) are
never filled, so flow control is a matter of the other direction alone.
"""

import collections
import contextlib
import socket
import ssl
import struct
import threading

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, \
    CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, ACK, END_HEADERS, PADDED, PRIORITY = 1, 1, 4, 8, 32
MAX_CONCURRENT_STREAMS, INITIAL_WINDOW_SIZE = 3, 4
NO_ERROR, INTERNAL_ERROR, REFUSED_STREAM = 0, 2, 7
FRAME = 16384       # bytes of payload, at most

#: RFC 7541, Appendix B, as far as a path goes: the symbols of each length of
#: code, in the order of their codes.
HUFFMAN = {
    5: "012aceiost", 6: " %-./3456789=A_bdfghlmnpru",
    7: ":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz", 8: "&*,;XZ", 10: "!\"()?",
    11: "'+|", 12: "#>", 13: "\0$@[]~", 14: "^}", 15: "<`{"}


def huffman_codes() -> dict:
    """(length, code): symbol."""
    codes, code, before = {}, 0, 5
    for length, symbols in HUFFMAN.items():
        code <<= length - before
        before = length
        for symbol in symbols:
            codes[length, code] = symbol
            code += 1
    return codes


CODES = huffman_codes()


def expanded(coded: bytes) -> str:
    text, length, code = [], 0, 0
    for byte in coded:
        for bit in range(7, -1, -1):
            length, code = length + 1, code << 1 | byte >> bit & 1
            if (length, code) in CODES:
                text.append(CODES[length, code])
                length = code = 0
    return "".join(text)


class Block:
    """A header block that is being read."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def _integer(self, bits: int) -> int:
        most = 2 ** bits - 1
        value = self._data[self._at] & most
        self._at += 1
        shift = 0
        while value >= most:
            byte = self._data[self._at]
            self._at += 1
            value += (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        return value

    def _string(self) -> str:
        coded = self._data[self._at] & 128
        length = self._integer(7)
        text = self._data[self._at:self._at + length]
        self._at += length
        return expanded(text) if coded else text.decode("latin-1")

    def path(self) -> str:
        """The value of `:path`, which clients do not put into a table."""
        found = ""
        while self._at < len(self._data):
            first = self._data[self._at]
            if first & 128:
                self._integer(7)
            elif first & 0xe0 == 32:
                self._integer(5)
            else:
                index = self._integer(6 if first & 64 else 4)
                name = ":path" if index in (4, 5) else \
                    "" if index else self._string()
                value = self._string()
                found = value if name == ":path" else found
        return found


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    return struct.pack(">I", len(payload))[1:] + \
        struct.pack(">BBI", kind, flags, stream) + payload


def length(size: int) -> bytes:
    """An integer of a prefix of seven bits."""
    if size < 127:
        return bytes((size,))
    rest = size - 127
    found = bytearray((127,))
    while rest > 127:
        found.append(rest & 127 | 128)
        rest >>= 7
    return bytes(found) + bytes((rest,))


def field(name: str, value: str, kept: bool = False) -> bytes:
    """Literal; `kept`: put into the dynamic table, where it is number 62."""
    return (b"\x40" if kept else b"\0") + length(len(name)) + name.encode() + \
        length(len(value)) + value.encode()


KEPT = b"\xbe"      # the newest field of the dynamic table once more


def padded(payload: bytes, padding: int) -> bytes:
    return bytes((padding,)) + payload + bytes(padding)


class Request:
    """One that came, and the frames of its answer."""

    def __init__(self, connection: "Connection", stream: int,
                 path: str) -> None:
        self.connection = connection
        self.stream = stream
        self.path = path
        self.number = connection.gets    # of its connection, from 1
        self.body = connection.server.source(path)

    def headers(self, status: int = 200, more: bytes = b"",
                flags: int = END_HEADERS) -> bytes:
        return frame(HEADERS, flags, self.stream,
                     field(":status", str(status)) + more)

    def head(self, more: bytes = b"") -> bytes:
        """The usual headers."""
        return self.headers(200, field("content-type", self.connection.server
                                       .media(self.path)) + more)

    def data(self, size: int = FRAME, padding: int = 0,
             last: int = END_STREAM) -> list[bytes]:
        """The body in frames of so many bytes; `last`: flags of the last."""
        room = size - (padding + 1 if padding else 0)
        frames = []
        for at in range(0, max(len(self.body), 1), room):
            part = self.body[at:at + room]
            flags = last if at + room >= len(self.body) else 0
            frames.append(
                frame(DATA, flags | PADDED, self.stream, padded(part, padding))
                if padding else frame(DATA, flags, self.stream, part))
        return frames

    def reset(self, code: int) -> bytes:
        return frame(RST_STREAM, 0, self.stream, struct.pack(">I", code))

    def goaway(self, last: int | None = None) -> bytes:
        return frame(GOAWAY, 0, 0, struct.pack(
            ">II", self.stream if last is None else last, NO_ERROR))

    def ordinary(self) -> None:
        self.connection.send(self.head(), *self.data())


class Connection:
    """Served by one thread: TLS is not for two at once."""

    def __init__(self, server: "Server", sock: socket.socket,
                 number: int) -> None:
        self.server = server
        self.number = number    # from 1
        self.gets = 0
        self._sock = sock
        self._blocks: dict[int, bytes] = {}
        self._paths: dict[int, str] = {}

    def send(self, *frames: bytes) -> None:
        """In one write, so in as few TLS records as hold them."""
        self._sock.sendall(b"".join(frames))

    def end(self, how: str = "close") -> None:
        """`unwrap` says goodbye in TLS as well, `reset` not even in TCP."""
        if how == "reset":
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                  struct.pack("ii", 1, 0))
        elif how == "unwrap":
            self._sock.settimeout(0)
            with contextlib.suppress(OSError):
                self._sock.unwrap()     # the peer's is not waited for
        self._sock.close()
        raise EOFError

    def finish(self) -> None:
        """Sends no more, and reads on, so that what was sent arrives."""
        self._sock.shutdown(socket.SHUT_WR)

    def interrupt(self) -> None:
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def _exactly(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            part = self._sock.recv(size - len(found))
            if not part:
                raise EOFError
            found += part
        return found

    def serve(self) -> None:
        try:
            self._sock = self.server.context.wrap_socket(
                self._sock, server_side=True)
            if self._exactly(len(PREFACE)) != PREFACE:
                raise EOFError
            self.send(frame(SETTINGS, 0, 0, b"".join(
                struct.pack(">HI", *pair)
                for pair in self.server.settings.items())))
            while True:
                self._take()
        except (EOFError, OSError):
            pass
        finally:
            self._sock.close()

    def _take(self) -> None:
        head = self._exactly(9)
        kind, flags, stream = struct.unpack(">BBI", head[3:])
        payload = self._exactly(int.from_bytes(head[:3], "big"))
        if kind == SETTINGS and not flags & ACK:
            self.send(frame(SETTINGS, ACK, 0))
        elif kind == PING and not flags & ACK:
            self.send(frame(PING, ACK, 0, payload))
        elif kind in (HEADERS, CONTINUATION):
            self._take_headers(kind, flags, stream, payload)
        elif kind == DATA:
            self.server.took(self, stream, payload)
            if flags & END_STREAM:
                self._answer(stream)
        elif kind == GOAWAY:    # of what broke it: RFC 9113, 5.4.1
            raise EOFError

    def _take_headers(self, kind: int, flags: int, stream: int,
                      payload: bytes) -> None:
        if kind == HEADERS:
            if flags & PADDED:
                payload = payload[1:len(payload) - payload[0]]
            if flags & PRIORITY:
                payload = payload[5:]
        self._blocks[stream] = self._blocks.get(stream, b"") + payload
        if not flags & END_HEADERS:
            return
        self._paths[stream] = Block(self._blocks.pop(stream)).path()
        if kind == HEADERS and flags & END_STREAM:
            self._answer(stream)

    def _answer(self, stream: int) -> None:
        path = self._paths.pop(stream)
        if path == self.server.token_path:
            Request(self, stream, path).ordinary()
            return
        self.gets += 1
        request = Request(self, stream, path)
        self.server.requests.append((self.number, path))
        self.server.answer(request)


class Server:
    """`bodies`: path: bytes. `answer`: what is sent for a GET, by default the
    body in the largest frames. Counts connections and lists requests for
    data as (connection, path)."""

    settings: dict[int, int] = {}
    token_path = "/3.2/auth/accesstoken"
    TOKEN = b'{"access_token": "token", "expires_in": "1199"}'

    def __init__(self, certificate: tuple[str, str], bodies: dict,
                 answer=Request.ordinary) -> None:
        self.answer = answer
        self.bodies = bodies
        self.requests: list[tuple[int, str]] = []
        self.connections: list[Connection] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate[1], certificate[0])
        self.context.set_alpn_protocols(["h2"])
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.base = f"https://127.0.0.1:{self._listener.getsockname()[1]}/3.2"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def source(self, path: str) -> bytes:
        return self.TOKEN if path == self.token_path else self.bodies[path]

    def media(self, path: str) -> str:
        return "application/json" if path == self.token_path \
            else "application/xml"

    def took(self, connection: Connection, stream: int,
             payload: bytes) -> None:
        """A piece of a request's body came."""

    def times(self) -> dict:
        """How often each path was asked for."""
        return collections.Counter(path for _, path in self.requests)

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = Connection(self, sock, len(self.connections) + 1)
            self.connections.append(connection)
            thread = threading.Thread(target=connection.serve, daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self.connections:
            connection.interrupt()
        for thread in self._threads:
            thread.join(60)
