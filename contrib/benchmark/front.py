# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS before a simulator, with HTTP/2 or HTTP/1.1: nghttpx, and a certificate
that signs itself."""
import os
import shutil
import socket
import subprocess
import tempfile
import time

ALPN = {"HTTP/2": "h2", "HTTP/1.1": "http/1.1"}
CURL = {"HTTP/2": "http2", "HTTP/1.1": "http1.1"}


def missing():
    """The first program that is not installed, or None."""
    return next((p for p in ("nghttpx", "openssl") if not shutil.which(p)),
                None)


class Front:
    def __init__(self, simulator, protocol):
        self.directory = tempfile.mkdtemp(prefix="opsfs-bench-")
        self.ca_file = os.path.join(self.directory, "cert.pem")
        self.log = os.path.join(self.directory, "log")
        self._curl = f'{CURL[protocol]}\ncacert = "{self.ca_file}"\n'
        key = os.path.join(self.directory, "key.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-days", "2", "-subj", "/CN=opsfs", "-addext",
             "subjectAltName=IP:127.0.0.1", "-keyout", key,
             "-out", self.ca_file], check=True, capture_output=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        backend = simulator.root.rsplit(":", 1)[1]
        self.base = f"https://127.0.0.1:{port}/3.2"
        self.process = subprocess.Popen(
            ["nghttpx", f"--frontend=127.0.0.1,{port}",
             f"--backend=127.0.0.1,{backend}", "--workers=1",
             "--conf=/dev/null", "--no-ocsp", f"--npn-list={ALPN[protocol]}",
             f"--accesslog-file={self.log}",
             "--accesslog-format=$alpn $remote_port",
             f"--errorlog-file={self.directory}/errors", key, self.ca_file],
            stderr=subprocess.DEVNULL)
        self._await(port)

    def _await(self, port):
        for _ in range(1000):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.005)
        raise SystemExit("nghttpx does not listen")

    def seconds_of_curl(self, requests, directory=None):
        """Until curl has all of them, by one process: at once if they are
        many, over as few connections as it needs. A request: lines of its
        configuration. Into `bundle0` and so on there, or nowhere."""
        text = "\nnext\n".join(
            f'{self._curl}silent\nfail\n{request}\noutput = '
            + (f'"{directory}/bundle{at}"' if directory else '"/dev/null"')
            for at, request in enumerate(requests))
        many = ["-Z", "--parallel-max", "300"] if len(requests) > 2 else []
        start = time.monotonic()
        subprocess.run(["curl", *many, "-K", "-"], input=text, text=True,
                       check=True, stderr=subprocess.DEVNULL)
        return time.monotonic() - start

    def connections(self):
        """So many since the last time."""
        with open(self.log, "r+", encoding="utf-8") as lines:
            found = len({line.split()[1] for line in lines})
            lines.truncate(0)
        return found

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.directory)
