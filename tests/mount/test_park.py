#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers that wait: they cost no thread, hold up nobody, and may leave.

A reader that waits is seen in three places: the simulator holds a request, the mount
counts its readers, and /proc shows the state of a process.
"""

import errno
import os
import re
import signal
import subprocess
import sys
import threading
import unittest
from pathlib import Path

import harness
from harness import PATIENCE, in_parallel, join, until

#: Opens a file past Python, which would try again after EINTR by itself.
OPEN_ONCE = """
import ctypes, os, signal, sys
ticks = []
signal.signal(signal.SIGALRM, lambda *a: ticks.append(1))
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
libc = ctypes.CDLL(None, use_errno=True)
fd = libc.open(os.fsencode(sys.argv[1]), os.O_RDONLY)
error = ctypes.get_errno()
signal.setitimer(signal.ITIMER_REAL, 0)
print(len(os.read(fd, 1 << 20)) if fd >= 0 else os.strerror(error))
"""


def field(pid: int, name: str) -> str:
    """A line of /proc/PID/status."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return re.search(rf"^{name}:\s*(.*)$", text, re.M)[1]


def is_pending(pid: int, number: int) -> bool:
    """The signal has arrived and waits for the system call's end."""
    bits = int(field(pid, "SigPnd"), 16) | int(field(pid, "ShdPnd"), 16)
    return bool(bits >> (number - 1) & 1)


class MountTest(harness.MountTest):
    """Faults and holds are armed by the path of one record's own request."""

    OPTIONS = ("bulk=off", *harness.MountTest.OPTIONS)


class Parked(MountTest):
    def spawn(self, *command: str, **options) -> subprocess.Popen:
        options.setdefault("cwd", self.mount.path)
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, **options)
        self.addCleanup(self.bury, process)
        return process

    @staticmethod
    def bury(process: subprocess.Popen) -> None:
        process.kill()
        process.communicate(timeout=PATIENCE)

    def hold(self, match: str) -> None:
        self.sim.fault("hold", match=match, times=-1)

    def held_reader(self, *command: str) -> tuple[subprocess.Popen, str]:
        """A process that waits for a held answer, and its number."""
        number = self.fresh()
        self.hold(number)
        path = self.biblio(number)
        process = self.spawn(*(command or ("cat",)), path)
        self.sim.wait(held=1, match=number)
        return process, number


class Crowd(Parked):
    READERS = 200 if harness.QUICK else 2000
    FILES = READERS // 2

    def threads(self) -> int:
        return int(field(self.mount.pid, "Threads"))

    def test_waiting_readers(self) -> None:
        warm = self.biblio()
        body = self.mount.read(warm)
        before = self.threads()
        numbers = [self.fresh() for _ in range(self.FILES)]
        self.hold("register/publication")
        bodies: list = [None] * self.READERS

        def read(i: int) -> None:
            number = numbers[i % self.FILES]
            bodies[i] = self.mount.read(
                f"register/publication/epodoc/{number}/biblio.xml")

        readers = in_parallel(self.READERS, read)
        self.sim.wait(held=self.FILES)
        self.mount.await_readers(self.READERS)
        self.assertEqual(self.threads(), before)
        self.assertEqual(self.mount.read(warm), body)
        self.assertEqual(self.mount.read(self.biblio())[:5], b"<?xml")
        self.run_tool("ls", "-lR", "register/publication")
        self.sim.calm()
        join(readers)
        for i, number in enumerate(numbers):
            self.assertIn(number[2:].encode(), bodies[i])
            self.assertEqual(bodies[i], bodies[i + self.FILES])
        self.assertEqual(self.threads(), before)
        self.assertEqual(self.sim.requests("register/publication"),
                         self.FILES)


    @unittest.skipIf(os.geteuid() != 0, "only root can look into it")
    def test_their_reads_are_under_way_together(self) -> None:
        """More than the twelve that the kernel sends by itself."""
        device = os.minor(os.stat(self.mount.path).st_dev)
        place = "/sys/fs/fuse/connections"
        seen = harness.finish(
            ["unshare", "-m", "--propagation", "private", "sh", "-c",
             f"mount -t fusectl none {place}; "
             f"cat {place}/{device}/max_background"], os.environ)
        if not seen.stdout:
            self.skipTest(seen.stderr)
        self.assertGreaterEqual(int(seen.stdout), 1000)


