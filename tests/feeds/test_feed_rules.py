"""What we publish keeps every rule of its format; and the rules that say so notice what breaks them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import NOW, make_article
from feed_rules import check
from nasty import LINES, NASTY, TYPED, WILD
from newsarchive.feeds.atom import write_atom
from newsarchive.feeds.rss import write_rss
from newsarchive.model.article import Article
from newsarchive.model.feed import Channel

Writer = Callable[..., Iterator[str]]
SELF = "https://binhlac.example/tin/feed.xml"
CHANNEL = Channel(title="Trang tin xã Bình Lạc", url="https://binhlac.example/", built_at=NOW, self_url=SELF)
WRITERS = [pytest.param(write_rss, id="RSS"), pytest.param(write_atom, id="Atom")]
ONE_EACH = st.lists(NASTY | WILD, max_size=3, unique_by=lambda article: article.uuid)


def judge(write: Writer, articles: Iterable[Article], channel: Channel = CHANNEL, **options: Any) -> set[str]:
    return {one.kind for one in check("".join(write(articles, channel, **options)).encode())}


@pytest.mark.parametrize("write", WRITERS)
@given(articles=ONE_EACH, is_summary_only=st.booleans())
def test_what_is_published_breaks_no_rule(write: Writer, articles: list[Article], is_summary_only: bool) -> None:
    assert judge(write, articles, is_summary_only=is_summary_only) == set()


@pytest.mark.parametrize("write", WRITERS)
def test_typed_blocks_break_no_rule(write: Writer) -> None:
    link = '<a href="https://xa.example/?a=1&amp;b" rel="noopener noreferrer nofollow">họp</a>'
    html = (
        f"<h2>Xã</h2><p><strong>{link}</strong><br>A &lt; B</p><ul><li>Một<ol><li>Hai</li></ol></li></ul>"
        '<figure><img src="https://xa.example/1.jpg" alt="Ảnh"><figcaption>Ảnh</figcaption></figure><blockquote>C'
        '</blockquote><table><tbody><tr><th>D</th><td colspan="2">E&nbsp;F</td></tr></tbody></table><pre>G</pre>'
    )
    article = make_article(html=html, text="Xã\n\nhọp\nA < B\n\n- Một\n\n- Hai\n\nC\n\nD | E F\n\nG")

    assert "&lt;h2&gt;" in "".join(write([article], CHANNEL))
    assert judge(write, [article]) == set()


@pytest.mark.parametrize("write", WRITERS)
@given(article=TYPED)
def test_no_mixture_of_blocks_breaks_a_rule(write: Writer, article: Article) -> None:
    assert judge(write, [article]) == set()


@pytest.mark.parametrize("write", WRITERS)
@given(articles=ONE_EACH)
def test_lossless_adds_nothing_but_a_namespace_that_nobody_knows(write: Writer, articles: list[Article]) -> None:
    assert judge(write, articles, is_lossless=True) <= {"UnknownNamespace"}


@pytest.mark.parametrize("write", WRITERS)
@given(title=LINES.filter(str.strip), description=LINES)
def test_words_of_the_channel_break_no_rule(write: Writer, title: str, description: str) -> None:
    channel = replace(CHANNEL, title=title, description=description, language="tiếng việt")

    assert judge(write, [make_article()], channel) == set()


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("neighbours", [("prev-archive",), ("next-archive",), ("prev-archive", "next-archive"), ()])
def test_archive_documents_break_no_rule(write: Writer, neighbours: tuple[str, ...]) -> None:
    links = {relation: f"https://binhlac.example/tin/{relation}.xml" for relation in neighbours}
    current = replace(CHANNEL, links=links)
    archive = replace(current, links=links | {"current": SELF}, is_archive=True)

    assert judge(write, [make_article()], current) == judge(write, [make_article()], archive) == set()


@pytest.mark.parametrize("write", WRITERS)
def test_feed_of_nothing_breaks_no_rule(write: Writer) -> None:
    assert judge(write, [], replace(CHANNEL, built_at=None)) == set()


@pytest.mark.parametrize("write", WRITERS)
def test_feed_that_does_not_say_where_it_is_only_misses_that(write: Writer) -> None:
    found = judge(write, [make_article()], replace(CHANNEL, self_url=""))

    assert found in ({"MissingAtomSelfLink"}, {"MissingSelf"})


RSS = "".join(write_rss([make_article(url="https://binhlac.example/1", summary="Gặt lúa")], CHANNEL))
ATOM = "".join(write_atom([make_article(url="https://binhlac.example/1", section="Tin")], CHANNEL))


@pytest.mark.parametrize(
    ("document", "old", "new", "kind"),
    [
        pytest.param(RSS, "</item>", "", "SAXError", id="not well-formed"),
        pytest.param(RSS, "<rss", "<opml", "SAXError", id="ends otherwise than it begins"),
        pytest.param(RSS, "<link>https:", "<link>", "InvalidLink", id="link of the channel"),
        pytest.param(RSS, "<description>Gặt lúa</description>", "", "NeedDescriptionBeforeContent", id="description"),
        pytest.param(RSS, 'isPermaLink="false"', "", "InvalidPermalink", id="guid that is no address"),
        pytest.param(RSS, "Thu, 04", "Fri, 04", "IncorrectDOW", id="day of the week"),
        pytest.param(RSS, "04 Oct", "31 Sep", "InvalidRFC2822Date", id="impossible day"),
        pytest.param(RSS, "Thu, 04 Oct 2018 00", "4/10/2018 00", "InvalidRFC2822Date", id="form of a date"),
        pytest.param(RSS, ">2018-10-04<", ">4/10/2018<", "InvalidW3CDTFDate", id="form of a day"),
        pytest.param(RSS, "<title>Xã", "<title>&lt;b&gt;Xã&lt;/b&gt;", "ContainsHTML", id="title with tags"),
        pytest.param(RSS, "&lt;p&gt;", "&lt;p&gt;&lt;b&gt;", "NotHtml", id="tag left open"),
        pytest.param(RSS, "&lt;p&gt;", "&lt;script&gt;&lt;/script&gt;", "SecurityRisk", id="script"),
        pytest.param(RSS, "&lt;p&gt;", '&lt;img src="1.jpg"&gt;', "ContainsRelRef", id="address that leads nowhere"),
        pytest.param(RSS, "<guid", "<author>Lê Thị Mơ</author><guid", "InvalidContact", id="author without address"),
        pytest.param(RSS, "<guid", "<mood>vui</mood><guid", "UndefinedElement", id="element of nobody"),
        pytest.param(RSS, "<guid", "<title>Tin</title><guid", "DuplicateElement", id="title said twice"),
        pytest.param(
            RSS, "</item>", '<enclosure url="https://xa.example/1"/></item>', "MissingAttribute", id="enclosure"
        ),
        pytest.param(ATOM, "<updated>2018-10-05T02:00:00Z", "<updated>2018-10-05", "InvalidRFC3339Date", id="updated"),
        pytest.param(ATOM, "<id>urn:uuid:1b", "<id>urn:uuid:xb", "InvalidUUID", id="id"),
        pytest.param(ATOM, "<id>urn:uuid:1b", "<id>1b", "InvalidFullLink", id="id without a scheme"),
        pytest.param(ATOM, "<name>", "<name>&lt;b&gt;&lt;/b&gt;", "ContainsHTML", id="name with tags"),
        pytest.param(ATOM, 'term="Tin"', 'term=""', "NotBlank", id="category without a term"),
        pytest.param(ATOM, "<entry>", '<entry xml:lang="tiếng việt">', "InvalidLanguage", id="language"),
        pytest.param(ATOM, "<feed", "<book", "SAXError", id="another root"),
    ],
)
def test_rules_notice(document: str, old: str, new: str, kind: str) -> None:
    changed = document.replace(old, new, 1)

    assert changed != document
    assert kind in {one.kind for one in check(changed.encode())}
