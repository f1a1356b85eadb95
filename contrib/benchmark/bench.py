#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The budgets of opsfs, measured against peers in the same run.

    bench.py OPSFS LOAD NOTHING RENDER [name ...]

OPSFS is the program, the others are the helpers built beside this file.
Prints one line per measure: what was measured, the figures, and the ratio to the
peer, followed by the budget. Judges nothing: a shared machine is noisy, and
whoever reads the lines knows how noisy theirs is.
"""
import contextlib
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import front

HERE = os.path.dirname(os.path.abspath(__file__))
OPSD = os.path.join(HERE, "..", "simulator", "opsd.py")
BIBLIO = "published-data/publication/docdb/EP.{}.A1/biblio.xml"
CLAIMS = "published-data/publication/docdb/EP.{}.A1/claims"
REGISTER = "register/publication/epodoc/EP{}/biblio.xml"
FIRST = 4000001
ROUNDS = "9"
SLICE_MS = "250"


def report(what, figures, ratio=None, budget=""):
    """One line of the table."""
    shown = "" if ratio is None else f"{ratio:7.2f}"
    print(f"{what:40} {figures:44} {shown:>8}  {budget}", flush=True)


class Simulator:
    """The stand-in for OPS, with synthetic records."""

    def __init__(self, *options):
        self.process = subprocess.Popen(
            [sys.executable, OPSD, "--synthetic", "3000", *options],
            stdout=subprocess.PIPE, text=True)
        self.base = re.search(r"http://\S+", self.process.stdout.readline())[0]
        self.root = self.base.rsplit("/", 1)[0]

    def get(self, path):
        with urllib.request.urlopen(self.root + path) as answer:
            return json.load(answer)

    def post(self, path, **values):
        request = urllib.request.Request(
            self.root + path, data=json.dumps(values).encode(), method="POST")
        urllib.request.urlopen(request).close()

    def token(self):
        request = urllib.request.Request(
            self.base + "/auth/accesstoken",
            data=b"grant_type=client_credentials",
            headers={"Authorization": "Basic a2V5OnNlY3JldA=="})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["access_token"]

    def close(self):
        self.process.terminate()
        self.process.wait()


class Mount:
    """One mount of opsfs, in the foreground so that its pid is known."""

    def __init__(self, opsfs, simulator, *options):
        self.path = tempfile.mkdtemp(prefix="opsfs-bench-")
        arguments = ",".join(["base_url=" + simulator.base, "store=none",
                              *options])
        environment = dict(os.environ, OPS_CONSUMER_KEY="key",
                           OPS_CONSUMER_SECRET="secret")
        self.process = subprocess.Popen(
            [opsfs, "-f", "-o", arguments, self.path], env=environment,
            stderr=subprocess.DEVNULL)
        wait_for_mount(self.path, self.process)

    def status(self, field):
        with open(f"/proc/{self.process.pid}/status") as lines:
            for line in lines:
                if line.startswith(field + ":"):
                    return int(line.split()[1])
        return 0

    def switches(self):
        return (self.status("voluntary_ctxt_switches")
                + self.status("nonvoluntary_ctxt_switches"))

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        os.rmdir(self.path)


def wait_for_mount(path, process):
    """Polls the mount table: programs in the foreground do not say ready."""
    for _ in range(2000):
        with open("/proc/self/mounts") as mounts:
            if any(line.split()[1] == path for line in mounts):
                return
        if process.poll() is not None:
            raise SystemExit(f"{process.args[0]} did not mount")
        time.sleep(0.005)
    raise SystemExit("no mount after 10 s")


@contextlib.contextmanager
def simulated(*options):
    simulator = Simulator(*options)
    try:
        yield simulator
    finally:
        simulator.close()


@contextlib.contextmanager
def mounted(opsfs, *options, simulate=()):
    simulator = Simulator(*simulate)
    mount = Mount(opsfs, simulator, *options)
    try:
        yield simulator, mount
    finally:
        mount.close()
        simulator.close()


@contextlib.contextmanager
def listed(paths):
    """The paths in a file, as `load` takes them."""
    with tempfile.NamedTemporaryFile("w", suffix=".list") as f:
        f.write("".join(path + "\n" for path in paths))
        f.flush()
        yield f.name


@contextlib.contextmanager
def nothing_mounted(nothing, threads):
    path = tempfile.mkdtemp(prefix="opsfs-nothing-")
    process = subprocess.Popen([nothing, threads, path])
    wait_for_mount(path, process)
    try:
        yield path
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
        os.rmdir(path)


@contextlib.contextmanager
def copied(mount, names):
    """The same files on tmpfs."""
    path = tempfile.mkdtemp(prefix="opsfs-bench-", dir="/dev/shm")
    for name in names:
        target = os.path.join(path, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(os.path.join(mount.path, name), target)
    try:
        yield path
    finally:
        shutil.rmtree(path)


def numbers(count, first=FIRST):
    return range(first, first + count)


def pair(load, work, ours, peer):
    with listed(ours) as a, listed(peer) as b:
        out = subprocess.run([load, work, SLICE_MS, ROUNDS, a, b], text=True,
                             check=True, stdout=subprocess.PIPE).stdout
    return [float(word) for word in out.split()]


def under(root, names):
    return [os.path.join(root, name) for name in names]


def timed(command, stdin):
    start = time.monotonic()
    subprocess.run(command, input=stdin, text=True, check=True,
                   stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def cold(tools):
    """Records nobody has read yet, eight readers at a time."""
    with mounted(tools.opsfs, simulate=("--latency", "20")) as (sim, mount):
        token = "Authorization: Bearer " + sim.token()
        ours, theirs = [], []
        for i in range(3):
            ids = numbers(300, FIRST + 300 * i)
            paths = under(mount.path, (REGISTER.format(n) for n in ids))
            urls = [f"{sim.base}/rest-services/"
                    f"register/publication/epodoc/EP{n}/biblio" for n in ids]
            theirs.append(timed(["xargs", "-P8", "-n1", "curl", "-sf", "-H",
                                 token], "\n".join(urls)))
            ours.append(timed(["xargs", "-P8", "-n1", "cat"],
                              "\n".join(paths)))
        a, b = statistics.median(ours), statistics.median(theirs)
        report("cold, xargs -P8 cat / curl", f"{a:.3f} s / {b:.3f} s", a / b,
               "<= 1")


def first(tools):
    """The first record of a fresh mount against the round trip."""
    spare = []
    for _ in range(5):
        with mounted(tools.opsfs, simulate=("--latency", "150")) as (_s, mount):
            path = os.path.join(mount.path, REGISTER.format(FIRST))
            start = time.monotonic()
            with open(path, "rb") as f:
                f.read(1)
            spare.append((time.monotonic() - start) * 1000)
    ms = statistics.median(spare)
    report("first byte of a first record", f"{ms:.1f} ms at 150 ms latency",
           None, "<= 305 ms (two round trips + 5 ms)")


@contextlib.contextmanager
def bound_to(processor):
    """What is started meanwhile runs there."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {processor})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def apart(tools):
    """Small cached files, by a reader on another processor. The peer sleeps
    before each request; opsfs looks for it first (fs_spin). On idle processors
    the ratio is what looking brings."""
    processors = sorted(os.sched_getaffinity(0))
    if len(processors) < 2:
        return
    names = [BIBLIO.format(n) for n in numbers(100)]
    with contextlib.ExitStack() as stack:
        with bound_to(processors[0]):
            _s, mount = stack.enter_context(mounted(tools.opsfs))
            one = stack.enter_context(nothing_mounted(tools.nothing, "one"))
        with bound_to(processors[1]):
            a, b, ratio = pair(tools.load, "open", under(mount.path, names),
                               under(one, names))
        report("warm open, reader on another processor",
               f"{a:.0f} / {b:.0f} a s", ratio, ">= 1")


