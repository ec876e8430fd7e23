from itertools import permutations

from bot.model.parts import PartState
from bot.store.messages.delivery import RANK, forward, reported

#: What Twilio may say of one message.
TOLD: tuple[PartState, ...] = ("queued", "sending", "accepted", "sent", "failed", "undelivered", "delivered")


def test_all_5040_orders_of_seven_reports_end_in_one_state_and_never_go_back() -> None:
    ends = set()
    for order in permutations(TOLD):
        state: PartState = "sending"
        for told in order:
            after = forward(state, told) or state
            assert RANK[after] >= RANK[state]
            state = after
        ends.add(state)
    assert ends == {"delivered"}


def test_the_same_report_twice_is_no_news() -> None:
    assert [forward(reported(told), told) for told in TOLD] == [None] * len(TOLD)


def test_a_failure_after_the_delivery_changes_nothing_and_a_reading_does() -> None:
    assert forward("delivered", "failed") is None
    assert forward("delivered", "read") == "read"


def test_a_provider_s_word_on_what_we_gave_up_counts() -> None:
    assert forward("abandoned", "queued") == "accepted"
