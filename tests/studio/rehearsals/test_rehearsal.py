"""A rehearsal reads as a chat."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from bot.model.customer import Turn
from bot.model.message import Location, Media
from bot.studio.rehearsals import rehearsal as rehearsing
from bot.studio.rehearsals.persona import Persona
from bot.studio.rehearsals.rehearsal import AT_ONCE, Fetched, Forgetful, Rehearsal, Restless
from tests.studio.cafe import LEA, MONDAY, PARIS, playbook, reads, rehearsal


def texts(lea: Rehearsal, since: int = 0) -> list[str]:
    return [said.text for said in lea.said[since:]]


def test_a_customer_talks_through_a_flow() -> None:
    lea = rehearsal()
    lea.says("je cherche un café")
    assert texts(lea) == ["Bonjour Léa !", "Plutôt doux ou corsé ?"]
    assert lea.said[-1].labels == ("Doux", "Corsé", "Je ne sais pas")
    lea.says("Doux")
    assert texts(lea, 2) == ["Le Yirgacheffe est tout en douceur."]
    assert [ended.outcome for ended in lea.outcomes] == ["converted"]
    assert lea.customer.facts["taste"] == "doux"


def test_a_label_presses_its_button_where_there_are_buttons_and_is_typed_where_there_are_none() -> None:
    for channel in ("telegram", "web", "sms", "whatsapp"):
        lea = rehearsal(Persona(channel=channel, language="fr"))
        lea.says("je cherche un café")
        lea.says("Corsé")
        assert texts(lea)[-1] == "Le Sidamo vous plaira."
        assert {said.channel for said in lea.said} == {channel}


def test_by_sms_the_short_wording_is_heard() -> None:
    lea = rehearsal(Persona(channel="sms", language="fr"))
    lea.says("je cherche un café")
    lea.says("1")
    assert texts(lea)[-1] == "Yirgacheffe, doux."


def test_a_question_is_answered_and_the_flows_own_question_put_again() -> None:
    lea = rehearsal()
    lea.says("je cherche un café")
    lea.says("c'est livré quand")
    assert "Comptez 3 à 5 jours." in texts(lea, 2)
    assert lea.said[-1].labels == ("Doux", "Corsé", "Je ne sais pas")


def test_timers_fire_in_their_order_as_time_is_moved() -> None:
    lea = rehearsal()
    lea.says("je cherche un café")
    lea.waits(timedelta(hours=23))
    assert len(lea.said) == 2
    lea.waits(timedelta(days=10))
    assert "Toujours là ?" in texts(lea)[2]
    assert timedelta() <= lea.said[2].at - (MONDAY + timedelta(days=1)) < AT_ONCE
    assert [ended.outcome for ended in lea.outcomes] == ["silent"]
    assert lea.now == MONDAY + timedelta(days=10, hours=23)
    assert lea.timers == ()


def test_marketing_waits_for_its_hours_and_the_ledger_says_why() -> None:
    lea = rehearsal()
    lea.until(datetime(2026, 3, 21, 20, 0, tzinfo=PARIS))  # a Saturday evening
    lea.shop("cart.abandoned", {"total": 90})
    lea.until(datetime(2026, 3, 22, 11, 0, tzinfo=PARIS))  # a Sunday
    assert lea.said == []
    assert any(each.decision.kind == "held" for each in lea.decisions)
    lea.until(datetime(2026, 3, 23, 12, 0, tzinfo=PARIS))
    (said,) = lea.said
    assert (said.flow, said.purpose) == ("reminder", "marketing")


def test_without_consent_marketing_is_never_said() -> None:
    lea = rehearsal(Persona(first_name="Léa", language="fr"))
    lea.shop("cart.abandoned", {"total": 90})
    lea.waits(timedelta(days=3))
    assert lea.said == []
    assert any(each.decision.kind == "not_sent" for each in lea.decisions)


def test_a_fetch_brings_what_it_was_told_to_and_fails_else() -> None:
    stocked = rehearsal(fetches={"https://api.cafe.example/stock": Fetched(ok=True, value={"pieces": 4})})
    stocked.shop("x.stock")
    assert texts(stocked) == ["Il en reste 4."]
    other = rehearsal()
    other.shop("x.stock")
    assert texts(other) == ["Je demande à la boutique."]


def test_staff_take_the_thread_and_give_it_back() -> None:
    lea = rehearsal()
    lea.staff("Bonjour, c'est Paul de la boutique.")
    assert [(said.by, said.text) for said in lea.said] == [("staff", "Bonjour, c'est Paul de la boutique.")]
    assert lea.customer.handover is not None
    lea.says("merci Paul")
    lea.give_back()
    assert lea.customer.handover is None


@pytest.mark.parametrize("shared", [{"media": (Media("photo", "cup.jpg"),)}, {"location": Location(45.7, 4.8)}])
def test_what_is_shared_gets_an_answer(shared: dict[str, Any]) -> None:
    lea = rehearsal()
    lea.says("je cherche un café")
    before = len(lea.said)
    lea.shares(**shared)
    assert len(lea.said) > before


def test_opening_the_chat_is_no_word() -> None:
    lea = rehearsal()
    lea.opens("coffee")
    assert lea.customer.last_address == lea.address


def test_several_short_messages_are_read_as_one_turn() -> None:
    together, apart = rehearsal(), rehearsal()
    together.says("bonjour", "je cherche un café")
    for text in ("bonjour", "je cherche un café"):
        apart.says(text)
    assert together.customer.turns < apart.customer.turns


def test_the_same_rehearsal_gives_the_same_bytes() -> None:
    def played() -> bytes:
        lea = rehearsal()
        lea.says("je cherche un café")
        lea.waits(timedelta(days=2))
        lea.says("Corsé")
        return msgspec.json.encode([lea.customer, lea.said, lea.decisions])

    assert played() == played()


def test_time_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="is before"):
        rehearsal().until(MONDAY - timedelta(minutes=1))


def test_a_flow_that_never_rests_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsing, "MOST_TIMERS", 1)
    lea = rehearsal()
    lea.says("je cherche un café")
    with pytest.raises(Restless, match="timers fired"):
        lea.waits(timedelta(days=30))


def test_a_customer_that_changes_by_being_written_and_read_back_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    forgetful = lambda shelf, customer, event: Turn(  # noqa: E731
        msgspec.structs.replace(customer, facts={"seen": (1, 2)}), ()
    )
    monkeypatch.setattr(rehearsing, "advance", forgetful)
    with pytest.raises(Forgetful):
        Rehearsal(playbook(), at=MONDAY, persona=LEA, reader=reads)


def test_no_two_turns_have_the_same_instant() -> None:
    lea = rehearsal()
    lea.says("merci")
    first = lea.customer.last_in
    lea.says("merci")
    assert first is not None
    assert lea.customer.last_in is not None
    assert first < lea.customer.last_in < first + AT_ONCE
    assert lea.now == MONDAY
