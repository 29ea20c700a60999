import pytest

from newsarchive.extract.markup import parse_html
from newsarchive.extract.metadata import Claim, Metadata, read_metadata

URL = "https://binhlac.example/tin/7.html"


def metadata_of(head: str, url: str = URL, body: str = "<p>Xã họp") -> Metadata:
    tree = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return read_metadata(tree, url)


def json_ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def test_a_page_without_claims_claims_nothing() -> None:
    nothing = (Claim("", 1.0, "title"), Claim("", 1.3, "part of title"))

    assert metadata_of("", "") == Metadata(titles=nothing)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href='/tin/8.html'>", "https://binhlac.example/tin/8.html"),
        ("<link rel=canonical href='http://binhlac.example/tin/8.html'>", "http://binhlac.example/tin/8.html"),
        (
            "<meta property='og:url' content='https://binhlac.example/t?id=7&fbclid=x'>",
            "https://binhlac.example/t?id=7",
        ),
        ("<link rel=canonical href='https://khac.example/tin'>", URL),
        ("<link rel=canonical href='javascript:alert(1)'>", URL),
        ("", URL),
    ],
)
def test_the_canonical_address_is_of_the_same_host(head: str, url: str) -> None:
    assert metadata_of(head).url == url


@pytest.mark.parametrize("source", ["", "file:///home/lan/tin.html"])
def test_a_local_copy_has_the_address_that_it_claims(source: str) -> None:
    found = metadata_of(f"<link rel=canonical href='{URL}'>", source)

    assert (found.url, found.base_url) == (URL, URL)
    assert metadata_of("", source).url == ""


def test_a_base_element_is_what_addresses_are_relative_to() -> None:
    assert metadata_of("<base href='/goc/'>").base_url == "https://binhlac.example/goc/"


@pytest.mark.parametrize(
    ("lang", "language"), [("vi-VN", "vi"), ("EN", "en"), ("", ""), ("x", ""), ("tiếng", ""), ("english", "")]
)
def test_the_language_is_the_primary_tag(lang: str, language: str) -> None:
    tree = parse_html(f"<html lang='{lang}'><body>x")

    assert tree is not None
    assert read_metadata(tree).language == language


@pytest.mark.parametrize(
    ("head", "value"),
    [
        (
            json_ld('{"@type": "NewsArticle", "datePublished": "2018-10-05T08:30:00+07:00"}'),
            "2018-10-05T08:30:00+07:00",
        ),
        (json_ld('{"@graph": [{"@type": ["BlogPosting"], "datePublished": "2018-10-05"}]}'), "2018-10-05"),
        (json_ld('[{"@type": "Article", "datePublished": "2018-10-05"}]'), "2018-10-05"),
        ("<meta property='article:published_time' content='2018-10-05T01:30:00Z'>", "2018-10-05T01:30:00+00:00"),
        ("<meta itemprop=datePublished content='2018-10-05'>", "2018-10-05"),
        ("<meta name=pubdate content='05/10/2018'>", "2018-10-05"),
        ("<meta name=pubdate content='4/10'>", ""),
        (json_ld('{"@type": "WebSite", "datePublished": "2018-10-05"}'), ""),
        (json_ld('{"@type": "Article", "datePublished": 2018}'), ""),
        (json_ld('{"@type": '), ""),
        (json_ld('"Article"'), ""),
        (json_ld("[" * 100_000), ""),
        (json_ld("[" * 50 + '{"@type": "Article", "datePublished": "2018-10-05"}' + "]" * 50), ""),
        (json_ld('{"@type": "Article", "datePublished": "2018-10-05"}' + " " * 1_000_000), ""),
    ],
)
def test_structured_dates_are_read_strictly(head: str, value: str) -> None:
    assert metadata_of(head).published.value == value


def test_of_nukeviet_only_the_day_of_publication_is_believed() -> None:
    found = metadata_of(
        "<meta name=generator content='NukeViet v4.5'><meta property='article:section' content='Tin Tức'>"
        "<meta property='article:published_time' content='2018-10-05+0708:30:00'>"
        "<meta itemprop=datePublished content='2018-11-20T10:10:10+07:00'>"
    )

    assert (found.published.value, found.is_edit_date, found.section) == ("2018-10-05", True, "")


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (json_ld('{"@type": "Article", "author": {"name": "Lê Thu Hà"}}'), ("Lê Thu Hà",)),
        (
            json_ld('{"@type": "Article", "author": [{"name": "Thu Hà"}, "Văn Bình", 7, {"name": 7}]}'),
            ("Thu Hà", "Văn Bình"),
        ),
        (json_ld('{"@type": "Article", "author": "Báo X", "publisher": {"name": "Báo X"}}'), ()),
        ("<meta property='og:site_name' content='Báo X'><meta name=author content='Báo X'>", ()),
        ("<meta name=author content='admin'>", ()),
        ("<meta name=author content='https://a.example/ha'>", ()),
        ("<meta name=author content='Lê Thu Hà'>", ("Lê Thu Hà",)),
    ],
)
def test_authors_are_neither_sites_nor_accounts(head: str, authors: tuple[str, ...]) -> None:
    assert metadata_of(head).authors == authors


