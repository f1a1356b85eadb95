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


def certify(directory: Path) -> tuple[str, str]:
    """A key and a certificate that signs itself: paths."""
    key, certificate = str(directory / "key.pem"), str(directory / "cert.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
         "-days", "2", "-subj", "/CN=opsfs test",
         "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    return key, certificate


class Server:
    """A program that speaks HTTP/2 on a port of its own."""

    def __init__(self, program: str) -> None:
        for needed in (program, "openssl"):
            if not shutil.which(needed):
                raise unittest.SkipTest(f"no {needed}")
        self._directory = tempfile.TemporaryDirectory(prefix="opsfs-test-")
        self.directory = Path(self._directory.name)
        self.key, self.ca_file = certify(self.directory)
        self.port = free_port()
        self.base = f"https://127.0.0.1:{self.port}/3.2"
        self.process = None

    def start(self, *command: str) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        harness.until(lambda: self.process.poll() is not None
                      or answers(self.port), f"{command[0]} listens")

    def close(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()
        self._directory.cleanup()


class FrontEnd(Server):
    """nghttpx before a simulator."""

    def __init__(self, sim: harness.Simulator) -> None:
        super().__init__("nghttpx")
        self._log = self.directory / "access.log"
        self.start(
            "nghttpx", f"--frontend=127.0.0.1,{self.port}",
            f"--backend=127.0.0.1,{sim.port}", "--workers=1",
            "--conf=/dev/null", "--no-ocsp",
            f"--accesslog-file={self._log}", "--accesslog-format=$alpn",
            f"--errorlog-file={self.directory / 'errors'}",
            self.key, self.ca_file)

    def protocols(self) -> set[str]:
        return set(self._log.read_text(encoding="utf-8").split())


class Files(Server):
    """nghttpd with a token and legal answers of the sizes asked for."""

    TOKEN = '{"access_token": "token", "expires_in": "1199"}'
    FRAME = '<o:world-patent-data xmlns:o="http://ops.epo.org">%s' \
            '</o:world-patent-data>'

    def __init__(self, sizes: tuple[int, ...]) -> None:
        super().__init__("nghttpd")
        root = self.directory / "files" / "3.2"
        self._put(root / "auth" / "accesstoken", self.TOKEN)
        self.answers = {}
        for number, size in enumerate(sizes, 3000000):
            reference = f"legal/publication/docdb/EP.{number}.A1"
            text = self.FRAME % ("x" * (size - len(self.FRAME) + 2))
            self._put(root / "rest-services" / reference, text)
            self.answers[f"{reference}/legal.xml"] = text.encode()
        self.start("nghttpd", f"--htdocs={self.directory / 'files'}",
                   "--address=127.0.0.1", str(self.port), self.key,
                   self.ca_file)

    @staticmethod
    def _put(path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class Sizes(unittest.TestCase):
    """A lone answer ends at every size, from a server that sends it at once."""

    #: Answers of OPS are between 300 bytes and some hundred kilobytes. The end
    #: of those between 1.5 and 60 KB once stayed inside libcurl.
    SIZES = (300, 1500, 2500, 4096, 5000, 7000, 9000, 12000, 16000, 16384,
             20000, 26000, 33000, 40000, 47000, 54000, 60000, 131072, 300000)

    def test_each_is_read_whole(self) -> None:
        files = Files(self.SIZES)
        self.addCleanup(files.close)
        mount = harness.Mount(None, f"ca_file={files.ca_file}",
                              base=files.base)
        self.addCleanup(mount.close)
        for name, text in files.answers.items():
            self.assertEqual(mount.read(name), text, len(text))


class Frames(unittest.TestCase):
    """Every answer ends, whatever its size."""

    def setUp(self) -> None:
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
