import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest

from newsarchive.errors import FetchError
from newsarchive.fetch.pool import HostPool

A, B, C = "https://a.example/rss", "https://b.example/rss", "https://c.example/rss"


@pytest.fixture
def pool() -> Iterator[HostPool[str]]:
    with HostPool[str](4, spacing=0.0) as pool:
        yield pool


def test_all_work_is_done_and_handed_back(pool: HostPool[str]) -> None:
    for number in range(50):
        pool.submit(f"https://{number % 7}.example/", partial(str, number))

    assert sorted(pool.results(), key=int) == [f"{number}" for number in range(50)]


def test_nothing_to_do_has_no_results(pool: HostPool[str]) -> None:
    assert list(pool.results()) == []


def test_work_may_be_given_while_results_are_read(pool: HostPool[str]) -> None:
    pool.submit(A, lambda: "feed")
    read = []

    for result in pool.results():
        read.append(result)
        if result == "feed":
            pool.submit(A, lambda: "page 1")
            pool.submit(B, lambda: "page 2")

    assert read[0] == "feed"
    assert sorted(read[1:]) == ["page 1", "page 2"]


def test_results_come_in_the_order_in_which_the_work_ends() -> None:
    fast_is_read = threading.Event()
    with HostPool[str](2, spacing=0.0) as pool:
        pool.submit(A, lambda: "slow" if fast_is_read.wait(60) else "never")
        pool.submit(B, lambda: "fast")
        results = pool.results()

        first = next(results)
        fast_is_read.set()

        assert (first, list(results)) == ("fast", ["slow"])


def test_a_host_has_one_piece_in_work_and_its_work_in_order() -> None:
    running, seen, lock = set[str](), list[tuple[str, int]](), threading.Lock()

    def work(host: str, number: int) -> bool:
        with lock:
            is_alone = host not in running
            running.add(host)
            seen.append((host, number))
        time.sleep(0.001)
        with lock:
            running.discard(host)
        return is_alone

    with HostPool[bool](8, spacing=0.0) as pool:
        for number in range(10):
            for host in "abc":
                pool.submit(f"https://{host}.example/{number}", partial(work, host, number))

        assert all(pool.results())
    assert all([number for host, number in seen if host == each] == list(range(10)) for each in "abc")


def test_ports_and_schemes_of_a_host_are_one_host() -> None:
    second_begins = threading.Event()
    with HostPool[object](4, spacing=0.0) as pool:
        pool.submit("https://xa.example/rss", lambda: second_begins.wait(0.05))
        pool.submit("http://XA.example:8080/", second_begins.set)

        assert list(pool.results()) == [False, None]


def test_a_host_rests_between_two_pieces_and_keeps_nobody_waiting() -> None:
    times: dict[str, float] = {}

    def work(name: str) -> str:
        times[name] = time.monotonic()
        return name

    with HostPool[str](1, spacing=0.05) as pool:
        for url, name in [(A, "a1"), (A, "a2"), (B, "b1"), (C, "c1")]:
            pool.submit(url, partial(work, name))
        order = list(pool.results())

    assert order == ["a1", "b1", "c1", "a2"]
    assert times["a2"] - times["a1"] >= 0.05


def test_a_host_that_asks_for_longer_rests_gets_them() -> None:
    times: list[float] = []
    with HostPool[None](2, spacing=0.0) as pool:
        pool.slow_down(A, 0.05)
        pool.submit(A, lambda: times.append(time.monotonic()))
        pool.submit(A, lambda: times.append(time.monotonic()))
        list(pool.results())

    assert times[1] - times[0] >= 0.05


def test_nobody_gets_shorter_rests_by_asking() -> None:
    times: list[float] = []
    with HostPool[None](2, spacing=0.05) as pool:
        pool.submit(A, lambda: times.append(time.monotonic()))
        pool.slow_down(A, 0.0)
        pool.submit(A, lambda: times.append(time.monotonic()))
        list(pool.results())

    assert times[1] - times[0] >= 0.05


@pytest.mark.parametrize("error", [FetchError(A, "too slow"), ValueError("bug"), KeyboardInterrupt()])
def test_what_work_raises_is_raised_to_the_reader(pool: HostPool[str], error: BaseException) -> None:
    def fail() -> str:
        raise error

    pool.submit(A, fail)

    with pytest.raises(type(error)) as caught:
        list(pool.results())
    pool.submit(A, lambda: "next")

    assert caught.value is error
    assert list(pool.results()) == ["next"]


def test_a_slow_reader_holds_the_work_back() -> None:
    begun = list[int]()
    with HostPool[None](2, spacing=0.0) as pool:
        for number in range(40):
            pool.submit(f"https://{number}.example/", partial(begun.append, number))
        results = pool.results()
        next(results)
        for _ in range(100):
            time.sleep(0.001)

        assert len(begun) <= 1 + 2 * 2  # read, waiting to be read, in work
        assert len(list(results)) == 39
    assert len(begun) == 40


def test_closing_ends_the_results_and_begins_nothing_more() -> None:
    never, begun = threading.Event(), list[str]()
    with HostPool[object](1, spacing=0.0) as pool:
        pool.submit(A, lambda: never.wait(60))
        pool.submit(B, lambda: begun.append("b"))
        threading.Timer(0.01, pool.close).start()

        assert list(pool.results()) == []
    never.set()

    assert begun == []


def test_results_that_were_not_read_are_forgotten_when_closed(pool: HostPool[str]) -> None:
    pool.submit(A, lambda: "a")
    results = pool.results()
    pool.submit(B, lambda: "b")
    next(results)

    pool.close()

    assert list(results) == []


def test_not_more_threads_are_made_than_there_is_work(pool: HostPool[str]) -> None:
    before = threading.active_count()
    pool.submit(A, lambda: "a")
    pool.submit(B, lambda: "b")

    assert threading.active_count() - before <= 2
    assert sorted(pool.results()) == ["a", "b"]
