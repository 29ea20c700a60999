"""Answers as captures."""

from http import HTTPStatus

from newsarchive.errors import FetchError
from newsarchive.model.article import Capture
from newsarchive.model.web import Answer


def to_capture(answer: Answer) -> Capture:
    """Return the bytes of a page, and where they are from. Raises FetchError if the answer is anything else."""
    if answer.status != HTTPStatus.OK:
        phrase = next((status.phrase for status in HTTPStatus if status == answer.status), "")
        raise FetchError(answer.requested_url, f"HTTP {answer.status} {phrase}".rstrip())
    requested = answer.requested_url if answer.url != answer.requested_url else ""
    media_type = answer.headers.get("content-type", "")
    return Capture(
        answer.url, answer.body, media_type, answer.fetched_at, requested, answer.status, answer.headers, answer.hops
    )
