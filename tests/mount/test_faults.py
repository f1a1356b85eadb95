#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""OPS in a bad mood: a reader gets OPS's bytes or an error with a reason,
never other bytes, and nothing wrong is kept."""

import errno
import json
import mmap
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import harness
from harness import Mount, ShiftedClock, in_parallel, join, until

ERROR = "user.opsfs.error"
#: The same where the kernel asks for the attributes of the path before it.
UNCHECKED = "security.opsfs.error"
DOCUMENT = ('<?xml version="1.0"?><ops:world-patent-data '
            'xmlns:ops="http://ops.epo.org">%s</ops:world-patent-data>')

#: Says so when it has read a thousand times; ends when it cannot any more.
READ_FOR_EVER = """
import itertools, os, sys
for i in itertools.count():
    try:
        os.close(os.open(sys.argv[1], os.O_RDONLY))
    except OSError:
        break
    if i == 1000:
        os.write(1, b".")
"""

#: Trouble that another try may mend.
PASSING = [
    ("reset", {}), ("cut", {}), ("cut", {"bytes": 0}), ("cut", {"bytes": 40}),
    ("short", {}), ("short", {"bytes": 1}), ("garbage", {}),
    ("garbage", {"body": "<unclosed"}), ("garbage", {"body": "plain words"}),
    ("garbage", {"body": "<html><body>moved</body></html>"}),
    ("garbage", {"body": DOCUMENT % "" + "trailing"}),
    ("html", {}), ("html", {"status": 404}), ("html", {"status": 502}),
    ("empty", {}), ("empty", {"status": 500}),
    ("wrong_length", {"delta": 10}),
    ("status", {"status": 500}), ("status", {"status": 503}),
    ("status", {"status": 502, "gateway": True}),
    ("status", {"status": 408, "code": "CLIENT.RequestTimeout"}),
    ("limited", {"status": 503}),
]
#: The same, but what is left over may spoil the connection's next answer.
LEFT_OVER = [("wrong_length", {"delta": -10}), ("wrong_length", {"delta": -1})]
#: What is odd and right all the same.
HARMLESS = [
    ("drip", {"ms": 1, "bytes": 200}), ("slow_headers", {"ms": 1, "bytes": 20}),
    ("no_headers", {}), ("double_headers", {}),
]
#: What no answer of OPS holds.
HOSTILE = [
    ("bomb", {}), ("bomb", {"levels": 1}), ("xxe", {}), ("deep", {}),
    ("deep", {"depth": 2000}),
]


class MountTest(harness.MountTest):
    """Faults and holds are armed by the path of one record's own request."""

    OPTIONS = ("bulk=off", *harness.MountTest.OPTIONS)


