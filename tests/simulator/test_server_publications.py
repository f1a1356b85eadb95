#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stand-in for the publication server."""

import io
import unittest
import zipfile

import server

BASE = "/publication-server/rest/v1.2/"


class Publications(server.SimulatorTest):
    ARGUMENTS = ()

    def fetch(self, path: str, **headers) -> server.Reply:
        return self.sim.ask("GET", BASE + path, **headers)

    def test_a_day_lists_what_there_is(self) -> None:
        dates = self.fetch("publication-dates").body.decode()
        self.assertIn('/publication-dates/20181114/patents">2018/11/14', dates)
        day = self.fetch("publication-dates/20181114/patents").body.decode()
        self.assertIn('/patents/EP2814089NWB1">EP2814089NWB1</a>', day)

    def test_a_document_in_each_form(self) -> None:
        starts = {"xml": b"<?xml", "html": b"<!DOCTYPE html>",
                  "pdf": b"%PDF-", "zip": b"PK\3\4"}
        for form, start in starts.items():
            reply = self.fetch(f"patents/EP2814089NWB1/document.{form}")
            self.assertEqual(reply.status, 200, form)
            self.assertTrue(reply.body.startswith(start), form)
            if form == "zip":
                with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
                    self.assertEqual(archive.testzip(), None)

    def test_the_pdf_has_the_text_of_the_document(self) -> None:
        body = self.fetch("patents/EP2814089NWB1/document.pdf").body
        self.assertEqual(body.count(b"/Type/Page/"), 15)
        self.assertIn("Förderer mit geregeltem".encode("cp1252"), body)

    def test_its_own_quota_and_no_token(self) -> None:
        first = self.fetch("publication-dates")
        used = int(first.get("x-quotaperweek-used"))
        self.assertEqual(used, len(first.body))
        self.assertEqual(self.fetch("publication-dates",
                                    Authorization=self.bearer).status, 400)
        self.sim.set(quota_publications=used)
        last = self.fetch("publication-dates")
        self.assertEqual((last.status, last.get("x-quotaperweek-remaining")),
                         (403, "0"))
        self.assertEqual(self.sim.stats()["requests"], 0)

    def test_what_it_has_not(self) -> None:
        for name, status in (("EP3999998NWA1", 500), ("EP3999999NWA1", 200),
                             ("EP3999999NWB1", 404), ("x", 404)):
            reply = self.fetch(f"patents/{name}/document.xml")
            self.assertEqual(reply.status, status, name)
            self.assertIn("html", reply.get("Content-Type"))


if __name__ == "__main__":
    unittest.main()
