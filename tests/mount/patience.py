# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting without sleeping: to look again, with a bound for a wait that has gone
wrong."""

import os
import shlex
import threading

#: What the program is run under, such as `valgrind -q ...`.
WRAPPER = shlex.split(os.environ.get("OPSFS_WRAPPER", ""))
PATIENCE = 600 if WRAPPER else 90


def until(condition, what: str):
    """Look again until it holds; returns what it returned.  The processor is
    given away between two looks."""
    patience = threading.Event()
    timer = threading.Timer(PATIENCE, patience.set)
    timer.daemon = True
    timer.start()
    try:
        while not patience.is_set():
            found = condition()
            if found:
                return found
            os.sched_yield()
    finally:
        timer.cancel()
    raise AssertionError(f"in vain: {what}")
