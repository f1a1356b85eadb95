# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on demand: which request gets which, and who is being held.

A fault is armed with an expression and a number of times; the first armed one
that matches a request takes it.  What a fault does is misbehave.py's business.
"""

from dataclasses import dataclass
from typing import Callable

from journal import Entry, Journal, matcher
from wire import Exchange


@dataclass
class Fault:
    id: int
    kind: str
    matches: Callable[[Entry], bool]
    times: int              # -1: for ever
    params: dict


class Faults:
    """The armed faults, in the order they were armed."""

    def __init__(self) -> None:
        self._armed: list[Fault] = []
        self._last_id = 0

    def arm(self, kind: str, match: str | None, times: int,
            params: dict) -> int:
        self._last_id += 1
        self._armed.append(
            Fault(self._last_id, kind, matcher(match), times, params))
        return self._last_id

    def take(self, entry: Entry) -> Fault | None:
        """The fault for this request; uses one of its times up."""
        for fault in self._armed:
            if fault.matches(entry):
                if fault.times > 0:
                    fault.times -= 1
                    if fault.times == 0:
                        self._armed.remove(fault)
                return fault
        return None

    def clear(self) -> int:
        count = len(self._armed)
        self._armed.clear()
        return count


class Holding:
    """Requests that wait for a release."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._resume: dict[Exchange, Callable[[Exchange], None]] = {}

    def hold(self, exchange: Exchange,
             resume: Callable[[Exchange], None]) -> None:
        self._resume[exchange] = resume
        self._journal.set_held(exchange.context, True)

    def release(self, matches: Callable[[Entry], bool]) -> int:
        chosen = [e for e in self._resume if matches(e.context)]
        for exchange in chosen:
            resume = self._resume.pop(exchange)
            self._journal.set_held(exchange.context, False)
            resume(exchange)
        return len(chosen)

    def drop(self, exchange: Exchange) -> None:
        """The client is gone."""
        self._resume.pop(exchange, None)