def encrypted(tools):
    """As OPS is reached: over TLS, with either protocol, beside curl."""
    lacks = front.missing()
    if lacks:
        report("over TLS", f"no {lacks}")
        return
    for protocol in front.ALPN:
        first_encrypted(tools, protocol)
        crowd_encrypted(tools, protocol)
        bundles_encrypted(tools, protocol)


@contextlib.contextmanager
def fronted(protocol, *options):
    """A simulator, and the front before it; both warm."""
    with simulated(*options) as sim:
        server = front.Front(sim, protocol)
        try:
            yield sim, server
        finally:
            server.close()


@contextlib.contextmanager
def mounted_at(tools, server):
    mount = Mount(tools.opsfs, server, "ca_file=" + server.ca_file)
    try:
        yield mount
    finally:
        mount.close()


def url(server, path):
    return f'url = "{server.base}/rest-services/{path}"'


def bearer(sim):
    return f'header = "Authorization: Bearer {sim.token()}"'


def asked(sim, server, number):
    path = REGISTER.format(number).removesuffix(".xml")
    return f"{bearer(sim)}\n{url(server, path)}"


def first_encrypted(tools, protocol):
    """A first record: by a fresh mount, which has asked for its token, and by
    curl, which was given one."""
    ours, theirs = [], []
    for _ in range(5):
        with fronted(protocol, "--latency", "150") as (sim, server), \
                mounted_at(tools, server) as mount:
            path = os.path.join(mount.path, REGISTER.format(FIRST))
            start = time.monotonic()
            with open(path, "rb") as f:
                f.read(1)
            ours.append(time.monotonic() - start)
            theirs.append(server.seconds_of_curl([asked(sim, server, FIRST)]))
    a, b = statistics.median(ours), statistics.median(theirs)
    report(f"{protocol}, first byte / curl",
           f"{a * 1000:.0f} / {b * 1000:.0f} ms at 150 ms latency", a / b,
           "<= 1")


