"""What reads like an opt-out, where the rules are silent, is worth a question; what a shop is asked is not."""

import numpy as np
import pytest

from bot.rules.opt_out import recognise
from bot.understanding.matcher import Matcher
from bot.understanding.opt_out_likeness import counted, likeness
from tests.test_example_store import store
from tests.understanding.shop import shop


@pytest.mark.parametrize("text", ["", "   ", "👍", "\ud800", "x" * 5000, "1"])
def test_anything_can_be_looked_at(text: str) -> None:
    assert 0 <= likeness(text) < 0.5


def test_a_text_is_a_unit_vector() -> None:
    _, values = counted("ne m'écrivez plus jamais, ne m'écrivez plus")
    assert np.linalg.norm(values) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "je ne veux vraiment plus jamais recevoir vos messages",
        "please don't ever send me any message again, thanks",
    ],
)
def test_opt_outs_are_alike(text: str) -> None:
    assert likeness(text) >= 0.5


def test_what_a_shop_is_asked_is_rarely_asked_about() -> None:
    texts = [text for answer in store().answers.values() for text in answer.examples]
    asked = [text for text in texts if recognise(text) is None and likeness(text) >= 0.5]
    assert len(texts) > 500
    assert len(asked) <= 0.01 * len(texts), asked


def test_the_reading_carries_it() -> None:
    matcher = Matcher(shop())
    assert matcher.read("please don't ever send me any message again, thanks").opt_out >= 0.5
    assert matcher.read("c'est livré quand ?").opt_out < 0.5
