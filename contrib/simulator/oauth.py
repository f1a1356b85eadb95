# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens: issued for key and secret, checked on every data request.

Three spellings of the token answer have been seen over the years; they differ
in key order, blanks and `token_type`, and a client has to take all of them.
`expires_in` is a string of seconds in each.
"""

import base64
import binascii
import json
import secrets
from urllib.parse import parse_qs

import replies
from replies import Response
from clock import Clock
from settings import Settings
from wire import Request

_KEYS = {
    "2014": ("issued_at", "scope", "application_name",
             "refresh_token_issued_at", "status", "refresh_token_status",
             "api_product_list", "expires_in", "developer.email",
             "organization_id", "token_type", "refresh_token", "client_id",
             "access_token", "organization_name",
             "refresh_token_expires_in", "refresh_count"),
    "2023": ("refresh_token_expires_in", "api_product_list",
             "api_product_list_json", "organization_name", "developer.email",
             "token_type", "issued_at", "client_id", "access_token",
             "application_name", "scope", "expires_in", "refresh_count",
             "status"),
    "2026": ("access_token", "token_type", "expires_in", "issued_at",
             "client_id", "application_name", "scope", "status"),
}
_LAYOUT = {
    "2014": {"indent": 2, "separators": (",", " : ")},
    "2023": {"indent": 2, "separators": (",", ": ")},
    "2026": {"separators": (",", ":")},
}


class Tokens:
    """All tokens issued since the start or the last reset."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._expiry: dict[str, float] = {}

    def reset(self) -> None:
        self._expiry.clear()

    def issue(self, request: Request) -> Response:
        """Answer a request to the token endpoint."""
        if request.method != "POST":
            return replies.token_refusal(405, "Method not allowed")
        refusal = self._refuse_client(request)
        if refusal is not None:
            return refusal
        form = parse_qs(request.body.decode("latin-1"))
        grant = form.get("grant_type", [""])[0]
        if not grant:
            return replies.token_refusal(400, "Required param : grant_type")
        if grant != "client_credentials":
            return replies.token_refusal(
                400, f"Unsupported grant type : {grant}")
        return replies.plain(200, "application/json", self._grant())

    def _refuse_client(self, request: Request) -> Response | None:
        scheme, _, value = request.headers.get(
            "authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return replies.token_refusal(401, "Client identifier is required")
        key, secret = _decode_pair(value)
        if key != self._settings.key:
            return replies.token_refusal(401, "ClientId is Invalid")
        if secret != self._settings.secret:
            return replies.token_refusal(401, "invalid_client")
        return None

    def _grant(self) -> bytes:
        token = secrets.token_urlsafe(21)
        self._expiry[token] = self._clock.now() + self._settings.token_life
        style = self._settings.token_style
        values = {
            "access_token": token,
            "token_type": "Bearer" if style == "2026" else "BearerToken",
            "expires_in": str(int(self._settings.token_life)),
            "issued_at": str(int(self._clock.wall() * 1000)),
            "client_id": self._settings.key,
            "application_name": "simulator",
            "developer.email": "nobody@localhost",
            "organization_name": "epo",
            "organization_id": "0",
            "api_product_list": "[ops-prod]",
            "api_product_list_json": ["ops-prod"],
            "scope": "core",
            "status": "approved",
            "refresh_token": "",
            "refresh_token_issued_at": "0",
            "refresh_token_status": "approved",
            "refresh_token_expires_in": "0",
            "refresh_count": "0",
        }
        chosen = {name: values[name] for name in _KEYS[style]}
        return json.dumps(chosen, **_LAYOUT[style]).encode()

    def check(self, request: Request) -> Response | None:
        """None when the request carries a valid token, else the refusal."""
        scheme, _, token = request.headers.get(
            "authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return replies.fair_use("AnonymousQuotaPerDay")
        expiry = self._expiry.get(token.strip())
        if expiry is None:
            return replies.bad_token(expired=False)
        if expiry <= self._clock.now():
            return replies.bad_token(expired=True)
        return None

    def revoke(self, request: Request) -> None:
        """From now on the request's token has expired."""
        token = request.headers.get("authorization", "").partition(" ")[2]
        if token.strip() in self._expiry:
            self._expiry[token.strip()] = self._clock.now()


def _decode_pair(value: str) -> tuple[str, str]:
    try:
        text = base64.b64decode(value.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return "", ""
    key, _, secret = text.partition(":")
    return key, secret