def crowd_encrypted(tools, protocol):
    """A hundred records of a kind that goes alone."""
    with fronted(protocol) as (sim, server), \
            mounted_at(tools, server) as mount:
        warm_up(sim, 700)
        with open(os.path.join(mount.path, REGISTER.format(FIRST)), "rb") as f:
            f.read()
        server.connections()
        ours, theirs, opened = [], [], []
        for i in range(6):
            ids = numbers(100, FIRST + 1 + 100 * i)
            ours.append(crowd(tools, under(
                mount.path, (REGISTER.format(n) for n in ids))))
            opened.append(server.connections())
            theirs.append(server.seconds_of_curl(
                [asked(sim, server, n) for n in ids]))
            server.connections()
    a, b = statistics.median(ours), statistics.median(theirs)
    report(f"{protocol}, 100 at once / curl",
           f"{a * 1000:.0f} / {b * 1000:.0f} ms, {max(opened)} connections",
           a / b, "<= 1")


def bundles_encrypted(tools, protocol):
    """A thousand biblios that go together, by a fresh mount each time, of which
    no more is known than the directory that they are in; and curl with ten
    bundles that are made. What curl has is nobody's record yet: so once more
    until a thousand readers have read what it got, cut into files on tmpfs."""
    ids = numbers(1000)
    ours, theirs, read = [], [], []
    with fronted(protocol, "--latency", "150") as (sim, server), \
            tempfile.TemporaryDirectory(dir="/dev/shm") as plain:
        requests = bundles(sim, server, ids)
        server.seconds_of_curl(requests)    # the simulator has them cached
        for _ in range(7):
            theirs.append(server.seconds_of_curl(requests))
            read.append(server.seconds_of_curl(requests, plain)
                        + seconds_of_cutting(plain)
                        + crowd(tools, plain_records(plain)))
            with mounted_at(tools, server) as mount:
                os.stat(os.path.join(mount.path, PUBLICATIONS))
                ours.append(crowd(tools, under(
                    mount.path, (BIBLIO.format(n) for n in ids))))
    a, b, c = (statistics.median(x) for x in (ours, theirs, read))
    report(f"{protocol}, 1,000 biblios / by curl",
           f"{a * 1000:.0f} / {b * 1000:.0f} ms, ten bundles", a / b, "<= 1")
    report("… / read as files",
           f"{a * 1000:.0f} / {c * 1000:.0f} ms", a / c, "<= 1")


