"""What the process keeps of the memory that it was given."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give back to the system what is free: learning takes tens of megabytes for a moment, and glibc would keep them.

    Elsewhere than on Linux with glibc there is no such call, and nothing happens.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
