#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting and ending: a mistake is reported in one clear line and leaves
nothing behind; success means that the mount is there and ready."""

import contextlib
import errno
import os
import re
import shlex
import signal
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

import harness
from harness import (BINARY, PATIENCE, WRAPPER, Mount, Simulator, environment,
                     until)

SECRET = "Grundstueck7-must-not-show"


def run(*arguments: str, env: dict | None = None, **options):
    """opsfs to its end, or until it went into the background."""
    return harness.finish([*WRAPPER, str(BINARY), *arguments],
                          env or environment(), **options)


class StartTest(unittest.TestCase):
    """A simulator and an empty mount point."""

    sim: Simulator

    @classmethod
    def setUpClass(cls) -> None:
        reason = harness.why_no_fuse()
        if reason:
            raise unittest.SkipTest(reason)
        cls.sim = Simulator("--secret", SECRET, *harness.WIDE)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.sim.stop()

    def setUp(self) -> None:
        self.scratch = Path(tempfile.mkdtemp(prefix="opsfs-test-"))
        self.addCleanup(self.sweep)
        self.path = self.scratch / "mnt"
        self.path.mkdir()

    def sweep(self) -> None:
        self.sim.calm()
        harness.clear(self.path)
        subprocess.run(["rm", "-rf", "--one-file-system", str(self.scratch)],
                       check=True)

    def base(self, *more: str) -> list[str]:
        return ["-o", ",".join((f"base_url={self.sim.base}", *more))]

    def env(self, **more: str) -> dict:
        return environment(secret=SECRET, **more)

    def file(self, text: str, mode: int = 0o600) -> Path:
        """A credentials file."""
        path = self.scratch / "credentials"
        path.write_text(text)
        path.chmod(mode)
        return path

    def assert_refused(self, done, pattern: str) -> None:
        """Exactly one line, of the right content, without the secret."""
        self.assertNotEqual(done.returncode, 0)
        self.assertGreater(done.returncode, 0, "died of a signal")
        self.assertEqual(done.stdout, "")
        lines = done.stderr.splitlines()
        self.assertEqual(len(lines), 1, done.stderr)
        self.assertRegex(lines[0], "^(opsfs|fuse): ")
        self.assertRegex(lines[0], pattern)
        self.assertNotIn(SECRET, done.stderr)
        self.assertFalse(harness.is_mounted(self.path))

    def refused(self, pattern: str, *arguments: str, env=None) -> None:
        self.assert_refused(run(*arguments, env=env or self.env()), pattern)

    def daemon(self) -> int:
        return harness.daemon_of(self.path)

    def unmount(self) -> None:
        """The background daemon has to go, too."""
        pid = self.daemon()
        subprocess.run(["fusermount3", "-u", str(self.path)], check=True)
        harness.wait_for_end(pid)
        self.assertFalse(harness.is_mounted(self.path))

    def assert_starts(self, *arguments: str, env=None) -> None:
        """In the background; ready as soon as the command is back."""
        done = run(*arguments, str(self.path), env=env or self.env())
        self.assertEqual((done.returncode, done.stderr, done.stdout),
                         (0, "", ""))
        self.assertIn("README.txt", os.listdir(self.path))
        self.unmount()


class CommandLine(StartTest):
    def test_help(self) -> None:
        for flag in ("--help", "-h"):
            done = run(flag)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertTrue(done.stdout.startswith("usage: opsfs"))
            for word in ("base_url", "credentials", "cache_size", "timeout",
                         "sizes", "OPS_CONSUMER_KEY", "fusermount3"):
                self.assertIn(word, done.stdout)

    def test_version(self) -> None:
        for flag in ("--version", "-V"):
            done = run(flag)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertRegex(done.stdout, r"^opsfs \d+\.\d+\.\d+\n$")

    def test_no_mount_point_given(self) -> None:
        self.refused("mount point", *self.base())

    def test_too_many_arguments(self) -> None:
        self.refused("too many arguments", *self.base(), "a", "b", "c")

    def test_unknown_flag(self) -> None:
        self.refused("--colour.*not known", "--colour", str(self.path))

    def test_option_without_value(self) -> None:
        self.refused("-o", str(self.path), "-o")

    def test_wrong_values(self) -> None:
        for option in ("timeout=0", "timeout=soon", "timeout=", "timeout=-1",
                       "timeout=99999999999999999999", "cache_size=12Q",
                       "cache_size=0", "cache_size=9999G", "cache_size=",
                       "sizes=approximate", "sizes=", "timeout", "sizes"):
            with self.subTest(option):
                name = option.split("=")[0]
                self.refused(f"option -o {name}: ",
                             *self.base(option), str(self.path))

    def test_password_of_a_proxy(self) -> None:
        self.refused("option -o proxy: a password does not belong here",
                     *self.base(f"proxy=http://me:{SECRET}@proxy.example:1"),
                     str(self.path))

    def test_unknown_option(self) -> None:
        self.refused("colour", *self.base("colour=red"), str(self.path))
        self.refused("nonsense", *self.base("nonsense"), str(self.path))

    def test_values_of_every_kind(self) -> None:
        self.assert_starts(*self.base("timeout=5", "cache_size=64m",
                                      "sizes=exact", "nosuid", "noatime"))

    def test_what_the_kernel_does_not_grant(self) -> None:
        """Found out while INIT is answered: too late for a mount that has
        already been reported as ready."""
        done = run(*self.base("max_read=131072"), str(self.path),
                   env=self.env())
        if done.returncode == 0:
            self.assertIn("README.txt", os.listdir(self.path))
            self.unmount()
        else:
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)

    def test_owner_and_umask(self) -> None:
        """As fstab lines of sshfs, rclone and s3fs carry them."""
        mount = Mount(self.sim, "uid=1234,gid=2345,umask=037", env=self.env())
        file = os.stat(mount / "README.txt")
        folder = os.stat(mount / "patent")
        self.assertEqual((file.st_uid, file.st_gid), (1234, 2345))
        self.assertEqual((file.st_mode & 0o777, folder.st_mode & 0o777),
                         (0o440, 0o540))
        self.assertTrue(mount.read("patent/EP2814089B1/title.txt"))
        mount.close()
        for option in ("uid=me", "gid=-1", "umask=9", "umask=", "umask=7777",
                       "uid=4294967295"):
            with self.subTest(option):
                self.refused(f"option -o {option.split('=')[0]}: it must be",
                             *self.base(option), str(self.path))

    def test_options_joined_and_apart(self) -> None:
        self.assert_starts(f"-obase_url={self.sim.base}", "-o", "timeout=5",
                           "-osizes=lazy")


class MountPoint(StartTest):
    def test_missing(self) -> None:
        missing = self.scratch / "missing"
        self.refused(f"{missing}.*No such file", *self.base(), str(missing))

    def test_not_a_directory(self) -> None:
        self.refused("not a directory", *self.base(),
                     str(self.file("")))

    def test_not_empty(self) -> None:
        """Files would be hidden; the user may want that."""
        (self.path / "mine").write_text("x")
        self.refused("not empty.*nonempty", *self.base(), str(self.path))
        self.assert_starts(*self.base("nonempty"))
        self.assertEqual(os.listdir(self.path), ["mine"])
        self.refused("nonempty: it takes no value",
                     *self.base("nonempty=1"), str(self.path))

    def test_relative(self) -> None:
        done = run(*self.base(), "mnt", env=self.env(), cwd=self.scratch)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("README.txt", os.listdir(self.path))
        subprocess.run(["fusermount3", "-u", str(self.path)], check=True)

    def test_busy(self) -> None:
        first = Mount(self.sim, env=self.env())
        try:
            done = run(*self.base(), str(first.path), env=self.env())
            self.assert_refused(done, "busy")
            self.assertIn("README.txt", os.listdir(first.path))
        finally:
            first.close()

    def test_stale(self) -> None:
        """The line says how to get rid of it; then that is enough."""
        done = run(*self.base(), str(self.path), env=self.env())
        self.assertEqual(done.returncode, 0, done.stderr)
        pid = self.daemon()
        os.stat(self.path)      # what the kernel remembers does not hide it
        os.kill(pid, signal.SIGKILL)
        harness.wait_for_end(pid)
        done = run(*self.base(), str(self.path), env=self.env())
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        advice = re.search(r"run (fusermount3 -u \S+)$", done.stderr.strip())
        self.assertIsNotNone(advice, done.stderr)
        subprocess.run(advice[1].split(), check=True)
        self.assert_starts(*self.base())


class BaseUrl(StartTest):
    def test_foreign_hosts_in_clear(self) -> None:
        for url in ("http://ops.example/3.2", "http://127.0.0.1.example/3.2",
                    "http://127.0.0.1@ops.example/3.2", "http://10.0.0.1/3.2",
                    "http://localhost.example/3.2", "ftp://localhost/3.2",
                    "http://2130706433/3.2", "http://127.1/3.2",
                    "http://[::2]/3.2", "HTTP://ops.example", "ops.example",
                    "https://", "https://user:pass@ops.example/3.2",
                    "https://ops.example/3.2?x=1", "https://ops.example:0/",
                    "https://ops.example:99999/3.2"):
            with self.subTest(url):
                self.refused("option -o base_url: ", "-o", f"base_url={url}",
                             str(self.path))

    def test_this_machine(self) -> None:
        """`localhost` and a slash at the end are as good."""
        url = f"http://localhost:{self.sim.port}/3.2/"
        self.assert_starts("-o", f"base_url={url}")


class Credentials(StartTest):
    def refused_file(self, pattern: str, path: Path) -> None:
        self.refused(pattern, *self.base(f"credentials={path}"),
                     str(self.path), env=environment(None, None))

    def test_none(self) -> None:
        self.refused("no credentials.*OPS_CONSUMER_KEY.*opsfs/credentials",
                     *self.base(), str(self.path),
                     env=environment(None, None))

    def test_half(self) -> None:
        """Though the file of the user's own is whole."""
        usual = self.scratch / ".config" / "opsfs"
        usual.mkdir(parents=True)
        self.file(f"key = key\nsecret = {SECRET}\n").rename(
            usual / "credentials")
        self.refused("OPS_CONSUMER_KEY is set and OPS_CONSUMER_SECRET is not",
                     *self.base(), str(self.path),
                     env=environment("key", None, HOME=str(self.scratch)))

    def test_file_that_others_can_read(self) -> None:
        text = f"consumer_key = key\nconsumer_secret = {SECRET}\n"
        for mode in (0o640, 0o604, 0o660, 0o644):
            with self.subTest(oct(mode)):
                self.refused_file("others can read.*chmod 600",
                                  self.file(text, mode))

    def test_place_where_anybody_can_write(self) -> None:
        """The directory itself, one above, and the place of a link."""
        text = f"consumer_key = key\nconsumer_secret = {SECRET}\n"
        top = self.scratch / "open"
        below = top / "below"
        below.mkdir(parents=True)
        path = self.file(text).rename(below / "credentials")
        link = self.scratch / "link"
        link.symlink_to(path)
        self.assert_starts(*self.base(f"credentials={link}"),
                           env=environment(None, None))
        for folder in (below, top):
            folder.chmod(0o777)
            for named in (path, link):
                with self.subTest(folder=folder.name, named=named.name):
                    self.refused_file(f"anybody.*chmod o-w {folder}$", named)
            folder.chmod(0o755)
        top.chmod(0o777)
        outer = top / "link"
        outer.symlink_to(self.file(text))
        self.refused_file(f"anybody.*chmod o-w {top}$", outer)
        top.chmod(0o1777)
        self.assert_starts(*self.base(f"credentials={outer}"),
                           env=environment(None, None))

    def test_file_of_another_user(self) -> None:
        if os.geteuid() != 0:
            self.skipTest("only root could read it")
        path = self.file(f"key = key\nsecret = {SECRET}\n")
        os.chown(path, 65534, 65534)
        self.refused_file("belongs to another user.*chown 0", path)

    def test_malformed_files(self) -> None:
        for text in ("", SECRET, "consumer_key = key\n",
                     f"consumer_secret = {SECRET}\n",
                     f"consumer_key = key\nconsumer_secret: {SECRET}\n",
                     f"key = {'x' * 300}\nsecret = {SECRET}\n",
                     f"key = k\x01y\nsecret = {SECRET}\n",
                     f"colour = red\nkey = key\nsecret = {SECRET}\n",
                     f"key = key\nsecret = {SECRET}\n" + "#" * 5000):
            with self.subTest(text[:30]):
                self.refused_file("credentials.*(two lines|line [1-3] has)", self.file(text))

    def test_no_file(self) -> None:
        self.refused_file("credentials", self.scratch / "none")
        self.refused_file("credentials", self.scratch)
        fifo = self.scratch / "fifo"
        os.mkfifo(fifo, 0o600)
        self.refused_file("credentials", fifo)

    def test_malformed_environment(self) -> None:
        self.refused("OPS_CONSUMER_KEY", *self.base(), str(self.path),
                     env=environment("k\ney", SECRET))

    def test_named_file(self) -> None:
        path = self.file("# a comment\n\n  Consumer_Key=key  \n"
                         f"consumer_secret =\t{SECRET}\n")
        self.assert_starts(*self.base(f"credentials={path}"),
                           env=environment(None, None))

    def test_usual_places(self) -> None:
        (self.scratch / ".config" / "opsfs").mkdir(parents=True)
        path = self.file(f"key = key\nsecret = {SECRET}\n")
        usual = self.scratch / ".config" / "opsfs" / "credentials"
        path.rename(usual)
        home = str(self.scratch)
        self.assert_starts(*self.base(), env=environment(None, None, HOME=home))
        self.assert_starts(*self.base(), env=environment(
            None, None, XDG_CONFIG_HOME=f"{home}/.config"))

    def test_environment_without_a_file(self) -> None:
        self.assert_starts(*self.base())


