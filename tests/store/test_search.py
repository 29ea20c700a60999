"""How answers are put in order, cut into pages, and shown."""

import unicodedata

import pytest

from fakes import NOW, make_draft, put
from newsarchive.model.article import ArticleId, Figure, Moment
from newsarchive.model.search import All, Answer, Count, Match, Order, Query, Snippet, Words
from newsarchive.store import search, tiers
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


@pytest.fixture
def crowd(store: Store) -> Store:
    """Return an archive of 50 articles: the words of the older ones stand together, or in the title."""
    for number in range(50):
        title = "Dân vận" if number == 7 else f"Tin {number}"
        text = f"{'dân vận' if number < 40 else 'vận động nhân dân'} {'lúa ' * (number % 3)} {number}"
        put(store, make_draft(title, text, published=Moment(f"2018-{number // 20 + 1:02}-{number % 20 + 1:02}")))
    return store


def find(archive: Store, query: str, order: Order = Order.RELEVANCE, *, loose: bool = False) -> Answer:
    return archive.search.find(parse(query), limit=None, order=order, loose=loose)


def ids(archive: Store, query: str, order: Order = Order.RELEVANCE, *, loose: bool = False) -> list[int]:
    return [hit.id for hit in find(archive, query, order, loose=loose).hits]


@pytest.mark.parametrize(
    ("query", "found", "match"),
    [
        pytest.param("dân vận", [1, 2, 5], Match.TYPED, id="title, together, apart"),
        pytest.param('"dân vận"', [1, 2], Match.TYPED, id="phrase"),
        pytest.param("dan van", [1, 3, 2, 4, 5], Match.TYPED, id="marks not typed do not count, but rank"),
        pytest.param("bão", [5], Match.TYPED, id="marks typed count"),
        pytest.param("bao", [6, 5], Match.TYPED, id="more often before once"),
        pytest.param("4/10", [6], Match.TYPED, id="number with a slash"),
        pytest.param("vẩn", [1, 2, 3, 4, 5], Match.FOLDED, id="without marks where nothing is as typed"),
        pytest.param("dân quân khéo lạ", [1, 2, 5], Match.PARTIAL, id="some of the words"),
        pytest.param("không zzz", [], None, id="two words are no question"),
        pytest.param("dân -vận", [3, 4], Match.FOLDED, id="what is excluded is meant as typed"),
        pytest.param("bầu cử OR gặt lúa", [5, 2], Match.TYPED, id="either"),
        pytest.param("C++ NEAR( AND zzz", [], None, id="no syntax of the index"),
    ],
)
def test_query_finds_the_best_first(archive: Store, query: str, found: list[int], match: Match | None) -> None:
    answer = find(archive, query)

    assert sorted(hit.id for hit in answer.hits) == sorted(found)
    assert [hit.id for hit in answer.hits][:1] == found[:1]
    assert {hit.match for hit in answer.hits} == ({match} if found else set())


def test_query_is_blind_to_normal_form(archive: Store) -> None:
    assert ids(archive, unicodedata.normalize("NFD", "công tác dân vận")) == ids(archive, "công tác dân vận")


@pytest.mark.parametrize("order", Order)
def test_loose_search_adds_what_matches_without_marks(archive: Store, order: Order) -> None:
    answer = find(archive, "dân vận", order, loose=True)

    matches = {hit.id: hit.match for hit in answer.hits}
    assert {number for number, match in matches.items() if match is Match.TYPED} == {1, 2, 5}
    assert {number for number, match in matches.items() if match is Match.FOLDED} == {3, 4}
    if order is Order.RELEVANCE:
        assert {hit.id for hit in answer.hits[3:]} == {3, 4}


@pytest.mark.parametrize("order", Order)
def test_loose_search_says_what_is_partial(archive: Store, order: Order) -> None:
    matches = {hit.match for hit in find(archive, "dân quân khéo lạ", order, loose=True).hits}

    assert matches == {Match.PARTIAL}


def test_date_order_is_newest_first(store: Store) -> None:
    for number, value in enumerate(("2017-01-01", "2019-01-01T08:00:00+07:00", "", "2018-01-01"), start=1):
        put(store, make_draft(text=f"Bầu cử lần {number}", published=Moment(value)))

    assert ids(store, "bầu cử", Order.DATE) == [2, 3, 4, 1]  # 3 counts from when it was archived


def test_many_articles_are_ranked_by_the_index(crowd: Store) -> None:
    answer = find(crowd, "dân vận lúa")

    assert len(answer.hits) == 33
    assert {hit.id % 3 for hit in answer.hits[:26] if hit.id <= 40} == {0, 2}
    assert [step.name for step in answer.steps] == ["title", "together", "words"]


def test_title_and_phrase_come_first_among_many(crowd: Store) -> None:
    found = ids(crowd, "dân vận")

    assert found[0] == 8
    assert sorted(found[:40]) == list(range(1, 41))
    assert sorted(found[40:]) == list(range(41, 51))


