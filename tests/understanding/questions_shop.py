"""A small shop's questions in French, and an embedder that needs no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bot.understanding.questions.embedding import Vectors
from bot.understanding.questions.examples import Examples, Meaning, gathered
from bot.understanding.questions.small_talk import SMALL_TALK

FAQ = {
    "livraison": [
        "Quels sont les délais de livraison ?",
        "c'est livré quand",
        "je reçois mon colis dans combien de temps",
        "how long does delivery take",
    ],
    "horaires": [
        "Quels sont vos horaires ?",
        "vous ouvrez à quelle heure",
        "le magasin est ouvert le dimanche",
        "what are your opening hours",
    ],
    "retour": [
        "Comment retourner un article ?",
        "je veux renvoyer mon achat",
        "puis-je être remboursé",
        "how do I return an item",
    ],
    "detartrage": ["Comment détartrer ma machine ?", "le voyant de détartrage clignote", "how do I descale my machine"],
    "paiement": ["Quels moyens de paiement acceptez-vous ?", "je peux payer en plusieurs fois", "do you take cards"],
}


def shop() -> Examples:
    answers = [(Meaning("answer", id_), texts) for id_, texts in FAQ.items()]
    flow = (Meaning("flow", "order"), ["je veux commander", "je le prends", "I'd like to buy this"])
    return gathered([*answers, flow, (Meaning("small_talk", ""), SMALL_TALK)])


class Letters:
    """Embeds a text as the counts of its letters: poor, exact, and the same everywhere."""

    name = "letters-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = np.array(
            [[text.lower().count(letter) + 0.01 for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts]
        )
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


class Kept:
    """A cache in memory."""

    def __init__(self) -> None:
        self.vectors: dict[str, bytes] = {}

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return {key: self.vectors[key] for key in keys if key in self.vectors}

    def put_many(self, vectors: Mapping[str, bytes]) -> None:
        self.vectors |= vectors
