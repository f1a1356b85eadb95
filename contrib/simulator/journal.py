# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of every request, and the counters that follow from it.

A request is written down when it arrives and completed when its answer has
been handed to the network, before the client can have read it: a client that
asks for the log after its answer finds the whole entry.  Of the credentials
only the kind is kept.

Counters: `requests`, `bytes`, `by_class`, `over_limit` and `max_in_flight`
are about data requests (/rest-services/), `tokens` about token requests,
`connections` about connections that carried any journalled request.
"""

import json
import re
from typing import Callable, TextIO
from urllib.parse import unquote

from clock import Clock
from wire import Exchange

DATA = "/rest-services/"
TOKEN = "/auth/"


class Entry:
    """One request of the log."""

    __slots__ = ("n", "t", "t_end", "method", "path", "query", "body",
                 "range", "accept", "content_type", "auth", "host", "status",
                 "throttle_class", "bytes", "connection", "instance",
                 "over_limit", "aborted", "fault", "held", "generation")

    def subjects(self) -> tuple[str, ...]:
        """What expressions are matched against: as sent, and decoded."""
        line = f"{self.method} {self.path}"
        if self.query:
            line += "?" + self.query
        return (line, unquote(line)) if "%" in line else (line,)

    def is_data(self) -> bool:
        return self.throttle_class is not None

    def as_dict(self) -> dict:
        shown = {name: getattr(self, name) for name in self.__slots__
                 if name not in ("throttle_class", "generation")}
        shown["class"] = self.throttle_class
        return shown


def matcher(pattern: str | None) -> Callable[[Entry], bool]:
    """A test for entries; without an expression all data requests pass."""
    if not pattern:
        return Entry.is_data
    search = re.compile(pattern).search
    return lambda entry: any(map(search, entry.subjects()))


def _auth_kind(value: str) -> str:
    kind = value.partition(" ")[0].lower()
    if kind in ("basic", "bearer"):
        return kind
    return "other" if kind else "none"


def _shown_body(body: bytes, path: str) -> str:
    """The body, but never one that holds credentials."""
    if path.startswith(TOKEN) and b"secret" in body:
        return "REDACTED"
    return body.decode("utf-8", "replace")


class Journal:
    def __init__(self, clock: Clock, log: TextIO | None = None) -> None:
        self._clock = clock
        self._log = log
        self._connections = 0
        self.generation = 0
        # called as watch(what, entry, +1 or -1); see control.Waiters
        self.watch: Callable[[str, Entry, int], None] = lambda *a: None
        self._clear()

    def _clear(self) -> None:
        self.entries: list[Entry] = []
        self.in_flight = 0
        self.max_in_flight = 0
        self.xxe_hits = 0

    def reset(self) -> None:
        """Forget all.  Requests still in flight end without a trace."""
        self.generation += 1
        self._clear()

    def arrive(self, exchange: Exchange, path: str,
               throttle_class: str | None, instance: int | None) -> Entry:
        request, connection = exchange.request, exchange.connection
        get = request.headers.get
        if not connection.serial:
            self._connections += 1
            connection.serial = self._connections
        entry = Entry()
        entry.n = len(self.entries) + 1
        entry.t = round(self._clock.since_start(), 6)
        entry.t_end = entry.status = None
        entry.method = request.method
        entry.path = path
        entry.query = request.query
        entry.body = _shown_body(request.body, path)
        entry.range = get("x-ops-range")
        entry.accept = get("accept")
        entry.content_type = get("content-type")
        entry.auth = _auth_kind(get("authorization", ""))
        entry.host = get("host")
        entry.throttle_class = throttle_class
        entry.bytes = 0
        entry.connection = connection.serial
        entry.instance = instance
        entry.over_limit = entry.aborted = entry.held = False
        entry.fault = None
        entry.generation = self.generation
        self.entries.append(entry)
        self._count_in_flight(entry, 1)
        self.watch("requests", entry, 1)
        return entry

    def complete(self, entry: Entry, sent: int, aborted: bool) -> None:
        """The answer is out, or the client is gone."""
        entry.t_end = round(self._clock.since_start(), 6)
        entry.bytes = sent
        entry.aborted = aborted
        self.set_held(entry, False)
        if entry.generation == self.generation:
            self._count_in_flight(entry, -1)
            self.watch("aborted" if aborted else "answered", entry, 1)
        if self._log is not None:
            self._log.write(json.dumps(entry.as_dict()) + "\n")
            self._log.flush()

    def set_held(self, entry: Entry, held: bool) -> None:
        if entry.held != held:
            entry.held = held
            if entry.generation == self.generation:
                self.watch("held", entry, 1 if held else -1)

    def _count_in_flight(self, entry: Entry, step: int) -> None:
        if entry.is_data():
            self.in_flight += step
            self.max_in_flight = max(self.max_in_flight, self.in_flight)
        self.watch("in_flight", entry, step)

    def count(self, what: str, matches: Callable[[Entry], bool]) -> int:
        """How many entries are `what` now: as reported to the watch."""
        test = _NOW[what]
        return sum(1 for e in self.entries if test(e) and matches(e))

    def select(self, matches: Callable[[Entry], bool]) -> list[dict]:
        return [e.as_dict() for e in self.entries if matches(e)]

    def stats(self) -> dict:
        data = [e for e in self.entries if e.is_data()]
        by_class: dict[str, int] = {}
        for entry in data:
            name = entry.throttle_class
            by_class[name] = by_class.get(name, 0) + 1
        return {
            "requests": len(data),
            "tokens": sum(e.path.startswith(TOKEN) for e in self.entries),
            "connections": len({e.connection for e in self.entries}),
            "over_limit": sum(e.over_limit for e in data),
            "bytes": sum(e.bytes for e in data),
            "in_flight": self.in_flight,
            "max_in_flight": self.max_in_flight,
            "aborted": sum(e.aborted for e in data),
            "by_class": by_class,
            "xxe_hits": self.xxe_hits,
        }


_NOW = {
    "requests": lambda e: True,
    "in_flight": lambda e: e.t_end is None,
    "held": lambda e: e.held,
    "answered": lambda e: e.t_end is not None and not e.aborted,
    "aborted": lambda e: e.aborted,
}
