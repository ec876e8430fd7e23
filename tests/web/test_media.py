"""The playbook's pictures, and nothing else of the disk."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from bot.store import Store
from tests.web.doorway import app_of, client_of, open_doors, playbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "media"
    (root / "sub").mkdir(parents=True)
    for name in ("aroma 2.jpg", "sub/press.png", "page.html", "drawing.svg", ".hidden.jpg"):
        (root / name).write_bytes(b"a file")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (root / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    return root


@pytest.fixture
def shelf(shop_store: Store, folder: Path) -> httpx.AsyncClient:
    with_media = playbook(media_root=str(folder))
    return client_of(app_of(open_doors(shop_store, playbook=lambda: with_media)))


@pytest.mark.parametrize(
    ("path", "kind"), [("aroma%202.jpg", "image/jpeg"), ("sub/press.png", "image/png")], ids=["space", "folder"]
)
async def test_a_picture_is_shown(shelf: httpx.AsyncClient, path: str, kind: str) -> None:
    answer = await shelf.get(f"/media/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("path", ["page.html", "drawing.svg"])
async def test_what_may_hold_a_script_is_downloaded(shelf: httpx.AsyncClient, path: str) -> None:
    answer = await shelf.get(f"/media/{path}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    [
        "none.jpg",
        "../secret.jpg",
        "%2e%2e/secret.jpg",
        "sub/..%2f..%2fsecret.jpg",
        "..%5csecret.jpg",
        "link.jpg",
        ".hidden.jpg",
        "a%00.jpg",
        "%2fetc%2fpasswd",
        "sub",
        "",
    ],
)
async def test_nothing_outside_of_the_folder_is_shown(shelf: httpx.AsyncClient, path: str) -> None:
    answer = await shelf.get(f"/media/{path}")
    assert answer.status_code == 404
    assert "secret" not in answer.text


async def test_a_playbook_without_media_shows_none(client: httpx.AsyncClient) -> None:
    assert (await client.get("/media/aroma.jpg")).status_code == 404
