"""What every test may use, and the switch for the long ones."""

from __future__ import annotations

import gc
import os
import zlib

import pytest
import structlog
from hypothesis import settings

from tests.databases import (  # noqa: F401 - fixtures
    c_postgres_url,
    database_url,
    empty_database_url,
    empty_postgres_url,
    postgres_server,
    postgres_shelf,
    postgres_template,
    postgres_url,
    sqlite_template,
    sqlite_url,
    store,
)
from tests.properties import FEW, MANY
from tests.scratch import keep_files_in_memory
from tests.trust import trust_nobody


def stay_in_front(_: int) -> int:
    """Stand for `os.nice`, from which there is no way back: all that runs or is started after that test would crawl."""
    raise AssertionError("a test would put the whole run into the background; let it replace os.nice")


def log_plainly() -> None:
    """Log faults as the program does: drawn with all that they knew, each takes a second where much else goes on."""
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the long tests too")
    parser.addoption("--crash-seed", type=int, help="the seed of the random kills, as a failed run has printed it")
    parser.addoption("--crash-kills", type=int, default=20, help="how often the random kills strike")
    parser.addoption("--slow-share", type=float, default=0.0, help="run this share (0 to 1) of the long tests")


def pytest_configure(config: pytest.Config) -> None:
    """Properties are tried on more examples with --slow, and no example has to be quick: other work may hold it up.

    Those that say their own number say it with `tests.properties.examples`.
    """
    settings.register_profile("parcours", deadline=None, max_examples=MANY if config.getoption("--slow") else FEW)
    settings.load_profile("parcours")
    keep_files_in_memory()
    trust_nobody()
    log_plainly()
    os.nice = stay_in_front
    gc.disable()  # what is collected stays: looking through it again and again is a quarter of the time it takes


def pytest_collection_finish() -> None:
    """From here on the garbage collector looks at what tests make, and not at the tests themselves; nor after every
    seven hundred objects, as it would.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    share = config.getoption("--slow-share")
    skip = pytest.mark.skip(reason="long; --slow runs it, --slow-share a part of all")
    for item in items:
        if item.get_closest_marker("slow") and zlib.crc32(item.nodeid.encode()) % 1000 >= share * 1000:
            item.add_marker(skip)
