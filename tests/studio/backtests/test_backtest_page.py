"""A backtest as a page: all that differs, in a language; what a customer wrote is no more than text."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.model.backtest import Compared, Course, Figures, Line
from bot.studio.backtests.backtest import side_by_side
from bot.studio.backtests.backtest_page import WORDS, Backtest, html, limits, sentence, totals
from tests.store.samples import NOON

BEFORE = Course((Line(NOON, "said", "Bonjour <b>\u202e", "care"), Line(NOON, "handed_over", "shop: late")), held=2)
AFTER = Course((Line(NOON + timedelta(hours=1), "said", "Promo !", "marketing"),), not_sent=1)
LEA = Compared("lea", BEFORE, AFTER, events=5)


def result(*compared: Compared, language: str = "en") -> Backtest:
    figures = Figures()
    for one in (*compared, *(Compared("same", BEFORE, BEFORE) for _ in range(1200 - len(compared)))):
        figures = figures.plus(one)
    return Backtest(
        used="aaa",
        tried="bbb",
        since=NOON,
        until=NOON + timedelta(days=1),
        figures=figures,
        language=language,
        zone=ZoneInfo("Europe/Paris"),
    )


@pytest.mark.parametrize(
    ("compared", "language", "said"),
    [
        ((), "en", "None of 1,200 customers would have been treated differently."),
        ((LEA,), "en", "1 of 1,200 customers would have been treated differently."),
        ((LEA, LEA), "en", "2 of 1,200 customers would have been treated differently."),
        ((), "fr", "Aucun des 1\u202f200 clients n’aurait été traité autrement."),
        ((LEA,), "fr", "1 client sur 1\u202f200 aurait été traité autrement."),
        ((LEA, LEA), "fr", "2 clients sur 1\u202f200 auraient été traités autrement."),
    ],
)
def test_it_comes_to_one_sentence(compared: tuple[Compared, ...], language: str, said: str) -> None:
    assert sentence(result(*compared, language=language)) == said


def test_the_figures_stand_beside_each_other() -> None:
    assert totals(result(LEA)) == [
        ("messages", 1200, 1200),
        ("… of them marketing", 0, 1),
        ("held", 2400, 2398),
        ("not sent", 0, 1),
        ("handed over", 1200, 1199),
        ("converted", 0, 0),
    ]
    assert totals(result(LEA, language="fr"))[1] == ("… dont marketing", 0, 1)


def test_what_is_cut_is_said_first() -> None:
    cut = limits(result(Compared("lea", BEFORE, AFTER, cut=True), language="fr"))
    assert cut[0].startswith("Le début de l’histoire n’est plus conservé pour certains clients (1)")
    assert len(cut) == len(limits(result(LEA))) + 1


def test_every_word_is_said_in_both_languages() -> None:
    assert all(french and english for french, english in WORDS.values())


@pytest.mark.parametrize(("language", "handed_over"), [("en", "handed over"), ("fr", "confié à l’équipe")])
def test_the_page_has_both_sides_in_the_stores_time_and_text_is_text(language: str, handed_over: str) -> None:
    page = "".join(html(result(LEA, language=language), [("lea", side_by_side(LEA))]))
    assert f'<html lang="{language}">' in page
    assert "Bonjour &lt;b&gt;⟨U+202E⟩" in page
    assert "\u202e" not in page
    assert "Promo !" in page
    assert "14:00" in page  # an hour after noon in UTC, in Paris
    assert handed_over in page
    assert "-1</td>" in page
