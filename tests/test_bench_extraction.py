"""The measurements of bench/extraction: pages show what their truth says, scores count what they say they count."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from bench.extraction import public, report, revisions, run, scores
from bench.extraction.articles import make
from bench.extraction.dialects import DEVELOPMENT, HELD_OUT, printed_date
from bench.extraction.portals import STYLES, Page, Truth, number_of, page, pages
from bench.extraction.readers import Reader, Reading, learned, newsarchive, readability, trafilatura
from newsarchive.extract.markup import parse_html

TRUTH = Truth(
    title="Xã Bình Lạc ra quân làm đường",
    lead="Sáng ngày 4/10, hơn hai trăm người dân xã Bình Lạc ra quân làm đường liên thôn.",
    body=("Đoàn viên các thôn góp hơn ba trăm ngày công trong buổi sáng.", "Đường sẽ xong trước Tết."),
    section="Nông thôn mới",
    published="2018-10-05T08:30:00+07:00",
    printed="05/10/2018 08:30",
    byline=("Bích Hường", "Văn Tịnh"),
    captions=("Quang cảnh buổi ra quân",),
    files=(("https://xa.example/ke%20hoach.doc", "Kế hoạch"),),
    visits=237,
)
PERFECT = Reading(
    text="\n\n".join(TRUTH.body),
    summary=TRUTH.lead,
    title=TRUTH.title,
    section=TRUTH.section,
    byline=TRUTH.byline,
    published=TRUTH.published,
    captions=TRUTH.captions,
    files=(TRUTH.files[0][0],),
    visits=237,
)


def shown(one: Page) -> str:
    tree = parse_html(one.html)
    assert tree is not None
    for element in tree.iter():
        element.tail = f" {element.tail or ''}"
        element.text = f" {element.text or ''}"
    return scores.key(tree.text_content())


@pytest.mark.parametrize("seed", [DEVELOPMENT, HELD_OUT])
@pytest.mark.parametrize("style", STYLES)
def test_a_page_shows_all_that_its_truth_says(style: str, seed: str) -> None:
    for one in pages(seed, 6, (style,)):
        text = shown(one)
        truth = one.truth
        said = [truth.title, truth.subtitle, truth.section, truth.lead, *truth.body, truth.printed, truth.credit]
        said += [*truth.byline, *truth.captions, *(label for _, label in truth.files)]

        assert [line for line in said if scores.key(line) not in text] == []
        assert all(unquote(url.rpartition("/")[2]) in unquote(one.html) for url, _ in truth.files)


def test_a_page_is_the_same_for_the_same_seed_and_visit() -> None:
    one, other = (page("vnpt", DEVELOPMENT, 3) for _ in range(2))

    assert one == other


def test_another_visit_changes_the_surroundings_alone() -> None:
    before, after = page("liferay", DEVELOPMENT, 3), page("liferay", DEVELOPMENT, 3, visit=1)

    assert before.html != after.html
    assert replace(before.truth, visits=None) == replace(after.truth, visits=None)


def test_soon_after_a_visit_the_boxes_are_the_same() -> None:
    before = page("liferay", DEVELOPMENT, 3).html.splitlines()
    soon, late = (
        page("liferay", DEVELOPMENT, 3, visit=1, is_soon=is_soon).html.splitlines() for is_soon in (True, False)
    )

    changed = [len(set(after) - set(before)) for after in (soon, late)]

    assert 0 < changed[0] < changed[1]


def test_the_seeds_share_neither_articles_nor_words_of_their_portals() -> None:
    one, other = (page("nukeviet", seed, 0) for seed in (DEVELOPMENT, HELD_OUT))

    assert one.truth.title != other.truth.title
    assert "Những tin mới hơn" in one.html
    assert "Những tin mới hơn" not in other.html


def test_every_kind_of_field_is_on_some_pages_and_missing_on_others() -> None:
    truths = [one.truth for one in pages(DEVELOPMENT, 20)]

    for name in ("subtitle", "byline", "credit", "event", "captions", "files", "visits"):
        assert 0 < sum(bool(getattr(truth, name)) for truth in truths) < len(truths), name


@pytest.mark.parametrize(
    ("style", "seed", "has_time", "printed"),
    [
        pytest.param("nukeviet", DEVELOPMENT, True, "Thứ sáu - 05/10/2018 14:05", id="nukeviet"),
        pytest.param("sharepoint", HELD_OUT, True, "Thứ 6, 05/10/2018 | 14:05 [GMT +7]", id="sharepoint"),
        pytest.param("liferay", DEVELOPMENT, False, "05/10/2018 | 12:00 AM", id="no time, liferay"),
        pytest.param("tables", DEVELOPMENT, True, "(Cập nhật lúc 14h05 ngày 05/10/2018)", id="tables"),
        pytest.param("tables", HELD_OUT, True, "5-10-2018 2:05 CH", id="afternoon"),
    ],
)
def test_dates_are_printed_as_portals_do(style: str, seed: str, has_time: bool, printed: str) -> None:
    moment = datetime(2018, 10, 5, 14, 5)  # noqa: DTZ001 - local time

    assert printed_date(style, seed, moment, has_time=has_time) == printed


def test_a_perfect_reading_is_right_everywhere() -> None:
    one = scores.score([(PERFECT, TRUTH)])

    assert one.body.f1 == 1.0
    assert set(one.fields.values()) == {1.0}
    assert set(one.counts.values()) == {0}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"title": "Tin tức"}, "title", id="title"),
        pytest.param({"summary": ""}, "lead", id="lead"),
        pytest.param({"section": ""}, "section", id="section"),
        pytest.param({"byline": ("Bích Hường",)}, "byline", id="one of two names"),
        pytest.param({"published": "2018-10-05"}, "time", id="no time"),
        pytest.param({"published": "2018-05-10T08:30:00+07:00"}, "day", id="month first"),
        pytest.param({"captions": ()}, "captions", id="captions"),
        pytest.param({"files": ()}, "attachments", id="attachments"),
        pytest.param({"visits": 1}, "visits", id="visits"),
    ],
)
def test_what_a_reading_lacks_costs_that_field(change: dict[str, Any], field: str) -> None:
    one = scores.score([(replace(PERFECT, **change), TRUTH)])

    assert one.fields[field] == 0


@pytest.mark.parametrize(
    ("published", "found"),
    [
        pytest.param("2018-10-05", 1, id="the day alone"),
        pytest.param("2018-10-05T00:00:00+07:00", 0, id="midnight made up"),
    ],
)
def test_a_time_that_no_page_prints_is_wrong(published: str, found: int) -> None:
    truth = replace(TRUTH, published="2018-10-05")

    assert scores.score([(replace(PERFECT, published=published), truth)]).fields["time"] == found


def test_the_same_instant_in_another_zone_is_right() -> None:
    reading = replace(PERFECT, published="2018-10-05T01:30:00+00:00")

    assert scores.score([(reading, TRUTH)]).fields["time"] == 1


def test_chrome_and_false_finds_are_counted() -> None:
    reading = replace(
        PERFECT,
        text=f"{PERFECT.text}\nHôm nay: 87 lượt\nBích Hường",
        captions=(*PERFECT.captions, "Biểu trưng"),
        files=(*PERFECT.files, "https://xa.example/a.pdf"),
    )

    counts = scores.score([(reading, TRUTH)]).counts

    assert counts == {"false captions": 1, "false attachments": 1, "chrome lines": 1}


def test_captions_in_a_text_count_neither_way() -> None:
    reading = replace(PERFECT, text=f"Quang cảnh buổi ra quân\n{PERFECT.text}")

    assert scores.score([(reading, TRUTH)]).body.f1 == 1.0


def test_words_that_are_missing_cost_recall_and_others_precision() -> None:
    missed = scores.body_score([scores.compare("một hai ba bốn", "một hai ba bốn năm")])
    extra = scores.body_score([scores.compare("một hai ba bốn năm", "một hai ba bốn")])

    assert (missed.precision, missed.recall) == (1.0, 0.5)
    assert (extra.precision, extra.recall) == (0.5, 1.0)


def test_nothing_read_scores_nothing() -> None:
    assert scores.score([(Reading(), TRUTH)]).body.f1 == 0.0


@pytest.mark.parametrize("edit", [revisions.insert_words, revisions.replace_words, revisions.change_digit])
def test_an_edit_changes_one_paragraph(edit: revisions.Edit) -> None:
    item = make(number_of("vnpt", DEVELOPMENT, 0))

    edited = edit(item, revisions.chance_of("vnpt", 0, "thử"))

    before, after = ((one.lead, *one.body) for one in (item, edited))
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_an_archive_tells_edits_from_other_counters() -> None:
    counts = revisions.count_kept(DEVELOPMENT, [("vnpt", 10), ("vnpt", 11)])

    assert counts == revisions.Counts(pages=2, unchanged=0, inserted=2, replaced=2, digits=2)


def test_lines_of_three_pages_are_learned() -> None:
    seen = [(one.html.encode(), one.url) for one in pages(DEVELOPMENT, 3, ("nukeviet",))]

    assert learned(seen).chrome
    assert not learned(seen[:2]).chrome


@pytest.mark.parametrize("reader", [newsarchive(), trafilatura, readability])
def test_readers_read_a_page(reader: Reader) -> None:
    one = page("vnpt", DEVELOPMENT, 1)

    reading = reader(one.html.encode(), one.url)

    assert reading.title == one.truth.title
    assert scores.match_body(reading, one.truth).both > 0.8


@pytest.mark.parametrize("reader", [newsarchive(), trafilatura, readability])
def test_readers_find_nothing_on_an_empty_page(reader: Reader) -> None:
    assert reader(b"<html></html>", "https://xa.example/") == Reading()


def test_the_public_score_is_ahead_of_nothing_but_itself() -> None:
    news = [
        public.News(f"{number:x}", "", b"", "Xã Bình Lạc ra quân làm đường liên thôn số " + str(number))
        for number in range(6)
    ]
    texts = iter([one.text for one in news])

    found = public.measure(news, {"trafilatura": lambda html, url: Reading(text=next(texts))}, "trafilatura")

    assert found["trafilatura"].body.f1 == 1.0
    assert found["trafilatura"].ahead == (0.0, 0.0, 0.0)
    assert found["trafilatura"].starts == 1.0


def test_a_run_writes_its_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "RESULTS.md"
    command = ["run", "portals", "--seed", "development", "--count", "1"]
    monkeypatch.setattr("sys.argv", [*command, "--folder", str(tmp_path), "--output", str(output)])

    run.main()

    figures = json.loads((tmp_path / "results" / "portals.json").read_text(encoding="utf-8"))
    assert figures["seeds"]["development"]["pages"] == len(STYLES)
    assert "| newsarchive, learned chrome |" in output.read_text(encoding="utf-8")
    assert report.RESULTS.name == output.name
