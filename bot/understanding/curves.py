"""The logistic curves that turn what the model sees into scores, one with embeddings and one without."""

from __future__ import annotations

from bot.understanding.model import Curve

WITH_EMBEDDINGS = Curve((4.38, 3.2, 1.2, -0.34, -1.37, 0.98, -1.04, -2.6), 0.12)
LEXICAL = Curve((5.06, 2.71, 0.95, -0.74, -1.5, 0.61, -1.88), -1.0)
