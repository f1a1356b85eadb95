#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Through real servers, as OPS is reached: HTTP/2 over TLS, and HTTP/1.1.

Each is one that others wrote; what is not installed is skipped.  Certificates
are of an authority that only the test knows.
"""

import concurrent.futures
import contextlib
import errno
import ssl
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent))
import harness  # noqa: E402
import servers  # noqa: E402

MIRROR = "published-data/publication/docdb"
#: Answers of OPS are between 300 bytes and some hundred kilobytes. The end of
#: those between 1.5 and 60 KB once stayed inside libcurl.
SIZES = (600, 1500, 2500, 4096, 5000, 7000, 9000, 12000, 16000, 16384, 20000,
         26000, 33000, 40000, 47000, 54000, 60000, 131072, 300000)
BESIDE = 200


def mounted(test: unittest.TestCase, server, *options: str,
            **more) -> harness.Mount:
    mount = harness.Mount(None, f"ca_file={server.ca_file}", *options,
                          base=server.base, **more)
    test.addCleanup(mount.close)
    return mount


class Sizes:
    """An answer ends at every size, alone and in a crowd."""

    def serve(self, records: servers.Records):
        raise NotImplementedError

    def used_well(self, server, requests: int) -> None:
        """What the server reports of its connections."""

    def test_alone_and_beside(self) -> None:
        alone = servers.Records(SIZES)
        crowd = servers.Records((SIZES * BESIDE)[:BESIDE], 3001000)
        both = servers.Records(())
        both.by_path = {**alone.by_path, **crowd.by_path}
        server = self.serve(both)
        self.addCleanup(server.close)
        mount = mounted(self, server)
        for name, text in alone.by_name.items():
            self.assertEqual(mount.read(name), text, len(text))
        with concurrent.futures.ThreadPoolExecutor(BESIDE) as pool:
            for text, found in zip(crowd.by_name.values(),
                                   pool.map(mount.read, crowd.by_name)):
                self.assertEqual(found, text, len(text))
        self.used_well(server, len(both.by_path))

    def test_none_at_all(self) -> None:
        """An empty answer is asked for again as long as there is time."""
        records = servers.Records((600, 600))
        empty, whole = records.by_name
        records.by_path = {path: text if path.endswith(
            whole.removesuffix(".xml")) else b""
            for path, text in records.by_path.items()}
        server = self.serve(records)
        self.addCleanup(server.close)
        clock = harness.ShiftedClock()
        self.addCleanup(clock.close)
        mount = mounted(self, server, "timeout=60", env=clock.environment())
        self.assertEqual(
            clock.outlast(mount, [(mount.errno_of, empty)],
                          lambda: mount.number("requests", "repeated") > 1),
            [errno.EIO])
        self.assertEqual(mount.read(whole), records.by_name[whole])


class FewConnections(Sizes):
    """HTTP/2: one carries the token and what is read alone, and of a crowd a
    hundred; one more may be about to close. None is opened for each request,
    however few streams the server allows."""

    CONNECTIONS = BESIDE // 100 + 2
    PROTOCOL = "HTTP/2.0"

    def used_well(self, server, requests: int) -> None:
        harness.until(lambda: len(server.logged()) > requests,
                      "all is logged")
        logged = server.logged()
        self.assertEqual({protocol for protocol, _ in logged},
                         {self.PROTOCOL})
        self.assertEqual(len(logged), requests + 1)
        lone = [connection for _, connection in logged[:len(SIZES) + 1]]
        self.assertEqual(set(lone), {lone[0]})
        self.assertLessEqual(len({connection for _, connection in logged}),
                             self.CONNECTIONS)


class SizesOfNghttpd(Sizes, unittest.TestCase):
    def serve(self, records):
        return servers.Nghttpd(records)


class SizesOfNghttpx(FewConnections, unittest.TestCase):
    PROTOCOL = "h2"

    def serve(self, records):
        backend = servers.Python(records, tls=False)
        self.addCleanup(backend.close)
        return servers.Nghttpx(backend)


class SizesOfNginx(FewConnections, unittest.TestCase):
    def serve(self, records):
        return servers.Nginx(records)


class SizesOfNginxWithoutHttp2(Sizes, unittest.TestCase):
    def serve(self, records):
        return servers.Nginx(records, streams=0)


class SizesOfNginxWithFewStreams(FewConnections, unittest.TestCase):
    def serve(self, records):
        return servers.Nginx(records, streams=10)


class SizesOfPython(Sizes, unittest.TestCase):
    def serve(self, records):
        return servers.Python(records, tls=False)


class SizesOfPythonWithTls(Sizes, unittest.TestCase):
    def serve(self, records):
        return servers.Python(records, tls=True)


class FrontEnd(unittest.TestCase):
    """nghttpx before the simulator."""

    def setUp(self) -> None:
        with contextlib.ExitStack() as stack:
            self.sim = harness.Simulator()
            stack.callback(self.sim.stop)
            self.front = servers.Nghttpx(self.sim)
            stack.callback(self.front.close)
            self.addCleanup(stack.pop_all().close)

    def assert_one_connection(self) -> None:
        logged = self.front.logged()
        self.assertEqual({protocol for protocol, _ in logged}, {"h2"})
        self.assertEqual(len({connection for _, connection in logged}), 1)

    def test_lone_reads_of_every_sample_end(self) -> None:
        mount = mounted(self, self.front)
        names = [f"{MIRROR}/{number}/{part}"
                 for number in ("EP.1000000.A1", "EP.2814089.A1",
                                "EP.2814089.B1")
                 for part in ("claims", "description", "biblio")]
        before = self.sim.requests()
        for name in names:
            self.assertEqual(mount.read(name + ".xml"), self.sim.fetch(name),
                             name)
        # each once by the mount, and once past it
        self.assertEqual(self.sim.requests() - before, 2 * len(names))
        self.assert_one_connection()

    def test_a_hundred_at_once(self) -> None:
        mount = mounted(self, self.front)
        names = [f"legal/publication/docdb/EP.{number}.A1/legal.xml"
                 for number in range(3000100, 3000200)]
        with concurrent.futures.ThreadPoolExecutor(100) as pool:
            errors = set(pool.map(mount.errno_of, names))
        self.assertLessEqual(errors, {0, errno.ENOENT})
        self.assert_one_connection()

    def test_no_keys_are_logged(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "keys")
            mount = mounted(self, self.front, env=harness.environment(
                SSLKEYLOGFILE=str(log)))
            mount.read(f"{MIRROR}/EP.1000000.A1/biblio.xml")
            self.assertFalse(log.exists())

    def test_an_unknown_authority_is_named(self) -> None:
        with self.assertRaisesRegex(AssertionError,
                                    "certificate authority.*ca_file"):
            harness.Mount(None, base=self.front.base)


class OldProtocols(unittest.TestCase):
    """TLS 1.2 is the least, whatever OPENSSL_CONF says."""

    LENIENT = """openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = least
