#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Key, secret and token are nowhere but where OPS wants them."""

import base64
import contextlib
import errno
import json
import os
import re
import socket
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

import harness
from harness import WRAPPER, Mount, MountTest, Simulator, environment

KEY = "Schluessel-4711-not-to-be-seen"
SECRET = "Geheimnis-0815-not-to-be-seen"
BASIC = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
ERROR = "user.opsfs.error"


class Wire:
    """A relay to the simulator that keeps every byte that passes."""

    def __init__(self, port: int) -> None:
        self._target = port
        self.sent = bytearray()
        self.received = bytearray()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            for source, drain, kept in ((client, server, self.sent),
                                        (server, client, self.received)):
                threading.Thread(target=self._pump, daemon=True,
                                 args=(source, drain, kept)).start()

    @staticmethod
    def _pump(source: socket.socket, drain: socket.socket, kept) -> None:
        try:
            while data := source.recv(65536):
                kept += data
                drain.sendall(data)
            drain.shutdown(socket.SHUT_WR)
        except OSError:
            for end in (source, drain):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listener.close()

    def tokens(self) -> list[str]:
        """All that OPS gave."""
        return [json.loads(text)["access_token"] for text in re.findall(
            r"\{[^{}]*access_token[^{}]*\}", self.received.decode("latin-1"))]


