"""What every test may use: a clock that stands still, an archive, and no network."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from newsarchive.store.store import Store

# A busy machine is slow, not wrong: nothing in the suite is judged by time.
settings.register_profile("newsarchive", deadline=None)
settings.load_profile("newsarchive")

NOW = datetime(2018, 10, 5, 2, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


@pytest.fixture(autouse=True, scope="session")
def _nobodys_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the user of this machine has set out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSARCHIVE_CONFIG", str(tmp_path_factory.mktemp("config")))
        patch.delenv("NEWSARCHIVE_RULES", raising=False)
        yield


@pytest.fixture(autouse=True)
def _loopback(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("loopback"):
        request.getfixturevalue("socket_enabled")
        socket_allow_hosts(["127.0.0.0/8"])


@pytest.fixture(autouse=True)
def _log_as_it_was() -> Iterator[None]:
    """Undo what -q and -v do to the log of this process."""
    yield
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("newsarchive").setLevel(logging.NOTSET)