def crowd(tools, paths):
    """Seconds until all are read, each by a thread of its own."""
    with listed(paths) as names:
        return float(subprocess.run([tools.load, "crowd", names], text=True,
                                    check=True, stdout=subprocess.PIPE).stdout)


def seconds_of_cutting(directory):
    """Of each bundle, its records; as quickly as it can be done."""
    start = time.monotonic()
    for name in os.listdir(directory):
        if not name.startswith("bundle"):
            continue
        with open(os.path.join(directory, name), "rb") as f:
            records = f.read().split(b"<exchange-document ")[1:]
        for at, record in enumerate(records):
            with open(os.path.join(directory, f"record-{name}-{at}"),
                      "wb") as f:
                f.write(record)
    return time.monotonic() - start


def plain_records(directory):
    return [os.path.join(directory, name) for name in os.listdir(directory)
            if name.startswith("record")]


def bundles(sim, server, ids):
    rows = [ids[at:at + 100] for at in range(0, len(ids), 100)]
    return [f'{bearer(sim)}\nheader = "Content-Type: text/plain"\n'
            'data = "' + "\\n".join(f"EP.{n}.A1" for n in row) + '"\n'
            + url(server, "published-data/publication/docdb/biblio")
            for row in rows]


def warm(tools):
    """Small cached files, opened, read and closed; looked at; read again."""
    names = [BIBLIO.format(n) for n in numbers(100)]
    with mounted(tools.opsfs) as (_s, mount), copied(mount, names) as tmpfs, \
            nothing_mounted(tools.nothing, "one") as one, \
            nothing_mounted(tools.nothing, "many") as many:
        ours = under(mount.path, names)
        for peer, threads in ((one, "1 thread"), (many, "threads")):
            a, b, ratio = pair(tools.load, "open", ours, under(peer, names))
            report(f"warm open, lazy / nothing, {threads}",
                   f"{a:.0f} / {b:.0f} a s", ratio, ">= 1")
        a, b, ratio = pair(tools.load, "stat", ours, under(tmpfs, names))
        report("stat of known files / tmpfs", f"{a:.0f} / {b:.0f} a s", ratio,
               ">= 0.8")
    with mounted(tools.opsfs, "sizes=exact") as (_s, mount), \
            copied(mount, names) as tmpfs:
        a, b, ratio = pair(tools.load, "open", under(mount.path, names),
                           under(tmpfs, names))
        report("warm open, exact / tmpfs", f"{a:.0f} / {b:.0f} a s",
               ratio, ">= 0.4")


def sequential(tools):
    """Large cached files, read from end to end again."""
    names = [f"published-data/search/pa=synthetic/{i}01-{i + 1}00/biblio.xml"
             for i in range(1, 7)]
    with mounted(tools.opsfs) as (_s, mount), copied(mount, names) as tmpfs:
        a, b, ratio = pair(tools.load, "read", under(mount.path, names),
                           under(tmpfs, names))
        report("sequential re-read / tmpfs",
               f"{a / 1e9:.2f} / {b / 1e9:.2f} GB/s", ratio, ">= 0.9")


def parked(tools):
    """A thousand readers that wait for a thousand different records."""
    latency, count = 2.0, 1000
    with mounted(tools.opsfs) as (sim, mount):
        paths = under(mount.path, (REGISTER.format(n)
                                   for n in numbers(count)))
        for path in paths:
            os.lstat(os.path.dirname(path))
        warm_up(sim, count)
        sim.post("/_sim/set", latency_ms=int(latency * 1000))
        before, threads = mount.status("VmRSS"), mount.status("Threads")
        with listed(paths) as names:
            crowd = subprocess.Popen([tools.load, "crowd", names], text=True,
                                     stdout=subprocess.PIPE)
            sim.get(f"/_sim/wait?in_flight={count - 10}&timeout=60")
            memory = (mount.status("VmRSS") - before) / 1024
            extra = mount.status("Threads") - threads
            seconds = float(crowd.communicate()[0])
        limit = 1.2 * latency + 0.05
        report("1,000 parked readers", f"{memory:.1f} MB more, {extra} threads",
               None, "< 20 MB, 0 threads")
        report("… all answered", f"{seconds:.3f} s at {latency:.0f} s latency",
               None, f"<= {limit:.2f} s")


