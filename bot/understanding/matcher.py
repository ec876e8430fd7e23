"""Which of the marketer's answers, or which flow, does a question mean?"""

from __future__ import annotations

from bot.model.message import Reading
from bot.playbook.compiled import Playbook
from bot.understanding.embedding import Embedder


class Matcher:
    """Learnt from the playbook's own examples. Lexical at once; embeddings join as `embed_missing` fills them in."""

    def __init__(self, playbook: Playbook, embedder: Embedder | None = None) -> None:
        self._playbook = playbook
        self._embedder = embedder

    def read(self, text: str, language: str | None = None) -> Reading:
        """Return the language and the candidates of a text. `language` is the customer's known one, a prior. Never raises."""
        return Reading(language=language)

    def embed_missing(self, at_most: int = 32) -> int:
        """Embed up to `at_most` examples that have no vector yet; return how many are still missing."""
        return 0