class Listener:
    """Another host, as far as a URL shows; keeps what it is sent."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port = self._socket.getsockname()[1]
        self.heard = bytearray()
        self.visits = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client:
                self.visits += 1
                self.heard += client.recv(65536)
                client.sendall(b"HTTP/1.1 404 Not Found\r\n"
                               b"Content-Length: 0\r\n\r\n")

    def close(self) -> None:
        self._socket.close()


class Secrets(MountTest):
    """With a relay between, so that the test knows the token."""

    SIMULATOR = ("--key", KEY, "--secret", SECRET, "--synthetic", "20000",
                 *harness.WIDE)

    @classmethod
    def start(cls) -> Mount:
        cls.wire = Wire(cls.sim.port)
        cls.addClassCleanup(cls.wire.close)
        return Mount(None, *cls.OPTIONS, env=environment(KEY, SECRET),
                     base=f"http://127.0.0.1:{cls.wire.port}/3.2")

    def words(self) -> list[bytes]:
        found = [KEY, SECRET, BASIC, *self.wire.tokens()]
        self.assertGreater(len(found), 3, "no token seen")
        return [word.encode() for word in found]

    def assert_clean(self, data: bytes, where: str) -> None:
        self.assertTrue(data, f"{where} is empty: nothing was looked at")
        for word in self.words():
            self.assertNotIn(word, data, where)

    def upset(self) -> None:
        """All kinds of trouble, so that there is something to report."""
        for kind in ("expired", "garbage", "fairuse", "reset", "html"):
            number = self.fresh()
            self.sim.fault(kind, match=number, **(
                {"retry_after_ms": 1} if kind == "fairuse" else {}))
            self.mount.read(self.biblio(number))
        number = self.fresh()
        self.sim.fault("status", match=number, status=400,
                       code="CLIENT.InvalidQuery", message="no such index")
        self.mount.errno_of(self.biblio(number))

    def test_files_of_the_mount(self) -> None:
        self.upset()
        for name in ("status", "status.json", "quota", "metrics", "errors", "log",
                     "help"):
            self.assert_clean(self.mount.read(f".ops/{name}"), name)
        self.assert_clean(self.mount.read("README.txt"), "README.txt")

    def test_stderr(self) -> None:
        self.upset()
        self.assert_clean("\n".join(self.mount.errors).encode(), "stderr")

    @unittest.skipIf(WRAPPER, "the process is the wrapper's")
    @unittest.skipIf(os.geteuid() != 0, "only root can look into it")
    def test_proc(self) -> None:
        self.mount.read(self.biblio())
        proc = Path(f"/proc/{self.mount.pid}")
        for name in ("cmdline", "environ", "status", "comm"):
            self.assert_clean((proc / name).read_bytes(), name)
        self.assertIn(b"OPS_CONSUMER_KEY=", (proc / "environ").read_bytes(),
                      "the test looks at the wrong environment")
        for fd in (proc / "fd").iterdir():
            self.assert_clean(os.readlink(fd).encode(), str(fd))

    @unittest.skipIf(WRAPPER or harness.SANITIZED or harness.FRONT_END,
                     "memory of the wrapper, of a sanitizer, or of nghttp2")
    @unittest.skipIf(os.geteuid() != 0, "only root may look")
    def test_memory(self) -> None:
        """Of the secret the copy that the next token needs, of what was made
        of it for OPS none."""
        self.mount.read(self.biblio())
        seen = self.memory()
        self.assertEqual(seen.count(SECRET.encode()), 1)
        self.assertEqual(seen.count(BASIC[4:-4].encode()), 0)

    def memory(self) -> bytes:
        proc, seen = Path(f"/proc/{self.mount.pid}"), bytearray()
        with open(proc / "mem", "rb", buffering=0) as mem:
            for line in (proc / "maps").read_text().splitlines():
                where, mode, *_ = line.split()
                start, end = (int(at, 16) for at in where.split("-"))
                if mode[:2] == "rw" and end - start < 1 << 30:
                    with contextlib.suppress(OSError):
                        mem.seek(start)
                        seen += mem.read(end - start)
        return bytes(seen)

    @unittest.skipIf(WRAPPER, "the process is the wrapper's")
    def test_no_core(self) -> None:
        limits = Path(f"/proc/{self.mount.pid}/limits").read_text()
        self.assertRegex(limits, r"Max core file size\s+0\s+0\s")

    @unittest.skipIf(WRAPPER, "the process is the wrapper's")
    @unittest.skipIf(os.geteuid() != 0, "only root can become somebody else")
    def test_not_dumpable(self) -> None:
        """Another process of the same user cannot look into it: /proc/PID/mem
        of a process that is not dumpable is root's."""
        done = self.as_nobody()
        self.assertEqual(done.stdout.strip(), "PermissionError", done.stderr)

    def as_nobody(self) -> subprocess.CompletedProcess:
        """opsfs --help cannot be looked at for long enough, so a daemon of
        that user's waits for a token that does not come."""
        sim = Simulator("--key", KEY, "--secret", SECRET)
        try:
            sim.fault("hold", match="/auth/", times=-1)
            with tempfile.TemporaryDirectory() as scratch:
                os.chmod(scratch, 0o777)
                return self.peep(sim, scratch)
        finally:
            sim.stop()

    def peep(self, sim: Simulator, scratch: str):
        program = os.path.join(scratch, "opsfs")
        with open(harness.BINARY, "rb") as source, \
                open(program, "wb") as copy:
            copy.write(source.read())
        os.chmod(program, 0o755)
        nobody = {"user": 65534, "group": 65534, "extra_groups": []}
        daemon = subprocess.Popen(
            [program, "-f", "-o", f"base_url={sim.base},nonempty", scratch],
            env=environment(KEY, SECRET), stderr=subprocess.DEVNULL, **nobody)
        try:
            sim.wait(held=1, match="/auth/")
            return subprocess.run(
                ["/usr/bin/env", "python3", "-c",
                 "import sys\n"
                 "try: open(f'/proc/{sys.argv[1]}/mem', 'rb')\n"
                 "except Exception as error: print(type(error).__name__)\n"
                 "else: print('open')\n", str(daemon.pid)],
                text=True, capture_output=True, cwd="/", check=False,
                timeout=harness.PATIENCE, **nobody)
        finally:
            daemon.kill()
            daemon.wait()

    def test_on_the_wire(self) -> None:
        """The token in Authorization, the key and the secret in none but the
        token request's; nothing of them in a path or a query."""
        self.mount.read(self.biblio())
        self.mount.read("published-data/search/ti=valve/1-5/search.xml")
        sent = self.wire.sent.decode("latin-1")
        requests = re.findall(r"(?:GET|POST) .*?\r\n\r\n", sent, re.S)
        self.assertTrue(requests)
        for request in requests:
            lines = request.split("\r\n")
            basic = "POST /3.2/auth/accesstoken " in lines[0]
            for line in lines:
                name = line.partition(":")[0].lower()
                if name == "authorization":
                    self.assertEqual(line.split()[1],
                                     "Basic" if basic else "Bearer")
                    continue
                for word in self.words():
                    self.assertNotIn(word.decode(), line)

    def test_each_request_carries_it_once(self) -> None:
        self.mount.read(self.biblio())
        for entry in self.sim.log("rest-services"):
            self.assertEqual(entry["auth"], "bearer")
        for entry in self.sim.log("/auth/"):
            self.assertEqual(entry["auth"], "basic")
            self.assertEqual(entry["body"], "grant_type=client_credentials")


