"""The installation's secret."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import SettingsFault, read_settings
from bot.wiring.key import derived, secret_key


def test_the_key_is_made_once_and_kept_beside_the_database_for_its_owner_only(tmp_path: Path) -> None:
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'shop.db'}")
    key = secret_key(settings)
    assert secret_key(settings) == key
    assert len(key) >= 32
    assert stat.S_IMODE((tmp_path / "shop.db.key").stat().st_mode) == 0o600


def test_another_installation_has_another_key(tmp_path: Path) -> None:
    keys = {secret_key(read_settings(database_url=f"sqlite:///{tmp_path / name}")) for name in ("a.db", "b.db")}
    assert len(keys) == 2


def test_a_set_key_wins(tmp_path: Path) -> None:
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'shop.db'}", secret_key="k" * 32)
    assert secret_key(settings) == b"k" * 32
    assert not (tmp_path / "shop.db.key").exists()


def test_a_kept_key_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shop.db.key").write_text("short")
    with pytest.raises(SettingsFault, match="no key of ours"):
        secret_key(read_settings(database_url=f"sqlite:///{tmp_path / 'shop.db'}"))


def test_a_key_of_one_purpose_is_of_no_use_for_another() -> None:
    assert derived(b"k" * 40, "web") != derived(b"k" * 40, "telegram webhook")
    assert derived(b"k" * 40, "web") == derived(b"k" * 40, "web")


def test_killed_while_the_key_is_made_the_next_start_makes_one(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    code = (
        "from bot.crash_points import arm; arm('key.before_link');"
        "from bot.settings import read_settings; from bot.wiring.key import secret_key;"
        f"secret_key(read_settings(database_url={url!r}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == -signal.SIGKILL
    key = secret_key(read_settings(database_url=url))
    assert len(key) >= 32
    assert secret_key(read_settings(database_url=url)) == key