def test_titles_are_claimed_in_several_places() -> None:
    found = metadata_of(
        "<title>Xã họp - Cổng xã</title><meta property='og:title' content='Xã họp'>"
        "<meta property='og:site_name' content='Cổng xã'>" + json_ld('{"@type": "Article", "headline": "Xã họp!"}'),
        body="<h1>Xã <b>họp</b></h1>",
    )

    assert [(claim.text, claim.source) for claim in found.titles] == [
        ("Xã họp!", "JSON-LD headline"),
        ("Xã họp", "og:title"),
        ("Xã họp", "h1"),
        ("Xã họp - Cổng xã", "title"),
        ("Xã họp", "part of title"),
        ("Cổng xã", "part of title"),
    ]
    assert found.sites == ("Cổng xã",)


def test_headings_of_boxes_claim_no_title() -> None:
    found = metadata_of("", body="<h1 class=portlet-title>Quy hoạch</h1><div class=TieuDe>Xã họp</div>")

    assert [claim.text for claim in found.titles if claim.text] == ["Xã họp"]
    assert found.headings == ("Quy hoạch",)


DUBLIN_CORE = """<meta name="DC.Title" content="Xã họp"><meta name="DC.Creator" content="Thu Hà">
<meta name="dc.date.issued" content="2018-10-05"><meta name="DC.Description" content="Xã họp bàn việc gặt lúa">
<meta name="DC.Source" content="Báo Bình Lạc"><meta name="DC.Language" content="vi">
<meta name="DCTERMS.modified" content="2018-10-07">"""


def test_dublin_core_is_read_in_any_case() -> None:
    found = metadata_of(DUBLIN_CORE)

    assert Claim("Xã họp", 2.0, "dc.title") in found.titles
    assert (found.authors, found.credit, found.language) == (("Thu Hà",), "Báo Bình Lạc", "vi")
    assert (found.published.value, found.updated.value) == ("2018-10-05", "2018-10-07")
    assert found.descriptions == ("Xã họp bàn việc gặt lúa",)


def test_json_ld_tells_subtitle_section_language_and_captions() -> None:
    found = metadata_of(
        json_ld(
            '{"@type": "NewsArticle", "alternativeHeadline": "Gặt trước bão", "articleSection": ["Nông nghiệp"],'
            '"inLanguage": "vi-VN", "dateModified": "2018-10-06T09:00:00+07:00",'
            '"image": [{"url": "/1.jpg", "caption": "Gặt lúa"}, {"contentUrl": 7, "caption": "x"}, "/2.jpg"]}'
        )
    )

    assert (found.subtitle, found.section, found.language) == ("Gặt trước bão", "Nông nghiệp", "vi")
    assert found.updated.value == "2018-10-06T09:00:00+07:00"
    assert found.captions == (("https://binhlac.example/1.jpg", "Gặt lúa"),)


def test_the_front_page_is_no_address_of_an_article() -> None:
    assert metadata_of("<link rel=canonical href='https://binhlac.example/'>").url == URL
    assert metadata_of("<link rel=canonical href='/'>", "https://binhlac.example").url == "https://binhlac.example/"


def test_leads_are_marked_by_their_class() -> None:
    lead = "Chỉ sau ba tháng, con đường đất đã thành đường hoa."

    found = metadata_of("", body=f"<p class='art-sapo'>{lead}</p><p class=sapo></p><p class=leader>{lead}!</p>")

    assert found.leads == (lead,)


@pytest.mark.parametrize(
    "body",
    [
        "<ol class=breadcrumb><li><a>Trang chủ</a></li><li><a>Tin</a></li><li>Xã họp</li></ol>",
        "<div id=breadcrumbs><a>Trang chủ</a> » <a>Tin</a> » <span>Xã họp</span></div>",
    ],
)
def test_the_path_of_a_page_is_read(body: str) -> None:
    assert metadata_of("", body=body).breadcrumb == ("Trang chủ", "Tin", "Xã họp")
