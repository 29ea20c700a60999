"""HTML by anybody becomes HTML that harms nobody, in a time that nobody notices."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from newsarchive.text.sanitize import clean_html

REL = 'rel="noopener noreferrer nofollow"'
ALLOWED = {
    **dict.fromkeys("p h2 h3 h4 ul ol li table thead tbody tr blockquote pre figure figcaption hr".split(), ()),
    **dict.fromkeys("strong em u s sub sup br code".split(), ()),
    "a": ("href", "rel"),
    "img": ("src", "alt", "width", "height"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
}
VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//e.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<script\x0c>alert(1)</script\n>",
    "<script/x>alert(1)</script/y>",
    "<script>alert(1)",
    "<<script>alert(1)//<</script>",
    "</p><script>alert(1)</script><p>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<img src='x' onerror\n=\n'alert(1)'>",
    '<img src="x`" `onerror=alert(1)>',
    "<img src=javascript:alert(1)>",
    "<img src=data:image/svg+xml;base64,PHN2Zy8+>",
    "<img srcset='x 1x' src=x sizes=1 onload=alert(1)>",
    "<img src='//e.example/x.gif'>",
    "<img src='https://u:p@e.example/x.gif'>",
    '<img alt="><script>alert(1)</script>" src=x>',
    '<img src="https://e.example/"onerror="alert(1)">',
    "<a href=javascript:alert(1)>A</a>",
    "<a href=' javascript:alert(1)'>A</a>",
    "<a href='java\nscript:alert(1)'>A</a>",
    "<a href='java&#9;script:alert(1)'>A</a>",
    "<a href='&#106;avascript:alert(1)'>A</a>",
    "<a href='&#x6A&#x61vascript&colon;alert(1)'>A</a>",
    "<a href='\x01javascript:alert(1)'>A</a>",
    "<a href='JaVaScRiPt:alert(1)'>A</a>",
    "<a href=vbscript:x>A</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>A</a>",
    "<a href='blob:https://e.example/1'>A</a>",
    "<a href='file:///etc/passwd'>A</a>",
    "<a href='view-source:javascript:x'>A</a>",
    "<a href='https:javascript:alert(1)'>A</a>",
    "<a href='mailto:javascript:alert(1)'>A</a>",
    "<a href='tel:1\"onclick=alert(1)'>A</a>",
    '<a href="https://e.example/" onclick="alert(1)" target=_blank style="x">A</a>',
    "<a href=https://e.example ping=https://e.example download>A</a>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>A</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a title='</style><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<math href=javascript:alert(1)>A</math>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>A</button>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<base href=https://e.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=https://e.example/x.css>",
    "<style>@import 'https://e.example/x.css';</style>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<p style='background:url(https://e.example/x.gif)'>A</p>",
    "<p style='width:expression(alert(1))'>A</p>",
    "<body onload=alert(1)>",
    "<html><head><title><script>alert(1)</script></title></head>",
    "<title><img src=x onerror=alert(1)></title>",
    "<textarea><script>alert(1)</script></textarea>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<noembed><img src=x onerror=alert(1)></noembed>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><img src=x onerror=alert(1)>",
    "<!doctype html [<!entity x '<script>alert(1)</script>'>]>&x;",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>A</details>",
    "<marquee onstart=alert(1)>A</marquee>",
    "<input onfocus=alert(1) autofocus>",
    "<table background=javascript:alert(1)><tr><td background=x onclick=y>A</table>",
    "<td colspan=9999999999 rowspan=-1>A</td>",
    "<div id=x class=y data-x=z contenteditable onblur=alert(1)>A</div>",
    "<p id=getElementById name=x slot=y is=z>A</p>",
    "<figure><figcaption><script>alert(1)</script></figcaption></figure>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "<p>\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "\u003cscript\u003ealert(1)\u003c/script\u003e",
    "＜script＞alert(1)＜/script＞",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
]


class Reader(HTMLParser):
    """Asserts that nothing is there but what an article may hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert name in ALLOWED[tag]
            check_value(name, value or "")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def check_value(name: str, value: str) -> None:
    schemes = {"src": ("http://", "https://"), "href": ("http://", "https://", "mailto:", "tel:")}
    if name in schemes:
        assert value.lower().startswith(schemes[name])
    elif name in ("width", "height", "colspan", "rowspan"):
        assert 0 < int(value) < 10_000


