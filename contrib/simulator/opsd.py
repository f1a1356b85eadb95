#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A loopback stand-in for the EPO's Open Patent Services, for tests.

It answers with recorded and made-up documents, limits and misbehaves on
demand, and writes down every request, so that a test can assert what a client
returned and what that cost.  When ready it prints one line:

    listening on http://127.0.0.1:PORT/3.2

The publication server's stand-in is at the same port, below
/publication-server/rest/v1.2.
"""

import argparse
import asyncio
import gc
import resource
import signal
import sys
from pathlib import Path

import misbehave
from clock import Clock
from control import PREFIX, Control
from journal import Journal
from publications import Publications
from recorded import Recordings
from records import Library
from service import BASE, Service
from settings import STATES, Settings
from wire import Exchange, listen


def _limits(text: str) -> dict:
    """class=N,class=N"""
    try:
        pairs = [item.split("=") for item in text.split(",") if item]
        return {name: int(number) for name, number in pairs}
    except ValueError:
        raise argparse.ArgumentTypeError("expected class=N,...") from None


def _latency(text: str) -> float | list:
    """A number, or the least and the most"""
    least, _, most = text.partition("-")
    return [float(least), float(most)] if most else float(least)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="opsd.py", description="A stand-in for OPS on this machine.")
    add = parser.add_argument
    add("--port", type=int, default=0, help="0: any free port")
    add("--recordings", action="append", default=[], metavar="DIR",
        help="directory of index.jsonl and bodies; may be repeated")
    add("--publications", metavar="DIR",
        help="real documents of the publication server, *.xml")
    add("--no-samples", action="store_true",
        help="without the bundled documents")
    add("--synthetic", type=int, default=0, metavar="N",
        help="make N documents up")
    add("--key", default="key", help="accepted consumer key")
    add("--secret", default="secret", help="accepted consumer secret")
    add("--token-life", type=float, default=1199, metavar="SECONDS")
    add("--latency", type=_latency, default=0, metavar="MS[-MS]",
        help="delay of every answer; of a range, by chance")
    add("--throttle", choices=("on", "off"), default="off",
        help="enforce the limits a minute")
    add("--instances", type=int, default=1, metavar="N",
        help="servers answering in turn")
    add("--limits", type=_limits, default={}, metavar="CLASS=N,...")
    add("--state", choices=STATES, default="idle")
    add("--log", type=argparse.FileType("a", encoding="utf-8"),
        metavar="FILE", help="append a JSON line per request")
    return parser


def build(options: argparse.Namespace) -> tuple[Service, Control]:
    settings = Settings(
        key=options.key, secret=options.secret,
        token_life=options.token_life, latency_ms=options.latency,
        throttle=options.throttle, instances=options.instances,
        limits=options.limits, state=options.state)
    clock = Clock()
    library = Library(samples=not options.no_samples,
                      synthetic=options.synthetic,
                      recordings=options.recordings)
    folder = Path(options.publications) if options.publications else None
    service = Service(settings, clock, Journal(clock, options.log),
                      Recordings(options.recordings), library,
                      Publications(library.cases, folder), misbehave.start)
    return service, Control(service)


def _raise_file_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def serve(service: Service, control: Control, port: int) -> None:
    def route(exchange: Exchange) -> None:
        if exchange.request.path.startswith(PREFIX):
            control.handle(exchange)
        else:
            service.handle(exchange)

    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    server = await listen(route, port)
    service.port = server.sockets[0].getsockname()[1]
    print(f"listening on http://127.0.0.1:{service.port}{BASE}", flush=True)
    await stopped.wait()
    server.close()


def main() -> int:
    parser = arguments()
    options = parser.parse_args()
    try:
        service, control = build(options)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    _raise_file_limit()
    # the documents stay for ever: keep the collector from looking at them
    gc.collect()
    gc.freeze()
    asyncio.run(serve(service, control, options.port))
    return 0


if __name__ == "__main__":
    sys.exit(main())