class HangUp(StartTest):
    """SIGHUP reads the key again; the mount and its cache stay."""

    TITLE = "patent/EP2814089B1/title.txt"

    def write(self, secret: str) -> Path:
        return self.file(f"key = key\nsecret = {secret}\n")

    def hang_up(self, mount: Mount, says: str) -> None:
        before = mount.text(".ops/log").count("SIGHUP: ")
        mount.process.send_signal(signal.SIGHUP)
        harness.until(lambda: mount.text(".ops/log").count("SIGHUP: ") > before,
                      "SIGHUP heeded")
        self.assertRegex(mount.text(".ops/log").splitlines()[-1], says)

    def test_another_key(self) -> None:
        """Relative name of the file, and in another directory afterwards."""
        here = os.getcwd()
        os.chdir(self.scratch)
        self.addCleanup(os.chdir, here)
        self.write(SECRET)
        mount = Mount(self.sim, "credentials=credentials",
                      env=environment(None, None))
        title = mount.read(self.TITLE)
        before = self.sim.stats()["requests"]
        self.write("wrong")
        self.hang_up(mount, "read again")
        self.assertEqual(mount.errno_of("patent/EP4002966A1/title.txt"),
                         errno.EACCES)
        self.assertIn("pkill -HUP", mount.text(".ops/errors"))
        self.assertEqual(self.sim.stats()["requests"], before)
        self.file("nonsense")
        self.hang_up(mount, "line 1.*the old key stays")
        self.write(SECRET)
        self.hang_up(mount, "read again")
        self.assertTrue(mount.read("patent/EP2814089A1/title.txt"))
        self.assertEqual(mount.read(self.TITLE), title)
        self.assertEqual(self.sim.stats()["requests"], before + 1)
        self.assertNotIn(SECRET, mount.text(".ops/log"))
        mount.close()

    def test_key_of_the_environment(self) -> None:
        mount = Mount(self.sim, env=self.env())
        self.hang_up(mount, "environment.*unmount and mount")
        self.assertTrue(mount.read(self.TITLE))
        mount.close()


