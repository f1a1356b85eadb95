# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that others wrote, for tests of what OPS is reached through: each
serves the same records as files, or stands before a simulator."""

import http.server
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest
import warnings
from pathlib import Path

from patience import until

#: Where servers are, which is not on everybody's PATH.
SBIN = "/usr/sbin"
SERVICES = "/3.2/rest-services/"
TOKEN_PATH = "/3.2/auth/accesstoken"
TOKEN = b'{"access_token": "token", "expires_in": "1199"}'
LIMITS = "idle (" + ", ".join(
    f"{name}=green:4000" for name in ("images", "inpadoc", "other",
                                      "retrieval", "search")) + ")"
#: An entry of the register, as short as it may be.
ENTRY = """<?xml version="1.0"?>
<o:world-patent-data xmlns:o="http://ops.epo.org" \
xmlns:r="http://www.epo.org/register"><o:register-search \
total-result-count="1"><r:register-documents><r:register-document>\
<r:bibliographic-data><r:publication-reference><r:document-id>\
<r:country>EP</r:country><r:doc-number>%d</r:doc-number><r:kind>A1</r:kind>\
</r:document-id></r:publication-reference></r:bibliographic-data>\
</r:register-document></r:register-documents></o:register-search>\
</o:world-patent-data>
"""


class Records:
    """Entries of the register, of the sizes asked for: by their names in the
    tree, and by their paths at OPS."""

    def __init__(self, sizes, first: int = 3000000) -> None:
        self.by_name, self.by_path = {}, {}
        for number, size in enumerate(sizes, first):
            entry = (ENTRY % number).encode()
            entry += b" " * (size - len(entry) - 1) + b"\n"
            path = f"register/publication/epodoc/EP{number}/biblio"
            self.by_name[path + ".xml"] = self.by_path[SERVICES + path] = entry

    def write(self, directory: Path) -> None:
        for path, text in {**self.by_path, TOKEN_PATH: TOKEN}.items():
            file = directory / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def missing(*programs: str) -> str:
    """The first that is not installed, "" when all are."""
    path = f"{os.environ['PATH']}:{SBIN}"
    return next((program for program in programs
                 if not shutil.which(program, path=path)), "")


def need(*programs: str) -> None:
    if missing(*programs):
        raise unittest.SkipTest(f"no {missing(*programs)}")


class Place:
    """A directory with a key, and a certificate that signs itself."""

    def __init__(self) -> None:
        need("openssl")
        self._directory = tempfile.TemporaryDirectory(prefix="opsfs-test-")
        self.directory = Path(self._directory.name)
        self.key = str(self.directory / "key.pem")
        self.ca_file = str(self.directory / "cert.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-days", "2", "-subj", "/CN=opsfs test",
             "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", self.key, "-out", self.ca_file],
            check=True, capture_output=True)

    def close(self) -> None:
        self._directory.cleanup()


class Program(Place):
    """A program that speaks HTTP/2 on a port of its own."""

    def __init__(self, program: str) -> None:
        need(program)
        super().__init__()
        self.port = free_port()
        self.base = f"https://127.0.0.1:{self.port}/3.2"
        self.log = self.directory / "access.log"
        self.process = None

    def start(self, *command: str) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={
                **os.environ, "PATH": f"{os.environ['PATH']}:{SBIN}"})
        until(lambda: self.process.poll() is not None or answers(self.port),
              f"{command[0]} listens")

    def logged(self) -> list[list[str]]:
        """Protocol and connection of each request that has ended."""
        return [line.split() for line in
                self.log.read_text(encoding="utf-8").splitlines()]

    def close(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()
        super().close()


class Nghttpx(Program):
    """Before a simulator, or another server in clear; redirects pass as they
    are."""

    def __init__(self, sim) -> None:
        super().__init__("nghttpx")
        self.start(
            "nghttpx", f"--frontend=127.0.0.1,{self.port}",
            f"--backend=127.0.0.1,{sim.port}", "--workers=1",
            "--conf=/dev/null", "--no-ocsp", "--no-location-rewrite",
            f"--accesslog-file={self.log}",
            "--accesslog-format=$alpn $remote_port",
            f"--errorlog-file={self.directory / 'errors'}",
            self.key, self.ca_file)


class Nghttpd(Program):
    """Reports no limit to anybody."""

    def __init__(self, records: Records) -> None:
        super().__init__("nghttpd")
        records.write(self.directory / "files")
        self.start("nghttpd", f"--htdocs={self.directory / 'files'}",
                   "--address=127.0.0.1", str(self.port), self.key,
                   self.ca_file)


class Nginx(Program):
    """Over TLS, HTTP/2 or, where it allows no stream, HTTP/1.1."""

    CONFIGURATION = """
        {user} daemon off; worker_processes 1; pid {place}/pid;
        error_log {place}/errors;
        events {{ worker_connections 1000; }}
        http {{
            log_format used '$server_protocol $connection';
            access_log {place}/access.log used;
            default_type application/xml; keepalive_requests 100000;
            client_body_temp_path {place}/a; proxy_temp_path {place}/b;
            fastcgi_temp_path {place}/c; uwsgi_temp_path {place}/d;
            scgi_temp_path {place}/e;
            server {{
                listen 127.0.0.1:{port} ssl {protocol};
                {bound}
                ssl_certificate {place}/cert.pem;
                ssl_certificate_key {place}/key.pem;
                add_header X-Throttling-Control "{limits}";
                location / {{ root {place}/files; }}
                location = {token_path} {{ return 200 '{token}'; }}
            }}
        }}
        """

    def __init__(self, records: Records, streams: int = 256) -> None:
        super().__init__("nginx")
        records.write(self.directory / "files")
        file = self.directory / "nginx.conf"
        file.write_text(self.CONFIGURATION.format(
            user="user root;" if os.geteuid() == 0 else "",
            place=self.directory, port=self.port,
            protocol="http2" if streams else "",
            bound=f"http2_max_concurrent_streams {streams};" if streams else "",
            limits=LIMITS, token_path=TOKEN_PATH, token=TOKEN.decode()))
        self.start("nginx", "-p", str(self.directory), "-c", str(file),
                   "-e", str(self.directory / "errors"))


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    bodies: dict[str, bytes]

    def do_GET(self) -> None:
        body = self.bodies[self.path]
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Throttling-Control", LIMITS)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_words) -> None:
        pass


def only_old(context: ssl.SSLContext, newest: ssl.TLSVersion) -> None:
    """What Python advises against, and OpenSSL has to be talked into."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.maximum_version = context.minimum_version = newest
    context.set_ciphers("DEFAULT@SECLEVEL=0")


class Python(Place):
    """http.server, HTTP/1.1, with TLS or without."""

    def __init__(self, records: Records, tls: bool,
                 newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED
                 ) -> None:
        super().__init__()
        handler = type("Handler", (_Handler,), {
            "bodies": {**records.by_path, TOKEN_PATH: TOKEN}})
        self._server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), handler, bind_and_activate=False)
        self._server.request_queue_size = 300
        self._server.handle_error = lambda *_: None
        self._server.server_bind()
        self._server.server_activate()
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            if newest == ssl.TLSVersion.TLSv1_1:
                only_old(context, newest)
            context.load_cert_chain(self.ca_file, self.key)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True,
                do_handshake_on_connect=False)
        self.port = self._server.server_address[1]
        self.base = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}/3.2"
        self._thread = threading.Thread(target=self._server.serve_forever,
                                        daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        super().close()
