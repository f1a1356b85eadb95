# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulator's clock, which a test can put forward.

Token lives, throttle windows and quotas run on this clock, so that a test of
a 60-second window or a 20-minute token needs one control request and no
sleep.  The journal's times are real ones and do not move.
"""

import time
from email.utils import formatdate


class Clock:
    """Monotonic and wall time with one common advance."""

    def __init__(self) -> None:
        self.advanced = 0.0
        self._start = time.monotonic()
        self._date_second = -1
        self._date = ""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic() + self.advanced

    def wall(self) -> float:
        """Seconds since 1970, as the service's headers and quotas see it."""
        return time.time() + self.advanced

    def since_start(self) -> float:
        """Real seconds since the simulator started."""
        return time.monotonic() - self._start

    def date(self) -> str:
        """The Date header's value; formatted once a second only."""
        second = int(self.wall())
        if second != self._date_second:
            self._date_second = second
            self._date = formatdate(second, usegmt=True)
        return self._date

    def advance(self, seconds: float) -> None:
        self.advanced += seconds

    def reset(self) -> None:
        self.advanced = 0.0
