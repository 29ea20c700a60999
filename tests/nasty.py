"""Articles as no editor would write them, for what must survive anything."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from html import escape, unescape

from hypothesis import strategies as st

from fakes import make_article
from newsarchive.model.article import Article, ArticleId, Attachment, Figure, Moment
from newsarchive.text.body_html import paragraphs_html
from newsarchive.text.digest import bytes_digest
from newsarchive.text.normalize import clean_line, clean_text
from newsarchive.text.sanitize import clean_html

WORDS = (
    "<b>đậm</b> & &amp;",
    "]]>",
    "<![CDATA[ Tin ]]>",
    "&lt;p&gt; &nbsp; &#160; &bogus; &copy",
    "&omega &#0 &#x &#x26; &<a",
    "Ã© là é",
    "Ã©",
    "\"Nhà nông\" 'giỏi' 🌾👩‍🌾",
    "a@xa.example (Lê Thị Mơ)",
    "\ufffe\uffff \x00\x01 \x85 \u2028 \x9f \ufdd0 \U0001ffff",
    " \ufeff đầu và cuối \u200b ",
    "<!-- --> <? ?> <Không đề>",
    "\u0301dấu",
    "javascript:alert(1)",
    "<script>alert('x')</script>",
    "\t\r\n",
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text("Ã©Â»¿&;<>\"'\r\n\t ]x#1", max_size=20),
    st.sampled_from(WORDS),
    st.lists(st.sampled_from([*WORDS, "\n", "\n\n", "\r\n", " "]), max_size=6).map("".join),
)
LINES = TEXTS.map(clean_line)
ADDRESSES = st.builds(
    "https://{}/{}".format,
    st.sampled_from(["binhlac.example", "xã.example", "[::1]:8080", "XA.example"]),
    st.text('aÁ|"<>%\\^`{}[]?&#=/;,.~é🌾', max_size=12),
)
OFFSETS = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
DAYS = st.dates(min_value=date(1, 1, 3), max_value=date(9999, 12, 29))
INSTANTS = st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29), timezones=OFFSETS)  # noqa: DTZ001
VALUES = st.one_of(
    st.just(""),
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: "--" + day.isoformat()[5:]),
    INSTANTS.map(datetime.isoformat),
    INSTANTS.map(lambda moment: moment.isoformat(timespec="minutes")),
    INSTANTS.map(lambda moment: moment.astimezone(timezone(timedelta(hours=7))).isoformat(timespec="hours")[:13])
    .map("{}+07:00".format),
)  # fmt: skip


def articles(texts: st.SearchStrategy[str], lines: st.SearchStrategy[str]) -> st.SearchStrategy[Article]:
    """Return articles of such texts and lines; each has an id of its own."""
    moments = st.builds(Moment, VALUES, lines)
    names = st.lists(lines, max_size=3).map(tuple)
    tags = st.lists(lines.filter(clean_line), max_size=3).map(tuple)
    instants = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    return st.builds(
        make_article,
        id=st.just(ArticleId(0)),
        uuid=st.uuids().map(lambda value: value.urn),
        title=lines,
        text=texts,
        url=st.just("") | ADDRESSES,
        summary=texts,
        section=lines,
        byline=names,
        categories=names,
        tags=tags,
        published=moments,
        updated=moments,
        language=st.sampled_from(["", "vi", "en", "zh-hant", "tiếng việt"]),
        figures=st.lists(
            st.builds(Figure, url=st.just("") | ADDRESSES | lines, caption=lines, position=st.integers(-1, 4)),
            max_size=3,
        ).map(tuple),
        attachments=st.lists(
            st.builds(
                Attachment,
                url=ADDRESSES | lines,
                label=lines,
                media_type=lines | st.just("application/pdf"),
                size=st.integers(0, 2**63 - 1),
            ),
            max_size=3,
        ).map(tuple),
        archived_at=instants,
        revised_at=instants,
        revision=st.integers(1, 2**31),
        source_digest=st.sampled_from(["", bytes_digest(b"Tin")]),
        subtitle=lines,
        credit=lines,
        event=moments,
        html=st.just("") | texts.map(paragraphs_html).map(clean_html),
        captured_at=st.none() | instants,
        visits=st.none() | st.integers(0, 2**63 - 1),
    )


NASTY = articles(TEXTS, LINES) | articles(TEXTS.map(clean_text), LINES)
WILD = articles(TEXTS, TEXTS)  # as another tool could have put them into the archive


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=3).map("".join)
    table = "<table><thead><tr><th>{}</th></tr></thead><tbody><tr><td colspan='2'>{}</td></tr></tbody></table>"
    return st.one_of(
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from("p h2 h3 h4 blockquote pre strong em u s sub sup code li ul ol figcaption".split()),
            several,
        ),
        st.builds("<ul><li>{}</li><li>{}</li></ul>".format, several, several),
        st.builds("<ol><li>{}<ul><li>{}</li></ul></li></ol>".format, several, several),
        st.builds(table.format, several, several),
        st.builds("<figure>{}<figcaption>{}</figcaption></figure>".format, inner, several),
        st.builds('<a href="{}">{}</a>'.format, ADDRESSES.map(escape), several),
    )


WORDS_OR_VOID = st.one_of(
    TEXTS.map(escape),
    st.sampled_from(["<br>", "<hr>"]),
    st.builds('<img src="{}" alt="{}" width="600">'.format, ADDRESSES.map(escape), TEXTS.map(escape)),
)
BLOCKS = st.lists(st.recursive(WORDS_OR_VOID, _blocks, max_leaves=8), max_size=4).map("".join)


def with_blocks(article: Article, html: str) -> Article:
    """Return an article whose text is what its blocks say."""
    words = re.sub(r"<figure>.*?</figure>", "", clean_html(html), flags=re.DOTALL)
    return replace(article, html=html, text=clean_text(unescape(re.sub("<[^<>]*>", "\n\n", words))))


TYPED = st.builds(with_blocks, NASTY, BLOCKS)
