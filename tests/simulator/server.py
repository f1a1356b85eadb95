# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the simulator for a test, and speaks to it over plain sockets.

Readiness is the line the simulator prints; waiting for something to happen is
its long poll.  Nothing here sleeps.
"""

import base64
import json
import resource
import socket
import subprocess
import sys
import unittest
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
SIMULATOR = ROOT / "contrib" / "simulator"
CORPUS = ROOT.parent / "shared" / "corpus"
TIMEOUT = 30

if str(SIMULATOR) not in sys.path:
    sys.path.insert(0, str(SIMULATOR))

# A crowd of readers or clients has a descriptor each, more than the 1,024 that
# a login is given.
HARD_LIMIT = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (HARD_LIMIT, HARD_LIMIT))


class Reply:
    def __init__(self, status: int, fields: list, body: bytes) -> None:
        self.status = status
        self.fields = fields
        self.body = body

    def all(self, name: str) -> list[str]:
        return [v for n, v in self.fields if n.lower() == name.lower()]

    def get(self, name: str) -> str | None:
        values = self.all(name)
        return values[0] if values else None

    def json(self):
        return json.loads(self.body)


class Client:
    """One connection."""

    def __init__(self, port: int) -> None:
        self.sock = socket.create_connection(("127.0.0.1", port), TIMEOUT)
        self.file = self.sock.makefile("rb")

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_ignored) -> None:
        self.close()

    def close(self) -> None:
        self.file.close()
        self.sock.close()

    def send(self, method: str, target: str, body: bytes = b"",
             **headers: str) -> None:
        fields = {"Host": "127.0.0.1", **{
            name.replace("_", "-"): v for name, v in headers.items()}}
        if body or method == "POST":
            fields["Content-Length"] = str(len(body))
        head = "".join(f"{name}: {v}\r\n" for name, v in fields.items())
        line = f"{method} {target} HTTP/1.1\r\n"
        self.sock.sendall((line + head + "\r\n").encode() + body)

    def head(self) -> tuple[int, list]:
        line = self.file.readline()
        if not line:
            raise ConnectionError("closed before an answer")
        status = int(line.split()[1])
        fields = []
        while (text := self.file.readline().decode("latin-1").rstrip()):
            name, _, value = text.partition(": ")
            fields.append((name, value))
        return status, fields

    def receive(self, method: str = "GET") -> Reply:
        """A whole answer; fails when it is shorter than announced."""
        reply = Reply(*self.head(), b"")
        if method == "HEAD":
            return reply
        if reply.get("Transfer-Encoding") == "chunked":
            reply.body = self._chunks()
        else:
            length = int(reply.get("Content-Length"))
            reply.body = self.file.read(length)
            if len(reply.body) < length:
                raise ConnectionError(f"cut after {len(reply.body)}")
        return reply

    def _chunks(self) -> bytes:
        parts = []
        while (size := int(self.file.readline(), 16)):
            parts.append(self.file.read(size))
            self.file.readline()
        self.file.readline()
        return b"".join(parts)

    def ask(self, method: str, target: str, body: bytes = b"",
            **headers: str) -> Reply:
        self.send(method, target, body, **headers)
        return self.receive(method)


class Simulator:
    """A running simulator."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(SIMULATOR / "opsd.py"), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening on http://127.0.0.1:"):
            raise RuntimeError(line + self.process.communicate()[1])
        self.base = line.split()[-1]
        self.port = int(self.base.split(":")[2].split("/")[0])

    def stop(self) -> tuple[int, str]:
        """(exit status, everything it said on stderr)"""
        self.process.terminate()
        _, errors = self.process.communicate(timeout=TIMEOUT)
        return self.process.returncode, errors

    def client(self) -> Client:
        return Client(self.port)

    def ask(self, method: str, target: str, body: bytes = b"",
            **headers: str) -> Reply:
        """One request on its own connection."""
        with self.client() as client:
            return client.ask(method, target, body, **headers)

    def control(self, method: str, name: str, payload: dict | None = None,
                **params) -> Reply:
        target = f"/_sim/{name}"
        if params:
            target += "?" + urlencode(params)
        body = json.dumps(payload).encode() if payload is not None else b""
        return self.ask(method, target, body)

    def do(self, method: str, name: str, payload: dict | None = None,
           **params):
        """A control request that has to succeed."""
        reply = self.control(method, name, payload, **params)
        if reply.status != 200:
            raise AssertionError(f"{name}: {reply.status} {reply.body!r}")
        return reply.json()

    def fault(self, kind: str, **params) -> int:
        return self.do("POST", "fault", {"kind": kind, **params})["id"]

    def set(self, **settings) -> None:
        self.do("POST", "set", settings)

    def stats(self) -> dict:
        return self.do("GET", "stats")

    def log(self, match: str = "") -> list[dict]:
        return self.do("GET", "log", **({"match": match} if match else {}))

    def token_request(self, key: str = "key", secret: str = "secret",
                      body: bytes = b"grant_type=client_credentials") -> Reply:
        pair = base64.b64encode(f"{key}:{secret}".encode()).decode()
        return self.ask("POST", "/3.2/auth/accesstoken", body,
                        Authorization=f"Basic {pair}")

    def token(self) -> str:
        return self.token_request().json()["access_token"]


def data(path: str) -> str:
    return "/3.2/rest-services/" + path


class SimulatorTest(unittest.TestCase):
    """One simulator per class, reset before each test."""

    ARGUMENTS: tuple[str, ...] = ("--no-samples",)
    PATH = "published-data/publication/docdb/XX.404.A/biblio"

    @classmethod
    def setUpClass(cls) -> None:
        cls.sim = Simulator(*cls.ARGUMENTS)

    @classmethod
    def tearDownClass(cls) -> None:
        status, errors = cls.sim.stop()
        assert (status, errors) == (0, ""), (status, errors)

    def setUp(self) -> None:
        self.sim.do("POST", "reset")
        self.bearer = "Bearer " + self.sim.token()

    def get(self, path: str = "", client: Client | None = None,
            method: str = "GET", body: bytes = b"", **headers) -> Reply:
        """A data request with a token."""
        return (client or self.sim).ask(
            method, data(path or self.PATH), body,
            Authorization=self.bearer, **headers)
