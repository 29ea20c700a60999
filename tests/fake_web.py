"""A web and a pool of workers for tests of what goes over the network, without any network.

web = FakeWeb()
web.put("https://xa.example/rss", feed(item(1)), etag='"1"')
...
assert web.asked == ["https://xa.example/rss"]
"""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from newsarchive.errors import FetchError
from newsarchive.model.web import Answer, Request

HTML = "text/html; charset=utf-8"


class FakeWeb:
    """Pages by address; what has none is a 404."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Exception] = {}
        self.requests: list[Request] = []
        self.seconds: float = 0  # that each answer takes
        self._passed: float = 0

    def clock(self) -> float:
        return self._passed

    def put(self, url: str, body: str | bytes = b"", status: int = 200, *, moved_to: str = "", **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[url] = Answer(
            requested_url=url,
            url=moved_to or url,
            status=status,
            headers=named,
            body=body.encode() if isinstance(body, str) else body,
            moved_to=moved_to,
            requests=2 if moved_to else 1,
            fetched_at=datetime.min.replace(tzinfo=UTC),
        )

    def fail(self, url: str, error: Exception | None = None) -> None:
        self.pages[url] = error or FetchError(url, "cannot be reached")

    def get(self, request: Request, now: datetime) -> Answer:
        self.requests.append(request)
        self._passed += self.seconds
        page = self.pages.get(request.url)
        if isinstance(page, Exception):
            raise page
        if page is None:
            return Answer(requested_url=request.url, url=request.url, status=404, fetched_at=now)
        etag = page.headers.get("etag")
        is_known = page.status == 200 and etag and request.etag == etag
        return Answer(
            requested_url=page.requested_url,
            url=page.url,
            status=304 if is_known else page.status,
            headers=page.headers,
            body=b"" if is_known or page.status != 200 else page.body,
            moved_to=page.moved_to,
            requests=page.requests,
            fetched_at=now,
        )

    @property
    def asked(self) -> list[str]:
        return [request.url for request in self.requests]


class DirectPool:
    """Does each work when its result is asked for, in the order of submission."""

    def __init__(self, jobs: int = 1) -> None:
        self.rests: dict[str, float] = {}
        self.is_closed = False
        self._works: deque[Callable[[], Any]] = deque()

    def submit(self, host_url: str, work: Callable[[], Any]) -> None:
        self._works.append(work)

    def slow_down(self, host_url: str, seconds: float) -> None:
        self.rests[host_url] = seconds

    def results(self) -> Iterator[Any]:
        while self._works:
            yield self._works.popleft()()

    def close(self) -> None:
        self.is_closed = True


def item(number: int | str, text: str = "", *, host: str = "xa.example", **more: str) -> str:
    """Return an item of RSS: with text it gives the whole article, without only a summary."""
    fields = {
        "title": f"Tin số {number}",
        "link": f"https://{host}/{number}",
        "guid": f"tin-{number}",
        "description": f"Tóm tắt {number}",
        "content:encoded": f"&lt;p&gt;{text}&lt;/p&gt;" if text else "",
    } | more
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields.items() if value) + "</item>"


def feed(*items: str, title: str = "Xã Bình Lạc", host: str = "xa.example", more: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://{host}/</link><description>Tin</description>{more}"
        f"{''.join(items)}</channel></rss>"
    )


def whole(number: int | str) -> str:
    """Return a text that is long enough to be a whole article."""
    return f"Nội dung tin số {number}: " + "bà con ra đồng gặt lúa mùa từ sáng sớm. " * 20


def page(number: int | str, text: str = "") -> str:
    """Return the page of an article."""
    return (
        f'<!doctype html><html lang="vi"><head><title>Tin số {number}</title></head><body><article>'
        f"<h1>Tin số {number}</h1><p>{text or whole(number)}</p></article></body></html>"
    )
