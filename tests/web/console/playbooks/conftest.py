"""The console that the pages of this folder are tested on; a module with needs of its own has its own."""

from __future__ import annotations

import pytest

from bot.store import Store
from bot.web.doors import Doors
from tests.web.console.workbench import workbench_doors


@pytest.fixture
def doors(shop_store: Store) -> Doors:
    return workbench_doors(shop_store)
