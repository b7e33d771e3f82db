"""The Events API over HTTP: signed requests to the app's own address, interactivity and commands too."""

import hashlib
import hmac
import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.playground.deliveries import Deliveries, Delivery

SECONDS_TO_ANSWER = 3


class SignedRequests:
    """Posts deliveries to one address."""

    def __init__(self, url: str, signing_secret: str, deliveries: Deliveries) -> None:
        self._url = urlsplit(url)
        self._secret = signing_secret
        self._deliveries = deliveries
        self._threads = ThreadPoolExecutor(8, thread_name_prefix="signed-requests")
        self._closed = False

    def verify(self) -> None:
        """Ask the address to repeat a challenge, as Slack does before it uses one.

        Raises:
            ValueError: It did not.
        """
        challenge = json.dumps({"type": "url_verification", "token": "verification", "challenge": "repeat this"})
        status, body, _ = self._post(challenge, "application/json", {})
        if status != 200 or "repeat this" not in body:
            raise ValueError(f"{self._url.geturl()} did not answer the challenge: {status} {body[:200]}")

    def send(self, delivery: Delivery) -> None:
        """Post a delivery from a thread of its own."""
        if not self._closed:
            self._threads.submit(self._deliver, delivery)

    def close(self) -> None:
        """Wait for the requests under way; no more are made."""
        self._closed = True
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, delivery: Delivery) -> None:
        body, content_type = _encoded(delivery)
        try:
            status, answer, headers = self._post(body, content_type, _retry_headers(delivery))
        except TimeoutError:
            self._deliveries.failed(delivery, "http_timeout")
            return
        except (OSError, http.client.HTTPException):
            self._deliveries.failed(delivery, "connection_failed")
            return
        if 200 <= status < 300:
            self._deliveries.acknowledged(delivery, _decoded(answer))
        else:
            self._deliveries.failed(delivery, "http_error", retry=headers.get("x-slack-no-retry") != "1")

    def _post(self, body: str, content_type: str, extra: dict[str, str]) -> tuple[int, str, http.client.HTTPMessage]:
        headers = {"Content-Type": content_type, **extra, **signature(body, self._secret, time.time())}
        connection = http.client.HTTPConnection(
            self._url.hostname or "", self._url.port or 80, timeout=SECONDS_TO_ANSWER
        )
        try:
            connection.request("POST", self._url.path or "/", body.encode(), headers)
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8", "replace"), response.headers
        finally:
            connection.close()


def signature(body: str, secret: str, now: float) -> dict[str, str]:
    """The headers by which the app knows that a request comes from Slack."""
    stamp = str(int(now))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def _retry_headers(delivery: Delivery) -> dict[str, str]:
    if not delivery.attempt:
        return {}
    return {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": delivery.reason}


def _encoded(delivery: Delivery) -> tuple[str, str]:
    match delivery.kind:
        case "events_api":
            return json.dumps(delivery.payload), "application/json"
        case "interactive":
            return urlencode({"payload": json.dumps(delivery.payload)}), "application/x-www-form-urlencoded"
        case "slash_commands":
            return urlencode(delivery.payload), "application/x-www-form-urlencoded"


def _decoded(answer: str) -> Any:
    try:
        return json.loads(answer) if answer else None
    except ValueError:
        return answer
