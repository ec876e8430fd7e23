"""Which of the marketer's answers, or which flow, does a question mean, if any?

Learnt from the playbook's own examples, in one go, without a network. Read before the turn: the reading (candidates
with scores, language) travels with the event, and `bands` decides inside the turn, in the store's taste.

A matcher works from its first moment on words and letters alone. Embeddings, where they can load, make it better across
spellings, wordings and languages; `embed_missing` fills them in, slice by slice, from a thread of the caller's, and the
last slice switches the better model on. `Reading.reader` tells which of the two has read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from msgspec.structs import replace

from bot.model.message import Candidate, Reading
from bot.playbook.compiled import Playbook
from bot.rules.texts.plain_text import plain
from bot.understanding.language import tell
from bot.understanding.questions import choice_model
from bot.understanding.questions import examples as learnt
from bot.understanding.questions.choice_model import ChoiceModel
from bot.understanding.questions.curves import LEXICAL, WITH_EMBEDDINGS
from bot.understanding.questions.embedding import Embedder, VectorCache, Vectors, key_of, packed, presentable, unpacked
from bot.understanding.questions.examples import Examples, Meaning
from bot.understanding.questions.model import Model, space_of
from bot.understanding.questions.opt_out_likeness import likeness
from bot.understanding.questions.several import (
    asked_in,
    asked_in_passing,
    asks_or_wishes,
    is_telling,
    only_asks_how_much,
    questions_in,
)
from bot.understanding.shopping.goods_asked import thing_asked
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.spelling import Speller, written_out

CANDIDATES = 5  # how many a reading carries
REMEMBERED = 16  # embeddings of texts that were just read
WORTH_NAMING = 0.02  # scores below say nothing
SURE = 0.5  # the bar of `balanced`, where the curve puts it: clauses are read where the whole says less
EDITION = "1"  # of this way of reading, in `Reading.reader`


class NoCache:
    """Vectors are made anew each time."""

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return {}

    def put_many(self, vectors: Mapping[str, bytes]) -> None: ...


class Matcher:
    """Reads questions for one version of a playbook.

    `read` may be called from several threads where the embedder may, `embed_missing` from one more.
    """

    def __init__(
        self, playbook: Playbook | Examples, embedder: Embedder | None = None, cache: VectorCache | None = None
    ) -> None:
        self._examples = playbook if isinstance(playbook, Examples) else learnt.of_playbook(playbook)
        self._asked = {} if isinstance(playbook, Examples) else choice_model.of_playbook(playbook)
        self._embedder = embedder
        #: A text is looked at more than once: for what it means, and for the choice that it takes.
        self._embedded = lru_cache(REMEMBERED)(self._embed)
        self._cache: VectorCache = cache or NoCache()
        self._exact = self._examples.exact
        self._speller = Speller(self._examples.texts)
        self._vectors = self._cached()
        self._words = frozenset(word for text in self._examples.texts for word in tokens(text))
        self._space = space_of(self._examples)
        self._lexical = Model(self._examples, None, LEXICAL, self._space) if self._examples.texts else None
        self._full: Model | None = None
        self._choices: ChoiceModel | None = None
        self._switch_on_when_complete()

    @property
    def reader(self) -> str:
        """What reads now: `lexical/1`, or the embedder's name before it."""
        return f"{self._embedder.name}+lexical/{EDITION}" if self._full and self._embedder else f"lexical/{EDITION}"

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What this matcher can tell apart."""
        return self._examples.meanings

    def read(self, text: str, language: str | None = None, asked: str = "") -> Reading:
        """Return the language and the candidates of a text, the likeliest first. Never raises.

        `language` is the one the customer is known to write, a prior; `asked` names the question with choices that is
        on the table (`message.question_name`): which of them it may mean is read too, where there are embeddings.
        """
        said, _ = tell(text, language)
        whole = self._of_things(text, said, self.candidates(text, said))
        whole = self._with_choices(whole, text, said, asked)
        if self._lexical is None or plain(presentable(text)) in self._exact:
            return whole
        for clause in asked_in(text):
            whole = _surer(whole, self.candidates(clause, said))
        for clause in asked_in_passing(text) if not is_sure(whole) else ():
            whole = _surer(whole, self.candidates(clause, said))
        parts = [part for part in questions_in(text) if not only_asks_how_much(part)]
        return replace(whole, questions=tuple(self._part(part, said, tells=is_telling(text)) for part in parts))

    def _with_choices(self, reading: Reading, text: str, language: str | None, asked: str) -> Reading:
        if not asked or self._choices is None:
            return reading
        mended = self._speller.clean(presentable(text), language)
        choices = self._choices.likeliest(asked, self._embedded(presentable(mended)))
        return replace(reading, asked=asked, choices=choices)

    def _of_things(self, text: str, language: str | None, reading: Reading) -> Reading:
        """Return the reading of what may ask for a thing: that is no talk for its own sake, unless word for word, and
        of a thing the examples may have no word, also once it is spelled well."""
        thing = thing_asked(text)
        if not thing:
            return reading
        known = {*thing, *tokens(self._speller.mend(" ".join(thing), language))}
        talks = reading.small_talk and plain(presentable(text)) in self._exact
        return replace(reading, small_talk=talks, unheard_of=self._words.isdisjoint(known))

    def _part(self, part: str, language: str | None, *, tells: bool) -> tuple[Candidate, ...]:
        """Return what a part of a text means by itself; of a telling, only what asks or wishes means anything."""
        if tells and not asks_or_wishes(part):
            return ()
        found = self.candidates(part, language)
        return () if found.small_talk else found.candidates

    def candidates(self, text: str, language: str | None = None) -> Reading:
        """Return the candidates of a text whose language is known already."""
        text = presentable(text)
        plainly = plain(text)
        if not plainly or self._lexical is None:
            return Reading(language, reader=self.reader, opt_out=likeness(text))
        place = self._exact.get(plainly)
        if place is not None:  # an example word for word is what it is an example of
            return self._reading(self._certain(place), language)
        scores, vector = self._scores(text, language, self._lexical)
        return self._reading(scores, language, likeness(text, vector))

    def embed_missing(self, at_most: int = 32) -> int:
        """Embed up to `at_most` examples that have no vector yet, keep them, and return how many are still missing.

        Takes some 20 ms an example. Without an embedder nothing is ever missing.
        """
        if self._embedder is None:
            return 0
        missing = self._missing()[:at_most]
        if missing:
            rows = self._embedder.embed([_for_embedding(text) for text in missing])
            made = {text: packed(row) for text, row in zip(missing, rows, strict=True)}
            # Kept as the cache would give it back, so that a restart reads no differently.
            self._vectors |= {text: unpacked(data) for text, data in made.items()}
            self._cache.put_many({self._key(text): data for text, data in made.items()})
        self._switch_on_when_complete()
        return len(self._missing())

    def _certain(self, place: int) -> Vectors:
        """An example word for word: as sure as can be."""
        scores = np.zeros(len(self._examples.meanings), dtype=np.float32)
        scores[place] = 1
        return scores

    def _scores(self, text: str, language: str | None, lexical: Model) -> tuple[Vectors, Vectors | None]:
        """Return the score of each meaning, and the text's embedding where there is one."""
        if self._full is None or self._embedder is None:
            # By words alone a word counts by how near the examples' own it comes: "conseil" by "conseiller".
            return lexical.scores(self._speller.clean(text), None), None
        mended = self._speller.clean(text, language)
        vector = self._embedded(presentable(mended))
        return self._full.scores(mended, vector), vector

    def _embed(self, text: str) -> Vectors:
        assert self._embedder is not None
        vector: Vectors = self._embedder.embed([text])[0]
        return vector

    def _reading(self, scores: Vectors, language: str | None, opt_out: float = 0.0) -> Reading:
        first = np.argsort(-scores, kind="stable")[: CANDIDATES + 1]  # one more: small talk is no candidate
        likeliest = [(self._examples.meanings[place], float(scores[place])) for place in first]
        return Reading(
            language,
            tuple(
                Candidate(meaning.kind, meaning.id, round(score, 4))
                for meaning, score in likeliest
                if meaning.kind != "small_talk" and score >= WORTH_NAMING
            )[:CANDIDATES],
            self.reader,
            small_talk=likeliest[0][0].kind == "small_talk" and likeliest[0][1] >= 0.5,
            opt_out=opt_out,
        )

    def _cached(self) -> dict[str, Vectors]:
        if self._embedder is None:
            return {}
        keys = {text: self._key(text) for text in self._texts}  # several texts may be the same to it
        known = self._cache.get_many(list(dict.fromkeys(keys.values())))
        return {text: unpacked(known[key]) for text, key in keys.items() if key in known}

    def _missing(self) -> list[str]:
        if self._full is not None:
            return []
        return [text for text in dict.fromkeys(self._texts) if text not in self._vectors]

    @property
    def _texts(self) -> list[str]:
        """All that is embedded: the examples, and what the choices of questions are called."""
        return [*self._examples.texts, *(text for choices in self._asked.values() for text in choices.texts)]

    def _switch_on_when_complete(self) -> None:
        if self._full is None and self._embedder is not None and self._examples.texts and not self._missing():
            vectors = np.stack([self._vectors[text] for text in self._examples.texts])
            self._full = Model(self._examples, vectors, WITH_EMBEDDINGS, self._space)
            self._choices = ChoiceModel(self._asked, self._vectors, vectors.mean(axis=0))
            self._vectors = {}  # 3 MB of the example store: the model has its own

    def _key(self, text: str) -> str:
        return key_of(self._embedder.name if self._embedder else "", _for_embedding(text))


def is_sure(reading: Reading) -> bool:
    """Return whether a shop of `balanced` taste would answer it; `bands` decides."""
    return not reading.small_talk and bool(reading.candidates) and reading.candidates[0].score >= SURE


def _surer(whole: Reading, clause: Reading) -> Reading:
    """Return the reading of a long telling, by the clause that asks where that is surer of what it means."""
    if clause.small_talk or not clause.candidates:
        return whole
    best = whole.candidates[0].score if whole.candidates else 0.0
    is_surer = clause.candidates[0].score > best
    return replace(whole, candidates=clause.candidates, small_talk=False) if is_surer else whole


def _for_embedding(text: str) -> str:
    return presentable(written_out(presentable(text)))
