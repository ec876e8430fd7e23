"""The `.env` file, whatever is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.env_file import env_file_faults, env_file_values, origin_of


@pytest.fixture(autouse=True)
def an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PORT", "HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "written",
    [
        b"PORT=9001\nHOST=0.0.0.0\n",
        b"# ours\r\nexport PORT=9001\r\nHOST='0.0.0.0' # all\r\n",
        b'\xef\xbb\xbfPORT="9001"\n\nHOST = 0.0.0.0',
    ],
)
def test_it_is_read_as_shells_and_editors_write_it(written: bytes) -> None:
    Path(".env").write_bytes(written)
    assert env_file_values() == {"PORT": "9001", "HOST": "0.0.0.0"}
    assert env_file_faults() == []


def test_what_is_no_text_or_sets_nothing_is_told_with_its_line() -> None:
    assert env_file_faults() == []
    Path(".env").write_bytes("# café\n".encode("cp1252"))
    assert env_file_faults() == [".env is no UTF-8 text; save it as UTF-8"]
    assert env_file_values() == {}
    Path(".env").write_text("PORT=1\nwhat is this\n", "utf-8")
    assert env_file_faults() == [".env:2: this line can't be read; write NAME=value, quotes closed"]


def test_a_folder_of_that_name_is_told_unless_it_is_python_s() -> None:
    Path(".env").mkdir()
    told = ".env is a folder, so nothing is read from it; make it a file, or give it another name"
    assert env_file_faults() == [told]
    assert env_file_values() == {}
    Path(".env/pyvenv.cfg").touch()
    assert env_file_faults() == []


def test_where_a_value_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PORT=1111\nHOST=0.0.0.0\n", "utf-8")
    monkeypatch.setenv("PORT", "2222")
    assert [origin_of(name) for name in ("PORT", "HOST", "DATABASE_URL")] == ["environment", ".env", "default"]
