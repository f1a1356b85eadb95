# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers as values, and the two shapes of OPS's errors.

An <error> comes from the gateway in front of OPS and carries neither quota
nor throttle header; a <fault> comes from OPS itself and does.  Clients have to
tell them apart, so the white space of both is that of the recordings.
"""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

XML = "application/xml;charset=UTF-8"
FAIR_USE_TEXT = ("This request has been rejected due to the violation of "
                 "Fair Use policy")
FAIR_USE_LINK = ("https://www.epo.org/service-support/ordering/"
                 "fair-use.html")

_GATEWAY_END = "\n\t\t\t\t</error>\n\t\t\t"
_TOKEN_END = "\n\t\t\t</error>\n\t\t"


@dataclass
class Response:
    """One answer.  `service` marks what OPS itself answers: such answers
    get the quota and throttle headers and are counted against the quotas."""

    status: int
    body: bytes = b""
    content_type: str = ""
    headers: list = field(default_factory=list)
    service: bool = True
    close: bool = False
    throttle_headers: list | None = None    # None: computed


def fault(status: int, code: str, message: str) -> Response:
    """An error of OPS itself."""
    body = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<fault xmlns="http://ops.epo.org">\n'
            f"    <code>{escape(code)}</code>\n"
            f"    <message>{escape(message)}</message>\n"
            "</fault>\n")
    return Response(status, body.encode(), XML,
                    [("Content-Language", "en")])


def gateway(status: int, message: str, extra: str = "",
            headers: list | None = None) -> Response:
    """An error of the gateway; `extra` is XML after the message."""
    body = (f"<error><code>{status}</code><message>{escape(message)}"
            f"</message>{extra}{_GATEWAY_END}")
    return Response(status, body.encode(), "application/xml",
                    list(headers or []), service=False)


def token_refusal(status: int, message: str) -> Response:
    """An error of the token endpoint: the same, one tab less."""
    body = (f"<error><code>{status}</code><message>{escape(message)}"
            f"</message>{_TOKEN_END}")
    return Response(status, body.encode(), "application/xml",
                    [("WWW-Authenticate", "Basic")], service=False)


def fair_use(reason: str = "") -> Response:
    """403; the body is the same for every reason, only headers differ."""
    headers = [("X-Rejection-Reason", reason)] if reason else []
    return gateway(403, FAIR_USE_TEXT,
                   f"<moreInfo>{FAIR_USE_LINK}</moreInfo>", headers)


def bad_token(expired: bool) -> Response:
    if expired:
        text = "Access token has expired"
        detail = ("keymanagement.service.access_token_expired: "
                  "Access Token expired")
    else:
        text = "Access token is invalid"
        detail = "oauth.v2.InvalidAccessToken: Invalid access token"
    challenge = (f'Bearer realm="null",error="invalid_token",'
                 f'error_description="{detail}"')
    return gateway(400, "invalid_access_token",
                   f"<description>{text}</description>",
                   [("WWW-Authenticate", challenge)])


def not_found() -> Response:
    return fault(404, "SERVER.EntityNotFound", "No results found")


def plain(status: int, content_type: str, body: bytes) -> Response:
    """An answer that is neither OPS's nor counted: control, usage, tokens."""
    return Response(status, body, content_type, service=False)