[least]
MinProtocol = TLSv1
CipherString = DEFAULT@SECLEVEL=0
"""

    def setUp(self) -> None:
        self.server = servers.Python(servers.Records((600,)), True,
                                     ssl.TLSVersion.TLSv1_1)
        self.addCleanup(self.server.close)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.config = Path(folder.name, "openssl.cnf")
        self.config.write_text(self.LENIENT)

    def test_tls_1_1_is_refused(self) -> None:
        environment = harness.environment(OPENSSL_CONF=str(self.config))
        url = urllib.parse.urlsplit(self.server.base)
        reached = subprocess.run(
            ["openssl", "s_client", "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0",
             "-connect", url.netloc], input=b"", env=environment,
            capture_output=True, timeout=harness.PATIENCE)
        self.assertIn(b"TLSv1.1", reached.stdout)
        with self.assertRaisesRegex(AssertionError, "protocol version"):
            harness.Mount(None, f"ca_file={self.server.ca_file}",
                          "require_ops", base=self.server.base,
                          env=environment)


class Switch(unittest.TestCase):
    """OPSFS_FRONT_END puts a front end before what knows nothing of it."""

    def test_all_goes_through(self) -> None:
        with mock.patch.object(harness, "FRONT_END", "h2"):
            sim = harness.Simulator()
            try:
                mount = harness.Mount(sim)
                body = mount.read(f"{MIRROR}/EP.1000000.A1/biblio.xml")
                mount.close()
                logged = sim.front.logged()
            finally:
                stopped = sim.stop()
        self.assertIn(b"1000000", body)
        # a token and an answer
        self.assertEqual([protocol for protocol, _ in logged], ["h2", "h2"])
        self.assertEqual(stopped, (0, ""))

    def test_what_is_missing_is_named(self) -> None:
        with mock.patch.object(harness, "FRONT_END", "h2"), \
                mock.patch.dict("os.environ", PATH="/nonexistent"), \
                mock.patch.object(servers, "SBIN", "/nonexistent"):
            self.assertEqual(harness.why_no_front_end(),
                             "no nghttpx for OPSFS_FRONT_END=h2")
        self.assertEqual(bool(harness.why_no_front_end()), False)


if __name__ == "__main__":
    harness.main()