class Signals(Parked):
    def ends_by(self, number: signal.Signals) -> None:
        process, patent = self.held_reader()
        process.send_signal(number)
        process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, -number)
        self.assertEqual(self.sim.release(patent), 1,
                         "it was answered before the reader had left")
        until(lambda: "0 on the wire" in self.mount.status("queue"),
              "the answer taken in")
        with self.costs(0):
            self.assertTrue(self.mount.read(self.biblio(patent)),
                            "what was sent fills the cache all the same")

    def test_interrupt(self) -> None:
        self.ends_by(signal.SIGINT)

    def test_kill(self) -> None:
        self.ends_by(signal.SIGKILL)

    def test_term_and_others(self) -> None:
        for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP,
                       signal.SIGUSR1, signal.SIGALRM, signal.SIGSEGV):
            with self.subTest(number.name):
                self.ends_by(number)

    def test_kill_while_stat_waits(self) -> None:
        process, _ = self.held_reader("stat")
        process.kill()
        process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, -signal.SIGKILL)

    def test_kill_while_a_listing_waits(self) -> None:
        self.hold("4000077.*images")
        process = self.spawn("ls", "published-data/images/EP/4000077/A1/"
                                   "fullimage")
        self.sim.wait(held=1, match="4000077")
        process.kill()
        process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, -signal.SIGKILL)

    def test_interrupt_in_a_program_with_a_handler(self) -> None:
        """As Python, vim and less have one: open fails with EINTR."""
        process, _ = self.held_reader(sys.executable, "-c", (
            "import sys\n"
            "try: open(sys.argv[1])\n"
            "except KeyboardInterrupt: sys.exit(7)\n"))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 7)

    def test_one_of_two_readers_leaves(self) -> None:
        process, number = self.held_reader()
        second = self.spawn("cat", self.biblio(number))
        self.mount.await_readers(2)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
        self.assertIsNone(second.poll())
        self.sim.release(number)
        body = second.communicate(timeout=PATIENCE)[0]
        self.assertEqual(second.returncode, 0)
        self.assertIn(number[2:].encode(), body)

    def test_a_timer_does_not_break_the_open(self) -> None:
        number = self.fresh()
        self.hold(number)
        process = self.spawn(sys.executable, "-c", OPEN_ONCE,
                             self.biblio(number))
        self.sim.wait(held=1, match=number)
        until(lambda: is_pending(process.pid, signal.SIGALRM),
              "the timer's signal")
        self.await_looks()
        self.assertIsNone(process.poll())
        self.sim.release(number)
        reported = process.communicate(timeout=PATIENCE)[0].decode().strip()
        self.assertEqual(reported, str(len(self.mount.read(self.biblio(number)))))

    def test_signals_that_end_nothing(self) -> None:
        process, number = self.held_reader()
        for harmless in (signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH,
                         signal.SIGCONT):
            process.send_signal(harmless)
        self.await_looks()
        self.assertIsNone(process.poll())
        self.sim.release(number)
        body = process.communicate(timeout=PATIENCE)[0]
        self.assertEqual((process.returncode, body),
                         (0, self.mount.read(self.biblio(number))))

    def test_a_blocked_signal_waits(self) -> None:
        number = self.fresh()
        self.hold(number)
        process = self.spawn(sys.executable, "-c", (
            "import signal, sys\n"
            "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])\n"
            "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
            "print(len(open(sys.argv[1], 'rb').read()), flush=True)\n"),
            self.biblio(number))
        self.sim.wait(held=1, match=number)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        self.await_looks()
        self.sim.release(number)
        reported = process.communicate(timeout=PATIENCE)[0]
        self.assertEqual(process.returncode, 0)
        self.assertEqual(int(reported),
                         len(self.mount.read(self.biblio(number))))

    def await_looks(self) -> None:
        """Another reader is interrupted and let go: by then the daemon has
        looked at the signals of all that were interrupted before."""
        process, _ = self.held_reader()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


