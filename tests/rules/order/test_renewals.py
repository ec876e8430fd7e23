"""When the next purchase is due: the product's rhythm, the customer's own pace, what they say, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import exp, log
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.model.offer import Offer
from bot.model.order import GivenBack, Order, OrderLine
from bot.model.renewal import SaidOfRenewal
from bot.rules.order.renewals import (
    LONGEST,
    SHORTEST,
    Line,
    Purchase,
    ahead_of,
    family_of,
    is_short,
    next_renewal,
    purchases,
)

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
OFFERS = {
    "bag": Offer(id="bag", name="Café 250 g", category="café", renewal=15 * DAY),
    "kilo": Offer(id="kilo", name="Café 1 kg", category="café", renewal=30 * DAY),
    "filter": Offer(id="filter", name="Filtre", category="entretien", family="filtre", renewal=90 * DAY),
    "cup": Offer(id="cup", name="Tasse", category="accessoire"),
}


def purchase(day: float, lasts: float = 30, quantity: int = 1) -> Purchase:
    return Purchase(START + timedelta(days=day), timedelta(days=lasts), (Line("kilo", quantity),))


def order(day: float, *lines: tuple[str, int], status: str = "delivered", **more: object) -> Order:
    at = START + timedelta(days=day)
    made = tuple(OrderLine(id=str(n), offer=offer, quantity=count) for n, (offer, count) in enumerate(lines))
    return Order(key=f"o{day}", status=status, lines=made, placed_at=at, milestones={"confirmed": at}, **more)  # type: ignore[arg-type]


def bought(*orders: Order) -> dict[str, list[Purchase]]:
    return purchases(orders, lambda line: OFFERS.get(line.offer))


def due(*made: Purchase, said: tuple[SaidOfRenewal, ...] = ()) -> date | None:
    return next_renewal(made, said, PARIS).due


def kinds(*made: Purchase, said: tuple[SaidOfRenewal, ...] = ()) -> list[str]:
    return [one.kind for one in next_renewal(made, said, PARIS).reasons]


def said(word: str, day: float, until: date | None = None) -> SaidOfRenewal:
    return SaidOfRenewal(word, START + timedelta(days=day), until)  # type: ignore[arg-type]


def test_one_purchase_lasts_what_the_product_says() -> None:
    assert due(purchase(0)) == date(2026, 2, 4)
    assert kinds(purchase(0)) == ["rhythm", "too_few"]


def test_two_kilos_last_twice_as_long() -> None:
    [one] = bought(order(0, ("kilo", 2)))["café"]
    assert one.lasts == 60 * DAY
    assert due(one) == date(2026, 3, 6)


def test_what_is_bought_in_each_others_place_is_one_family() -> None:
    found = bought(order(0, ("kilo", 1), ("filter", 1), ("cup", 4)), order(40, ("bag", 2)))
    assert {family: len(made) for family, made in found.items()} == {"café": 2, "filtre": 1}
    assert found["café"][1].lines == (Line("bag", 2),)
    assert family_of(Offer(id="x", name="x")) == "x"


def test_two_orders_within_a_day_or_two_are_one_purchase() -> None:
    [one] = bought(order(0, ("kilo", 1)), order(1, ("bag", 1)))["café"]
    assert one.lasts == 45 * DAY


def test_what_was_cancelled_or_came_back_was_not_bought() -> None:
    assert bought(order(0, ("kilo", 1), status="cancelled"), order(9, ("kilo", 1), status="returned")) == {}
    assert bought(order(0, ("kilo", 1), status="created")) == {}
    back = {"r": GivenBack(at=START, lines={"0": 1})}
    [one] = bought(order(0, ("kilo", 2), status="partly_returned", returns=back))["café"]
    assert one.lines == (Line("kilo", 1),)


def test_three_purchases_tell_their_own_pace_and_it_counts_half() -> None:
    made = (purchase(0), purchase(15), purchase(30))
    coming = next_renewal(made, (), PARIS)
    assert [one.kind for one in coming.reasons] == ["rhythm", "own_pace"]
    assert coming.reasons[1].facts == {"purchases": 3, "pace": 0.5, "weight": 0.5}
    assert abs(coming.lasts - 30 * DAY * exp(0.5 * log(0.5))) < timedelta(seconds=1)


def test_one_odd_interval_does_not_move_the_median() -> None:
    even = next_renewal([purchase(day) for day in (0, 30, 60, 90, 120)], (), PARIS)
    odd = next_renewal([purchase(day) for day in (0, 30, 60, 240, 270, 300)], (), PARIS)
    assert even.lasts == odd.lasts == 30 * DAY


def test_a_pace_beyond_all_measure_is_bounded() -> None:
    slow = [purchase(day * 400) for day in range(9)]
    assert "bounded" in kinds(*slow)
    assert next_renewal(slow, (), PARIS).lasts == 30 * DAY * LONGEST


def test_the_day_they_name_is_the_day() -> None:
    later = said("not_before", 20, date(2026, 6, 1))
    assert due(purchase(0), said=(later,)) == date(2026, 6, 1)
    assert next_renewal([purchase(0)], [later], PARIS).asked
    assert due(purchase(0), said=(said("not_before", 20, date(2020, 1, 1)),)) == date(2026, 1, 25), (
        "not a day that is past"
    )


def test_some_is_left_and_nobody_knows_for_how_long() -> None:
    assert due(purchase(0), said=(said("still_some", 28),)) == date(2026, 2, 9), "a week at least"
    assert due(purchase(0, 180), said=(said("still_some", 179),)) == date(2026, 8, 17), "a quarter of it"
    assert due(purchase(0, 800), said=(said("still_some", 799),)) == date(2028, 9, 30), (
        "what lasts long: a year at most"
    )
    assert due(purchase(0), said=(said("still_some", 1),)) == date(2026, 2, 4), "never earlier than it was"


def test_on_holiday_nothing_is_used_up() -> None:
    assert due(purchase(0), said=(said("away", 10, date(2026, 1, 25)),)) == date(2026, 2, 14)
    assert due(purchase(0), said=(said("away", 10),)) == date(2026, 2, 18)


def test_another_brand_ends_it_until_they_buy_again() -> None:
    gone = said("switched", 10)
    assert due(purchase(0), said=(gone,)) is None
    assert due(purchase(0), purchase(40), said=(gone,)) == date(2026, 3, 16)
    assert due(purchase(0), said=(said("no_need", 10),)) is None


def test_without_any_purchase_only_their_words_count() -> None:
    assert due(said=(said("still_some", 0),)) == date(2026, 1, 12)
    assert due() is None


def test_nobody_is_asked_for_what_they_have_just_opened() -> None:
    assert ahead_of(30 * DAY, 10 * DAY) == 10 * DAY
    assert ahead_of(15 * DAY, 10 * DAY) == 5 * DAY
    assert is_short(30 * DAY)
    assert not is_short(6 * 365 * DAY)


days = st.lists(st.integers(3, 400), min_size=0, max_size=12)
rhythms = st.integers(2, 3000)


def chain(gaps: list[int], rhythm: int) -> list[Purchase]:
    at, made = 0, [purchase(0, rhythm)]
    for gap in gaps:
        at += gap
        made.append(purchase(at, rhythm))
    return made


@given(days, rhythms)
def test_however_they_buy_it_stays_between_a_third_and_three_times(gaps: list[int], rhythm: int) -> None:
    ratio = next_renewal(chain(gaps, rhythm), (), PARIS).lasts / timedelta(days=rhythm)
    assert SHORTEST - 1e-6 <= ratio <= LONGEST + 1e-6


@given(days, rhythms)
def test_it_lies_between_the_products_rhythm_and_their_own(gaps: list[int], rhythm: int) -> None:
    coming = next_renewal(chain(gaps, rhythm), (), PARIS)
    own = sorted(gaps[-8:])
    if len(gaps) >= 2:
        low, high = min(own[0], rhythm), max(own[-1], rhythm)
        assert timedelta(days=low) - timedelta(seconds=1) <= coming.lasts <= timedelta(days=high) + timedelta(seconds=1)
    else:
        assert coming.lasts == timedelta(days=rhythm)


@given(days, st.integers(1, 5), st.integers(1, 4))
def test_more_of_it_never_runs_out_earlier(gaps: list[int], quantity: int, more: int) -> None:
    made = chain(gaps, 30)[:-1]
    at = sum(gaps)
    few, many = (purchase(at, 30 * count, count) for count in (quantity, quantity + more))
    one, other = due(*made, few), due(*made, many)
    assert one is not None
    assert other is not None
    assert one <= other


@given(st.permutations([order(0, ("kilo", 1)), order(20, ("bag", 2)), order(50, ("kilo", 2)), order(51, ("bag", 1))]))
def test_the_order_in_which_orders_are_heard_of_changes_nothing(orders: list[Order]) -> None:
    assert bought(*orders) == bought(*sorted(orders, key=lambda one: one.key))


@given(st.sampled_from(["still_some", "away", "not_before"]), st.integers(1, 300), st.integers(0, 300))
def test_a_word_never_brings_it_before_the_day_it_was_said(word: str, on: int, ahead: int) -> None:
    at = START + timedelta(days=on)
    until = at.astimezone(PARIS).date() + timedelta(days=ahead)
    found = due(purchase(0), said=(said(word, on, until),))
    assert found is not None
    assert found >= min(at.astimezone(PARIS).date(), date(2026, 2, 4))


@given(days)
def test_every_result_tells_why(gaps: list[int]) -> None:
    assert kinds(*chain(gaps, 30))[0] == "rhythm"