class Passing(MountTest):
    """Once in trouble, then as ever: the reader does not notice."""

    def mended(self, kind: str, path: str, number: str, accept: str,
               cost: int = 2, more: int = 0, **params) -> None:
        self.sim.fault(kind, match=number, **params)
        body = self.mount.read(path)
        self.assertIn(self.sim.requests(number), range(cost, cost + more + 1))
        request, _, form = path.rpartition(".")
        if "/images/" in path:
            folder, _, page = request.rpartition("/")
            request = f"{folder}.{form}?Range={int(page)}"
        self.assertEqual(body, self.sim.fetch(request, accept))
        self.assertEqual(self.mount.read(path), body)

    def all_of(self, table, cost: int, more: int = 0) -> None:
        """Side by side: each waits for its own second try."""
        failures: list[str] = []
        numbers = [self.fresh() for _ in table]

        def one(i: int) -> None:
            kind, params = table[i]
            try:
                self.mended(kind, self.biblio(numbers[i]), numbers[i],
                            "application/xml", cost, more, **params)
            except (OSError, AssertionError) as error:
                failures.append(f"{kind} {params}: {error}")

        join(in_parallel(len(table), one))
        self.assertEqual(failures, [])

    def test_tried_again(self) -> None:
        self.all_of(PASSING, 2)

    def test_left_over(self) -> None:
        """The connection is of no more use; finding that out may cost one."""
        for row in LEFT_OVER:
            self.all_of([row], 2, more=1)
            self.mount.read(self.biblio())

    def test_harmless(self) -> None:
        self.all_of(HARMLESS, 1)

    def test_chunked(self) -> None:
        self.sim.set(chunked=True)
        self.addCleanup(self.sim.set, chunked=False)
        self.all_of([("no_headers", {})], 1)
        self.all_of([("cut", {}), ("short", {})], 2)

    def test_json(self) -> None:
        for kind, params in (
                ("short", {}), ("cut", {}), ("html", {}), ("empty", {}),
                ("garbage", {"body": '{"ops:world-patent-data": [1, 2'}),
                ("garbage", {"body": DOCUMENT % ""}),
                ("garbage", {"body": "[]"}), ("garbage", {"body": "{}"})):
            number = self.fresh()
            with self.subTest(kind, **params):
                self.mended(kind, self.biblio(number).replace(
                    ".xml", ".json"), number, "application/json", **params)

    def test_pages(self) -> None:
        for form in ("pdf", "tiff"):
            for kind, params in (("short", {"bytes": 100}), ("cut", {}),
                                 ("html", {}), ("empty", {}), ("garbage", {}),
                                 ("garbage", {"body": DOCUMENT % ""})):
                number = self.fresh()[2:]
                with self.subTest(kind, form=form, **params):
                    self.mended(
                        kind, f"published-data/images/EP/{number}/A1/"
                        f"fullimage/001.{form}", number, "*/*", **params)

    def test_hanging(self) -> None:
        """No byte for a third of the reader's patience: asked again."""
        mount = self.start_with("timeout=3")
        number = self.fresh()
        self.sim.fault("hang", match=number)
        body = mount.read(self.biblio(number))
        self.assertEqual(body, self.mount.read(self.biblio(number)))
        mount.close()

    def start_with(self, *options: str) -> Mount:
        return Mount(self.sim, "bulk=off", *options)


class Lasting(MountTest):
    """In trouble for good: an error within the reader's patience, a reason,
    and no trace once OPS is well again."""

    OPTIONS = ("bulk=off", "timeout=2",)

    def test_every_kind(self) -> None:
        table = [*PASSING, *LEFT_OVER, ("hang", {})]
        numbers = [self.fresh() for _ in table]
        codes: dict[int, int] = {}
        for number, (kind, params) in zip(numbers, table):
            self.sim.fault(kind, match=number, times=-1, **params)
        join(in_parallel(len(table), lambda i: codes.update(
            {i: self.mount.errno_of(self.biblio(numbers[i]))})))
        for i, (kind, params) in enumerate(table):
            with self.subTest(kind, **params):
                self.check(numbers[i], codes[i])
        self.sim.calm()
        for number in numbers:
            path = self.biblio(number)
            until(lambda path=path: self.mount.errno_of(path) == 0, path)
            self.assertIn(number[2:].encode(), self.mount.read(path))
        self.assertRegex(self.mount.text(".ops/log"),
                         "(?s)OPS does not answer.*OPS answers again, after")

    def check(self, number: str, code: int) -> None:
        self.assertIn(code, (errno.ETIMEDOUT, errno.EIO))
        reported = os.getxattr(self.mount / self.biblio(number), ERROR).decode()
        self.assertTrue(reported.startswith(errno.errorcode[code]), reported)
        self.assertIn("; ", reported, "no advice")

    def test_an_error_of_status_200(self) -> None:
        """As the classification has it: an instruction, then JSON."""
        number = self.fresh()
        self.sim.fault("json_error", match=number, times=-1)
        self.assertNotEqual(self.mount.errno_of(self.biblio(number)), 0)
        self.assertIn("Internal error while reading", os.getxattr(
            self.mount / self.biblio(number), ERROR).decode())

    def test_bounded_while_it_still_hangs(self) -> None:
        number = self.fresh()
        self.sim.fault("hang", match=number, times=-1)
        self.assertEqual(self.mount.errno_of(self.biblio(number)),
                         errno.ETIMEDOUT)
        self.assertEqual(self.mount.number("waiting"), 0)

    def test_unreachable(self) -> None:
        sim = harness.Simulator(*harness.WIDE)
        mount = Mount(sim, "bulk=off", "timeout=2")
        tail, followed = self.follow(mount)
        try:
            path = self.biblio("EP2814089")
            body = mount.read(path)
            sim.stop()
            other = self.biblio("EP1000000")
            self.assertIn(mount.errno_of(other), (errno.EIO, errno.ETIMEDOUT))
            self.assertIn("; ", os.getxattr(mount / other, ERROR).decode())
            self.assertEqual(mount.read(path), body)
            until(lambda: "OPS does not answer" in followed.read_text(), "tail")
        finally:
            tail.kill()
            tail.wait()
            mount.close()

    def follow(self, mount: Mount) -> tuple[subprocess.Popen, Path]:
        """The log, as `tail -f` goes on to write it there."""
        folder = tempfile.TemporaryDirectory(prefix="opsfs-test-")
        self.addCleanup(folder.cleanup)
        out = Path(folder.name) / "out"
        with open(out, "wb") as file:
            tail = subprocess.Popen(["tail", "-n", "+1", "-s", "0.1", "-f",
                                     mount / ".ops/log"], stdout=file)
        until(lambda: "mounted on" in out.read_text(), "tail")
        return tail, out


