"""Pictures for tests: drawn here, so that no file has to be carried about."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **saving: Any) -> bytes:
    """A picture that is red on its left half and blue on its right."""
    drawn = Image.new(mode, size, "blue")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    drawn.save(out, kind, **saving)
    return out.getvalue()


def heic() -> bytes:
    """The same as an iPhone makes it: Pillow can't write one."""
    return (Path(__file__).parents[1] / "data/photo.heic").read_bytes()


def noise(size: tuple[int, int], kind: str = "PNG") -> bytes:
    """A picture that can't be made small."""
    out = BytesIO()
    Image.effect_noise(size, 120).convert("RGB").save(out, kind)
    return out.getvalue()
