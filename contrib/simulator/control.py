# SPDX-License-Identifier: GPL-3.0-or-later
"""The /_sim/ endpoints: how a test arms, waits, releases and counts.

Control requests need no token, are not journalled and not throttled.

    POST   reset              all as after the start; held requests go on first
    POST   set {...}          settings.Settings, and `advance` (seconds to put
                              the clock forward: token life, windows, quotas)
    POST   fault {"kind", "match", "times", ...}    misbehave.KINDS
    DELETE fault              disarm all
    POST   release {"match"}  let held and hung requests go on
    GET    wait?held=N        or requests, in_flight, answered, aborted; with
                              &match=REGEX, &timeout=SECONDS: 200 or 408
    GET    log?match=REGEX    the journal
    GET    stats              the counters

Expressions are searched in "METHOD path?query" (the path from /rest-services
or /auth on), as sent and decoded.  Without one, faults and waits are about
data requests, and held, release and log about all.
"""

import asyncio
import json
import re
from typing import Callable
from urllib.parse import parse_qsl

import misbehave
from journal import Entry, Journal, matcher
from service import Service
from wire import Exchange, head_of

PREFIX = "/_sim/"
WAIT_FOR = ("held", "requests", "in_flight", "answered", "aborted")


class _Waiter:
    """One long poll."""

    __slots__ = ("exchange", "what", "matches", "goal", "count", "timer")

    def __init__(self, exchange, what, matches, goal, count) -> None:
        self.exchange = exchange
        self.what = what
        self.matches = matches
        self.goal = goal
        self.count = count
        self.timer = None


class Waiters:
    """Long polls.  Each counts its own events, so that 2,000 arrivals cost
    2,000 steps and not 2,000 looks at the whole journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: list[_Waiter] = []
        journal.watch = self._event

    def add(self, exchange: Exchange, what: str,
            matches: Callable[[Entry], bool], goal: int,
            timeout: float) -> None:
        count = self._journal.count(what, matches)
        waiter = _Waiter(exchange, what, matches, goal, count)
        if count >= goal:
            _reply(exchange, 200, {"count": count})
            return
        self._waiting.append(waiter)
        waiter.timer = asyncio.get_running_loop().call_later(
            timeout, self._finish, waiter, 408)
        exchange.on_end = lambda sent, aborted: self._drop(waiter)

    def recount(self) -> None:
        """The journal has been forgotten."""
        for waiter in self._waiting:
            waiter.count = self._journal.count(waiter.what, waiter.matches)

    def _event(self, what: str, entry: Entry, step: int) -> None:
        for waiter in self._waiting[:] if self._waiting else ():
            if waiter.what == what and waiter.matches(entry):
                waiter.count += step
                if waiter.count >= waiter.goal:
                    self._finish(waiter, 200)

    def _finish(self, waiter: _Waiter, status: int) -> None:
        _reply(waiter.exchange, status, {"count": waiter.count})

    def _drop(self, waiter: _Waiter) -> None:
        waiter.timer.cancel()
        if waiter in self._waiting:
            self._waiting.remove(waiter)


class Control:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._journal = service.journal
        self._waiters = Waiters(service.journal)
        self._routes = {
            ("POST", "reset"): self._reset,
            ("POST", "set"): self._set,
            ("POST", "fault"): self._arm,
            ("DELETE", "fault"): self._disarm,
            ("POST", "release"): self._release,
            ("GET", "log"): self._log,
            ("GET", "stats"): self._stats,
        }

    def handle(self, exchange: Exchange) -> None:
        request = exchange.request
        name = request.path[len(PREFIX):]
        if name.startswith("xxe-hit"):
            self._count_hit(exchange)
            return
        try:
            params = dict(parse_qsl(request.query, keep_blank_values=True))
            if (request.method, name) == ("GET", "wait"):
                self._wait(exchange, params)
                return
            route = self._routes.get((request.method, name))
            if route is None:
                _reply(exchange, 404, {"error": "no such endpoint"})
                return
            _reply(exchange, 200, route(params, _payload(request.body)))
        except (ValueError, TypeError, re.error) as error:
            _reply(exchange, 400, {"error": str(error)})

    def _reset(self, params: dict, payload: dict):
        self._service.reset()
        self._waiters.recount()
        return {}

    def _set(self, params: dict, payload: dict):
        advance = payload.pop("advance", 0)
        if not isinstance(advance, (int, float)) or advance < 0:
            raise ValueError("advance: seconds to put the clock forward")
        self._service.settings.update(payload)
        self._service.clock.advance(advance)
        return {}

    def _arm(self, params: dict, payload: dict):
        kind = payload.pop("kind", "")
        match = payload.pop("match", None)
        times = payload.pop("times", 1)
        if not isinstance(times, int) or times < -1 or times == 0:
            raise ValueError("times: 1 or more, or -1 for ever")
        checked = misbehave.check(kind, payload)
        return {"id": self._service.faults.arm(kind, match, times, checked)}

    def _disarm(self, params: dict, payload: dict):
        return {"removed": self._service.faults.clear()}

    def _release(self, params: dict, payload: dict):
        matches = _matcher_or_all(payload.get("match"))
        return {"released": self._service.holding.release(matches)}

    def _log(self, params: dict, payload: dict):
        return self._journal.select(_matcher_or_all(params.get("match")))

    def _stats(self, params: dict, payload: dict):
        return self._journal.stats()

    def _wait(self, exchange: Exchange, params: dict) -> None:
        timeout = float(params.pop("timeout", 30))
        match = params.pop("match", None)
        if len(params) != 1 or next(iter(params)) not in WAIT_FOR:
            raise ValueError("wait for one of: " + ", ".join(WAIT_FOR))
        what, goal = params.popitem()
        matches = (_matcher_or_all(match) if what == "held"
                   else matcher(match))
        self._waiters.add(exchange, what, matches, int(goal), timeout)

    def _count_hit(self, exchange: Exchange) -> None:
        self._journal.xxe_hits += 1
        exchange.send(head_of(200, [("Content-Type",
                                     "application/xml-dtd")], 0), b"")


def _matcher_or_all(pattern: str | None) -> Callable[[Entry], bool]:
    return matcher(pattern or ".")


def _payload(body: bytes) -> dict:
    payload = json.loads(body) if body.strip() else {}
    if not isinstance(payload, dict):
        raise ValueError("the body has to be a JSON object")
    return payload


def _reply(exchange: Exchange, status: int, value) -> None:
    body = json.dumps(value).encode()
    head = head_of(status, [("Content-Type", "application/json")], len(body))
    exchange.send(head, body)
