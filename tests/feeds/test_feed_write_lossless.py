"""An article becomes one JSON object and comes back exactly; what somebody has tampered with is no article."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import NOW, make_article
from newsarchive.feeds.lossless import from_record, read_exact, to_json, to_record
from newsarchive.model.article import ArticleId, Attachment, Figure, Moment
from newsarchive.text.digest import bytes_digest

WHOLE = make_article(
    url="https://binhlac.example/tin/1",
    summary="  Sáng 4/10 ",
    section="Tin tức",
    byline=("Lê Thị Mơ", ""),
    published=Moment("2018-10-04T08+07:00", "Sáng ngày 4/10"),
    updated=Moment("--10-05"),
    figures=(Figure("https://binhlac.example/1.jpg", "Gặt lúa", 2), Figure()),
    attachments=(Attachment("https://binhlac.example/1.pdf", "Kế hoạch", "application/pdf", 120_000),),
    categories=("Nông nghiệp",),
    tags=("Dân vận khéo",),
    revision=3,
    source_digest=bytes_digest(b"<p>"),
    subtitle="Đợt hai",
    credit="Báo Hà Tĩnh",
    event=Moment("--10-04", "Sáng 4/10"),
    html='<h2>Gặt</h2><p>Xã <a href="https://xa.example/" rel="noopener noreferrer nofollow">họp</a></p>',
    captured_at=NOW,
    visits=0,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def changed(**values: Any) -> dict[str, Any]:
    return {**json.loads(to_json(to_record(WHOLE))), **values}


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(WHOLE, id="everything"),
        pytest.param(make_article(published=Moment()), id="almost nothing"),
        pytest.param(make_article(text="\x00 \x85\u2028\ufeff\ufffe]]>\r\n🌾"), id="controls"),
        pytest.param(make_article(title="", text=""), id="empty words"),
        pytest.param(make_article(revised_at=NOW.replace(microsecond=7)), id="parts of a second"),
    ],
)
def test_article_comes_back_but_for_its_number(article: Any) -> None:
    words = to_json(to_record(article))

    assert read_exact(words) == replace(article, id=ArticleId(0))


def test_record_stands_in_one_line_of_characters_that_nothing_changes() -> None:
    words = to_json(to_record(make_article(text="Ấp \x00\n\r\t\x85\u2028\ufeff\uffff\ud800 🌾")))

    assert "Ấp \\u0000\\n\\r\\t\\u0085\\u2028\\ufeff\\uffff\ufffd 🌾" in words


def test_half_a_character_that_no_archive_holds_is_replaced() -> None:
    article = read_exact(to_json(to_record(make_article(title="a\ud83d\ude00\ud800"))))

    assert article is not None
    assert article.title == "a\ufffd\ufffd\ufffd"


def test_empty_fields_are_left_out() -> None:
    record = to_record(make_article(published=Moment(), language=""))

    assert set(record) == {"uuid", "title", "text", "revision", "archived_at", "revised_at"}


def test_record_of_an_earlier_release_is_read() -> None:
    record = changed()
    for name in ("subtitle", "credit", "event", "html", "captured_at", "visits"):
        del record[name]

    article = from_record(record)

    assert article is not None
    assert (article.subtitle, article.html, article.captured_at, article.visits) == ("", "", None, None)


def test_html_of_a_record_is_cleaned() -> None:
    article = from_record(changed(html="<p onclick=x>Xã</p><script>x</script>"))

    assert article is not None
    assert article.html == "<p>Xã</p>"


def test_fields_of_a_later_release_are_passed_over() -> None:
    assert from_record(changed(mood="vui")) == from_record(changed())


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"uuid": "urn:uuid:1"}, id="no permanent id"),
        pytest.param({"title": None}, id="no title"),
        pytest.param({"text": "\ud800"}, id="half a character"),
        pytest.param({"url": "javascript:alert(1)"}, id="no address of the web"),
        pytest.param({"byline": "Lê Thị Mơ"}, id="a name for a list of names"),
        pytest.param({"byline": [7]}, id="a number for a name"),
        pytest.param({"tags": [" "]}, id="a tag without a name"),
        pytest.param({"published": "2018-10-04"}, id="words for a moment"),
        pytest.param({"published": {"value": "2018-02-30"}}, id="impossible day"),
        pytest.param({"updated": {"value": "soon"}}, id="no date"),
        pytest.param({"figures": [{"position": True}]}, id="true for a number"),
        pytest.param({"figures": [{"position": 2**63}]}, id="number beyond all bounds"),
        pytest.param({"attachments": [{"label": "Kế hoạch"}]}, id="attachment without address"),
        pytest.param({"attachments": [{"url": "https://xa.example/1.pdf", "size": -1}]}, id="negative size"),
        pytest.param({"revision": 0}, id="no revision"),
        pytest.param({"revision": 1.0}, id="fraction for a revision"),
        pytest.param({"archived_at": "2018-10-05T02:00:00"}, id="no zone"),
        pytest.param({"revised_at": "0001-01-01T00:00:00+07:00"}, id="before the first year"),
        pytest.param({"source_digest": "abc"}, id="no digest"),
        pytest.param({"subtitle": 7}, id="a number for a subtitle"),
        pytest.param({"credit": ["Báo"]}, id="a list for a credit"),
        pytest.param({"event": {"value": "4/10"}}, id="no event"),
        pytest.param({"html": None}, id="no html"),
        pytest.param({"captured_at": ""}, id="never captured"),
        pytest.param({"captured_at": "2018-10-05T02:00:00"}, id="captured in no zone"),
        pytest.param({"visits": -1}, id="negative visits"),
        pytest.param({"visits": None}, id="no number of visits"),
    ],
)
def test_tampered_record_is_no_article(values: dict[str, Any]) -> None:
    assert from_record(changed(**values)) is None


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="an empty object"),
        pytest.param('{"uuid":', id="cut off"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("1" * 10_000, id="a number without end"),
        pytest.param("NaN", id="no number"),
    ],
)
def test_words_that_are_no_record_are_no_article(words: str) -> None:
    assert read_exact(words) is None


@given(st.dictionaries(st.sampled_from(sorted(to_record(WHOLE))), JSON, max_size=3))
def test_no_record_makes_reading_fail(values: dict[str, Any]) -> None:
    article = from_record(changed(**values))

    assert article is None or article.uuid