class Leaving(Parked):
    """A request that was not sent yet leaves with its last reader."""

    SIMULATOR = ("--limits", "retrieval=1", "--synthetic", "20000")

    @classmethod
    def setUpClass(cls) -> None:
        """The one request of this minute is spent."""
        super().setUpClass()
        cls.mount.read(cls.throttled(cls.fresh()))

    @staticmethod
    def throttled(number: str) -> str:
        return f"published-data/publication/epodoc/{number}/biblio.xml"

    def biblio(self, number: str = "") -> str:
        """Fences go where nothing is throttled."""
        return f"register/publication/epodoc/{number or self.fresh()}/biblio.xml"

    def test_dropped(self) -> None:
        number = self.fresh()
        path = self.throttled(number)
        with self.costs(0, number):
            one, two = self.spawn("cat", path), self.spawn("cat", path)
            self.mount.await_readers(2)
            self.assertEqual(self.mount.number("queue", "waiting"), 1)
            one.kill()
            one.communicate(timeout=PATIENCE)
            self.mount.await_readers(1)
            self.assertEqual(self.mount.number("queue", "waiting"), 1)
            two.kill()
            two.communicate(timeout=PATIENCE)
            self.mount.await_readers(0)
            self.assertEqual(self.mount.number("queue", "waiting"), 0)

    def test_a_later_reader_queues_anew(self) -> None:
        number = self.fresh()
        with self.costs(0, number):
            for _ in range(3):
                reader = self.spawn("cat", self.throttled(number))
                self.mount.await_readers(1)
                self.assertEqual(self.mount.number("queue", "waiting"), 1)
                reader.send_signal(signal.SIGINT)
                reader.communicate(timeout=PATIENCE)
                self.mount.await_readers(0)
            self.assertEqual(self.mount.number("queue", "waiting"), 0)


class Idle(MountTest):
    def test_nobody_wakes(self) -> None:
        """Once a record was read, only a request or a signal ends the sleep."""
        with self.costs(1):
            self.mount.read(self.biblio(self.fresh()))
        until(self.mount.sleeps_for_good, "a daemon without a deadline")


class Neighbours(Parked):
    """While OPEN, OPENDIR and GETATTR wait, others in the same directories
    go on, and nobody sleeps uninterruptibly."""

    def park_three(self) -> tuple[str, list[subprocess.Popen]]:
        number = self.fresh()
        folder = f"published-data/publication/epodoc/{number}"
        pages = f"published-data/images/EP/{number[2:]}/A1/fullimage"
        self.hold(f"{number}/(biblio|abstract)")
        self.hold(rf"EP\.{number[2:]}\.A1/images")
        waiting = [self.spawn("cat", f"{folder}/biblio.xml"),
                   self.spawn("stat", f"{folder}/abstract.xml"),
                   self.spawn("ls", pages)]
        self.sim.wait(held=3)
        self.mount.await_readers(3)
        return number, waiting

    def test_others_go_on(self) -> None:
        number, waiting = self.park_three()
        folder = f"published-data/publication/epodoc/{number}"
        pages = f"published-data/images/EP/{number[2:]}/A1"
        free = [
            ("stat", folder),
            ("ls", "-l", folder),
            ("ls", "-l", "published-data/publication/epodoc"),
            ("stat", f"{folder}/claims.xml"),
            ("cat", f"{folder}/description.xml"),
            ("ls", "-l", pages),
            ("stat", f"{pages}/fullimage"),
            ("cat", f"{pages}/fullimage/002.pdf"),
            ("ls", f"published-data/images/EP/{self.fresh()[2:]}/A1/fullimage"),
            ("find", ".", "-maxdepth", "3"),
            ("df", "."),
            (sys.executable, "-c", self.create(folder)),
            (sys.executable, "-c", self.create(f"{pages}/fullimage")),
        ]
        for command in free:
            with self.subTest(command):
                self.finishes(command)
        for process in waiting:
            self.assertEqual(field(process.pid, "State")[0], "S")
            self.assertIsNone(process.poll())
        self.sim.calm()
        for process in waiting:
            process.communicate(timeout=PATIENCE)
            self.assertEqual(process.returncode, 0)

    @staticmethod
    def create(folder: str) -> str:
        """open(O_CREAT) in a directory: refused, but at once."""
        return ("import errno, os\n"
                f"try: os.open({folder + '/new'!r}, os.O_CREAT | os.O_WRONLY)\n"
                "except OSError as error:\n"
                "    assert error.errno == errno.EROFS, error\n"
                "else: raise SystemExit('created')\n")

    def finishes(self, command: tuple[str, ...]) -> None:
        """Without ever being seen in state D for good: a process that ends
        has left it, one that does not is shown with its state."""
        process = self.spawn(*command)
        try:
            _, errors = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.fail(f"still {field(process.pid, 'State')}")
        self.assertEqual(process.returncode, 0, errors)

    def test_killed_while_parked_leaves_no_lock(self) -> None:
        number, waiting = self.park_three()
        for process in waiting:
            process.kill()
            process.communicate(timeout=PATIENCE)
        self.mount.await_readers(0)
        self.finishes(("ls", "-l",
                       f"published-data/publication/epodoc/{number}"))


