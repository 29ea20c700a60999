"""Pictures and files of articles: which are asked for, and what is kept."""

import logging
from typing import Any

import pytest

from fake_web import HTML, FakeWeb
from fakes import NOW, make_draft, put
from newsarchive.model.article import ArticleId, Attachment, Capture, Draft, Figure
from newsarchive.operations.media import (
    LARGEST_FILE,
    LARGEST_IMAGE,
    MOST_FAILURES,
    MOST_IMAGES,
    Media,
    MediaReport,
    Wanted,
    find_missing,
    iter_media,
    keep_media,
    keep_media_of,
)
from newsarchive.store.store import Store

PAGE = "https://xa.example/tin/1"
JPEG, PDF = b"\xff\xd8\xff\xe0", b"%PDF-1.4"


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb()


def picture(number: int | str = 1) -> str:
    return f"https://xa.example/{number}.jpg"


def file(number: int | str = 1) -> str:
    return f"https://xa.example/{number}.pdf"


def draft_with(*, pictures: tuple[str, ...] = (), files: tuple[str, ...] = ()) -> Draft:
    return make_draft(figures=tuple(map(Figure, pictures)), attachments=tuple(map(Attachment, files)), url=PAGE)


def fetch(web: FakeWeb, *wanted: Wanted, found_at: str = PAGE, **more: Any) -> list[Media]:
    return list(iter_media(web, wanted, lambda: NOW, found_at=found_at, **more))


def add(store: Store, draft: Draft, **more: Any) -> ArticleId:
    """Put an article into the archive as its page gave it."""
    more = {"status": 200} | more
    return put(store, draft, capture=Capture(PAGE, b"<html>", "text/html", NOW, **more)).id


class TestFindMissing:
    def test_pictures_and_files_that_the_archive_has_not(self, store: Store) -> None:
        draft = draft_with(pictures=(picture(1), picture(2), picture(1)), files=(file(1), file(2)))
        for url in (picture(1), file(2)):
            store.files.add(url, JPEG, "image/jpeg", NOW)

        missing = find_missing(store, draft, with_images=True, with_files=True)

        assert {one.url: one.is_image for one in missing} == {picture(2): True, file(1): False}

    @pytest.mark.parametrize(
        ("wanted", "urls"),
        [
            ({"with_images": True, "with_files": False}, [picture()]),
            ({"with_images": False, "with_files": True}, [file()]),
            ({"with_images": False, "with_files": False}, []),
        ],
    )
    def test_only_what_is_wanted(self, store: Store, wanted: dict[str, bool], urls: list[str]) -> None:
        missing = find_missing(store, draft_with(pictures=(picture(),), files=(file(),)), **wanted)

        assert [one.url for one in missing] == urls

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "data:image/png;base64,iVBORw0KGgo=",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a:b@xa.example/",
        ],
    )
    def test_what_is_not_on_the_web_is_not_asked_for(self, store: Store, url: str) -> None:
        draft = draft_with(pictures=(url,), files=(url,) if url else ())

        assert find_missing(store, draft, with_images=True, with_files=True) == ()

    def test_sound_and_film_are_no_files_to_keep(self, store: Store) -> None:
        played = Attachment("https://xa.example/phat?id=7", media_type="audio/mpeg")
        draft = make_draft(attachments=(played, Attachment("https://xa.example/ban-tin.MP4?v=1"), Attachment(file())))

        assert find_missing(store, draft, with_images=True, with_files=True) == (Wanted(file(), is_image=False),)

    def test_of_an_album_only_the_first_pictures(self, store: Store) -> None:
        draft = draft_with(pictures=tuple(map(picture, range(99))))

        missing = find_missing(store, draft, with_images=True, with_files=False)

        assert [one.url for one in missing] == list(map(picture, range(MOST_IMAGES)))