def check(cleaned: str) -> None:
    reader = Reader()
    reader.feed(cleaned)
    reader.close()
    if cleaned.strip():
        for element in lxml_html.fragment_fromstring(cleaned, create_parent=True).iterdescendants():
            assert set(element.keys()) <= set(ALLOWED[str(element.tag)])


@pytest.mark.parametrize(
    "around", ["{}", "<p>Xã {} họp</p>", "<table><tr><td>{}", "<ul><li><a href=https://a.example>{}"]
)
@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_in_it_acts(vector: str, around: str) -> None:
    cleaned = clean_html(around.format(vector))

    check(cleaned)
    assert clean_html(cleaned) == cleaned


@given(st.lists(st.sampled_from([*VECTORS, "<", ">", "'", '"', "&", "<p>", "</a>", "<td>", "<li>", "ạ"])).map("".join))
def test_no_mixture_acts_either(html: str) -> None:
    check(clean_html(html))


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("Xã &amp; họp", "Xã &amp; họp", id="words"),
        pytest.param(
            "<div class=x>A <p>B</p></div><span>C</span>", "A <p>B</p>C", id="what stands in elements that it has not"
        ),
        pytest.param(
            '<a href="https://a.example/?a&amp;b" title=x>A</a>',
            f'<a href="https://a.example/?a&amp;b" {REL}>A</a>',
            id="link",
        ),
        pytest.param('<a href="mailto:a@b.example?c">A</a>', f'<a href="mailto:a@b.example?c" {REL}>A</a>', id="mail"),
        pytest.param('<a href="tel:+84-239">A</a>', f'<a href="tel:+84-239" {REL}>A</a>', id="telephone"),
        pytest.param('<a href="/tin/7">A</a>', f"<a {REL}>A</a>", id="relative to nobody knows what"),
        pytest.param(
            '<img src="https://a.example/1.jpg" alt="B &lt; &quot;C&quot;" width="600" height="auto">',
            '<img src="https://a.example/1.jpg" alt="B &lt; &quot;C&quot;" width="600">',
            id="picture",
        ),
        pytest.param(
            '<table><tbody><tr><td colspan="2" align="left">A</td></tr></tbody></table>',
            '<table><tbody><tr><td colspan="2">A</td></tr></tbody></table>',
            id="cell",
        ),
    ],
)  # fmt: skip
def test_what_an_article_may_hold_stays(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("&" * 200_001, id="ampersands"),
        pytest.param("<div>" * 400, id="depth"),
        pytest.param("<div></x>" * 400, id="depth with ends of nothing"),
        pytest.param("<font><b>" * 200 + "<p>x</p>" * 9, id="formatting"),
        pytest.param("<p " + " ".join(f"a{number}='>'" for number in range(2000)) + ">x", id="attributes"),
        pytest.param("<p/" + "/".join(f"a{number}" for number in range(2000)) + ">x", id="attributes without spaces"),
    ],
)
def test_what_would_take_too_long_is_nothing(html: str) -> None:
    assert clean_html(html) == ""


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p><em>x</em></p>" * 5000, id="many"),
        pytest.param("<p>x" * 5000, id="paragraphs without an end"),
        pytest.param("<ul>" + "<li>x" * 5000, id="items without an end"),
        pytest.param(f"<p title='{'x' * 5000}'>x</p>", id="a long value"),
        pytest.param("&amp;" * 5000, id="references"),
    ],
)
def test_what_is_only_long_stays(html: str) -> None:
    assert clean_html(html)


@pytest.mark.parametrize(
    "unit",
    [
        "<a '\"",
        '<a "',
        "<a '",
        "<",
        "<a",
        "<!--",
        "</",
        "<a b=",
        "&#x",
        "<p ",
        "<table>x",
        "<svg>",
        "<a><p>",
        "<dd><p>",
    ],
)
def test_floods_are_cleaned_in_time(unit: str) -> None:
    check(clean_html(unit * 30_000))