def test_newest_are_ranked_and_the_others_follow(crowd: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 4)
    monkeypatch.setattr(search, "_READ", 2)

    found = ids(crowd, "lúa")

    assert sorted(found[:4]) == [45, 47, 48, 50]
    assert found[4:] == sorted(found[4:], reverse=True)
    assert len(found) == 33


def test_count_goes_on_only_if_asked_to(crowd: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 4)

    assert crowd.search.count(parse("lúa")) == Count(4, is_exact=False)
    assert crowd.search.count(parse("lúa"), is_exact=True) == Count(33)
    assert crowd.search.count(parse("zzz")) == Count(0)
    assert crowd.search.count(Query(), is_exact=True) == Count(50)


def test_steps_say_what_the_index_was_asked(archive: Store) -> None:
    steps = find(archive, "vẩn").steps

    assert [(step.name, step.articles) for step in steps][-1] == ("words, without marks", 5)
    assert all(step.expression for step in steps)


def test_limit_and_offset_hold_across_tiers(archive: Store) -> None:
    first = archive.search.find(parse("dân vận"), limit=2)
    second = archive.search.find(parse("dân vận"), limit=2, offset=2)
    beyond = archive.search.find(parse("dân vận"), limit=2, offset=9)

    assert [hit.id for hit in first.hits] == [1, 2]
    assert [hit.id for hit in second.hits] == [5]
    assert beyond.hits == ()


def test_filters_narrow_every_tier(store: Store) -> None:
    for number in (1, 2, 3):
        put(store, make_draft(text=f"Dân vận {number}", section="Tin tức - Sự kiện" if number < 3 else ""))
    store.tags.add("Nông thôn mới", [ArticleId(2), ArticleId(3)])

    assert ids(store, 'dân vận section:"tin tức"') == [2, 1]
    assert ids(store, 'section:"tin tuc" tag:nông-thôn-mới') == [2]
    assert ids(store, "tag:ntm") == []
    assert ids(store, "section:thể-thao dân") == []
    assert ids(store, 'vẫn section:"tin tức"') == [2, 1]
    assert ids(store, "dân tag:nông-thôn-mới OR zzz") == [3, 2]


def test_what_is_excluded_is_not_among_some_of_the_words(archive: Store) -> None:
    assert 2 not in ids(archive, "dân quân lạ zzz -khéo")


def test_ids_are_those_that_answer_as_typed(archive: Store) -> None:
    assert list(archive.search.iter_ids(parse("dân vận"))) == [5, 2, 1]
    assert list(archive.search.iter_ids(parse("vẩn"))) == []
    assert list(archive.search.iter_ids(parse("dân vận"), among=[ArticleId(1), ArticleId(4)])) == [1]
    assert list(archive.search.iter_ids(parse("dân vận"), among=[])) == []
    assert list(archive.search.iter_ids(Query())) == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        pytest.param("hòa giải", ["Hoà", "giải"], id="as written"),
        pytest.param("kỹ thuẩt", ["kỹ", "thuật"], id="without marks"),
        pytest.param("dang uy", ["Đảng", "ủy"], id="đ"),
        pytest.param("daan vaanj kheos", ["dân", "vận", "khéo"], id="Telex"),
        pytest.param("khé* -lũ", ["khéo"], id="beginning"),
    ],
)
def test_hit_shows_where_it_matched(archive: Store, query: str, marked: list[str]) -> None:
    (hit,) = (hit for hit in find(archive, query).hits if hit.id == 2)

    assert [hit.snippet.text[start:end] for start, end in hit.snippet.spans] == marked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(unicodedata.normalize("NFD", "Đảng bộ xã"), id="decomposed"),
        pytest.param("\u00d0ảng bộ xã", id="look-alike letter"),
        pytest.param("Đ\u200bản\u00adg bộ xã", id="invisible characters"),
    ],
)
def test_hit_is_marked_in_the_spelling_of_its_text(store: Store, text: str) -> None:
    put(store, make_draft(title=text, text=text))

    (hit,) = find(store, "đảng").hits

    word = text.partition(" ")[0]
    assert [hit.title[start:end] for start, end in hit.title_spans] == [word]
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.spans] == [word]


def test_hit_carries_what_a_list_shows(store: Store) -> None:
    draft = make_draft("Bão số 3", published=Moment("2018-10-04"), section="Thời tiết", url="https://binhlac.example/1")
    put(store, draft, tags=("Mưa", "Bão"))

    (hit,) = find(store, "bão").hits

    assert (hit.id, hit.title, hit.published) == (1, "Bão số 3", Moment("2018-10-04"))
    assert (hit.section, hit.url, hit.tags) == ("Thời tiết", "https://binhlac.example/1", ("Bão", "Mưa"))
    assert [hit.title[start:end] for start, end in hit.title_spans] == ["Bão"]