class Refusals(unittest.TestCase):
    def test_the_refused_secret_is_not_shown(self) -> None:
        """Not in the line on stderr either, whatever OPS echoes."""
        reason = harness.why_no_fuse()
        if reason:
            self.skipTest(reason)
        sim = Simulator()
        try:
            sim.fault("status", match="/auth/", status=401, body=(
                f"<error><code>401</code><message>{KEY}:{SECRET} is wrong"
                "</message></error>"))
            with self.assertRaises(AssertionError) as caught:
                Mount(sim, env=environment(KEY, SECRET))
        finally:
            sim.stop()
        self.assertIn("refuses", str(caught.exception))
        for word in (KEY, SECRET, BASIC):
            self.assertNotIn(word, str(caught.exception))


class Redirects(MountTest):
    def redirected(self, location: str, status: int = 303) -> tuple[int, str]:
        """errno and the reason reported."""
        number = self.fresh()
        self.sim.fault("redirect", match=number, location=location,
                       status=status, times=-1)
        path = self.biblio(number)
        code = self.mount.errno_of(path)
        reported = os.getxattr(self.mount / path, ERROR).decode() if code else ""
        return code, reported

    def test_to_another_host(self) -> None:
        other = Listener()
        self.addCleanup(other.close)
        for host in ("127.0.0.1", "localhost", "127.0.0.2"):
            for status in (301, 302, 303, 307, 308):
                with self.subTest(host=host, status=status):
                    code, reported = self.redirected(
                        f"http://{host}:{other.port}/3.2/x", status)
                    self.assertEqual(code, errno.EIO)
                    self.assertIn("another address", reported)
        self.assertNotIn(b"uthorization", bytes(other.heard))
        self.assertEqual(other.visits, 0)

    def test_to_the_same_host_by_another_name(self) -> None:
        """Another origin: not followed."""
        hits = self.sim.requests()
        code, _ = self.redirected(
            f"http://localhost:{self.sim.port}/3.2/rest-services/legal/"
            "publication/docdb/EP.1000000.A1")
        self.assertEqual(code, errno.EIO)
        self.assertEqual(self.sim.requests(), hits + 1)

    def test_to_strange_places(self) -> None:
        for location in ("file:///etc/passwd", "ftp://127.0.0.1/x", "//", "",
                         "http://user:pass@127.0.0.1/x", "javascript:1",
                         f"https://127.0.0.1:{self.sim.port}/3.2/x"):
            with self.subTest(location):
                self.assertEqual(self.redirected(location)[0], errno.EIO)

    def test_home(self) -> None:
        """To the same origin: followed, with the token."""
        number = self.fresh()
        target = ("published-data/publication/docdb/"
                  f"EP.{number[2:]}.A1/biblio")
        self.sim.fault("redirect", match=f"published-data.*{number}",
                       location="/3.2/rest-services/" + target)
        body = self.mount.read(self.biblio(number))
        self.assertEqual(body, self.sim.fetch(target))

    def test_to_another_record(self) -> None:
        """A service of another kind answers something else."""
        number = self.fresh()
        target = f"/3.2/rest-services/register/publication/epodoc/{number}/"
        self.sim.fault("redirect", match=f"published-data.*{number}",
                       location=target + "biblio")
        body = self.mount.read(self.biblio(number))
        self.assertIn(b"exchange-document", body)

    def test_round_and_round(self) -> None:
        number = self.fresh()
        here = ("/3.2/rest-services/published-data/publication/epodoc/"
                f"{number}/biblio")
        self.sim.fault("redirect", match=number, location=here, times=-1)
        self.assertEqual(self.mount.errno_of(self.biblio(number)), errno.EIO)
        self.assertLessEqual(self.sim.requests(number), 6)


if __name__ == "__main__":
    harness.main()
