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
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from bench import BIBLIO, FIRST, Mount, Simulator, numbers, report

ROUNDS = 7
TURNS = 20      # short ones
TITLE = f"patent/EP{FIRST}A1/title.txt"
OPEN = ("--limits", "retrieval=100000,inpadoc=100000,search=100000,"
        "other=100000,images=100000")
MANY = 100_000
DOCDB = "published-data/publication/docdb"


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


def cat_all(root):
    """As a person does: the shell lists the directory, one cat reads."""
    return seconds(lambda: subprocess.run(
        ["bash", "-c", "cat */biblio.xml"], cwd=os.path.join(root, DOCDB),
        check=True, stdout=subprocess.DEVNULL))


def ratio_of(ours, peers):
    """Of what was measured in turns: the median of the pairs."""
    return statistics.median(b / a for a, b in zip(ours, peers))


def away(tools, rounds=3):
    """The same walk by mounts without a store, from a server that is 150 ms
    away, in bundles. The abstract of each was read before, so that the
    directory lists it."""
    times = []
    abstracts = [BIBLIO.format(n).replace("biblio", "abstract")
                 for n in numbers(1000)]
    with simulated("--latency", "150") as sim:
        for _ in range(rounds):
            with mounted(tools.opsfs, sim) as mount:
                subprocess.run(["xargs", "-n8", "-P100", "cat"], text=True,
                               input="\n".join(abstracts), cwd=mount.path,
                               check=True, stdout=subprocess.DEVNULL)
                times.append(cat_all(mount.path))
    return times


def copied(mount, copy):
    """The same files, as they are read."""
    for n in numbers(1000):
        target = os.path.join(copy, BIBLIO.format(n))
        os.makedirs(os.path.dirname(target))
        shutil.copyfile(os.path.join(mount.path, BIBLIO.format(n)), target)


def walk(tools):
    """A thousand biblios of 15 KB: kept, read by a fresh mount; on tmpfs; and
    from far away."""
    kept, plain = [], []
    with simulated() as sim, scratch() as store, scratch("/dev/shm") as copy:
        fill(tools, sim, store, 1000)
        with mounted(tools.opsfs, sim, f"store={store}") as mount:
            copied(mount, copy)
        for _ in range(3 * ROUNDS):
            with mounted(tools.opsfs, sim, f"store={store}") as mount:
                kept.append(cat_all(mount.path))
            plain.append(cat_all(copy))
    report("walk of 1,000 kept biblios", f"{spread(kept)} ms, plain files on "
           f"tmpfs {spread(plain)} ms", ratio_of(kept, plain), ">= 0.2")
    far = away(tools)
    report("", f"from 150 ms away, in bundles {spread(far)} ms",
           statistics.median(far) / statistics.median(kept), ">= 20")


def titles(tools):
    """The titles of a list of a thousand, kept: each is made of its biblio."""
    paths = [f"EP{n}A1/title.txt" for n in numbers(1000)]
    kept = []
    with simulated() as sim, scratch() as home:
        lists, store = os.path.join(home, "lists"), os.path.join(home, "kept")
        os.mkdir(lists)
        with open(os.path.join(lists, "all"), "w", encoding="ascii") as f:
            f.writelines(f"EP{n}A1\n" for n in numbers(1000))
        fill(tools, sim, store, 1000)
        for _ in range(ROUNDS):
            with mounted(tools.opsfs, sim, f"lists={lists}",
                         f"store={store}") as mount:
                room = os.path.join(mount.path, "list/all")
                os.listdir(room)
                kept.append(seconds(lambda: cat(room, paths)))
    report("titles of a list of 1,000, kept", f"{spread(kept)} ms")


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
    """The 99th of a hundred reads of a cached file, in seconds."""
    times = sorted(seconds(lambda: read(mount.path, path))
                   for _ in range(count))
    return times[count * 99 // 100]


@contextlib.contextmanager
def writing(tools, sim, store):
    """25,000 records a minute by another process; stopped at first."""
    process = fill(tools, sim, store, 10**6, "417")
    process.send_signal(signal.SIGSTOP)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def late_beside(mount, path, process):
    """The same while that process works."""
    if not process:
        return late(mount, path)
    process.send_signal(signal.SIGCONT)
    time.sleep(0.02)
    try:
        return late(mount, path)
    finally:
        process.send_signal(signal.SIGSTOP)


def beside(tools):
    """Readers of what is cached, while another process keeps 25,000 records a
    minute in the same store; or in one of its own, which takes as much of the
    machine; or only makes them at that pace; or is not there. In short turns,
    so that all have the same neighbours."""
    times = {"same": [], "own": [], "made": [], "none": []}
    with simulated() as sim, scratch() as store, scratch() as other, \
            mounted(tools.opsfs, sim, f"store={store}") as mount, \
            writing(tools, sim, store) as same, \
            writing(tools, sim, other) as own, \
            writing(tools, sim, "none") as made:
        path = BIBLIO.format(FIRST)
        late(mount, path)
        turns = [("same", same), ("own", own), ("made", made), ("none", None)]
        for _ in range(TURNS):
            random.shuffle(turns)
            for name, process in turns:
                times[name].append(late_beside(mount, path, process))
    for name, what in (("none", "without one"), ("made", "who keeps nothing"),
                       ("own", "of another store")):
        report(f"p99 of cached reads, writer / {what}",
               f"{spread(times['same'], 1e6)} us, {spread(times[name], 1e6)} us",
               ratio_of(times[name], times["same"]), "<= 1.2")


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
            report(f"{name} of 100,000 kept names", f"{spread(first)} ms, again "
                   f"{spread(later)}, tmpfs {spread(peer)}",
                   ratio_of(peer, first),
                   f"again {ratio_of(peer, later):.2f}, both <= 3")


MEASURES = {"second": second, "walk": walk, "titles": titles, "start": start,
            "beside": beside, "changes": changes, "names": names}


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
