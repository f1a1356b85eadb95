#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Through a real front end: HTTP/2 over TLS, as OPS is reached.

nghttpx stands before the simulator, with a certificate of an authority that
only this test knows.
"""

import concurrent.futures
import contextlib
import errno
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import harness  # noqa: E402

MIRROR = "published-data/publication/docdb"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class FrontEnd:
    """nghttpx before a simulator."""

    def __init__(self, sim: harness.Simulator) -> None:
        self._directory = tempfile.TemporaryDirectory(prefix="opsfs-test-")
        self.directory = Path(self._directory.name)
        self.ca_file = self.directory / "cert.pem"
        self._log = self.directory / "access.log"
        self.port = free_port()
        self.base = sim.base.replace("http:", "https:").replace(
            f":{sim.port}", f":{self.port}")
        self._certify()
        self.process = subprocess.Popen(
            ["nghttpx", f"--frontend=127.0.0.1,{self.port}",
             f"--backend=127.0.0.1,{sim.port}", "--workers=1",
             "--conf=/dev/null", "--no-ocsp",
             f"--accesslog-file={self._log}", "--accesslog-format=$alpn",
             f"--errorlog-file={self.directory / 'errors'}",
             str(self.directory / "key.pem"), str(self.ca_file)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        harness.until(lambda: self.process.poll() is not None
                      or answers(self.port), "nghttpx listens")

    def _certify(self) -> None:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-days", "2", "-subj", "/CN=opsfs test",
             "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", str(self.directory / "key.pem"),
             "-out", str(self.ca_file)], check=True, capture_output=True)

    def protocols(self) -> set[str]:
        return set(self._log.read_text(encoding="utf-8").split())

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()
        self._directory.cleanup()


class Frames(unittest.TestCase):
    """Every answer ends, whatever its size."""

    def setUp(self) -> None:
        if not (shutil.which("nghttpx") and shutil.which("openssl")):
            self.skipTest("no nghttpx, or no openssl")
        with contextlib.ExitStack() as stack:
            self.sim = harness.Simulator()
            stack.callback(self.sim.stop)
            self.front = FrontEnd(self.sim)
            stack.callback(self.front.close)
            self.addCleanup(stack.pop_all().close)

    def mount(self) -> harness.Mount:
        mount = harness.Mount(None, f"ca_file={self.front.ca_file}",
                              base=self.front.base)
        self.addCleanup(mount.close)
        return mount

    def test_lone_reads_of_every_sample_end(self) -> None:
        mount = self.mount()
        names = [f"{MIRROR}/{number}/{part}"
                 for number in ("EP.1000000.A1", "EP.2814089.A1",
                                "EP.2814089.B1")
                 for part in ("claims", "description", "biblio")]
        before = self.sim.requests()
        for name in names:
            self.assertEqual(mount.read(name + ".xml"), self.sim.fetch(name), name)
        # each once by the mount, and once past it
        self.assertEqual(self.sim.requests() - before, 2 * len(names))
        self.assertEqual(self.front.protocols(), {"h2"})

    def test_a_hundred_at_once(self) -> None:
        mount = self.mount()
        names = [f"legal/publication/docdb/EP.{number}.A1/legal.xml"
                 for number in range(3000100, 3000200)]
        with concurrent.futures.ThreadPoolExecutor(100) as pool:
            errors = set(pool.map(mount.errno_of, names))
        self.assertLessEqual(errors, {0, errno.ENOENT})
        self.assertEqual(self.front.protocols(), {"h2"})

    def test_an_unknown_authority_is_named(self) -> None:
        with self.assertRaisesRegex(AssertionError,
                                    "certificate authority.*ca_file"):
            harness.Mount(None, base=self.front.base)


if __name__ == "__main__":
    harness.main()
