# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulator and a mount for a test, and what is looked at when they end.

A test states what a reader gets and what that cost in requests.  Nothing here
sleeps and nothing is timed: whoever has to wait for something waits for the
simulator's long poll, for a line on stderr, for a process's end, or looks
again.  PATIENCE only bounds a wait that has gone wrong.

Environment:
    OPSFS_BINARY    the program (build/src/opsfs)
    OPSFS_WRAPPER   what to run it under, such as `valgrind -q ...`
    OPSFS_QUICK=1   fewer repeats, for slow wrappers
    OPSFS_SHARE=K/N of a file's tests the Kth and each Nth after it, for the
                    slowest wrappers: N runs have them all
    OPSFS_FRONT_END=h2
                    nghttpx before each simulator: HTTP/2 over TLS, as OPS is
                    reached.  What a test asserts of readers and of requests
                    holds all the same
"""

import atexit
import concurrent.futures
import contextlib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("OPSFS_CORPUS", ROOT.parent / "shared" / "corpus"))
sys.path.insert(0, str(ROOT / "tests" / "simulator"))

import server  # noqa: E402  (the path has to be set first)
import servers  # noqa: E402
from patience import PATIENCE, WRAPPER, until  # noqa: E402

BINARY = Path(os.environ.get(
    "OPSFS_BINARY", ROOT / "build" / "src" / "opsfs")).resolve()
#: Its memory is of a size of its own, and has copies of its own.
SANITIZED = BINARY.is_file() and b"__asan_init" in BINARY.read_bytes()
FRONT_END = os.environ.get("OPSFS_FRONT_END", "")
QUICK = os.environ.get("OPSFS_QUICK", "") not in ("", "0")
SHARE = os.environ.get("OPSFS_SHARE", "1/1")
SKIPPED = 77        # exit status, as Automake and Meson understand it

#: What libfuse says, now and then, of a read that an unmount cut off.
CUT_OFF = "fuse: reading device: Software caused connection abort"

#: Words that no daemon of ours may say.
SUSPICIOUS = re.compile(
    r"ERROR: \w+Sanitizer|WARNING: \w+Sanitizer|runtime error|[Aa]ssert|"
    r"Invalid (read|write|free)|uninitialised|(definitely|indirectly) lost|"
    r"double free|corrupted|stack smashing|Process terminating|fuse: ")

#: Windows so wide that no test has to wait for its turn by accident.
WIDE = ("--limits", "images=4000,inpadoc=4000,other=4000,retrieval=4000,"
                    "search=4000")


def why_no_fuse() -> str:
    """What keeps this machine from mounting, "" when nothing does."""
    if not os.path.exists("/dev/fuse"):
        return "/dev/fuse is not there"
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "/dev/fuse cannot be opened by this user"
    return ""


def why_no_front_end() -> str:
    """What keeps a front end that is asked for from being set up."""
    missing = servers.missing("nghttpx", "openssl") if FRONT_END else ""
    return f"no {missing} for OPSFS_FRONT_END={FRONT_END}" if missing else ""


class ShareLoader(unittest.TestLoader):
    """Loads the share of a module's tests that OPSFS_SHARE names."""

    def loadTestsFromModule(self, *arguments, **options):
        loaded = super().loadTestsFromModule(*arguments, **options)
        tests = [test for of_class in loaded for test in of_class]
        first, of = map(int, SHARE.split("/"))
        return self.suiteClass(tests[first - 1::of] or tests)


def main() -> None:
    """Run the calling module's tests."""
    reason = why_no_fuse() or why_no_front_end()
    if reason:
        print(f"skipped: {reason}")
        sys.exit(SKIPPED)
    # What a shell starts in the background is deaf to ^C and ^\\, what nohup(1)
    # starts to hanging up; and so would its children be.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    unittest.main(verbosity=2 if "-v" in sys.argv else 1,
                  testLoader=ShareLoader())


