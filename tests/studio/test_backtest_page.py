"""A backtest as a page: all that differs, and nothing that a customer wrote is more than text."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.studio.backtest import Compared, Course, Line, Totals
from bot.studio.backtest_page import Backtest, html, sentence, totals
from tests.store.samples import NOON

BEFORE = Course((Line(NOON, "said", "Bonjour <b>", "care"), Line(NOON, "handed_over", "shop: late")), held=2)
AFTER = Course((Line(NOON + timedelta(hours=1), "said", "Promo !", "marketing"),), not_sent=1)


def result(*compared: Compared) -> Backtest:
    return Backtest(
        used="aaa",
        tried="bbb",
        since=NOON,
        until=NOON + timedelta(days=1),
        customers=1200,
        before=Totals().plus(BEFORE),
        after=Totals().plus(AFTER),
        compared=compared,
    )


def test_it_comes_to_one_sentence() -> None:
    assert sentence(result()) == "None of 1,200 customers would have been treated differently."
    assert sentence(result(Compared("lea", BEFORE, AFTER))).startswith("1 of 1,200 customers")


def test_the_figures_stand_beside_each_other() -> None:
    assert totals(result()) == [
        ("messages", 1, 1),
        ("… of them marketing", 0, 1),
        ("held", 2, 0),
        ("not sent", 0, 1),
        ("handed over", 1, 0),
        ("converted", 0, 0),
    ]


def test_the_page_has_both_sides_in_the_stores_time_and_text_is_text() -> None:
    page = html(result(Compared("lea", BEFORE, AFTER)), ZoneInfo("Europe/Paris"))
    assert "Bonjour &lt;b&gt;" in page
    assert "Promo !" in page
    assert "2026-03-02 14:00" in page  # an hour after noon in UTC, in Paris
    assert "handed over" in page
    assert "-1</td>" in page
