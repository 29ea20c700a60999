"""What is slow to load is loaded when it is needed, and what hangs keeps nobody from ending."""

import signal
import subprocess
import sys

import pytest

from servers import Server, script

NAMES = ["web", "pool", "robots", "http"]


@pytest.mark.parametrize("name", NAMES)
def test_slow_libraries_are_not_loaded_before_something_is_fetched(name: str) -> None:
    code = f"""
import sys, newsarchive.fetch.{name}
print(sorted({{"urllib3", "protego", "ssl", "http.client"}} & set(sys.modules)))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"


CODE = """
import sys
from datetime import datetime, UTC
from newsarchive.fetch.pool import HostPool
from newsarchive.fetch.web import Web
from newsarchive.model.web import Request

web, url = Web(), sys.argv[1]
with HostPool(2) as pool:
    pool.submit(url, lambda: web.get(Request(url=url), datetime.now(UTC)))
    print("asked", flush=True)
    list(pool.results())
"""


@pytest.mark.loopback
def test_a_server_that_hangs_does_not_keep_the_program_from_ending() -> None:
    with Server() as server:
        server.pages["/rss"] = script(600.0)
        command = [sys.executable, "-c", CODE, server.url("/rss")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            running.stdout.readline()
            running.send_signal(signal.SIGINT)
            errors = running.communicate(timeout=50)[1]

    assert "KeyboardInterrupt" in errors
    assert running.returncode != 0
