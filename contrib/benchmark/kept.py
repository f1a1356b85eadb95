#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The budgets of the store, measured against peers in the same run.

    kept.py OPSFS FILL [name ...]

OPSFS is the program, FILL the helper built beside this file. Lines and their
worth are those of bench.py. Each pair is measured ROUNDS times, in turns; the
figures are medians, in brackets the least and the most.
"""
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from bench import (BIBLIO, FIRST, Mount, Simulator, numbers, report,
                   waits_of)

ROUNDS = 7
TITLE = f"patent/EP{FIRST}A1/title.txt"
OPEN = ("--limits", "retrieval=100000,inpadoc=100000,search=100000,"
        "other=100000,images=100000")
MANY = 100_000


@contextlib.contextmanager
def mounted(opsfs, sim, *options):
    mount = Mount(opsfs, sim, "eps=off", *options)
    try:
        yield mount
    finally:
        mount.close()


@contextlib.contextmanager
def simulated(*options):
    simulator = Simulator(*OPEN, *options)
    try:
        yield simulator
    finally:
        simulator.close()


@contextlib.contextmanager
def scratch(where=None):
    path = tempfile.mkdtemp(prefix="opsfs-kept-", dir=where)
    try:
        yield path
    finally:
        shutil.rmtree(path)


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spread(values, unit=1000.0):
    return (f"{statistics.median(values) * unit:.2f} "
            f"[{min(values) * unit:.2f}-{max(values) * unit:.2f}]")


def read(root, path):
    with open(os.path.join(root, path), "rb") as f:
        return f.read()


def fill(tools, sim, store, count, *pace, first=FIRST):
    """So many records of the simulator's first one."""
    with mounted(tools.opsfs, sim, "store=none") as mount, \
            tempfile.NamedTemporaryFile() as sample:
        sample.write(read(mount.path, BIBLIO.format(FIRST)))
        sample.flush()
        command = [tools.fill, store, sim.base, sample.name, str(FIRST),
                   str(first), str(count), *pace]
        if pace:
            process = subprocess.Popen(command)
            time.sleep(0.5)     # it has read the sample, and begun
            return process
        return subprocess.run(command, check=True)


def second(tools):
    """The first read of a record that an earlier mount has kept."""
    times, before = [], None
    with simulated() as sim, scratch() as store:
        for _ in range(3 * ROUNDS):
            with mounted(tools.opsfs, sim, f"store={store}") as mount:
                times.append(seconds(lambda: read(mount.path, TITLE)))
            before = before or sim.get("/_sim/stats")["requests"]
        asked = sim.get("/_sim/stats")["requests"] - before
    report("second mount, first read, kept", f"{spread(times[1:])} ms, "
           f"{asked} requests", None, "< 2 ms, 0")


def cat(root, paths):
    """What they hold, into nothing."""
    subprocess.run(["xargs", "cat"], input="\n".join(paths), cwd=root,
                   text=True, check=True, stdout=subprocess.DEVNULL)


def walk(tools):
    """A thousand biblios, kept and on tmpfs."""
    paths = [BIBLIO.format(n) for n in numbers(1000)]
    kept, plain = [], []
    with simulated() as sim, scratch() as store, scratch("/dev/shm") as copy:
        fill(tools, sim, store, 1000)
        with mounted(tools.opsfs, sim, f"store={store}") as mount:
            for path in paths:
                target = os.path.join(copy, path)
                os.makedirs(os.path.dirname(target))
                shutil.copyfile(os.path.join(mount.path, path), target)
        for _ in range(ROUNDS):
            with mounted(tools.opsfs, sim, f"store={store}") as mount:
                kept.append(seconds(lambda: cat(mount.path, paths)))
            plain.append(seconds(lambda: cat(copy, paths)))
    report("cat of 1,000 kept biblios", f"{spread(kept)} ms, on tmpfs "
           f"{spread(plain)} ms",
           statistics.median(plain) / statistics.median(kept), ">= 0.2")


def far(tools):
    """The titles of a list of a thousand, kept, and from a server that is
    150 ms away, in bundles."""
    paths = [f"EP{n}A1/title.txt" for n in numbers(1000)]
    kept, away = [], []
    with simulated("--latency", "150") as sim, scratch() as home:
        lists, store = os.path.join(home, "lists"), os.path.join(home, "kept")
        os.mkdir(lists)
        with open(os.path.join(lists, "all"), "w", encoding="ascii") as f:
            f.writelines(f"EP{n}A1\n" for n in numbers(1000))
        for times, where, rounds in ((away, "none", 3), (None, store, 1),
                                     (kept, store, ROUNDS)):
            for _ in range(rounds):
                with mounted(tools.opsfs, sim, f"lists={lists}",
                             f"store={where}") as mount:
                    room = os.path.join(mount.path, "list/all")
                    os.listdir(room)
                    took = seconds(lambda: cat(room, paths))
                if times is not None:
                    times.append(took)
    report("walk of 1,000 kept titles", f"{spread(kept)} ms, from 150 ms away "
           f"{spread(away)} ms",
           statistics.median(away) / statistics.median(kept), ">= 20")


