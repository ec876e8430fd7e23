"""Where the files are that go out, a playbook's and staff's, for a channel that uploads them and for one that needs an
address."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import quote

from bot.channels.files.file_shelf import FileShelf, is_kept

#: What Telegram takes from a bot as a photo; larger files belong behind an address.
LARGEST_UPLOAD: Final = 10 * 1024 * 1024


class MediaShelf:
    """`folder` holds the files that a playbook names by path; `public_url` is the address the world sees us at;
    `kept` has what staff send, whose addresses travel with them (`Media.link`).

    The web app serves the same folder at `PUBLIC_URL/media/<path>`.
    """

    def __init__(
        self, folder: Path | None = None, public_url: str | None = None, kept: FileShelf | None = None
    ) -> None:
        self._folder = folder.resolve() if folder else None
        self._public_url = public_url
        self._kept = kept

    def url(self, ref: str) -> str | None:
        """Return an address that a provider can fetch, or None where there is none."""
        if is_address(ref):
            return ref
        if self._public_url is None or is_kept(ref) or self.path(ref) is None:
            return None
        return f"{self._public_url}/media/{quote(ref)}"

    def path(self, ref: str) -> Path | None:
        """Return the file, or None: it isn't there, it's too large, or its path leads out of the folder."""
        if is_kept(ref):
            return self._kept.path(ref) if self._kept is not None else None
        if self._folder is None or is_address(ref):
            return None
        try:
            found = (self._folder / ref).resolve()
            is_ours = found.is_relative_to(self._folder) and found.is_file()
            return found if is_ours and found.stat().st_size <= LARGEST_UPLOAD else None
        except (OSError, ValueError):  # longer than a name may be, or with a NUL: no file is called so
            return None


def is_address(ref: str) -> bool:
    """Tell an https address from a playbook path."""
    return ref.startswith("https://")