def by_curl(paths, strict):
    """The usual peer: a request for each, and no thought of limits."""
    with simulated(*strict) as sim:
        urls = [f"{sim.base}/rest-services/{path}" for path in paths]
        seconds = timed(["xargs", "-P8", "-n1", "curl", "-s", "-H",
                         "Authorization: Bearer " + sim.token()],
                        "\n".join(urls))
        return refusals(sim, seconds)


def bulk(tools):
    """A thousand biblios, with OPS's limits and a round trip of 150 ms."""
    strict = ("--latency", "150", "--throttle", "on")
    with mounted(tools.opsfs, simulate=strict) as (sim, mount):
        paths = under(mount.path, (BIBLIO.format(n) for n in numbers(1000)))
        seconds = timed(["xargs", "-P8", "-n1", "cat"], "\n".join(paths))
        report("1,000 biblios, xargs -P8 cat", refusals(sim, seconds),
               None, "<= 140 requests, 0 refused, <= 22.5 s")
    report("… the same by curl, who never waits",
           by_curl([BIBLIO.format(n).removesuffix(".xml")
                    for n in numbers(1000)], strict),
           None, "(what is refused is not had)")
    with mounted(tools.opsfs, simulate=strict) as (sim, mount):
        paths = under(mount.path, (BIBLIO.format(n) for n in numbers(1000)))
        report("1,000 biblios, 1,000 readers",
               refusals(sim, crowd(tools, paths)), None,
               "<= 12 requests, <= 2 s")


JITTER = ("--latency", "80-330", "--throttle", "on")
#: Readers, records, and what they may cost.
CREWS = ((8, 400, "<= 65 requests, 0 refused, <= 15 s"),
         (8, 1000, "<= 160 requests, 0 refused, <= 36 s"),
         (2, 400, "<= 400 requests, 0 refused"),
         (32, 1000, "<= 1,000 requests, 0 refused"))


def jitter(tools):
    """Biblios from a network that is now fast, now slow; with the processors
    idle, and with all of them busy."""
    for load, what in ((idling, "idle"), (busy, "busy")):
        with load():
            for readers, count, budget in CREWS:
                report(f"{count:,} biblios, xargs -P{readers} cat, {what}",
                       refusals(*crew(tools, readers, count)), None, budget)
            report(f"a lone reader beyond OPS's own time, {what}",
                   f"{beyond(*crew(tools, 1, 40), 40):.1f} ms a record", None,
                   "(as much as to start cat)")


def crew(tools, readers, count):
    """The simulator after its work, and the seconds."""
    with mounted(tools.opsfs, simulate=JITTER) as (sim, mount):
        paths = under(mount.path, (BIBLIO.format(n) for n in numbers(count)))
        seconds = timed(["xargs", f"-P{readers}", "-n1", "cat"],
                        "\n".join(paths))
        return Shown(sim), seconds


class Shown:
    """What a simulator that has ended would say."""

    def __init__(self, sim):
        self.said = {path: sim.get(path) for path in ("/_sim/stats",
                                                      "/_sim/log")}

    def get(self, path):
        return self.said[path]


def beyond(sim, seconds, count):
    theirs = sum(e["t_end"] - e["t"] for e in sim.get("/_sim/log")
                 if e["class"])
    return 1000 * (seconds - theirs) / count


@contextlib.contextmanager
def idling():
    yield