def test_caption_byline_and_summary_are_found(store: Store) -> None:
    put(
        store,
        make_draft(summary="Sáng 12/8", byline=("Thu Hà",), figures=(Figure(caption="Ruộng bậc thang"),)),
    )

    assert ids(store, "thu hà") == ids(store, "bậc thang") == ids(store, "12/8") == [1]


def test_listing_has_no_snippet(archive: Store) -> None:
    archive.tags.add("Bão", [ArticleId(5)])

    (hit,) = find(archive, "tag:bão", Order.DATE).hits

    assert (hit.tags, hit.snippet) == (("Bão",), Snippet())


def test_empty_archive_answers_nothing(store: Store) -> None:
    assert find(store, "dân vận lúa mùa") == Answer(steps=find(store, "dân vận lúa mùa").steps)
    assert find(store, "-bão").hits == ()
    assert store.search.suggest(parse("dân")) == ()


def test_deleted_article_is_not_found(archive: Store) -> None:
    with archive.transaction():
        archive.articles.delete(ArticleId(1), NOW)

        assert ids(archive, '"dân vận"') == [2]


def test_of_a_large_archive_the_newest_are_read_and_the_others_follow(
    crowd: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_SMALL", 0)
    monkeypatch.setattr(search, "_READ", 5)

    found = ids(crowd, "dân vận")

    assert found[0] == 8  # the one that has it in its title
    assert sorted(found[1:6]) == [36, 37, 38, 39, 40]  # the newest of those that hold it together
    assert found[6:40] == sorted(set(range(1, 36)) - {8}, reverse=True)
    assert sorted(found[40:45]) == [46, 47, 48, 49, 50]  # and the newest of the others
    assert found[45:] == [45, 44, 43, 42, 41]


def test_headline_is_looked_for_together(archive: Store) -> None:
    put(archive, make_draft("Khác", "Ở cơ sở chính quyền dân vận công tác"))

    assert ids(archive, "công tác dân vận chính quyền ở cơ sở") == [1]
    assert ids(archive, "cong tac dan vận chính quyền ở cơ sở") == [1]
    assert ids(archive, "công tác dân vẫn chính quyền ở cơ sở") == [1]


def test_headline_with_quotes_in_it_is_looked_for_as_a_whole(archive: Store) -> None:
    put(archive, make_draft("Phát động thi đua “Dân vận khéo” năm 2017", "Sáng nay."))
    put(archive, make_draft("Khác", "Năm 2017 phát động. Thi đua dân vận khéo thì vui."))

    assert ids(archive, "Phát động thi đua “Dân vận khéo” năm 2017") == [7]
    assert ids(archive, "phat dong thi dua “dan van kheo” nam 2017") == [7]
    assert ids(archive, "thi đua “dân vận khéo”") == [7, 8]


def test_question_is_answered_by_its_rarest_words(archive: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "_POSTINGS", 3)

    answer = find(archive, "tổ nào giúp bà con gặt lúa ở quý này")

    assert answer.hits[0].id == 2
    assert {hit.match for hit in answer.hits} == {Match.PARTIAL}
    assert answer.steps[0].name == "some words"
    assert archive.search.count(parse("tổ nào giúp bà con gặt lúa ở quý này")).articles == len(answer.hits)


def test_long_answers_are_loaded_in_parts(crowd: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = find(crowd, "dân vận").hits
    monkeypatch.setattr(search, "_AT_A_TIME", 7)

    assert find(crowd, "dân vận").hits == whole


def test_loose_headline_is_counted_as_it_is_shown(store: Store) -> None:
    put(store, make_draft("Mot hai ba bon nam sau"))
    put(store, make_draft("Sau x nam x bon x ba x hai x mot"))

    for order in Order:
        assert ids(store, "mot hai ba bon nam sau", order) == [1]
    assert store.search.count(parse("mot hai ba bon nam sau"), loose=True).articles == 1
    assert list(store.search.iter_ids(parse("mot hai ba bon nam sau"))) == [1]


def test_words_beside_filters_are_loosened_where_nothing_is_found(archive: Store) -> None:
    answer = find(archive, "(bạo tag:lũ) OR lụa")

    assert {hit.match for hit in answer.hits} == {Match.FOLDED}
    assert [hit.id for hit in answer.hits] == [2]
    assert list(archive.search.iter_ids(parse("(bạo tag:lũ) OR lụa"))) == []


def test_phrase_with_a_number_is_exact(archive: Store) -> None:
    put(archive, make_draft("Khác", "Báo số 3 đưa tin bão."))

    assert ids(archive, '"bão số 3"') == [5]


def test_words_in_groups_are_no_headline(archive: Store) -> None:
    words = Words((("dân",), ("vận",), ("lúa",)))
    query = Query(All((Words((("dân",),)), words, Words((("vận",), ("khéo",))))))

    assert list(archive.search.iter_ids(query)) == [2]
    assert [hit.id for hit in archive.search.find(query).hits] == [2]
