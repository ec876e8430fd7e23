"""The logistic curves that turn what the model sees into scores, one with embeddings and one without."""

from __future__ import annotations

from bot.understanding.model import Curve

WITH_EMBEDDINGS = Curve((5.81, 2.62, 6.2, -4.0, -2.03, 0.93, -1.76, -4.61), -0.72)
# Stricter than `choose_bands` puts it (-0.88): by words alone 18 % of powerplay11 were answered wrongly, and what is no
# business of the example store's was answered rather than handed over.
LEXICAL = Curve((6.27, 0.97, 5.53, -3.11, -1.89, 1.29, -5.63), -1.6)