def start(tools):
    """With a store of 100,000 records, and with none; and its memory."""
    times = {"none": [], "store": []}
    rss = {"none": [], "store": []}
    with simulated() as sim, scratch() as store:
        fill(tools, sim, store, MANY)
        for _ in range(ROUNDS):
            for what, option in (("none", "store=none"),
                                 ("store", f"store={store}")):
                begun = time.perf_counter()
                with mounted(tools.opsfs, sim, option) as mount:
                    times[what].append(time.perf_counter() - begun)
                    for n in numbers(300):
                        read(mount.path, BIBLIO.format(n))
                    rss[what].append(mount.status("VmRSS") / 1024)
    more = statistics.median(times["store"]) - statistics.median(times["none"])
    report("start with 100,000 records kept", f"{spread(times['store'])} ms, "
           f"without a store {spread(times['none'])} ms", None,
           f"{more * 1000:+.1f} <= 50 ms")
    more = statistics.median(rss["store"]) - statistics.median(rss["none"])
    report("memory of it, 300 records read", f"{spread(rss['store'], 1)} MB, "
           f"without {spread(rss['none'], 1)} MB", None, f"{more:+.1f} <= 8 MB")


def late(mount, path, count=3000):
    """The 99th of a hundred reads of a cached file, in seconds: by the clock,
    and without what reader and mount waited for a processor."""
    whole, own = [], []
    for _ in range(count):
        waited = waits_of(mount)
        took = seconds(lambda: read(mount.path, path))
        whole.append(took)
        own.append(max(0, took - (waits_of(mount) - waited) / 1000))
    return [sorted(times)[count * 99 // 100] for times in (whole, own)]


def beside(tools):
    """Readers of what is cached, while another process keeps 25,000 records a
    minute in the same store."""
    alone, crowded = [], []
    with simulated() as sim, scratch() as store, \
            mounted(tools.opsfs, sim, f"store={store}") as mount:
        path = BIBLIO.format(FIRST)
        late(mount, path)
        for turn in range(ROUNDS):
            alone.append(late(mount, path))
            writer = fill(tools, sim, store, 10**6, "417",
                          first=FIRST + 10**5 * (turn + 1))
            crowded.append(late(mount, path))
            writer.terminate()
            writer.wait()
    for at, what in ((1, "own time"), (0, "by the clock")):
        busy, calm = ([pair[at] for pair in pairs]
                      for pairs in (crowded, alone))
        report(f"p99 of cached reads beside a writer, {what}",
               f"{spread(busy)} ms, alone {spread(calm)} ms",
               statistics.median(busy) / statistics.median(calm), "<= 1.2")


def changes(tools):
    """What changed of a thousand patents, of which all is fresh."""
    cold, warm = [], []
    with simulated() as sim, scratch() as home:
        lists = os.path.join(home, "lists")
        os.mkdir(lists)
        with open(os.path.join(lists, "all"), "w", encoding="ascii") as f:
            f.writelines(f"EP{n}A1\n" for n in numbers(1000))
        options = (f"store={home}/kept", f"lists={lists}", "timeout=3000")
        with mounted(tools.opsfs, sim, *options) as mount:
            read(mount.path, "list/all/changes.tsv")
        before = sim.get("/_sim/stats")["requests"]
        for _ in range(ROUNDS):
            with mounted(tools.opsfs, sim, *options) as mount:
                for times in (cold, warm):
                    times.append(seconds(
                        lambda: read(mount.path, "list/all/changes.tsv")))
        asked = sim.get("/_sim/stats")["requests"] - before
    report("changes.tsv of 1,000, all fresh", f"{spread(cold)} ms, again "
           f"{spread(warm)} ms, {asked} requests", None, "< 1000 ms, 0")


def names(tools):
    """A directory of 100,000 kept names, and one on tmpfs."""
    tools_of = {"ls": ["ls"], "ls -f": ["ls", "-f"],
                "find": ["find", ".", "-maxdepth", "1"]}
    with simulated() as sim, scratch() as store, scratch("/dev/shm") as plain:
        fill(tools, sim, store, MANY)
        for n in numbers(MANY):
            os.mkdir(os.path.join(plain, f"EP{n}A1"))
        for name, command in tools_of.items():
            first, later, peer = [], [], []
            for _ in range(ROUNDS):
                with mounted(tools.opsfs, sim, f"store={store}") as mount:
                    room = os.path.join(mount.path, "patent")
                    for times, root in ((first, room), (later, room),
                                        (peer, plain)):
                        times.append(seconds(lambda: subprocess.run(
                            command, cwd=root, check=True,
                            stdout=subprocess.DEVNULL)))
            own = statistics.median(peer)
            report(f"{name} of 100,000 kept names", f"{spread(first)} ms, again "
                   f"{spread(later)}, tmpfs {spread(peer)}",
                   statistics.median(first) / own,
                   f"again {statistics.median(later) / own:.2f}, both <= 3")


MEASURES = {"second": second, "walk": walk, "far": far, "start": start, "beside": beside,
            "changes": changes, "names": names}


class Tools:
    def __init__(self, opsfs, helper):
        self.opsfs, self.fill = opsfs, helper


def main(arguments):
    tools = Tools(*arguments[:2])
    report("measure", "figures", None, "ratio, budget")
    for name in arguments[2:] or MEASURES:
        MEASURES[name](tools)


if __name__ == "__main__":
    main(sys.argv[1:])
