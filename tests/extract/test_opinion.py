"""Two libraries' opinions of a text, and which of them counts."""

import pytest
import trafilatura

from newsarchive.errors import ParseError
from newsarchive.extract import opinion
from newsarchive.extract.markup import parse_html
from newsarchive.extract.page import read_page

TITLE = "Thôn Đông Hạ có thêm một tuyến đường hoa"
PARAGRAPHS = (
    "Sáng 12/6, bà con thôn Đông Hạ trồng những khóm hoa cuối cùng dọc đường trục thôn, mỗi nhà một đoạn, tự chăm sóc.",
    "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại trong quý sau, gắn với ngày chủ nhật xanh của đoàn thanh niên.",
    "Ban công tác mặt trận thôn ghi lại từng buổi lao động để biểu dương những nhà làm tốt vào dịp cuối năm.",
)
ARTICLE = f"<div class=article>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</div>"
FOOT = "<p>Bản quyền thuộc UBND xã Bình Lạc. Ghi rõ nguồn khi phát hành lại thông tin từ trang này, cảm ơn bà con.</p>"


def page(body: str) -> bytes:
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>".encode()


class Found:
    def __init__(self, text: str) -> None:
        self.text = text


def say(monkeypatch: pytest.MonkeyPatch, first: str | None) -> None:
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: None if first is None else Found(first))


def test_a_text_that_both_find_is_trusted() -> None:
    found = read_page(page(ARTICLE))

    assert found.confidence == 1.0
    assert found.doubts == ()


def test_readability_stands_in_where_trafilatura_finds_little(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, "Bình luận")

    found = read_page(page(ARTICLE.replace("</div>", "<img src=http://binhlac.example/1.jpg></div>")))

    assert found.draft.text == "\n\n".join(PARAGRAPHS)
    assert [one.rule for one in found.evidence if one.field == "text"] == ["readability"]


def test_two_that_disagree_are_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    other = " ".join(word[::-1] for word in " ".join(PARAGRAPHS).split())
    say(monkeypatch, f"{other}\n{other}")

    found = read_page(page(f"<div>{ARTICLE}</div><aside><span>{other}</span><span>{other}</span></aside>"))

    assert found.confidence == pytest.approx(0.15, abs=0.01)
    assert found.doubts == ("two extractors disagree (0.15)",)
    assert found.draft.text.startswith(other)


def test_the_foot_of_a_page_is_no_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, "\n".join(PARAGRAPHS))
    monkeypatch.setattr(opinion, "find_second", lambda tree: parse_html(FOOT * 3))

    found = read_page(page(ARTICLE))

    assert (found.confidence, found.doubts) == (1.0, ())


def test_a_page_without_any_opinion_is_read_by_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, None)
    monkeypatch.setattr(opinion, "find_second", lambda tree: None)

    found = read_page(page(f"<p>12/06/2018 08:30</p>{ARTICLE}"), "https://binhlac.example/7")

    assert found.draft.text == "\n\n".join(PARAGRAPHS)
    assert found.draft.html.count("<p>") == len(PARAGRAPHS)
    assert (found.draft.title, found.draft.url) == (TITLE, "https://binhlac.example/7")
    assert found.doubts == ("no extractor found the article: its lines were read",)
    assert found.confidence == 0.0


def test_a_page_of_chrome_is_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, "")

    with pytest.raises(ParseError, match="https://binhlac.example/7: no article in it"):
        read_page(b"<html><ul><li>Trang ch\xe1\xbb\xa7</ul></html>", "https://binhlac.example/7")


def test_a_text_that_the_page_hides_stands_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, "\n".join(PARAGRAPHS))

    found = read_page(page(f"<div style='display: none'>{ARTICLE}</div>"))

    assert found.draft.text == "\n\n".join(PARAGRAPHS)
    assert found.draft.html.count("<p>") == len(PARAGRAPHS)


@pytest.mark.parametrize("crowd", ["<i>x</i>" * opinion._MOST_ELEMENTS, "<b>" * (opinion._DEEPEST + 1)])
def test_a_page_that_is_too_crowded_or_too_deep_for_readability_has_one_opinion(crowd: str) -> None:
    tree = parse_html(f"<body>{ARTICLE}{crowd}</body>")

    assert tree is not None
    assert opinion.find_second(tree) is None


def test_a_page_that_readability_fails_on_has_one_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ValueError

    monkeypatch.setattr("readability.Document.score_paragraphs", fail)

    found = read_page(page(ARTICLE))

    assert (found.draft.text, found.confidence) == ("\n\n".join(PARAGRAPHS), 1.0)


def test_bare_text_beside_blocks_is_read_by_readability() -> None:
    bare = f"<div class=article>{PARAGRAPHS[0]}<div><p>{PARAGRAPHS[1]}</p></div>{PARAGRAPHS[2]}<br>Hết bài viết.</div>"
    tree = parse_html(f"<body>{bare}</body>")

    assert tree is not None
    second = opinion.find_second(tree)

    assert second is not None
    assert [one for one in PARAGRAPHS if one in " ".join(second.itertext())] == list(PARAGRAPHS)
