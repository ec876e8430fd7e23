"""The logistic curves that turn what the model sees into scores, one with embeddings and one without."""

from __future__ import annotations

from bot.understanding.model import Curve

WITH_EMBEDDINGS = Curve((5.05, 3.79, 2.98, 1.64, -0.64, -0.39, -1.0, -1.95), -3.16)
LEXICAL = Curve((5.0, 3.8, 3.0, 1.6, -0.6, -0.4, -1.0), -3.0)
