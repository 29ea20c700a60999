"""A JSON Feed as its schema wants it, and as a reader of any size can take it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from fakes import NOW, make_article
from nasty import NASTY, WILD
from newsarchive.feeds.json_write import write_json_feed
from newsarchive.feeds.read import read_feed
from newsarchive.model.article import Article, Attachment, Figure, Moment
from newsarchive.model.feed import Channel
from newsarchive.version import __version__

SCHEMA = json.loads(Path(__file__).parents[1].joinpath("json-feed-1.1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
CHANNEL = Channel(
    title="Trang tin xã Bình Lạc",
    url="https://binhlac.example/",
    built_at=NOW,
    self_url="https://binhlac.example/feed.json",
)


def written(*articles: Article, channel: Channel = CHANNEL, **options: bool) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads("".join(write_json_feed(articles, channel, **options)))
    return feed


def test_kinds_of_tags_stand_beside_them() -> None:
    at = Moment("2018-10-04T08:30:00+07:00")
    filed, plain = written(make_article(section="Tin xã", tags=("Lúa",), published=at), make_article(published=at))[
        "items"
    ]

    assert (filed["tags"], filed["_newsarchive"]) == (["Tin xã", "Lúa"], {"section": "Tin xã", "tags": ["Lúa"]})
    assert "_newsarchive" not in plain


@pytest.mark.parametrize("value", ["2018-10-04", "2018-10-04T08+07:00", "--10-04", ""])
def test_a_date_without_a_time_of_day_is_read_back_as_it_is_known(value: str) -> None:
    article = make_article(published=Moment(value), revision=2)

    (entry,) = read_feed("".join(write_json_feed([article], CHANNEL)).encode(), is_trusted=True).entries

    assert entry.published.value == value


@given(st.lists(NASTY | WILD, max_size=3), st.booleans(), st.booleans())
def test_what_is_published_keeps_the_schema(articles: list[Article], is_lossless: bool, is_summary_only: bool) -> None:
    feed = written(*articles, is_lossless=is_lossless, is_summary_only=is_summary_only)

    assert [error.message for error in VALIDATOR.iter_errors(feed)] == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"version": "1.1"}, id="version"),
        pytest.param({"items": [{"id": "1"}]}, id="no content"),
        pytest.param({"items": [{"id": 1, "content_text": ""}]}, id="a number for an id"),
        pytest.param({"items": [{"id": "1", "content_text": "", "date_published": "4/10/2018"}]}, id="date"),
        pytest.param({"feed_url": "tin/feed.json"}, id="relative address"),
        pytest.param({"mood": "vui"}, id="unknown name"),
    ],
)
def test_schema_notices(changes: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(written(make_article()) | changes)


def test_head_tells_what_the_feed_is() -> None:
    feed = written(channel=replace(CHANNEL, description="Tin bài"))

    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Trang tin xã Bình Lạc",
        "home_page_url": "https://binhlac.example/",
        "feed_url": "https://binhlac.example/feed.json",
        "description": "Tin bài",
        "user_comment": f"Written by newsarchive {__version__}",
        "language": "vi",
        "items": [],
    }


def test_article_fills_the_fields_of_its_item() -> None:
    article = make_article(
        url="https://binhlac.example/tin-tức",
        summary="Gặt lúa",
        section="Nông nghiệp",
        categories=("Lúa",),
        tags=("Dân vận",),
        byline=("Lê Thị Mơ",),
        language="en",
        revision=2,
        figures=(Figure("", "Không có ảnh"), Figure("https://binhlac.example/1.jpg", "Gặt", 1)),
        attachments=(Attachment("https://binhlac.example/1.pdf", "Kế hoạch", size=120),),
    )

    (item,) = written(article)["items"]

    assert item == {
        "id": article.uuid,
        "url": "https://binhlac.example/tin-t%E1%BB%A9c",
        "title": article.title,
        "summary": "Gặt lúa",
        "content_html": "<figure><figcaption>Không có ảnh</figcaption></figure>\n<p>Bà con ra đồng từ sáng sớm.</p>\n"
        '<figure><img src="https://binhlac.example/1.jpg" alt="Gặt"><figcaption>Gặt</figcaption></figure>',
        "image": "https://binhlac.example/1.jpg",
        "date_published": "2018-10-04T00:00:00+07:00",
        "date_modified": "2018-10-05T02:00:00Z",
        "authors": [{"name": "Lê Thị Mơ"}],
        "tags": ["Nông nghiệp", "Lúa", "Dân vận"],
        "language": "en",
        "attachments": [
            {
                "url": "https://binhlac.example/1.pdf",
                "mime_type": "application/pdf",
                "title": "Kế hoạch",
                "size_in_bytes": 120,
            }
        ],
        "_newsarchive": {"section": "Nông nghiệp", "tags": ["Dân vận"], "published": "2018-10-04"},
    }


def test_summary_alone_is_the_content() -> None:
    (item,) = written(make_article(published=Moment()), is_summary_only=True)["items"]

    assert item["content_text"] == item["summary"] == "Bà con ra đồng từ sáng sớm."
    assert "content_html" not in item


def test_each_article_stands_in_its_line_as_it_comes() -> None:
    endless: Iterator[Article] = (make_article(title=f"Tin\n{number}") for number in count())

    lines = "".join(islice(write_json_feed(endless, CHANNEL), 4)).split("\n")

    assert len(lines) == 4
    assert [json.loads(line.removesuffix(","))["title"] for line in lines[1:]] == ["Tin\n0", "Tin\n1", "Tin\n2"]
