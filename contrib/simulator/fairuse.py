# SPDX-License-Identifier: GPL-3.0-or-later
"""Fair use: request limits a minute per class, and byte quotas.

Each instance of OPS counts on its own, in sliding windows of 60 seconds.  A
request beyond a limit is refused and does not take up room in the window; the
class is then black at that instance until the window has room again, which is
what Retry-After (in milliseconds) says.  The quotas are the account's, not an
instance's, and count body bytes, this answer's included.
"""

import math
import time
from collections import deque

from clock import Clock
from settings import CLASSES, Settings

WINDOW = 60.0
HOUR = 3600.0
LIMITS = {
    "idle": {"images": 200, "inpadoc": 60, "other": 1000,
             "retrieval": 200, "search": 30},
    "busy": {"images": 100, "inpadoc": 45, "other": 1000,
             "retrieval": 100, "search": 15},
    "overloaded": {"images": 50, "inpadoc": 30, "other": 1000,
                   "retrieval": 50, "search": 5},
}
_PREFIXES = (
    ("published-data/search", "search"),
    ("published-data/images", "images"),
    ("classification/cpc/media", "images"),
    ("published-data", "retrieval"),
    ("family", "inpadoc"),
    ("legal", "inpadoc"),
)


def class_of(path: str) -> str:
    """The throttle class of a path below /rest-services/."""
    for prefix, name in _PREFIXES:
        if path.startswith(prefix) and path[len(prefix):][:1] in ("", "/"):
            return name
    return "other"


class _Window:
    __slots__ = ("times", "black_until")

    def __init__(self) -> None:
        self.times: deque[float] = deque()
        self.black_until = 0.0

    def used(self, now: float) -> int:
        while self.times and self.times[0] <= now - WINDOW:
            self.times.popleft()
        return len(self.times)


class Throttle:
    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._windows: dict[tuple[int, str], _Window] = {}
        self._turn = 0

    def reset(self) -> None:
        self._windows.clear()
        self._turn = 0

    def next_instance(self) -> int:
        """Instances answer in turn."""
        instance = self._turn % self._settings.instances
        self._turn += 1
        return instance

    def limit(self, name: str) -> int:
        return self._settings.limits.get(
            name, LIMITS[self._settings.state][name])

    def admit(self, instance: int, name: str) -> int | None:
        """None when the request may pass, else milliseconds to wait."""
        if self._settings.throttle == "off":
            return None
        now = self._clock.now()
        window = self._window(instance, name)
        used = window.used(now)
        if now < window.black_until:
            return math.ceil((window.black_until - now) * 1000)
        if used >= self.limit(name):
            window.black_until = self._room_at(window, name, now)
            return math.ceil((window.black_until - now) * 1000)
        window.times.append(now)
        return None

    def _room_at(self, window: _Window, name: str, now: float) -> float:
        """When the window will be below its limit again."""
        limit = self.limit(name)
        if limit == 0:
            return now + WINDOW
        return window.times[len(window.times) - limit] + WINDOW

    def _window(self, instance: int, name: str) -> _Window:
        window = self._windows.get((instance, name))
        if window is None:
            window = self._windows[instance, name] = _Window()
        return window

    def header(self, instance: int, black: str = "") -> str:
        """X-Throttling-Control as this instance sees it; `black` forces a
        class to black."""
        now = self._clock.now()
        lights = {name: self._light(instance, name, now) for name in CLASSES}
        if black:
            lights[black] = "black:0"
        shown = ", ".join(f"{name}={light}" for name, light in lights.items())
        return f"{self._settings.state} ({shown})"

    def _light(self, instance: int, name: str, now: float) -> str:
        limit = self.limit(name)
        window = self._windows.get((instance, name))
        if window is None:
            return f"green:{limit}"
        if now < window.black_until:
            return "black:0"
        return f"{_colour(window.used(now), limit)}:{limit}"


def _colour(used: int, limit: int) -> str:
    if used * 2 < limit:
        return "green"
    return "yellow" if used * 4 <= limit * 3 else "red"


class Quota:
    """Bytes of the last hour (rolling) and of the calendar week (UTC)."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        self._seconds: deque[list] = deque()    # [second, bytes]
        self._hour = 0
        self._week = 0
        self._week_number = 0
        self.days: dict[int, list[int]] = {}    # day -> [requests, bytes]

    def _settle(self) -> None:
        wall = self._clock.wall()
        while self._seconds and self._seconds[0][0] <= wall - HOUR:
            self._hour -= self._seconds.popleft()[1]
        week = _week_of(wall)
        if week != self._week_number:
            self._week_number, self._week = week, 0

    def charge(self, size: int) -> None:
        self._settle()
        second = int(self._clock.wall())
        if not self._seconds or self._seconds[-1][0] != second:
            self._seconds.append([second, 0])
        self._seconds[-1][1] += size
        self._hour += size
        self._week += size
        day = self.days.setdefault(second // 86400, [0, 0])
        day[0] += 1
        day[1] += size

    def exhausted(self) -> str:
        """The rejection reason, or an empty string."""
        self._settle()
        if self._hour >= self._settings.quota_hour:
            return "IndividualQuotaPerHour"
        if self._week >= self._settings.quota_week:
            return "RegisteredQuotaPerWeek"
        return ""

    def headers(self) -> list[tuple[str, str]]:
        self._settle()
        return [("X-IndividualQuotaPerHour-Used", str(self._hour)),
                ("X-RegisteredQuotaPerWeek-Used", str(self._week))]


def _week_of(wall: float) -> int:
    """Number of the week; a new one begins Monday 00:00 UTC."""
    days = int(wall) // 86400
    return (days + time.gmtime(0).tm_wday) // 7