class TestFetch:
    def test_what_comes_has_the_type_of_its_bytes(self, web: FakeWeb) -> None:
        web.put(picture(), JPEG, content_type="image/png")
        web.put(file(), PDF, content_type="application/octet-stream")

        found = fetch(web, Wanted(picture(), is_image=True), Wanted(file(), is_image=False))

        assert [(one.media_type, one.body, one.error) for one in found] == [
            ("image/jpeg", JPEG, ""),
            ("application/pdf", PDF, ""),
        ]

    def test_a_request_says_what_it_is_about(self, web: FakeWeb) -> None:
        fetch(
            web,
            Wanted(picture(), is_image=True),
            Wanted(file(), is_image=False),
            is_legacy_tls=lambda url: url == file(),
        )

        asked = [(one.found_at, one.is_part, one.largest, one.is_legacy_tls) for one in web.requests]
        assert asked == [(PAGE, True, LARGEST_IMAGE, False), (PAGE, True, LARGEST_FILE, True)]
        assert not any(one.is_public_only for one in web.requests)

    def test_what_nobody_knows_the_page_of_leads_to_no_private_address(self, web: FakeWeb) -> None:
        fetch(web, Wanted(picture(), is_image=True), found_at="")

        assert [(one.found_at, one.is_public_only) for one in web.requests] == [("", True)]

    @pytest.mark.parametrize(
        ("answer", "error", "may_come"),
        [
            pytest.param(
                {"body": "<html>Không tìm thấy</html>", "content_type": HTML}, "not a picture", False, id="page"
            ),
            pytest.param({"body": "<svg/>", "content_type": "image/svg+xml"}, "not a picture", False, id="SVG"),
            pytest.param({"status": 404}, "HTTP 404 Not Found", False, id="not found"),
            pytest.param({"status": 500}, "HTTP 500 Internal Server Error", True, id="down"),
            pytest.param(None, "cannot be reached", True, id="no answer"),
        ],
    )
    def test_what_is_no_picture_is_told_and_the_next_one_comes(
        self, web: FakeWeb, caplog: pytest.LogCaptureFixture, answer: dict[str, Any] | None, error: str, may_come: bool
    ) -> None:
        if answer is None:
            web.fail(picture(1))
        else:
            web.put(picture(1), **answer)
        web.put(picture(2), JPEG)
        caplog.set_level(logging.INFO, "newsarchive")

        bad, good = fetch(web, *(Wanted(picture(number), is_image=True) for number in (1, 2)))

        assert bad.error.startswith(error)
        assert (bad.may_come, good.body) == (may_come, JPEG)
        assert f"{picture(1)}: {error}" in caplog.text

    def test_a_file_that_is_a_page_is_refused(self, web: FakeWeb) -> None:
        web.put(file(), "<html>Mời đăng nhập", content_type="application/pdf")

        [found] = fetch(web, Wanted(file(), is_image=False))

        assert (found.error, found.body) == ("not a document or packed file", b"")

    @pytest.mark.parametrize("status", [429, 503])
    def test_a_server_that_wants_to_be_left_alone_is(self, web: FakeWeb, status: int) -> None:
        web.put(picture(1), status=status)

        found = fetch(web, *(Wanted(picture(number), is_image=True) for number in (1, 2)))

        assert [(one.is_refused, one.may_come) for one in found] == [(True, True)]

    def test_after_some_failures_in_a_row_the_rest_is_left(self, web: FakeWeb) -> None:
        for number in range(9):
            web.fail(picture(number))
        web.put(picture(1), JPEG)

        fetch(web, *(Wanted(picture(number), is_image=True) for number in range(9)))

        assert web.asked == list(map(picture, range(2 + MOST_FAILURES)))

    def test_pictures_that_are_gone_are_no_reason_to_leave_the_rest(self, web: FakeWeb) -> None:
        web.put(picture(8), JPEG)

        found = fetch(web, *(Wanted(picture(number), is_image=True) for number in range(9)))

        assert found[-1].body == JPEG

    def test_too_much_at_once_is_left(self, web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("newsarchive.operations.media.MOST_BYTES", 5)
        for number in range(9):
            web.put(picture(number), JPEG)

        assert len(fetch(web, *(Wanted(picture(number), is_image=True) for number in range(9)))) == 2

    def test_when_the_time_is_up_nothing_more_is_asked_for(self, web: FakeWeb) -> None:
        assert fetch(web, Wanted(picture(), is_image=True), is_late=lambda: True) == []


class TestKeep:
    def test_equal_bytes_are_kept_once(self, store: Store) -> None:
        media = [Media(picture(number), is_image=True, media_type="image/jpeg", body=JPEG) for number in (1, 2)]

        with store.transaction():
            report = keep_media(store, [*media, Media(picture(3), is_image=True, error="HTTP 404")], NOW)

        found = store.files.find_all(map(picture, (1, 2, 3)))
        assert report == MediaReport(images=2, files=0, failed=1)
        assert len({one.digest for one in found.values()}) == 1
        assert [store.files.get(one.digest) for one in found.values()] == [JPEG, JPEG]

    def test_pictures_and_files_of_articles_are_fetched_once(self, store: Store, web: FakeWeb) -> None:
        ids = [add(store, draft_with(pictures=(picture(1), picture(2)), files=(file(),)))]
        web.put(picture(1), JPEG)
        web.put(file(), PDF)

        reports = [keep_media_of(store, web, ids, lambda: NOW, with_files=True) for _ in range(2)]

        assert reports == [MediaReport(images=1, files=1, failed=1), MediaReport(failed=1)]
        assert web.asked == [file(), picture(1), picture(2), picture(2)]
        assert {one.found_at for one in web.requests} == {PAGE}

    def test_articles_without_pictures_ask_for_nothing(self, store: Store, web: FakeWeb) -> None:
        assert keep_media_of(store, web, [add(store, draft_with())], lambda: NOW) == MediaReport()

    @pytest.mark.parametrize("source", ["file", "nothing"])
    def test_pictures_of_a_saved_page_may_lead_only_into_the_world(
        self, store: Store, web: FakeWeb, source: str
    ) -> None:
        draft = draft_with(pictures=("http://192.0.2.7/1.jpg",))
        ids = [add(store, draft, status=0) if source == "file" else put(store, draft).id]

        keep_media_of(store, web, ids, lambda: NOW)

        assert [(one.found_at, one.is_public_only) for one in web.requests] == [("", True)]
