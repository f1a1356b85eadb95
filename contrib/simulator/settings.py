# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test may turn: one object, checked when it is changed.

Every part of the simulator holds the same Settings and reads it when it
needs a value, so that a change counts from the next request on.  `reset`
goes back to what the command line said.
"""

import dataclasses
from dataclasses import dataclass, field

STATES = ("idle", "busy", "overloaded")
CLASSES = ("images", "inpadoc", "other", "retrieval", "search")
TOKEN_STYLES = ("2014", "2023", "2026")


@dataclass
class Settings:
    key: str = "key"
    secret: str = "secret"
    token_life: float = 1199
    token_style: str = "2026"
    latency_ms: float | list = 0    # or the least and the most of it
    throttle: str = "off"
    instances: int = 1
    limits: dict = field(default_factory=dict)
    state: str = "idle"
    quota_hour: int = 450_000_000
    quota_week: int = 4 * 1024 ** 3
    quota_publications: int = 5 * 10 ** 9
    chunked: bool = False

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            _check(name, value)
        self._first = dataclasses.asdict(self)

    def update(self, changes: dict) -> None:
        """Change all of `changes` or, when one of them is wrong, none."""
        names = {f.name for f in dataclasses.fields(self)}
        for name, value in changes.items():
            if name not in names:
                raise ValueError(f"no such setting: {name}")
            _check(name, value)
        for name, value in changes.items():
            setattr(self, name, value)

    def reset(self) -> None:
        for name, value in self._first.items():
            setattr(self, name, dict(value) if name == "limits" else value)


def _number(low: float):
    return lambda v: (isinstance(v, (int, float))
                      and not isinstance(v, bool) and v >= low)


def _latency(value) -> bool:
    number = _number(0)
    return number(value) or (
        isinstance(value, list) and len(value) == 2
        and all(map(number, value)) and value[0] <= value[1])


def _whole(low: int):
    return lambda v: isinstance(v, int) and _number(low)(v)


def _one_of(*values: str):
    return lambda v: v in values


def _limits(value) -> bool:
    return isinstance(value, dict) and all(
        name in CLASSES and _whole(0)(n) for name, n in value.items())


def _text(value) -> bool:
    return isinstance(value, str) and value != ""


_CHECKS = {
    "key": _text,
    "secret": _text,
    "token_life": _number(0),
    "token_style": _one_of(*TOKEN_STYLES),
    "latency_ms": _latency,
    "throttle": _one_of("on", "off"),
    "instances": _whole(1),
    "limits": _limits,
    "state": _one_of(*STATES),
    "quota_hour": _whole(0),
    "quota_week": _whole(0),
    "quota_publications": _whole(0),
    "chunked": lambda v: isinstance(v, bool),
}


def _check(name: str, value) -> None:
    if not _CHECKS[name](value):
        shown = "" if name == "secret" else f": {value!r}"
        raise ValueError(f"bad value for {name}{shown}")