class Simulator(server.Simulator):
    """The stand-in for OPS, with shorthands for what tests say often."""

    def __init__(self, *arguments: str) -> None:
        super().__init__(*(arguments or WIDE))
        self.front: servers.Nghttpx | None = None
        if FRONT_END:
            try:
                self.front = servers.Nghttpx(self)
            except BaseException:
                super().stop()
                raise

    def stop(self) -> tuple[int, str]:
        """(exit status, everything it said on stderr)"""
        if self.front:
            protocols = {protocol for protocol, _ in self.front.logged()}
            self.front.close()
            assert protocols <= {FRONT_END}, protocols
        return super().stop()

    def options(self) -> list[str]:
        """How a mount reaches it."""
        if self.front:
            return [f"base_url={self.front.base}",
                    f"ca_file={self.front.ca_file}"]
        return [f"base_url={self.base}"]

    def publications(self) -> str:
        """The option for a mount that asks the publication server, too."""
        return (f"eps_url=http://127.0.0.1:{self.port}"
                "/publication-server/rest/v1.2")

    def published(self) -> list[str]:
        """What that was asked for, without what is before it."""
        return [entry["path"].partition("/v1.2/")[2]
                for entry in self.log("^GET /publication-server/")]

    def wait(self, **what) -> None:
        """wait(held=3, match="...") and the like."""
        self.do("GET", "wait", timeout=PATIENCE, **what)

    def release(self, match: str = "") -> int:
        payload = {"match": match} if match else {}
        return self.do("POST", "release", payload)["released"]

    def calm(self) -> None:
        """No fault armed, nobody held."""
        self.do("DELETE", "fault")
        self.release()

    def requests(self, match: str = "") -> int:
        """Data requests so far."""
        if not match:
            return self.stats()["requests"]
        return sum(e["class"] is not None for e in self.log(match))

    def fetch(self, path: str, accept: str = "application/xml") -> bytes:
        """What OPS itself says, past the mount."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/3.2/rest-services/{path}",
            headers={"Authorization": f"Bearer {self.token()}",
                     "Accept": accept})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.read()


def runtime_directory() -> str:
    """Where mounts share their pace, any user's: for one mount, or for those
    that a test wants to share it."""
    directory = tempfile.mkdtemp(prefix="opsfs-test-")
    os.chmod(directory, 0o1777)
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    return directory


def environment(key: str | None = "key", secret: str | None = "secret",
                **more: str) -> dict:
    """What opsfs is started with; nothing of the tester's own settings."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("OPS_", "OPSFS_", "XDG_"))}
    kept["HOME"] = "/nonexistent"
    kept["XDG_RUNTIME_DIR"] = (more.get("XDG_RUNTIME_DIR")
                               or runtime_directory())
    if key is not None:
        kept["OPS_CONSUMER_KEY"] = key
    if secret is not None:
        kept["OPS_CONSUMER_SECRET"] = secret
    if os.geteuid() != 0:
        # LeakSanitizer cannot look into a process that forbids being traced
        kept.setdefault("ASAN_OPTIONS", "detect_leaks=0")
    return {**kept, **more}


def finish(command: list[str], env: dict,
           **options) -> subprocess.CompletedProcess:
    """Run to the end of the command itself, whatever it leaves running with
    its standard error still open, as a wrapper's daemon may."""
    with tempfile.TemporaryFile("w+") as out, \
            tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, env=env, stdout=out,
                                   stderr=errors, stdin=subprocess.DEVNULL,
                                   **options)
        try:
            status = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        out.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess(command, status, out.read(),
                                           errors.read())


def is_mounted(directory) -> bool:
    with open("/proc/self/mountinfo", encoding="utf-8") as table:
        return any(line.split()[4] == str(directory) for line in table)


def clear(directory) -> None:
    """Take away whatever is mounted there, stale or not."""
    if is_mounted(directory):
        subprocess.run(["fusermount3", "-u", "-z", str(directory)],
                       stderr=subprocess.DEVNULL, check=False)
    if is_mounted(directory):
        raise AssertionError(f"{directory} stays mounted")


def wait_for_end(pid: int) -> None:
    """Until a process that is not a child of ours has gone."""
    try:
        fd = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        if not select.select([fd], [], [], PATIENCE)[0]:
            raise AssertionError(f"process {pid} does not end")
    finally:
        os.close(fd)