class Hostile(MountTest):
    def setUp(self) -> None:
        """What is announced counts against the quotas, sent or not."""
        self.sim.set(quota_hour=1 << 50, quota_week=1 << 50)

    def test_refused_at_once(self) -> None:
        for kind, params in HOSTILE:
            number = self.fresh()
            with self.subTest(kind, **params), self.costs(1):
                self.sim.fault(kind, match=number, times=-1, **params)
                path = self.biblio(number)
                self.assertEqual(self.mount.errno_of(path), errno.EIO)
                self.assertEqual(self.mount.errno_of(path), errno.EIO)
                self.assertIn("was refused", os.getxattr(
                    self.mount / path, ERROR).decode())
        self.assertEqual(self.sim.stats()["xxe_hits"], 0)

    def test_hostile_errors(self) -> None:
        """In the body of an error, and in a listing's inquiry."""
        number = self.fresh()
        self.sim.fault("status", match=number, status=404, times=-1, body=(
            '<!DOCTYPE f [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            '<fault xmlns="http://ops.epo.org"><code>&a;</code></fault>'))
        code = self.mount.errno_of(self.biblio(number))
        self.assertIn(code, (errno.EIO, errno.ENOENT))
        self.assertNotIn("root", self.mount.text(".ops/errors"))
        self.sim.fault("bomb", match="4000044.*images", times=-1)
        self.assertEqual(self.mount.errno_of(
            "published-data/images/EP/4000044/A1/fullimage", os.listdir),
            errno.EIO)

    def test_huge(self) -> None:
        for params in ({"bytes": 1 << 30}, {"bytes": 80 << 20,
                                            "chunked": True}):
            number = self.fresh()
            with self.subTest(**params), self.costs(1):
                self.sim.fault("huge", match=number, times=-1, **params)
                for _ in range(2):
                    self.assertEqual(self.mount.errno_of(self.biblio(number)),
                                     errno.EFBIG)

    def test_long_and_within_bounds(self) -> None:
        number = self.fresh()
        self.sim.fault("huge", match=number, bytes=5_000_000)
        body = self.mount.read(self.biblio(number))
        self.assertEqual(len(body), 5_000_000)
        self.assertTrue(body.endswith(b"</p></ops:world-patent-data>"))

    def test_still_alive(self) -> None:
        """A reader in between, and after all."""
        number = self.fresh()
        self.sim.fault("deep", match=number, times=-1, depth=100_000)
        readers = in_parallel(
            8, lambda i: self.mount.errno_of(self.biblio(number)))
        self.assertIn(b"<?xml", self.mount.read(self.biblio()))
        join(readers)


class FairUse(MountTest):
    """Black rests its class alone."""

    def family(self) -> str:
        return f"family/publication/epodoc/{self.fresh()}/family.xml"

    def test_waits_its_turn(self) -> None:
        number = self.fresh()
        bodies: list[bytes] = []
        self.sim.fault("fairuse", match=number, retry_after_ms=3000)
        reader = threading.Thread(
            target=lambda: bodies.append(self.mount.read(self.biblio(number))))
        reader.start()
        self.sim.wait(answered=1, match=number)
        until(lambda: "rests" in self.mount.status("retrieval"),
              "the class at rest")
        for _ in range(3):
            self.assertTrue(self.mount.read(self.family()))
        self.assertEqual(self.sim.requests(number), 1)
        join([reader])
        self.assertIn(number[2:].encode(), bodies[0])
        self.assertEqual(self.sim.requests(number), 2)
        self.assertEqual(self.sim.stats()["over_limit"], 0)

    def refused_for(self, mount: Mount, kind: str, **params) -> str:
        number = self.fresh()
        self.sim.fault(kind, match=number, times=-1, **params)
        path = self.biblio(number)
        self.assertEqual(mount.errno_of(path), errno.EBUSY)
        self.assertEqual(self.sim.requests(number), 1)
        return os.getxattr(mount / path, ERROR).decode()

    def test_busy_after_the_deadline(self) -> None:
        for kind, params, longest in (
                ("fairuse", {"retry_after_ms": 50_000}, 50),
                ("robot", {}, 60)):
            with self.subTest(kind):
                mount = Mount(self.sim, "bulk=off", "timeout=1")
                reported = self.refused_for(mount, kind, **params)
                self.assertTrue(reported.startswith("EBUSY"), reported)
                error = json.loads(
                    mount.text(".ops/errors.jsonl").splitlines()[-1])
                self.assertEqual(error["errno"], "EBUSY")
                self.assertTrue(error["retryable"])
                self.assertLessEqual(error["retry_after_s"], longest)
                self.assertTrue(mount.read(self.family()))
                self.assertEqual(mount.errno_of(self.biblio()), errno.EBUSY,
                                 "the class rests for all")
                mount.close()

    def test_the_worse_of_two_headers(self) -> None:
        mount = Mount(self.sim, "bulk=off", "timeout=1")
        number = self.fresh()
        self.sim.fault("double_headers", match=number, second=(
            "overloaded (retrieval=black:0, search=green:30)"))
        self.assertTrue(mount.read(self.biblio(number)))
        self.assertEqual(mount.errno_of(self.biblio()), errno.EBUSY)
        self.assertTrue(mount.read(self.family()))
        mount.close()

    def test_limits_are_kept(self) -> None:
        """A burst never goes beyond what OPS grants, whoever answers."""
        sim = harness.Simulator("--throttle", "on", "--instances", "2",
                                "--limits", "other=40,retrieval=4000",
                                "--synthetic", "200")
        mount = Mount(sim, "bulk=off", "timeout=4")
        try:
            mount.read(self.biblio("EP4000001"))
            codes: list[int] = []
            join(in_parallel(60, lambda i: codes.append(mount.errno_of(
                f"register/publication/epodoc/EP{4000001 + i}/biblio.xml"))))
            self.assertEqual(set(codes), {0, errno.EBUSY})
            self.assertGreaterEqual(codes.count(0), 19)
            self.assertEqual(sim.stats()["over_limit"], 0)
        finally:
            mount.close()
            sim.stop()


class Quota(MountTest):
    def used_up(self, mount: Mount, kind: str) -> None:
        warm, cold, next_one = (self.biblio() for _ in range(3))
        body = mount.read(warm)
        self.sim.fault(kind, match="published-data")
        self.assertEqual(mount.errno_of(cold), errno.EDQUOT)
        before = self.sim.requests()
        for path in (cold, next_one, "legal/publication/epodoc/EP1000000/"
                                     "legal.xml"):
            self.assertEqual(mount.errno_of(path), errno.EDQUOT)
        self.assertEqual(mount.read(warm), body)
        self.assertEqual(self.sim.requests(), before, "asked all the same")
        self.assertIn("used up; released", mount.text(".ops/status"))
        name = kind.removeprefix("quota_")
        self.assertRegex(mount.text(".ops/quota"), rf"(?m)^{name}  .* 100\.0 ")
        self.assertRegex(mount.text(".ops/status"), rf"{name}: .* 100\.0 %")
        self.assertIn("quota", os.getxattr(mount / cold, ERROR).decode())

    def test_hour_and_week(self) -> None:
        for kind in ("quota_hour", "quota_week"):
            with self.subTest(kind):
                mount = self.start()
                self.used_up(mount, kind)
                mount.close()

    def test_waiting_readers_learn_why(self) -> None:
        mount = self.start()
        codes: list[int] = []
        self.sim.fault("quota_hour", match="published-data", times=-1)
        join(in_parallel(20, lambda i: codes.append(
            mount.errno_of(self.biblio()))))
        self.assertEqual(set(codes), {errno.EDQUOT})
        mount.close()


class Shifted(MountTest):
    """What happens in hours and days, on a clock that is put forward."""

    OPTIONS = ("bulk=off", "timeout=2",)

    @classmethod
    def start(cls) -> Mount:
        cls.clock = ShiftedClock()
        cls.addClassCleanup(cls.clock.close)
        return Mount(cls.sim, *cls.OPTIONS, env=cls.clock.environment())

    def advance(self, seconds: int) -> None:
        """Until the daemon's own clock says so: it takes the time once a
        turn, and one may be under way."""
        self.clock.advance(seconds)
        until(lambda: os.stat(self.mount / ".ops/status").st_mtime
              > time.time() + self.clock.ahead - 30, "a later hour")

    def register(self, number: str) -> str:
        """Its answers are fresh for a day."""
        return f"register/publication/epodoc/{number}/biblio.xml"


class Expiry(Shifted):
    """With lazy sizes, where each OPEN is asked for.  (With exact ones the
    kernel believes for a minute of its own, which cannot be put forward.)"""

    def test_a_kept_copy_when_ops_is_down(self) -> None:
        for kind, params in (("reset", {}), ("status", {"status": 503}),
                             ("hang", {}), ("html", {})):
            number = self.fresh()
            path = self.register(number)
            body = self.mount.read(path)
            with self.subTest(kind):
                self.advance(25 * 3600)
                self.sim.fault(kind, match=number, times=-1, **params)
                self.assertEqual(self.mount.read(path), body)
                self.assertGreater(self.sim.requests(number), 1)
                self.sim.calm()

    def test_gone_is_gone(self) -> None:
        number = self.fresh()
        path = self.register(number)
        self.mount.read(path)
        self.advance(25 * 3600)
        self.sim.fault("status", match=number, status=404, times=-1,
                       code="SERVER.EntityNotFound", message="none")
        self.assertEqual(self.mount.errno_of(path), errno.ENOENT)

    def test_asked_again_when_it_has_expired(self) -> None:
        number = self.fresh()
        path = self.register(number)
        body, when = self.mount.read(path), os.stat(self.mount / path).st_mtime
        self.advance(23 * 3600)
        with self.costs(0, number):
            self.assertEqual(self.mount.read(path), body)
        self.advance(2 * 3600)
        with self.costs(1, number):
            self.assertEqual(self.mount.read(path), body)
        self.assertGreaterEqual(os.stat(self.mount / path).st_mtime,
                                when + 25 * 3600, "as of the last answer")

    def test_a_new_answer_replaces_the_old_one(self) -> None:
        """Of the same length, of another one, and mapped; a file that is
        open keeps what it was opened with."""
        number = self.fresh()
        path = self.register(number)
        answers = [DOCUMENT % text for text in (
            "<a>one</a>", "<a>two</a>", "<a>" + "three" * 2000 + "</a>",
            "<a/>")]
        opened = []
        for answer in answers:
            self.advance(25 * 3600)
            self.sim.fault("garbage", match=number, body=answer)
            opened.append(open(self.mount / path, "rb"))
            with self.subTest(answer[:110]):
                self.assertEqual(self.mount.read(path), answer.encode())
                self.assertEqual(self.run_tool("cat", path).stdout,
                                 answer.encode())
                self.assertEqual(self.mapped(path), answer.encode())
        for file in opened:
            file.close()

    def mapped(self, path: str) -> bytes:
        with open(self.mount / path, "rb") as file, \
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as page:
            return bytes(page)


class Time(Shifted):
    def test_absence_is_forgotten_in_time(self) -> None:
        path = "register/publication/epodoc/EP3999999/biblio.xml"
        self.mount.errno_of(path)
        with self.costs(0, "3999999"):
            self.mount.errno_of(path)
        self.advance(11 * 60)
        with self.costs(1, "3999999"):
            self.assertEqual(self.mount.errno_of(path), errno.ENOENT)

    def test_a_page_is_asked_for_again_after_a_year(self) -> None:
        path = "published-data/images/EP/4000055/A1/fullimage/001.pdf"
        body = self.mount.read(path)
        for days, requests in ((364, 0), (2, 1)):
            self.advance(days * 24 * 3600)
            with self.costs(requests, "4000055"):
                self.assertEqual(self.mount.read(path), body)

    def test_the_token_is_renewed_before_it_expires(self) -> None:
        self.mount.read(self.biblio())
        tokens, renewals = self.sim.stats()["tokens"], self.mount.number(
            "requests", "tokens renewed")
        self.advance(1150)
        self.mount.read(self.biblio())
        self.assertEqual(self.sim.stats()["tokens"], tokens + 1)
        self.assertEqual(self.mount.number("requests", "tokens renewed"),
                         renewals, "by refusal")

    def test_the_hourly_quota_is_tried_again(self) -> None:
        path = self.biblio()
        self.sim.fault("quota_hour", match="published-data")
        self.assertEqual(self.mount.errno_of(path), errno.EDQUOT)
        self.advance(5 * 60)
        self.assertEqual(self.mount.errno_of(path), errno.EDQUOT)
        self.advance(6 * 60)
        self.assertTrue(self.mount.read(path))

    def test_a_refused_account_is_tried_again(self) -> None:
        path = self.biblio()
        self.sim.fault("blocked", match="published-data")
        self.assertEqual(self.mount.errno_of(path), errno.EACCES)
        self.advance(61)
        self.assertTrue(self.mount.read(path))


class Reason(MountTest):
    """Why a path cannot be had is readable though the path is not there."""

    OPTIONS = ("bulk=off", "timeout=2")

    def test_of_a_record_that_is_not_there(self) -> None:
        path = self.mount / self.biblio("EP9999999")
        for _ in range(2):
            self.assertFalse(os.path.exists(path))
            reported = os.getxattr(path, UNCHECKED).decode()
            self.assertTrue(reported.startswith("ENOENT HTTP 404"), reported)
        self.assertEqual(os.listxattr(path), [ERROR])

    def test_of_what_can_be_had(self) -> None:
        path = self.mount / self.biblio("EP2814089")
        with open(path, "rb"):
            for name in (ERROR, UNCHECKED, "security.capability"):
                with self.assertRaises(OSError) as caught:
                    os.getxattr(path, name)
                self.assertEqual(caught.exception.errno, errno.ENODATA)


class ExactReason(Reason):
    OPTIONS = ("bulk=off", "timeout=2", "sizes=exact")


class InUse(MountTest):
    """The daemon of a mount in use waits in read(2), not in its loop; it must
    notice all the same that it is to end."""

    def setUp(self) -> None:
        self.used = Mount(self.sim, "bulk=off")
        self.path = self.used / self.biblio("EP2814089")

    def ends(self) -> None:
        self.used.process.terminate()
        self.assertEqual(self.used.end(), 0)

    def use(self) -> None:
        for _ in range(1000):
            os.close(os.open(self.path, os.O_RDONLY))

    def test_a_signal_just_after(self) -> None:
        self.use()
        self.ends()

    def test_a_signal_in_between(self) -> None:
        with subprocess.Popen([sys.executable, "-c", READ_FOR_EVER, self.path],
                              stdout=subprocess.PIPE) as reader:
            self.assertTrue(reader.stdout.read(1))
            self.ends()


class InUseDeaf(InUse):
    """Started by somebody who has the signal of the timer blocked."""

    def setUp(self) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        self.addCleanup(signal.pthread_sigmask, signal.SIG_UNBLOCK,
                        [signal.SIGALRM])
        super().setUp()


class ExactTime(Time):
    OPTIONS = ("bulk=off", "timeout=2", "sizes=exact")
    # The kernel keeps the bytes, and nobody puts its clock forward.
    test_a_page_is_asked_for_again_after_a_year = None


if __name__ == "__main__":
    harness.main()
