# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens."""

import unittest

from server import SimulatorTest


class Tokens(SimulatorTest):
    def test_the_three_styles(self):
        for style, kind in (("2014", "BearerToken"), ("2023", "BearerToken"),
                            ("2026", "Bearer")):
            self.sim.set(token_style=style)
            answer = self.sim.token_request().json()
            self.assertEqual(answer["token_type"], kind)
            self.assertEqual(answer["expires_in"], "1199")
            self.bearer = "Bearer " + answer["access_token"]
            self.assertEqual(self.get().status, 404)

    def test_refusals(self):
        self.assertEqual(self.refusal("nokey", "secret"),
                         (401, "ClientId is Invalid"))
        self.assertEqual(self.refusal("key", "wrong"),
                         (401, "invalid_client"))
        self.assertEqual(self.refusal("key", "secret", b"x=y"),
                         (400, "Required param : grant_type"))
        reply = self.sim.ask("POST", "/3.2/auth/accesstoken",
                             b"grant_type=client_credentials")
        self.assertEqual(len(reply.body), 86)
        self.assertIn(b"Client identifier is required", reply.body)
        reply = self.sim.ask("POST", "/3.2/auth/accesstoken", b"x",
                             Authorization="Basic !!!")
        self.assertEqual(reply.status, 401)

    def refusal(self, key, secret,
                body=b"grant_type=client_credentials") -> tuple:
        reply = self.sim.token_request(key, secret, body)
        text = reply.body.decode()
        return reply.status, text.split("<message>")[1].split("<")[0]

    def test_no_token(self):
        for headers in ({}, {"PRIVATE-TOKEN": "x"},
                        {"Authorization": "Basic eA=="}):
            reply = self.sim.ask("GET", "/3.2/rest-services/" + self.PATH,
                                 **headers)
            self.assertEqual(reply.status, 403)
            self.assertEqual(reply.get("X-Rejection-Reason"),
                             "AnonymousQuotaPerDay")
            self.assertIsNone(reply.get("X-Throttling-Control"))
            self.assertIsNone(reply.get("X-IndividualQuotaPerHour-Used"))

    def test_unknown_token(self):
        self.bearer = "Bearer unknown"
        reply = self.get()
        self.assertEqual((reply.status, len(reply.body)), (400, 129))
        self.assertIn(b"Access token is invalid", reply.body)

    def test_expiry(self):
        self.sim.set(advance=1190)
        self.assertEqual(self.get().status, 404)
        self.sim.set(advance=10)
        reply = self.get()
        self.assertEqual((reply.status, len(reply.body)), (400, 130))
        self.assertIn(b"<message>invalid_access_token</message>", reply.body)
        self.assertIn("access_token_expired", reply.get("WWW-Authenticate"))

    def test_reset_forgets_tokens(self):
        self.sim.do("POST", "reset")
        self.assertIn(b"is invalid", self.get().body)

    def test_nothing_secret_is_written_down(self):
        self.sim.ask("POST", "/3.2/auth/accesstoken",
                     b"client_id=key&client_secret=sesame")
        text = repr(self.sim.log())
        self.assertNotIn("sesame", text)
        self.assertNotIn(self.bearer.split()[1], text)
        self.assertEqual([e["auth"] for e in self.sim.log("auth")],
                         ["basic", "none"])


if __name__ == "__main__":
    unittest.main()
