import pytest

from newsarchive.fetch.robots import crawl_delay, is_allowed, read_rules

PAGE = "https://xa.example/tin/7.html"
RULES = """
User-agent: *
Disallow: /

User-agent: NewsArchive
Disallow: /in/
Allow: /in/rss
Disallow: /*.doc$
Crawl-delay: 5
"""


@pytest.mark.parametrize(
    ("path", "is_let_in"),
    [
        ("/tin/7.html", True),
        ("/in/7.html", False),
        ("/in/rss.html", True),
        ("/tin/7.doc", False),
        ("/tin/7.doc?a=1", True),
        ("/robots.txt", True),
        ("/IN/7.html", True),
    ],
)
def test_what_is_said_to_us_counts(path: str, is_let_in: bool) -> None:
    assert is_allowed(RULES, f"https://xa.example{path}") is is_let_in


@pytest.mark.parametrize(
    ("rules", "is_let_in"),
    [
        pytest.param("", True, id="nothing"),
        pytest.param("User-agent: *\nDisallow:", True, id="nothing forbidden"),
        pytest.param("User-agent: *\nDisallow: /", False, id="all to all"),
        pytest.param("User-agent: Googlebot\nDisallow: /", True, id="all to another"),
        pytest.param("User-agent: news\nDisallow: /", True, id="all to one whose name begins like ours"),
        pytest.param("User-agent: archive\nDisallow: /", True, id="all to one whose name ends like ours"),
        pytest.param("User-agent: newsarchive/0.1\nDisallow: /", False, id="all to us, with a version"),
        pytest.param("User-agent: Googlebot\nUser-agent: newsarchive\nDisallow: /", False, id="all to us among others"),
        pytest.param("<html><p>Disallow: /</p></html>", True, id="a page in place of rules"),
        pytest.param("user-agent:*\r\ndisallow:/tin\r\n", False, id="small letters, no spaces"),
        pytest.param("User-agent: *\nDisallow: /tin/*7", False, id="star"),
        pytest.param("User-agent: *\nDisallow: " + "/*t" * 2000 + "x", True, id="stars without end"),
    ],
)
def test_rules_are_read_as_they_are_meant(rules: str, is_let_in: bool) -> None:
    assert is_allowed(rules, PAGE) is is_let_in


def test_vietnamese_paths_are_compared_as_they_are_sent() -> None:
    assert not is_allowed("User-agent: *\nDisallow: /tin-tức", "https://xa.example/tin-t%E1%BB%A9c/7")
    assert not is_allowed("User-agent: *\nDisallow: /tin-t%e1%bb%a9c", "https://xa.example/tin-tức/7")


@pytest.mark.parametrize(
    ("delay", "seconds"), [("5", 5.0), ("0.5", 0.5), ("86400", 30.0), ("-1", 0.0), ("nan", 0.0), ("lâu", 0.0)]
)
def test_a_delay_is_kept_within_reason(delay: str, seconds: float) -> None:
    assert crawl_delay(f"User-agent: *\nCrawl-delay: {delay}") == seconds


def test_who_asks_for_no_delay_gets_none() -> None:
    assert crawl_delay("") == 0.0


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        pytest.param(b"\xef\xbb\xbfUser-agent: *", "User-agent: *", id="byte order mark"),
        pytest.param(b"Disallow: /\xff", "Disallow: /\ufffd", id="no UTF-8"),
        pytest.param(b"x" * 600_000, "x" * 512_000, id="too long"),
    ],
)
def test_rules_of_any_bytes_are_text(body: bytes, rules: str) -> None:
    assert read_rules(body) == rules
