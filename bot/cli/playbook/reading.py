"""Reading free texts on the command line as in production, quickly the second time.

A playbook's tests say the same few hundred sentences at every run, and embedding one takes some 20 ms; their vectors
are kept in the same file as those of the playbook's examples.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from functools import cache

import click
import numpy as np

from bot.model.message import Reading
from bot.playbook.compiled import Playbook
from bot.store.playbooks.embeddings import EmbeddingFile
from bot.understanding.questions.embedding import Embedder, VectorCache, Vectors, key_of, packed, unpacked
from bot.understanding.questions.matcher import Matcher
from bot.understanding.shopping.sold_offers import SoldOffers
from bot.wiring.learning import embedder, vectors_file

Reader = Callable[[str, str | None, str], Reading]

#: Examples without a vector that take longer than a person waits without a word.
WORTH_SAYING = 100


class Remembering:
    """An embedder that makes no vector twice. What is kept is rounded, so what is new is rounded the same way."""

    def __init__(self, embedder: Embedder, kept: VectorCache) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._kept = kept

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row."""
        keys = [key_of(self.name, text) for text in texts]
        known = dict(self._kept.get_many(keys))
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            made = dict(zip(new, map(packed, self._embedder.embed(list(new.values()))), strict=True))
            self._kept.put_many(made)
            known |= made
        return np.stack([unpacked(known[key]) for key in keys]) if keys else self._embedder.embed([])


def reader_of(playbook: Playbook, sold: SoldOffers | None = None) -> Reader:
    """Return what reads free texts, as in production; the playbook is learnt when the first text needs it. Without
    `sold`, its own offers are what is sold."""

    @cache
    def matcher() -> Reader:
        made = _matcher(playbook)
        _learn(made)
        shop = sold or SoldOffers(playbook.offers, (), playbook.criteria, playbook.offer_words)
        return cache(lambda text, language, asked: shop.read(made.read(text, language, asked), text))

    def read(text: str, language: str | None, asked: str) -> Reading:
        return matcher()(text, language, asked)

    return read


def _matcher(playbook: Playbook) -> Matcher:
    kept, found = EmbeddingFile(vectors_file()), embedder()
    return Matcher(playbook, Remembering(found, kept) if found else None, kept)


def _learn(matcher: Matcher) -> None:
    """Embed the playbook's examples; say so where it takes long enough to wonder."""
    missing = matcher.embed_missing(0)
    shown = missing > WORTH_SAYING and sys.stderr.isatty()
    with click.progressbar(
        length=missing, label="Learning the playbook, once", file=sys.stderr if shown else io.StringIO()
    ) as bar:
        while missing:
            left = matcher.embed_missing()
            bar.update(missing - left)
            missing = left
