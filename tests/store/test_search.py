import unicodedata

import pytest

from fakes import make_draft, put
from newsarchive.model import ArticleId, Figure, Moment, Order
from newsarchive.store.store import Store
from newsarchive.text.query import parse

TEXTS = (
    ("Hội nghị công tác dân vận", "Xã triển khai công tác dân vận chính quyền ở cơ sở."),
    ("Gặt lúa mùa", "Tổ dân vận khéo giúp bà con gặt lúa. Hoà giải, kỹ thuật, Đảng ủy."),
    ("Đường về bản Dẫn", "Dẫn nước vạn mẫu; dẫn vạn lối về."),
    ("Tin cu nam 2016", "Cong tac dan van o xa duoc quan tam, nhan dan phan khoi va tin tuong."),
    ("Bầu cử", "Vận động nhân dân; dân đi bầu cử, vận hành tổ bầu cử. Bão số 3."),
    ("Báo cáo", "Báo cáo tháng, bảo vệ mùa màng, bao tải. Quỳnh Lưu, quý III, 4/10/2018."),
)


@pytest.fixture
def archive(store: Store) -> Store:
    for title, text in TEXTS:
        put(store, make_draft(title=title, text=text))
    return store


def ids(archive: Store, query: str, order: Order = Order.RELEVANCE) -> list[int]:
    return [hit.id for hit in archive.search.find(parse(query), order=order)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("dân vận", [1, 2, 4, 5], id="title, phrase, words, typed without accents"),
        pytest.param('"dân vận"', [1, 2, 4], id="phrase"),
        pytest.param("dan van", [1, 3, 2, 4, 5], id="accented ones first"),
        pytest.param("DÂN VẬN khéo", [2], id="capitals"),
        pytest.param("dân van khéo", [2], id="half-typed"),
        pytest.param('"dân van"', [1, 2, 4], id="half-typed phrase"),
        pytest.param("bão", [5], id="marks typed count"),
        pytest.param("bao", [6, 5], id="marks not typed do not"),
        pytest.param("hòa giải", [2], id="tone placement"),
        pytest.param("kĩ thuật", [2], id="i and y"),
        pytest.param("Ðảng uỷ", [2], id="look-alike letter"),
        pytest.param("dang uy", [2], id="đ is d"),
        pytest.param("4/10", [6], id="number with a slash"),
        pytest.param("04/10/2018", [6], id="leading zero"),
        pytest.param("vẩn", [1, 3, 5, 2, 4], id="other marks only when nothing is found as typed"),
        pytest.param("không có từ này", [], id="nothing"),
        pytest.param("C++ NEAR( AND", [], id="no syntax of the index"),
    ],
)
def test_query_finds(archive: Store, query: str, found: list[int]) -> None:
    assert ids(archive, query) == found


def test_query_is_blind_to_normal_form(archive: Store) -> None:
    assert ids(archive, unicodedata.normalize("NFD", "công tác dân vận")) == ids(archive, "công tác dân vận")


@pytest.mark.parametrize("query", ["dân vận", "dan van", "bao", "vẩn", "4/10"])
def test_both_orders_hold_the_same_articles(archive: Store, query: str) -> None:
    assert sorted(ids(archive, query)) == sorted(ids(archive, query, Order.DATE))


def test_date_order_is_newest_first(store: Store) -> None:
    for number, value in enumerate(("2017-01-01", "2019-01-01T08:00:00+07:00", "", "2018-01-01"), start=1):
        put(store, make_draft(text=f"Bầu cử lần {number}", published=Moment(value)))

    assert ids(store, "bầu cử", Order.DATE) == [2, 3, 4, 1]  # 3 counts from when it was archived


def test_limit_holds_across_tiers(archive: Store) -> None:
    hits = archive.search.find(parse("dân vận"), limit=2)

    assert [hit.id for hit in hits] == [1, 2]


def test_filters_narrow_every_tier(store: Store) -> None:
    for number in (1, 2, 3):
        put(store, make_draft(text=f"Dân vận {number}", section="Tin tức - Sự kiện" if number < 3 else ""))
    store.tags.add("Nông thôn mới", [ArticleId(2), ArticleId(3)])

    assert ids(store, 'dân vận section:"tin tức"') == [2, 1]
    assert ids(store, 'section:"tin tuc" tag:nông-thôn-mới') == [2]
    assert ids(store, "tag:ntm") == []
    assert ids(store, "section:thể-thao dân") == []
    assert ids(store, 'vẫn section:"tin tức"') == [2, 1]


def test_hit_shows_where_it_matched_as_written(archive: Store) -> None:
    (hit,) = archive.search.find(parse("hòa giải"))

    marked = [hit.snippet.text[start:end] for start, end in hit.snippet.spans]

    assert marked == ["Hoà", "giải"]


def test_hit_found_without_its_marks_is_marked_too(archive: Store) -> None:
    hit = archive.search.find(parse("kỹ thuẩt"))[0]

    assert [hit.snippet.text[start:end] for start, end in hit.snippet.spans] == ["kỹ", "thuật"]


def test_caption_byline_and_summary_are_found(store: Store) -> None:
    put(
        store,
        make_draft(summary="Sáng 12/8", byline=("Thu Hà",), figures=(Figure(caption="Ruộng bậc thang"),)),
    )

    assert ids(store, "thu hà") == ids(store, "bậc thang") == ids(store, "12/8") == [1]


def test_listing_has_no_snippet(archive: Store) -> None:
    archive.tags.add("Bão", [ArticleId(5)])

    (hit,) = archive.search.find(parse("tag:bão"), order=Order.DATE)

    assert (hit.tags, hit.snippet.text) == (("Bão",), "")