class Ops(StartTest):
    def test_refuses_the_secret(self) -> None:
        self.refused("key or the secret", *self.base(), str(self.path),
                     env=environment(secret="wrong"))

    def test_blocks_the_account(self) -> None:
        self.sim.fault("blocked", match="/auth/accesstoken")
        self.refused("account", *self.base(), str(self.path))

    def test_cannot_be_reached(self) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
            self.refused("(reach|connect)", "-o",
                         f"base_url=http://127.0.0.1:{port}/3.2,require_ops",
                         str(self.path))

    def test_does_not_answer(self) -> None:
        self.sim.fault("hang", match="/auth/accesstoken", times=-1)
        self.refused("(no answer|timed out|Timeout)",
                     *self.base("timeout=1", "require_ops"), str(self.path))

    def test_proxy_is_named(self) -> None:
        """The variable and not its value, in which a password may be."""
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            proxy = f"http://127.0.0.1:{unused.getsockname()[1]}"
        other = ["-o", "base_url=https://ops.invalid/3.2,require_ops"]
        self.refused("proxy of -o proxy", *other, "-o", f"proxy={proxy}",
                     str(self.path))
        self.refused("proxy of https_proxy", *other, str(self.path),
                     env=environment(secret=SECRET, https_proxy=proxy))

    def test_is_not_there(self) -> None:
        self.refused("HTTP 404.*base_url", "-o",
                     f"base_url={self.sim.base}/nowhere", str(self.path))

    def test_comes_later(self) -> None:
        """The mount is there and says what is missing; a reader waits."""
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        done = run("-o", f"base_url=http://127.0.0.1:{port}/3.2,timeout=80",
                   str(self.path), env=self.env())
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertRegex(done.stderr, r"^opsfs: OPS cannot be reached: .*; "
                         r"mounted all the same.*\n$")
        self.assertIn("README.txt", os.listdir(self.path))
        self.assertIn("cannot be reached", (self.path / ".ops/log").read_text())
        sim = Simulator("--port", str(port), "--secret", SECRET, *harness.WIDE)
        self.addCleanup(sim.stop)
        self.assertTrue((self.path / "patent/EP2814089B1/title.txt").read_text())
        self.assertEqual(sim.stats()["requests"], 1)
        self.unmount()

    def test_talks_nonsense(self) -> None:
        for kind in ("html", "garbage", "empty", "cut", "reset"):
            with self.subTest(kind):
                self.sim.calm()
                self.sim.fault(kind, match="/auth/accesstoken", times=-1)
                self.refused("(token service|cannot be reached)",
                             *self.base("timeout=5", "require_ops"),
                             str(self.path))

    def test_foreground_says_so_too(self) -> None:
        """With -f the log goes to stderr as well; the reason comes last."""
        done = run("-f", *self.base(), str(self.path),
                   env=environment(secret="wrong"))
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr.splitlines()[-1], "^opsfs: .*secret")
        self.assertNotIn("wrong\n", done.stderr)


class Background(StartTest):
    def test_returns_when_ready_and_not_before(self) -> None:
        self.sim.fault("hold", match="/auth/accesstoken")
        with subprocess.Popen(
                [*WRAPPER, str(BINARY), *self.base(), str(self.path)],
                env=self.env(), stdin=subprocess.DEVNULL) as process:
            self.sim.wait(held=1, match="/auth/")
            self.assertIsNone(process.poll())
            self.assertFalse(harness.is_mounted(self.path))
            self.sim.release()
            self.assertEqual(process.wait(PATIENCE), 0)
        self.assertIn("README.txt", os.listdir(self.path))
        self.unmount()

    @unittest.skipIf(os.geteuid() != 0, "only root can look into it")
    def test_lets_go_of_terminal_and_directory(self) -> None:
        run(*self.base(), str(self.path), env=self.env(), cwd=self.scratch)
        proc = Path(f"/proc/{self.daemon()}")
        self.assertEqual(os.readlink(proc / "cwd"), "/")
        for fd in ("0", "1", "2"):
            self.assertEqual(os.readlink(proc / "fd" / fd), "/dev/null")
        fields = (proc / "stat").read_text().rpartition(")")[2].split()
        self.assertEqual(int(fields[3]), int(proc.name), "session")
        self.unmount()

    @unittest.skipIf(os.geteuid() != 0 or os.path.exists("/dev/log"),
                     "/dev/log is root's to make, or is there")
    def test_system_log(self) -> None:
        """What nobody is looking for: mounted, unmounted, what went wrong. A
        collector that takes nothing holds nobody up."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as collector:
            collector.bind("/dev/log")
            self.addCleanup(os.unlink, "/dev/log")
            key = self.file(f"key = key\nsecret = {SECRET}\n")
            run(*self.base(f"credentials={key}"), str(self.path),
                env=environment(None, None))
            pid = self.daemon()
            self.file("nonsense")
            for _ in range(2000):
                os.kill(pid, signal.SIGHUP)
                os.stat(self.path / ".ops/status")
            (self.path / ".ops/status").read_text()
            lines = [collector.recv(2000).decode(), collector.recv(2000).decode()]
            collector.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                while collector.recv(2000):
                    pass
            collector.setblocking(True)
            self.unmount()
            while "unmounted" not in lines[-1]:
                lines.append(collector.recv(2000).decode())
        head = r"^<%d>\w{3} [ \d]\d [\d:]{8} " + rf"opsfs\[{pid}\]: "
        self.assertRegex(lines[0], head % 29 + f"mounted on {self.path}$")
        self.assertRegex(lines[1], head % 27 + "SIGHUP: .*line 1 has")
        self.assertRegex(lines[-1], head % 29 + "unmounted from ")

    def test_interrupted_start_leaves_nothing(self) -> None:
        """SIGTERM while the token is awaited."""
        self.sim.fault("hold", match="/auth/accesstoken")
        with subprocess.Popen(
                [*WRAPPER, str(BINARY), "-f", *self.base(), str(self.path)],
                env=self.env(), stdin=subprocess.DEVNULL,
                stderr=subprocess.PIPE, text=True) as process:
            self.sim.wait(held=1, match="/auth/")
            process.send_signal(signal.SIGTERM)
            _, errors = process.communicate(timeout=PATIENCE)
        self.assertGreaterEqual(process.returncode, 0, "died of the signal")
        self.assertNotRegex(errors, harness.SUSPICIOUS)
        self.assertFalse(harness.is_mounted(self.path))


class Ending(StartTest):
    def ends(self, stop) -> None:
        mount = Mount(self.sim, env=self.env())
        mount.read("README.txt")
        stop(mount)
        status = mount.end()
        self.assertEqual(status, 0, mount.errors)
        self.assertEqual(mount.complaints(), [])
        self.assertFalse(harness.is_mounted(mount.path))

    def test_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name):
                self.ends(lambda m: m.process.send_signal(number))

    def test_unmount(self) -> None:
        self.ends(lambda m: m.unmount())

    def test_signal_while_a_file_is_open(self) -> None:
        files = []
        self.ends(lambda m: (files.append(open(m / "README.txt", "rb")),
                             m.process.send_signal(signal.SIGTERM)))
        files[0].close()

    def test_lazy_unmount(self) -> None:
        self.ends(lambda m: subprocess.run(
            ["fusermount3", "-u", "-z", str(m.path)], check=True))


@unittest.skipIf(os.geteuid() != 0, "mount(8) needs root here")
class Mount8(StartTest):
    """As /etc/fstab would have it.

    mount(8) forgets PATH, so the program is put where it is looked for: over
    /usr/local/bin, in a mount namespace of the test's own.
    """

    LIST = ("_netdev,nofail,noauto,x-systemd.automount,"
            "x-systemd.mount-timeout=30,x-gvfs-hide,defaults,nosuid,nodev,"
            "noexec,noatime,comment=none")
    SCRIPT = ('bin=$1 mnt=$2; shift 2; '
              'mount --bind "$bin" /usr/local/bin && "$@" || exit; '
              'test -f "$mnt/README.txt" && grep -F " $mnt " /proc/self/mounts;'
              'umount "$mnt"')

    def setUp(self) -> None:
        super().setUp()
        self.bin = self.scratch / "bin"
        self.bin.mkdir()
        words = shlex.join(map(str, (*WRAPPER, BINARY)))
        (self.bin / "opsfs").write_text(f'#!/bin/sh\nexec {words} "$@"\n')
        (self.bin / "opsfs").chmod(0o755)

    def apart(self, *command: str, env: dict | None = None):
        return harness.finish(
            ["unshare", "-m", "--propagation", "private", "sh", "-c",
             self.SCRIPT, "sh", str(self.bin), str(self.path), *command],
            env or self.env())

    def mounted_as(self, *command: str) -> list[str]:
        """The line of /proc/self/mounts."""
        done = self.apart(*command)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), 1, done.stdout)
        return lines[0].split()

    def test_mount_t(self) -> None:
        line = self.mounted_as("mount", "-t", "fuse.opsfs", "-o",
                               f"base_url={self.sim.base},{self.LIST}",
                               "ops.test", str(self.path))
        self.assertEqual((line[0], line[2]), ("ops.test", "fuse.opsfs"))
        self.assertLessEqual({"rw", "nosuid", "nodev", "noexec"},
                             set(line[3].split(",")), "for .ops/ctl")

    def test_mount_t_without_options(self) -> None:
        """No set-user-ID program and no device, though mount(8) says `suid`
        and `dev` for whoever says nothing."""
        line = self.mounted_as("mount", "-t", "fuse.opsfs", "-o",
                               f"base_url={self.sim.base}", "ops",
                               str(self.path))
        self.assertLessEqual({"nosuid", "nodev"}, set(line[3].split(",")))

    def test_fstab(self) -> None:
        table = self.scratch / "fstab"
        table.write_text(f"opsfs {self.path} fuse.opsfs "
                         f"base_url={self.sim.base},{self.LIST},ro 0 0\n")
        line = self.mounted_as("mount", "-T", str(table), str(self.path))
        self.assertEqual(line[2], "fuse.opsfs")

    def test_example_as_another_user(self) -> None:
        """The line of contrib/examples, but for its paths and user: mounted by
        root, served by a user without a privilege, who has lists."""
        example = (harness.ROOT / "contrib/examples/fstab").read_text()
        line = example.splitlines()[-1]
        lists = self.scratch / "lists"
        lists.mkdir()
        (lists / "mine").write_text("EP2814089B1\n")
        key = self.file(f"key = key\nsecret = {SECRET}\n")
        store = self.scratch / "store"
        store.mkdir(0o700)
        for path in (key, store):
            os.chown(path, 65534, 65534)
        self.scratch.chmod(0o755)
        for old, new in (("/srv/ops", str(self.path)), ("setuid=opsfs",
                         f"base_url={self.sim.base},setuid=nobody"),
                         ("/etc/opsfs/credentials", str(key)),
                         ("/etc/opsfs/lists", str(lists)),
                         ("/var/cache/opsfs", str(store))):
            self.assertIn(old, line)
            line = line.replace(old, new)
        table = self.scratch / "fstab"
        table.write_text(line + "\n")
        line = self.mounted_as("mount", "-T", str(table), str(self.path))
        self.assertEqual(line[2], "fuse.opsfs")
        self.assertLessEqual({"ro", "nosuid", "nodev", "allow_other",
                              "user_id=65534"}, set(line[3].split(",")))
        until((store / "answers.db").exists, "a store")

    def test_a_source_with_odd_characters(self) -> None:
        line = self.mounted_as("mount", "-t", "fuse.opsfs", "-o",
                               f"base_url={self.sim.base}", "a,b\\c",
                               str(self.path))
        self.assertEqual(line[0], "a,b\\134c")

    def test_helper_alone(self) -> None:
        """With PATH, as autofs and systemd may call it."""
        helper = "/sbin/mount.fuse3"
        if not os.path.exists(helper):
            self.skipTest(f"{helper} is not there")
        path = f"{self.bin}:{os.environ['PATH']}"
        done = harness.finish(
            [helper, "opsfs#ops", str(self.path), "-o",
             f"rw,base_url={self.sim.base},{self.LIST}"],
            self.env(PATH=path))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("README.txt", os.listdir(self.path))
        self.unmount()

    def test_refusal_is_reported(self) -> None:
        """mount(8) passes on the exit status and the line."""
        done = self.apart("mount", "-t", "fuse.opsfs", "-o",
                          f"base_url={self.sim.base}", "ops", str(self.path),
                          env=environment(secret="wrong"))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("opsfs: OPS refuses the key or the secret", done.stderr)


if __name__ == "__main__":
    harness.main()
