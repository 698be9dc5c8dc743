"""What a refusal means to a curator: an HTTP status, a certificate; and when the server wishes to be asked again."""

import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from claims.ingest.http import FetchError

# What to do about a status, for those a curator meets.
ADVICE = {
    401: "it asks for a sign-in; use a feed that is open, or one whose address carries its own key",
    402: "it is behind a paywall",
    403: "it refuses this reader; the site may block automated requests",
    404: "nothing is there; the address may have moved: try to find the feed again from the site's front page",
    406: "it does not like what was asked for; check the address in a browser",
    410: "it has been removed for good",
    429: "it was asked too often; it is left alone for a while",
    451: "it is withheld for legal reasons",
    503: "it is out of service for now; it is tried again later",
}
SERVER_FAULT = "the site has a fault; it is tried again later"
UNEXPECTED = "that is not an answer a feed or a page gives; check the address"
BOT_CHECK = (
    "it shows a browser check (Cloudflare) instead of the page; set the feed to use its own text, or a cookie in the"
    " site's rules"
)

# OpenSSL's numbers for what is wrong with a certificate.
CERTIFICATE_FAULTS = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    **dict.fromkeys((18, 19, 20, 21), "its certificate is signed by nobody who is trusted"),
    **dict.fromkeys((62, 64), "its certificate is made out to another host"),
}


def refusal(url: str, status: int, headers: Mapping[str, str], retry_at: datetime | None) -> FetchError:
    advice = ADVICE.get(status) or (SERVER_FAULT if status >= 500 else UNEXPECTED)
    if headers.get("cf-mitigated", "").lower() == "challenge":
        advice = BOT_CHECK
    message = f"{url} answered {status} {_phrase(status)}".rstrip() + f": {advice}"
    return FetchError(message, kind="http", status=status, permanent=status == HTTPStatus.GONE, retry_at=retry_at)


def not_taken(url: str, status: int, retry_at: datetime | None) -> FetchError:
    """What was posted there; redirects are not followed with it."""
    message = f"{url} answered {status} {_phrase(status)}".rstrip() + ": it did not take what was sent"
    if 300 <= status < 400:
        message += "; give the address that it redirects to"
    return FetchError(message, kind="http", status=status, retry_at=retry_at)


def retry_after(value: str, now: datetime) -> datetime | None:
    """The moment a Retry-After header names, as seconds or as a date; None if it says nothing readable."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return now + timedelta(seconds=min(int(value), 366 * 86400))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def tls_trouble(error: ssl.SSLError) -> str:
    """What is wrong, and whose it is to mend."""
    if isinstance(error, ssl.SSLCertVerificationError):
        fault = CERTIFICATE_FAULTS.get(error.verify_code, f"its certificate is refused ({error.verify_message})")
        return f"{fault}. Only the site can mend that; it is tried again later"
    return f"the site's certificate or its TLS set-up is broken ({error}); it is tried again later"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
