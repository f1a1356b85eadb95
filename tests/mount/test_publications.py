#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The publication server: documents whole, and what was published on a day.

It is asked once for each thing and never sent a token; OPS is not asked at all.
"""

import errno
import json
import os
import re
import zipfile
from xml.etree import ElementTree

import harness
from harness import MountTest

REAL = harness.CORPUS.parent / "eps"
PATENTS = "publication-server/patents"
DATES = "publication-server/publication-dates"


def lost(xml: bytes, text: str) -> list[str]:
    """Words of a document that its text does not have, in their order, but for
    the marks of powers."""
    plain = re.sub(r"&(?!#|(amp|lt|gt|quot|apos);)", "&amp;", xml.decode())
    root = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", plain))
    shown, at, missing = "".join(text.replace("^", "").split()), 0, []
    for word in " ".join(root.itertext()).replace("^", "").split():
        found = shown.find(word, at)
        if found < 0:
            missing.append(word)
        else:
            at = found + len(word)
    return missing


class Publications(MountTest):
    SIMULATOR = harness.WIDE + ("--synthetic", "100")
    if REAL.is_dir():
        SIMULATOR += ("--publications", str(REAL))

    @classmethod
    def start(cls) -> harness.Mount:
        return harness.Mount(cls.sim, *cls.OPTIONS, cls.sim.publications())

    def setUp(self) -> None:
        self.asked_before = len(self.sim.published())
        self.requests_before = self.sim.requests()

    def asked(self) -> list[str]:
        """What the publication server was asked since the test began."""
        return self.sim.published()[self.asked_before:]

    def fault(self, name: str, kind: str = "garbage", **more) -> None:
        self.sim.fault(kind, match=f"/v1.2/{name}", times=1, **more)

    def error(self, name: str) -> str:
        return [line for line in self.mount.text(".ops/errors").splitlines()
                if f"/{name} " in line][-1]

    def tearDown(self) -> None:
        self.assertEqual(self.sim.requests(), self.requests_before,
                         "requests to OPS")
        self.assertEqual({entry["auth"] for entry
                          in self.sim.log("/publication-server/")} - {"none"},
                         set())
        super().tearDown()

    def test_documents_are_the_servers_bytes(self) -> None:
        folder = f"{PATENTS}/EP1000000NWB1"
        self.assertEqual(set(os.listdir(self.mount / folder))
                         - {"document.txt"},
                         {"document.html", "document.pdf", "document.xml",
                          "document.zip"})
        self.assertEqual(self.asked(), [])
        for form in ("html", "pdf", "xml", "zip"):
            path = f"/publication-server/rest/v1.2/patents/EP1000000NWB1/" \
                   f"document.{form}"
            shown = self.mount.read(f"{folder}/document.{form}")
            self.assertEqual(shown, self.mount.read(f"{folder}/document.{form}"))
            self.assertEqual(len(self.asked()), 1)
            self.assertEqual(shown, self.sim.ask("GET", path).body)
            self.asked_before = len(self.sim.published())
        with zipfile.ZipFile(self.mount / f"{folder}/document.zip") as archive:
            self.assertEqual(archive.read("EP1000000NWB1.xml"),
                             self.mount.read(f"{folder}/document.xml"))

    def test_document_of_a_patent_is_one_request(self) -> None:
        self.assertEqual(
            self.mount.read("patent/EP 2 814 089 B1/document.pdf")[:5],
            b"%PDF-")
        self.mount.read("patent/EP2814089B1/document.pdf")
        self.mount.read(f"{PATENTS}/EP2814089NWB1/document.pdf")
        self.assertEqual(self.asked(), ["patents/EP2814089NWB1/document.pdf"])

    def test_a_day_is_one_request(self) -> None:
        day = f"{DATES}/2018-11-14"
        self.assertEqual(sorted(os.listdir(self.mount / day)),
                         ["EP2814089B1", "index.tsv"])
        self.assertRegex(os.readlink(self.mount / f"{day}/EP2814089B1"),
                         r"^\.\./\.\./\.\./patent/\.\w+/EP2814089B1$")
        self.assertEqual(
            self.mount.text(f"{day}/index.tsv"),
            "number\tkind\tdocument\tcorrection\n"
            "EP2814089B1\tB1\tEP2814089NWB1\t\n")
        self.assertEqual(self.asked(), ["publication-dates/20181114/patents"])
        self.assertIn("2018-11-14", os.listdir(self.mount / DATES))
        self.assertIn("2018-11-14\n",
                      self.mount.text("publication-server/dates.txt"))
        self.assertEqual(len(self.asked()), 2)
        self.assertEqual(self.mount.errno_of(f"{DATES}/2018-11-31"),
                         errno.ENOENT)
        self.assertEqual(len(self.asked()), 2)

    def test_what_wipo_published_is_not_there(self) -> None:
        for name, kind in (("EP3999999NWA1", "page"), ("EP3999998NWA1", "500"),
                           ("EP3999998NWB1", "404")):
            file = f"{PATENTS}/{name}/document.xml"
            self.assertEqual(self.mount.errno_of(file), errno.ENOENT, kind)
            self.assertEqual(self.mount.errno_of(file), errno.ENOENT, kind)
            self.assertIn("publication server has no such", self.error(file))
        self.assertEqual(len(self.asked()), 3)

    def test_what_is_no_document_is_not_kept(self) -> None:
        folder = "patents/EP1000000NWA1"
        for form, body in (("xml", "<html><title>Down</title></html>"),
                           ("pdf", "<html><title>Down</title></html>"),
                           ("zip", "PK\x03\x04 cut off")):
            self.fault(f"{folder}/document.{form}", body=body)
            self.mount.read(f"publication-server/{folder}/document.{form}")
            self.assertEqual(len(self.asked()), 2, form)
            self.asked_before += 2

    def test_a_page_in_place_of_a_document_is_reported(self) -> None:
        file = f"{PATENTS}/EP3500001NWA2/document.pdf"
        self.sim.fault("html", match=f"/v1.2/{file[19:]}", times=-1)
        self.assertEqual(self.mount.errno_of(file), errno.EIO)
        self.assertIn('a page called "Maintenance"', self.error(file))
        self.sim.calm()
        harness.until(lambda: self.mount.errno_of(file) == 0, "asked again")

    def test_nothing_leads_to_another_host(self) -> None:
        file = f"{PATENTS}/EP4100001NWA1/document.xml"
        self.fault("patents/EP4100001NWA1", "redirect", status=302,
                   location=f"http://127.0.0.2:{self.sim.port}/elsewhere")
        self.assertEqual(self.mount.errno_of(file), errno.EIO)
        self.assertIn("another address, which is not followed",
                      self.error(file))
        self.assertEqual(self.sim.log("/elsewhere"), [])
        self.assertEqual(len(self.asked()), 1)

    def test_a_bad_list_is_an_error_and_not_kept(self) -> None:
        links = "".join(f"<a href='/patents/EP{n:07}NWB1'>x</a>"
                        for n in range(100_000))
        away = "<a href='http://127.0.0.2/patents/EP0000001NWB1'>x</a>"
        lists = (("20000517", links, errno.EFBIG, "longer than a day"),
                 ("20030212", away, errno.EIO, "another host"),
                 ("20141217", "<html></html>", errno.ENOENT, "Wednesdays"))
        for date, body, error, text in lists:
            day = f"{DATES}/{date[:4]}-{date[4:6]}-{date[6:]}"
            self.fault(f"publication-dates/{date}", body=body)
            self.assertEqual(self.mount.errno_of(day, os.listdir), error)
            self.assertIn(text, self.error(day))
        for date, *_ in lists:
            day = f"{DATES}/{date[:4]}-{date[4:6]}-{date[6:]}"
            harness.until(lambda day=day: self.mount.errno_of(
                day, os.listdir) == 0, "asked again")
        self.assertEqual(self.asked(), 2 * [
            f"publication-dates/{date}/patents" for date, *_ in lists])

    def source(self, name: str) -> str:
        return os.getxattr(self.mount / name, "user.opsfs.source").decode()

    def test_grep_through_a_day_asks_ops_nothing(self) -> None:
        """All documents of a day with a word in their claims."""
        found = self.run_tool("bash", "-c", "grep -l bricks */claims.txt",
                              cwd=self.mount / f"{DATES}/2003-02-12")
        self.assertEqual(found.stdout, b"EP1000000B1/claims.txt\n")
        text = f"{DATES}/2003-02-12/EP1000000B1/claims.txt"
        self.assertEqual(self.source(text), "publication server")
        self.assertIn("\n== claims (en)\n\n1. ", self.mount.text(
            f"{PATENTS}/EP1000000NWB1/document.txt"))
        self.assertLessEqual(self.asked().count(
            "patents/EP1000000NWB1/document.xml"), 1)
        self.assertNotIn("claims", os.listdir(self.mount / os.path.dirname(
            text)))

    def figures(self) -> dict:
        return json.loads(self.mount.text(
            ".ops/status.json"))["publication_server"]

    def test_how_it_fares_stands_in_ops(self) -> None:
        """Requests and bytes of the quota, as the server counts them."""
        before = self.figures()
        size = len(self.mount.read(f"{PATENTS}/EP2814089NWA1/document.zip"))
        after = self.figures()
        sent, used = after["requests"], after["seven_days"]["used"]
        self.assertEqual(sent - before["requests"], 1)
        self.assertEqual(after["bytes"] - before["bytes"], size)
        self.assertGreaterEqual(
            used - before["seven_days"].get("used", 0), size)
        self.assertEqual(after["seven_days"]["limit"], 5 * 10 ** 9)
        self.assertRegex(self.mount.status("eps"), rf"/300 .* {sent} sent, ")
        self.assertIn(f"seven days: {used / 1e6:.1f} MB used",
                      self.mount.text(".ops/status"))
        metrics = self.mount.text(".ops/metrics")
        self.assertIn(f"\nopsfs_eps_requests_total {sent}\n", metrics)
        self.assertIn(f"\nopsfs_eps_quota_used_bytes {used}\n", metrics)

    def test_real_documents(self) -> None:
        if not REAL.is_dir():
            self.skipTest("skipped: no real documents")
        for path in sorted(REAL.glob("v1-*.xml")):
            data = path.read_bytes()
            number = re.search(rb'doc-number="(\d+)"', data)[1].decode()
            kind = re.search(rb' kind="(..)"', data)[1].decode()
            folder = f"{PATENTS}/EP{number}NW{kind}"
            self.assertEqual(data, self.mount.read(f"{folder}/document.xml"),
                             path.name)
            self.assertEqual(lost(data, self.mount.text(
                f"{folder}/document.txt")), [], path.name)


class Instead(MountTest):
    """Texts of an EP that OPS has not, or not now."""

    SIMULATOR = harness.WIDE + ("--synthetic", "100")

    @classmethod
    def start(cls) -> harness.Mount:
        return harness.Mount(cls.sim, *cls.OPTIONS, cls.sim.publications())

    def source(self, name: str) -> str:
        return os.getxattr(self.mount / name, "user.opsfs.source").decode()

    def absent(self, part: str) -> None:
        self.sim.fault("status", match=f"EP.1000000.B1/{part}", times=-1,
                       status=404, code="SERVER.EntityNotFound",
                       message="No results found")

    def test_what_ops_has_is_its_own(self) -> None:
        before = self.sim.published()
        with self.costs(1):
            self.mount.read("patent/EP2814089B1/claims.txt")
        self.assertEqual(self.source("patent/EP2814089B1/claims.txt"), "OPS")
        self.assertEqual(self.sim.published(), before)

    def test_text_that_ops_has_not(self) -> None:
        self.absent("claims")
        self.absent("description")
        folder = "patent/EP1000000B1"
        with self.costs(2):
            claims = self.mount.text(f"{folder}/claims.txt")
            first = self.mount.text(f"{folder}/claims/001.txt")
            text = self.mount.text(f"{folder}/description.txt")
            pieces = os.listdir(self.mount / f"{folder}/description")
            self.mount.read(f"{folder}/claims.txt")
            listed = os.listdir(self.mount / folder)
        self.assertIn(first, claims)
        self.assertIn("0001.txt", pieces)
        self.assertLessEqual({"claims.txt", "description.txt"}, set(listed))
        self.assertIn(self.mount.text(f"{folder}/description/0002.txt")[-40:],
                      text)
        self.assertEqual(self.source(f"{folder}/claims.txt"),
                         "publication server")
        self.assertEqual(
            [line.split("\t")[2:4] for line in self.mount.text(
                f"{folder}/sources.tsv").splitlines()
             if line.startswith("claims.txt")],
            [["OPS", "404"], ["publication server", "200"]])
        self.assertEqual(self.sim.published()[-1:],
                         ["patents/EP1000000NWB1/document.xml"])

    def test_neither_has_it(self) -> None:
        self.assertEqual(self.mount.errno_of("patent/EP3999998B1/claims.txt"),
                         errno.ENOENT)
        self.assertIn("OPS has no such", self.mount.text(".ops/errors"))

    def test_z_quota_is_used_up(self) -> None:
        self.sim.set(quota_week=0)
        self.assertIn("1. ", self.mount.text("patent/EP1000000A1/claims.txt"))
        self.assertEqual(self.source("patent/EP1000000A1/claims.txt"),
                         "publication server")
        self.assertEqual(self.mount.errno_of("patent/EP1000000A1/title.txt"),
                         errno.EDQUOT)


class Away(MountTest):
    """A server that does not answer is named; OPS is not it."""

    SIMULATOR = Publications.SIMULATOR

    @classmethod
    def start(cls) -> harness.Mount:
        return harness.Mount(cls.sim, "timeout=2", cls.sim.publications())

    def test_it_is_named(self) -> None:
        self.sim.fault("status", match="/v1.2/", times=-1, status=503)
        for number in range(4100001, 4100007):
            self.mount.errno_of(f"{PATENTS}/EP{number}NWA1/document.xml")
        log = self.mount.text(".ops/log")
        self.assertIn("publication server does not answer", log)
        self.assertNotIn("OPS does not answer", log)
        last = self.mount.text(".ops/errors.jsonl").splitlines()[-1]
        self.assertGreater(json.loads(last)["retry_after_s"], 0)
        self.sim.calm()


if __name__ == "__main__":
    harness.main()