@contextlib.contextmanager
def busy():
    loops = [subprocess.Popen(["sh", "-c", "while :; do :; done"])
             for _ in os.sched_getaffinity(0)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def claims(tools):
    """What goes alone only, beyond a minute's limit; and the usual peer."""
    strict = ("--latency", "150", "--throttle", "on")
    count, limit, window = 300, 200, 60
    allowed = window + (count - limit) / 8 * 0.15
    with mounted(tools.opsfs, simulate=strict) as (sim, mount):
        paths = under(mount.path, (CLAIMS.format(n) + ".xml"
                                   for n in numbers(count)))
        ours = timed(["xargs", "-P8", "-n1", "cat"], "\n".join(paths))
        figures = refusals(sim, ours)
    peer = by_curl([CLAIMS.format(n) for n in numbers(count)], strict)
    report("300 claims, xargs -P8 cat", figures, ours / allowed,
           "300 requests, 0 refused, <= 1.1 of what the limits allow")
    report("… the same by curl, who never waits", peer, None,
           "(what is refused is not had)")


def walk(tools):
    """A thousand publications that were listed, one after another, with OPS's
    limits and a round trip of 150 ms."""
    strict = ("--latency", "150", "--throttle", "on")
    for what, command in WALKS.items():
        with mounted(tools.opsfs, simulate=strict) as (sim, mount):
            fill_directory(tools, mount)
            before = sim.get("/_sim/stats")["requests"]
            start = time.monotonic()
            subprocess.run(["bash", "-c", command], check=True,
                           cwd=os.path.join(mount.path, PUBLICATIONS),
                           stdout=subprocess.DEVNULL)
            seconds = time.monotonic() - start
            stats = sim.get("/_sim/stats")
            fetched, unread = guesses(mount)
            report(f"1,000 listed, {what}",
                   f"{stats['requests'] - before} requests, "
                   f"{stats['over_limit']} refused, {seconds:.1f} s, "
                   f"{100 * unread / max(fetched, 1):.1f} % of {fetched} unread",
                   None, "<= 25 requests, 0 refused, <= 12 s, < 5 %")


PUBLICATIONS = "published-data/publication/docdb"
WALKS = {"cat */biblio.xml": "cat */biblio.xml",
         "grep -r biblio": ("grep -rc --include=biblio.xml "
                           "--exclude-dir=equivalents plastic .; true"),
         "for f in *": "for f in *; do cat $f/biblio.xml; done"}


def fill_directory(tools, mount):
    """The abstract of each was read, so that the directory lists them."""
    crowd(tools, under(mount.path, (
        BIBLIO.format(n).replace("biblio", "abstract")
        for n in numbers(1000))))


def guesses(mount):
    """Fetched ahead, and never read."""
    with open(os.path.join(mount.path, ".ops/status")) as status:
        found = re.search(r"ahead +(\d+) fetched.*; (\d+) never",
                          status.read())
    return int(found[1]), int(found[2])


def refusals(sim, seconds):
    stats = sim.get("/_sim/stats")
    return (f"{stats['requests']} requests, {stats['over_limit']} refused, "
            f"{seconds:.1f} s")


def warm_up(sim, count):
    """The simulator renders each record once before it is timed."""
    token = sim.token()
    for n in numbers(count):
        request = urllib.request.Request(
            f"{sim.base}/rest-services/register/publication/epodoc/EP{n}/biblio",
            headers={"Authorization": "Bearer " + token})
        urllib.request.urlopen(request).close()


def titles(tools):
    """The titles of all hits that OPS serves of a query, as a shell asks."""
    strict = ("--latency", "150", "--throttle", "on")
    with mounted(tools.opsfs, simulate=strict) as (sim, mount):
        start = time.monotonic()
        out = subprocess.run(["bash", "-c", "cat search/pa=synthetic/*/title.txt"],
                             check=True, cwd=mount.path,
                             stdout=subprocess.PIPE).stdout
        seconds = time.monotonic() - start
        report(f"{out.count(LINE)} titles, cat QUERY/*/title.txt",
               refusals(sim, seconds), None,
               "20 requests (one a record: 2,020), 0 refused")


LINE = b"\n"

#: What is rendered: whose answer, which element of it is repeated.
RENDERED = {
    "hits": ("published-data/search/biblio?q=pa%3Dsynthetic&Range=1-100",
             "exchange-document"),
    "text": ("published-data/search/biblio?q=pa%3Dsynthetic&Range=1-100",
             "exchange-document"),
    "family": (f"family/publication/docdb/EP.{FIRST}.A1/biblio,legal",
               "family-member"),
    "legal": (f"legal/publication/docdb/EP.{FIRST}.A1", "legal"),
    "claims": (f"published-data/publication/docdb/EP.{FIRST}.A1/claims",
               "claim-text"),
    "description": (
        f"published-data/publication/docdb/EP.{FIRST}.A1/description", "p"),
}


def enlarge(sim, facet, size):
    """The next answer that the facet is made of is so large; its path."""
    path, element = RENDERED[facet]
    sim.post("/_sim/fault", kind="large", match=".", times=1, element=element,
             bytes=size)
    return path


def fetched(sim, path, token):
    request = urllib.request.Request(
        f"{sim.base}/rest-services/{path}",
        headers={"Authorization": "Bearer " + token})
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def render(tools):
    """XML in, text out, without a mount."""
    size = 2 * 1000 * 1000
    with simulated() as sim, tempfile.NamedTemporaryFile() as file:
        token = sim.token()  # not to be the answer that is enlarged
        for facet in RENDERED:
            file.seek(0)
            file.truncate()
            file.write(fetched(sim, enlarge(sim, facet, size), token))
            file.flush()
            out = subprocess.run([tools.render, facet, file.name], text=True,
                                 check=True, stdout=subprocess.PIPE).stdout
            checked, made = (float(x) / 1e6 for x in out.split()[:2])
            report(f"render {facet}, {size // 10**6} MB of XML",
                   f"{made:.0f} MB/s, looked through at {checked:.0f} MB/s",
                   None, ">= 50 MB/s")


def hold(tools):
    """A small reader, while something large comes and is rendered."""
    size = 6 * 1000 * 1000
    with mounted(tools.opsfs) as (sim, mount):
        report_hold(mount, "nothing", "sleep 1")
        for facet in ("description", "claims"):
            enlarge(sim, facet, size)
            report_hold(mount, f"{size // 10**6} MB of {facet}",
                        f"cat patent/EP{FIRST}A1/{facet}.txt")
    with tempfile.TemporaryDirectory() as lists, \
            mounted(tools.opsfs, "lists=" + lists) as (sim, mount):
        with open(os.path.join(lists, "all"), "w") as f:
            f.writelines(f"EP{n}A1\n" for n in numbers(2000))
        report_hold(mount, "a table of 2,000 records",
                    "cat list/all/biblio.tsv")
        report_hold(mount, "… and another of them, cached",
                    "cat list/all/cite.bib")


def report_hold(mount, what, command):
    """The times of a small reader beside a large one's command; and without
    what either side waited for a processor, of which there may be few."""
    times, over = [], threading.Event()
    with subprocess.Popen(["bash", "-c", command], cwd=mount.path,
                          stdout=subprocess.DEVNULL) as process:
        threading.Thread(target=lambda: (process.wait(), over.set())).start()
        while not over.wait(0.001):
            times.append(time_of_reading(mount))
        if process.returncode:
            raise SystemExit(f"failed: {command}")
    whole, own = (sorted(kind) for kind in zip(*times))
    report(f"held by {what}",
           f"{own[-1]:.1f} ms at most, {own[len(own) * 99 // 100]:.1f} of 99 % "
           f"({whole[-1]:.1f} by the clock)", None, "<= 20 ms")


def time_of_reading(mount):
    """Milliseconds by the clock, and those of them that were somebody's."""
    waited = waits_of(mount)
    start = time.monotonic()
    with open(os.path.join(mount.path, ".ops/status"), "rb") as f:
        f.read()
    whole = (time.monotonic() - start) * 1000
    return whole, max(0, whole - (waits_of(mount) - waited))


def waits_of(mount):
    """Milliseconds so far that the loop and this thread were ready and not
    running."""
    waits = 0
    for thread in (f"{mount.process.pid}/task/{mount.process.pid}",
                   "thread-self"):
        with open(f"/proc/{thread}/schedstat") as f:
            waits += int(f.read().split()[1]) / 1e6
    return waits


PAGES, PAGE_BYTES = 240, 36_000
DOCUMENT = "patent/US6093011A"


def page_of(size):
    """A PDF of one page, which is one picture, as OPS has them: of any bytes
    that JSON has, too."""
    picture = bytes(random.Random(0).choices(range(32, 127), k=size))
    objects = (b"<</Type/Catalog/Pages 2 0 R>>",
               b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
               b"/Resources<</XObject<</I 4 0 R>>>>>>",
               b"<</Type/XObject/Subtype/Image/Width 2480/Height 3508"
               b"/BitsPerComponent 1/ColorSpace/DeviceGray"
               b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2480>>"
               b"/Length %d>>\nstream\n%s\nendstream" % (size, picture),
               b"<</Length 25>>\nstream\n595 0 0 842 0 0 cm /I Do \nendstream")
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (b"%sxref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>"
            b"\nstartxref\n%d\n%%%%EOF\n" % (body, table, len(body))).decode()


@contextlib.contextmanager
def paged(tools):
    """A mount, and a document of so many pages; what it takes when idle."""
    with mounted(tools.opsfs, "eps=off",
                 simulate=("--limits", "images=4000")) as (sim, mount):
        sim.post("/_sim/fault", kind="pages", match="US.6093011.A/images",
                 count=PAGES)
        sim.post("/_sim/fault", kind="garbage", match="US/6093011/A/fullimage",
                 times=PAGES, body=page_of(PAGE_BYTES))
        yield mount, mount.status("VmRSS")


def document(tools):
    """A document put together of its pages, which were read before; what a
    small reader notices of it; and what it takes from the first page on."""
    path, seconds = f"{DOCUMENT}/document.pdf", []
    for _ in range(3):
        with paged(tools) as (mount, _idle):
            read_pages(mount)
            seconds.append(timed(["cat", os.path.join(mount.path, path)], ""))
    report(f"{PAGES} cached pages put together",
           f"{statistics.median(seconds) * 1000:.0f} ms", None, "<= 400 ms")
    with paged(tools) as (mount, _idle):
        read_pages(mount)
        report_hold(mount, f"{PAGES} pages put together", f"cat {path}")
    with paged(tools) as (mount, idle_kb):
        report_hold(mount, "… and fetched before it", f"cat {path}")
        size = os.stat(os.path.join(mount.path, path)).st_size
        more = (mount.status("VmHWM") - idle_kb) * 1024
        report("memory of a document, with its pages",
               f"peak {more / 1e6:.1f} MB more for {size / 1e6:.1f} MB",
               more / size, "<= 3")


def read_pages(mount):
    subprocess.run(["bash", "-c", f"cat {DOCUMENT}/images/pages/*"],
                   check=True, cwd=mount.path, stdout=subprocess.DEVNULL)


def memory(tools):
    """More records than the cache holds."""
    with mounted(tools.opsfs, "cache_size=16M",
                 simulate=("--limits", "retrieval=4000")) as (_s, mount):
        for n in numbers(2500):
            with open(os.path.join(mount.path, BIBLIO.format(n)), "rb") as f:
                f.read()
        peak = mount.status("VmHWM") / 1024
        report("memory, 2,500 records in a 16 MB cache", f"peak {peak:.1f} MB",
               None, "<= 32 MB (cache + 16)")


def idle(tools):
    """Nobody asks, nothing wakes."""
    with mounted(tools.opsfs) as (_s, mount):
        with open(os.path.join(mount.path, REGISTER.format(FIRST))) as f:
            f.read()
        time.sleep(1)
        before = mount.switches()
        time.sleep(5)
        report("idle", f"{mount.switches() - before} wake-ups in 5 s", None,
               "0")


MEASURES = {"cold": cold, "first": first,
            "encrypted": encrypted, "warm": warm,
            "apart": apart,
            "sequential": sequential, "parked": parked, "bulk": bulk,
            "jitter": jitter, "claims": claims, "walk": walk, "titles": titles,
            "render": render, "hold": hold, "document": document,
            "memory": memory, "idle": idle}


class Tools:
    def __init__(self, opsfs, load, nothing, render):
        self.opsfs, self.load, self.nothing = opsfs, load, nothing
        self.render = render


def main(arguments):
    tools = Tools(*arguments[:4])
    report("measure", "figures", None, "ratio, budget")
    for name in arguments[4:] or MEASURES:
        MEASURES[name](tools)


if __name__ == "__main__":
    main(sys.argv[1:])
