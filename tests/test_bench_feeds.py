"""The measurements of bench/feeds run, on a few feeds."""

import gzip
import json
from pathlib import Path

import pytest

from bench.feeds import importing, report, sync
from bench.feeds.made import Portals, address
from bench.feeds.server import PATH, Site
from bench.feeds.tools import Newsarchive

HOST = address(0)


@pytest.fixture(scope="module")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Portals:
    return Portals(tmp_path_factory.mktemp("feeds"), feeds=2, entries=3)


@pytest.fixture
def site(portals: Portals) -> Site:
    portals.publish()
    return Site(portals.folder, is_packing=True)


def ask(site: Site, **headers: str) -> tuple[int, dict[str, str], bytes]:
    answer = site.answer(HOST, PATH, {name.replace("_", "-"): value for name, value in headers.items()})
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    return int(first.split()[1]), dict(line.split(": ", 1) for line in lines), body


def test_a_feed_that_is_known_is_not_sent_again(site: Site) -> None:
    headers = ask(site)[1]

    by_tag = ask(site, if_none_match=headers["ETag"])
    by_date = ask(site, if_modified_since=headers["Last-Modified"])

    assert (by_tag[0], by_tag[2], by_date[0], by_date[2]) == (304, b"", 304, b"")


def test_an_unknown_etag_counts_for_more_than_a_known_date(site: Site) -> None:
    headers = ask(site)[1]

    status = ask(site, if_none_match='"another"', if_modified_since=headers["Last-Modified"])[0]

    assert status == 200


def test_a_touched_feed_is_sent_with_the_same_bytes(site: Site, portals: Portals) -> None:
    _, headers, body = ask(site)
    portals.touch()

    status, _, touched = ask(site, if_none_match=headers["ETag"])

    assert (status, touched) == (200, body)


def test_a_rebuilt_feed_differs_in_one_line(site: Site, portals: Portals) -> None:
    before = ask(site)[2].splitlines()
    portals.rebuild()

    after = ask(site)[2].splitlines()

    assert [old[:15] for old, new in zip(before, after, strict=True) if old != new] == [b"<lastBuildDate>"]


def test_a_new_entry_takes_the_place_of_the_oldest(site: Site, portals: Portals) -> None:
    before = ask(site)[2]
    portals.add_entry()

    after = ask(site)[2]

    assert before.count(b"<item>") == after.count(b"<item>") == 3
    assert b'<guid isPermaLink="false">bai-6</guid>' in after
    assert b'<guid isPermaLink="false">bai-0</guid>' not in after


def test_gzip_is_for_those_who_take_it(site: Site) -> None:
    plain = ask(site)[2]

    _, headers, packed = ask(site, accept_encoding="gzip, br")

    assert (headers["Content-Encoding"], gzip.decompress(packed)) == ("gzip", plain)


def test_what_is_asked_for_is_counted_once(site: Site) -> None:
    ask(site)
    ask(site, if_none_match='"another"')
    site.answer(HOST, "/robots.txt", {})

    counts = site.take_counts()

    assert {name: counts[name] for name in ("requests", "other requests", "conditional", "200", "404")} == {
        "requests": 3,
        "other requests": 1,
        "conditional": 1,
        "200": 2,
        "404": 1,
    }
    assert site.take_counts() == {}


@pytest.mark.loopback
def test_every_sync_is_measured_and_told(portals: Portals, tmp_path: Path) -> None:
    figures = sync.measure(portals, [Newsarchive(jobs=2)], tmp_path, repeats=1, is_packing=False)
    syncs = figures["tools"]["newsarchive"]

    assert [one["statuses"] for one in syncs.values()] == [
        "2 × 200", "2 × 304", "2 × 304", "2 × 200", "2 × 200", "1 × 200 + 1 × 304",
    ]  # fmt: skip
    assert [one["articles"] for one in syncs.values()] == [[6], [6], [6], [6], [6], [7]]
    assert all(one["stored"] > 0 and one["memory"] > 0 for one in syncs.values())


def test_importing_and_exporting_are_measured(tmp_path: Path) -> None:
    commands = importing.measure(tmp_path, (3,), repeats=1)["3"]["commands"]

    assert [name for name, one in commands.items() if not one["bytes"]] == ["feedparser.parse"]


def test_figures_become_tables(tmp_path: Path) -> None:
    times = {"cpu": 1.5, "least_cpu": 1.4, "most_cpu": 1.6, "wall": 2.0}
    counts = {"statuses": "2 × 304", "counts": {"bytes": 500_000}, "articles": [6], "stored": 1_000_000}
    one = {**times, **counts, "memory": 50_000_000}
    origin = {"date": "2026-11-30", "machine": "Linux", "versions": {"newsarchive": "1", "sfeed": "2"}, "repeats": 1}
    figures = {"feeds": 2, "entries": 3, "bytes": 900_000, "tools": {"newsarchive": {"first": one}}, **origin}
    (tmp_path / "sync-plain.json").write_text(json.dumps(figures), encoding="utf-8")

    report.write(tmp_path, tmp_path / "RESULTS.md")

    written = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert "2 feeds × 3 entries, 0.9 MB; medians of 1. 2026-11-30, Linux; newsarchive 1, sfeed 2." in written
    assert "| newsarchive | 1.50 | 1.40, 1.60 | 2.00 | 2 × 304 | 0.50 | 6 | 1.0 | 50 |" in written
