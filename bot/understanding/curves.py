"""The logistic curves that turn what the model sees into scores, one with embeddings and one without."""

from __future__ import annotations

from bot.understanding.model import Curve

WITH_EMBEDDINGS = Curve((4.68, 3.26, 0.92, -0.32, -1.29, 0.65, -1.11, -2.35), 0.0)
LEXICAL = Curve((4.94, 2.78, 1.12, -0.67, -1.52, 0.57, -1.9), -0.77)