class ExactNeighbours(Neighbours):
    OPTIONS = ("bulk=off", "timeout=240", "sizes=exact")

    def test_others_go_on(self) -> None:
        """`ls -l` may ask here, and would wait for what is held; names and
        other files do not."""
        number, waiting = self.park_three()
        folder = f"published-data/publication/epodoc/{number}"
        for command in (("ls", folder), ("cat", f"{folder}/claims.xml"),
                        ("stat", folder),
                        (sys.executable, "-c", self.create(folder))):
            with self.subTest(command):
                self.finishes(command)
        for process in waiting:
            self.assertEqual(field(process.pid, "State")[0], "S")
        self.sim.calm()
        for process in waiting:
            process.communicate(timeout=PATIENCE)
            self.assertEqual(process.returncode, 0)

    def test_killed_while_parked_leaves_no_lock(self) -> None:
        _, waiting = self.park_three()
        for process in waiting:
            process.kill()
            process.communicate(timeout=PATIENCE)
        self.mount.await_readers(0)
        self.finishes(("ls", "published-data/publication/epodoc"))


class ExactSignals(Signals):
    OPTIONS = ("bulk=off", "timeout=240", "sizes=exact")


class Ending(Parked):
    """The mount ends while readers wait: each gets an error, none hangs."""

    def ends(self, stop) -> None:
        mount = self.start()
        numbers = [self.fresh() for _ in range(8)]
        self.hold("(biblio|claims)")
        codes: list[int] = []
        calls = (None, os.stat, os.listdir)

        def read(i: int) -> None:
            number = numbers[i]
            path = (f"published-data/images/EP/{number[2:]}/A1/fullimage"
                    if i % 3 == 2 else self.biblio(number))
            codes.append(mount.errno_of(path, calls[i % 3]))

        self.hold("images")
        readers = in_parallel(len(numbers), read)
        mount.await_readers(len(numbers))
        self.sim.wait(held=len(numbers))
        stop(mount)
        join(readers)
        self.assertEqual(mount.end(), 0, mount.errors)
        self.assertEqual(mount.complaints(), [])
        self.assertLessEqual(set(codes), {
            errno.ESHUTDOWN, errno.ENOTCONN, errno.EIO, errno.ECONNABORTED})
        self.assertEqual(len(codes), len(numbers))

    def test_sigterm(self) -> None:
        self.ends(lambda mount: mount.process.terminate())

    def test_sigint(self) -> None:
        self.ends(lambda mount: mount.process.send_signal(signal.SIGINT))

    def test_lazy_unmount_waits_for_them(self) -> None:
        """fusermount3 -u -z: the readers keep their mount until answered."""
        mount = self.start()
        number = self.fresh()
        self.hold(number)
        bodies: list[bytes] = []
        reader = threading.Thread(
            target=lambda: bodies.append(mount.read(self.biblio(number))))
        reader.start()
        self.sim.wait(held=1, match=number)
        subprocess.run(["fusermount3", "-u", "-z", str(mount.path)],
                       check=True)
        self.sim.release(number)
        join([reader])
        self.assertIn(number[2:].encode(), bodies[0])
        self.assertEqual(mount.end(), 0, mount.errors)


if __name__ == "__main__":
    harness.main()
