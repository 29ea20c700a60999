from newsarchive.fetch.headers import MOST_CHARACTERS, MOST_NAMES, to_kept


def test_of_too_many_headers_those_stay_that_are_read() -> None:
    many = {f"x-{number}": ("có",) for number in range(500)}

    kept = to_kept(many | {"content-type": ("text/html",)})

    assert len(kept) == MOST_NAMES
    assert kept["content-type"] == "text/html"


def test_headers_without_end_take_no_room_from_those_that_are_read() -> None:
    long = "x" * (MOST_CHARACTERS - 40)

    kept = to_kept({"x-first": (long,), "x-second": (long,), "etag": ('"7"',)})

    assert list(kept) == ["x-first", "etag"]


def test_a_line_that_was_broken_is_one_line() -> None:
    assert to_kept({"x-note": ("Bình Lạc,\r\n\t tỉnh",)}) == {"x-note": "Bình Lạc, tỉnh"}
