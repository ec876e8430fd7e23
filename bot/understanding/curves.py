"""The logistic curves that turn what the model sees into scores, one with embeddings and one without."""

from __future__ import annotations

from bot.understanding.model import Curve

# As `tests/benchmarks/choose_bands.py` prints them; none is set by hand.
WITH_EMBEDDINGS = Curve((3.69, 2.76, 6.87, -4.86, -2.76, 1.31, -0.32, -4.08), -1.57)
LEXICAL = Curve((4.77, 1.5, 6.79, -3.42, -2.19, 2.14, -4.53), -2.08)
