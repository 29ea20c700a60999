import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.urls import canonical, is_web, site, without_password


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://BinhLac.example", "http://binhlac.example/"),
        ("http://binhlac.example:80/a?b=1&c=#d", "http://binhlac.example/a?b=1&c="),
        ("http://binhlac.example:8080/", "http://binhlac.example:8080/"),
        ("https://binhlac.example/?fbclid=x&id=7&utm_medium=z", "https://binhlac.example/?id=7"),
        ("https://[::1]:443/a", "https://[::1]/a"),
        ("https://binhlac.example/tin tức", ""),
        ("https://user:pass@binhlac.example/", ""),
        ("https://binhlac.example:0/", ""),
        ("https://binhlac.example:99999/", ""),
        ("https://[::1/", ""),
        ("https:///a", ""),
        ("mailto:a@b.example", ""),
        ("https://binhlac.example/" + "a" * 4_000, ""),
        ("", ""),
    ],
)
def test_address_has_one_spelling(url: str, same: str) -> None:
    assert canonical(url) == same
    assert is_web(url) == bool(same)


@given(st.text(max_size=40).map(lambda text: "https://binhlac.example/" + text))
def test_canonical_address_stays_as_it_is(url: str) -> None:
    same = canonical(url)

    assert canonical(same) == same
    assert site(url) == ("https://binhlac.example" if same else "")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://vp:mat-khau@xa.example/rss", "http://…@xa.example/rss"),
        ("http://vp@xa.example/rss", "http://…@xa.example/rss"),
        ("http://vp:a@b@xa.example/rss", "http://…@xa.example/rss"),
        ("http://vp:a/b?c#d@xa.example/rss", "http://…@xa.example/rss"),
        ("feed:https://vp:mat-khau@xa.example/", "feed:https://…@xa.example/"),
        ("vp:mat-khau@xa.example", "…@xa.example"),
        ("ftp://xa.example/@vp", "ftp://xa.example/@vp"),
        ("xa.example/rss", "xa.example/rss"),
        ("http://vp:mat-khau@", "http://…@"),
        ("", ""),
    ],
)
def test_password_is_not_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown
