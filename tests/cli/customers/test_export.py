"""A person's data in one file."""

from __future__ import annotations

import asyncio
import json
import stat
from pathlib import Path

from bot.store import Store
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import keep, known, lea

__all__ = ["says"]


async def _meet(file: Path) -> None:
    store = await Store.open(f"sqlite:///{file}")
    await keep(store, known(facts={"first_name": "Léa"}))
    await store.close()


def test_it_is_one_json_document_in_a_file_of_ones_own(says: Says, tmp_path: Path) -> None:
    says("migrate")
    asyncio.run(_meet(tmp_path / "parcours.db"))
    code, told, _ = says("export", lea().id, "-o", "lea.json")
    assert (code, "It is personal" in told) == (0, True)
    document = json.loads((tmp_path / "lea.json").read_text("utf-8"))
    assert document["customer"]["state"]["facts"] == {"first_name": "Léa"}
    assert document["appointments"] == []
    assert len(document["planned"]) == 1
    assert stat.S_IMODE((tmp_path / "lea.json").stat().st_mode) == 0o600
    assert json.loads(says("export", lea().id)[1])["addresses"][0]["id"] == lea().id


def test_nobody_leaves_no_file(says: Says, tmp_path: Path) -> None:
    says("migrate")
    code, _, told = says("export", "7", "-o", "nobody.json")
    assert (code, "nobody is known as 7" in told) == (1, True)
    assert not list(tmp_path.glob("nobody*"))
