"""The HTTP side: one call, what its answer is worth, and how long to wait after one that failed.

Words in brackets name the rule of the contract that a piece of code keeps.
"""

import email.utils
import http.client
import ipaddress
import json
import random
import time
import urllib.parse
from dataclasses import dataclass, field

ANSWER_BYTES_MAX = 16 * 1024 * 1024
RETRY_AFTER_SECONDS_MAX = 24 * 3600  # no stranger silences the agent for good


@dataclass(frozen=True)
class Answer:
    """What a call came to. `verdict` is one of

    ok            a contract answer with success: `data` holds
    refused       a contract answer that repeating the same body will not change, or anybody's 413
    unauthorized  a contract 401 or 403
    failed        try again: 408, 429, 5xx, the network, and everything that is not Opstage's answer
    """

    verdict: str
    status: int = 0
    code: str = ""
    data: dict = field(default_factory=dict)
    retry_after: float = 0

    @property
    def to_be_repeated(self):
        return self.verdict in ("failed", "unauthorized")

    def __str__(self):
        return f"{self.status or 'no answer'} {self.code}".strip()


def judge(status, headers, text):
    """Only an answer with the contract's header and a valid envelope counts [only-contract-answers-count].

    Two things are taken from anyone: Retry-After and a 413. An unknown error code changes nothing: the status says
    what kind of answer it is, and only success is success [unknown-enum-is-not-success].
    """
    wait = retry_after(headers.get("Retry-After"))
    try:
        body = json.loads(text) if headers.get("Capsule-Contract") is not None else None
    except (ValueError, RecursionError):
        body = None
    body = body if isinstance(body, dict) else {}
    data, error = body.get("data"), body.get("error")
    code = error.get("code") if body.get("success") is False and isinstance(error, dict) else None
    code = code if isinstance(code, str) else ""
    if 200 <= status < 300 and body.get("success") is True and isinstance(data, dict):
        return Answer("ok", status, data=data)
    if status == 413:
        return Answer("refused", status, code)
    if code and status in (401, 403):
        return Answer("unauthorized", status, code, retry_after=wait)
    if code and 400 <= status < 500 and status not in (408, 429):
        return Answer("refused", status, code)
    return Answer("failed", status, code, retry_after=wait)


def retry_after(text):
    """The header in seconds from now; a proxy may send a date."""
    try:
        is_number = text.strip().isdigit()
        seconds = float(text) if is_number else email.utils.parsedate_to_datetime(text).timestamp() - time.time()
    except (AttributeError, TypeError, ValueError):
        return 0
    return min(max(seconds, 0), RETRY_AFTER_SECONDS_MAX)


class Backoff:
    """Waits between attempts at one thing [reconnect-backoff] [throttle-obeyed]."""

    def __init__(self):
        self.failures = 0
        self.successes = 0

    def succeeded(self):
        self.successes += 1
        if self.successes >= 3:  # one success may be luck
            self.failures = 0

    def after(self, answer, heartbeat_seconds):
        """Seconds to wait after `answer`; the longest of three waits, each with its own jitter."""
        self.successes = 0
        longest = min(60, 2 ** min(self.failures, 6))
        self.failures += 1
        own = random.uniform(longest / 2, longest)
        told = answer.retry_after * random.uniform(1.05, 1.2)
        # A refused credential is tried again no faster than heartbeats go [auth-failure-keeps-identity].
        refused = heartbeat_seconds * random.uniform(1, 1.2) if answer.verdict == "unauthorized" else 0
        return max(own, told, refused)


class Opstage:
    """Where Opstage is. A connection per call: nothing to share between threads, nothing stale."""

    def __init__(self, url, plain_http_allowed):
        self.url = urllib.parse.urlsplit(url)
        if self.url.scheme not in ("http", "https") or not self.url.hostname or self.url.port == 0:
            raise ValueError("OPSTAGE_URL is not an http or https URL")
        if self.url.scheme == "http" and not plain_http_allowed and not is_loopback(self.url.hostname):
            raise ValueError("OPSTAGE_URL is plain http outside loopback; use https")  # [tls-outside-loopback]
        self.token = None

    def post(self, path, body, seconds, headers=None):
        headers = {"Capsule-Contract": "1", "Content-Type": "application/json", **(headers or {})}  # [version-header]
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        connection = self._connection(seconds)
        try:
            connection.request("POST", self.url.path.rstrip("/") + path, json.dumps(body), headers)
            response = connection.getresponse()
            text = response.read(ANSWER_BYTES_MAX)
            # What is left to read was cut off, or is longer than any answer: no envelope, whatever its beginning says.
            return judge(response.status, response.headers, text if not response.length else "")
        except (OSError, http.client.HTTPException):
            return Answer("failed")
        finally:
            connection.close()

    def get_status(self, path, seconds):
        """One GET without credentials; redirects are not followed."""
        connection = self._connection(seconds)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def _connection(self, seconds):
        kind = http.client.HTTPSConnection if self.url.scheme == "https" else http.client.HTTPConnection
        return kind(self.url.hostname, self.url.port, timeout=seconds)


def is_loopback(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def interval(value, otherwise, longest=3600):
    """A told number of seconds; one that is absent or no positive number changes nothing [server-told-intervals]."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
        return otherwise
    return float(min(max(value, 1), longest))


def objects(value):
    """The objects of a list, where a list is expected; what a later contract may send instead is passed over."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def strings(value):
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