def daemon_of(directory) -> int:
    """The process that serves a mount point, found by its command line."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        helper = os.path.basename(words[0]).startswith(b"mount")
        if str(directory).encode() in words and not helper:
            found.append(int(entry.name))
    if len(found) != 1:
        raise AssertionError(f"{len(found)} daemons for {directory}")
    return found[0]


class ShiftedClock:
    """The clocks of one daemon, which a test can put forward: both at once,
    or the one on the wall alone, and back."""

    SOURCE = Path(__file__).with_name("shifted-clock.c")

    def __init__(self) -> None:
        self._directory = tempfile.TemporaryDirectory(prefix="opsfs-test-")
        self._library = Path(self._directory.name, "clock.so")
        self._file = Path(self._directory.name, "ahead")
        self.ahead = self.wall = 0
        self._file.write_bytes(bytes(16))
        self._compile()

    def _compile(self) -> None:
        compiler = shutil.which(os.environ.get("CC", "cc"))
        if not compiler:
            raise unittest.SkipTest("no C compiler, so no clock to put forward")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o",
                        str(self._library), str(self.SOURCE)], check=True)

    def _write(self) -> None:
        """In place: the daemon has the page mapped."""
        with open(self._file, "r+b", buffering=0) as file:
            file.write(self.ahead.to_bytes(8, sys.byteorder)
                       + self.wall.to_bytes(8, sys.byteorder, signed=True))

    def environment(self, **more: str) -> dict:
        """For the daemon.  AddressSanitizer must not insist that it is
        the first library."""
        env = environment(**more)
        return {**env, "LD_PRELOAD": str(self._library),
                "OPSFS_TEST_CLOCK": str(self._file),
                "ASAN_OPTIONS": ":".join(filter(None, (
                    env.get("ASAN_OPTIONS", ""), "verify_asan_link_order=0")))}

    def advance(self, seconds: int) -> None:
        self.ahead += seconds
        self._write()

    def outlast(self, mount, reads: list, have_failed) -> list:
        """What `reads`, (call, name), return of which no attempt comes to a
        good end. Time goes on only after `have_failed`, and in small steps
        while nothing is on its way, so that no attempt counts as too slow,
        however slow the machine is."""
        def on_the_wire() -> int:
            status = json.loads(mount.text(".ops/status.json"))
            return status["queue"]["on_the_wire"]

        with concurrent.futures.ThreadPoolExecutor(len(reads)) as pool:
            found = [pool.submit(*read) for read in reads]
            until(have_failed, "each failed")
            while not all(future.done() for future in found):
                until(lambda: on_the_wire() == 0, "nothing on its way")
                self.advance(5)
                on_the_wire()       # a turn of the loop, which sends what is due
            return [future.result() for future in found]

    def set_wall(self, seconds: int) -> None:
        """The wall clock is so much ahead of the other one, or back."""
        self.wall = seconds
        self._write()

    def close(self) -> None:
        self._directory.cleanup()


class Mount:
    """opsfs in the foreground, in a private directory; without a store unless
    one is named, so that nothing is kept from one test to the next."""

    def __init__(self, sim: Simulator | None, *options: str,
                 arguments: tuple[str, ...] = (), env: dict | None = None,
                 base: str | None = None) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix="opsfs-test-"))
        self.path = self.directory / "mnt"
        self.path.mkdir()
        self.errors: list[str] = []
        self._mounted = threading.Event()
        reached = [f"base_url={base}"] if base else sim.options()
        kept = any(option.startswith("store=") for option in options)
        if not any(option.startswith("eps") for option in options):
            reached.append("eps=off")
        self.process = subprocess.Popen(
            [*WRAPPER, str(BINARY), "-f", "-o", ",".join(
                (*reached, *(() if kept else ("store=none",)), *options)),
             *arguments,
             str(self.path)],
            env=env or environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.pid = self.process.pid
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        self._await_mount()

    def _listen(self) -> None:
        for line in self.process.stderr:
            self.errors.append(line.rstrip("\n"))
            if "mounted on " in line:
                self._mounted.set()
        self._mounted.set()

    def _await_mount(self) -> None:
        self._mounted.wait(PATIENCE)
        if not is_mounted(self.path):
            self.process.kill()
            self.end()
            raise AssertionError("not mounted: " + " | ".join(self.errors))

    def sleeps(self) -> bool:
        """The daemon has done all that it could, and waits in its loop: in a
        turn of it, time stands still, and a clock that is put forward counts
        from the next one on. Under valgrind a thread that waits for the
        others sleeps as well, so it matters where; some kernels do not say."""
        def where() -> str:
            return Path(f"/proc/{self.pid}/wchan").read_text(encoding="ascii")

        if where() != "0":
            return "poll" in where()
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            state = file.read().rpartition(")")[2].split()[0]
        return state == "S" and where() == "0"

    def sleeps_for_good(self) -> bool:
        """It waits in its loop, and for no deadline: the fourth argument of
        epoll_wait(2) is -1."""
        try:
            call = Path(f"/proc/{self.pid}/syscall").read_text(encoding="ascii")
        except OSError as error:
            raise unittest.SkipTest(f"nobody says where it sleeps: {error}")
        words = call.split()
        return len(words) > 4 and int(words[4], 16) & 0xffffffff == 0xffffffff

    def __truediv__(self, name: str) -> str:
        return f"{self.path}/{name}"

    def read(self, name: str) -> bytes:
        with open(self / name, "rb") as file:
            return file.read()

    def text(self, name: str) -> str:
        return self.read(name).decode()

    def status(self, label: str) -> str:
        """The line of .ops/status that begins with `label`."""
        for line in self.text(".ops/status").splitlines():
            if line.split()[:1] == [label]:
                return line[len(label):].strip()
        raise AssertionError(f"no {label} in .ops/status")

    def number(self, label: str, unit: str = "") -> int:
        """The first number in a line of .ops/status, or the one before the
        word `unit`."""
        pattern = rf"(\d+) {unit}" if unit else r"(\d+)"
        return int(re.search(pattern, self.status(label))[1])

    def await_readers(self, count: int) -> None:
        until(lambda: self.number("waiting") == count,
              f"{count} readers waiting")

    def errno_of(self, name: str, call=None) -> int:
        """The errno of opening (or `call`) a path, 0 when that works."""
        try:
            if call is None:
                os.close(os.open(self / name, os.O_RDONLY))
            else:
                call(self / name)
        except OSError as error:
            return error.errno
        return 0

    def unmount(self) -> None:
        subprocess.run(["fusermount3", "-u", str(self.path)], check=True,
                       capture_output=True, text=True)

    def end(self) -> int:
        """Wait for the end; the exit status."""
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self._reader.join(PATIENCE)
        self.process.stderr.close()
        clear(self.path)
        self.path.rmdir()
        for left in self.directory.iterdir():
            left.unlink()
        self.directory.rmdir()
        return status

    def complaints(self) -> list[str]:
        return [line for line in self.errors
                if SUSPICIOUS.search(line) and line.strip() != CUT_OFF]

    def close(self) -> None:
        """Unmount; the daemon has to end well and to have said nothing
        suspicious."""
        try:
            self.unmount()
        except subprocess.CalledProcessError as error:
            self.process.send_signal(signal.SIGTERM)
            self.end()
            raise AssertionError(f"cannot unmount: {error.stderr}") from None
        status = self.end()
        if status != 0 or self.complaints():
            raise AssertionError(f"opsfs ended with {status}:\n"
                                 + "\n".join(self.errors[-40:]))


class MountTest(unittest.TestCase):
    """One simulator and one mount a class; each test takes fresh numbers."""

    SIMULATOR = WIDE + ("--synthetic", "20000")
    OPTIONS: tuple[str, ...] = ("timeout=240",)
    sim: Simulator
    mount: Mount

    @classmethod
    def setUpClass(cls) -> None:
        reason = why_no_fuse()
        if reason:
            raise unittest.SkipTest(reason)
        cls._numbers = iter(range(4_000_001, 4_020_000))
        cls.sim = Simulator(*cls.SIMULATOR)
        try:
            cls.mount = cls.start()
        except BaseException:
            cls.sim.stop()
            raise

    @classmethod
    def start(cls) -> Mount:
        return Mount(cls.sim, *cls.OPTIONS)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.sim.calm()
        try:
            cls.mount.close()
        finally:
            status, errors = cls.sim.stop()
        assert (status, errors) == (0, ""), (status, errors)

    def tearDown(self) -> None:
        self.sim.calm()

    @classmethod
    def fresh(cls) -> str:
        """A number nobody has asked for, `EP4000001` and so on."""
        return f"EP{next(cls._numbers)}"

    def biblio(self, number: str = "") -> str:
        return (f"published-data/publication/epodoc/{number or self.fresh()}"
                "/biblio.xml")

    @contextlib.contextmanager
    def costs(self, requests: int, match: str = ""):
        """What is done inside costs so many data requests.  One more at the
        end queues after whatever is still in the daemon's queues."""
        before = self.sim.requests(match)
        yield
        fence = self.fresh()
        self.mount.read(self.biblio(fence))
        used = self.sim.requests(match) - before
        if not match or re.search(match, f"GET {fence}"):
            used -= 1
        self.assertEqual(used, requests, "requests to OPS")

    def run_tool(self, *command: str, status: int | None = 0,
                 **options) -> subprocess.CompletedProcess:
        """A program with the mount as working directory unless `cwd` says otherwise."""
        options.setdefault("cwd", self.mount.path)
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE,
                              stdin=subprocess.DEVNULL, **options)
        if status is not None:
            self.assertEqual(done.returncode, status,
                             f"{command}: {done.stderr!r}")
        return done


def in_parallel(count: int, work, *arguments) -> list[threading.Thread]:
    """`count` threads doing work(i, *arguments), started."""
    size = threading.stack_size(256 * 1024)
    threads = [threading.Thread(target=work, args=(i, *arguments), daemon=True)
               for i in range(count)]
    for thread in threads:
        thread.start()
    threading.stack_size(size)
    return threads


def join(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join(PATIENCE)
        if thread.is_alive():
            raise AssertionError("a reader does not come back")
