"""What a fetch brought. The verb's cases stand in `steps/cases`."""

from __future__ import annotations

from bot.model.effects import Fetch
from bot.model.events import FetchReturned
from tests.engine.chat import Opens, playbook
from tests.engine.steps.cases import FETCH, POLICY

FLOW = f"flow: f\ntitle: F\npurpose: service\nstarts: [{{ event: chat.opened }}]\nsteps:{FETCH}"


def test_what_comes_twice_or_for_another_question_is_harmless(chat: Opens) -> None:
    lea = chat(playbook(FLOW, policy=POLICY)).opens()
    fetch = next(effect for effect in lea.effects if isinstance(effect, Fetch))
    lea.meets(FetchReturned(id="", conversation=fetch.conversation, set_by="another", ok=True)).hears_nothing()
    lea.meets(FetchReturned(id="", conversation="gone", set_by=fetch.id, ok=True)).hears_nothing()
    answer = FetchReturned(id="", conversation=fetch.conversation, set_by=fetch.id, ok=True, value={"left": 2})
    lea.meets(answer).hears("Il en reste 2").meets(answer).hears_nothing()


def test_what_is_too_large_to_keep_has_failed(chat: Opens) -> None:
    lea = chat(playbook(FLOW, policy=POLICY)).opens()
    lea.service_answers(["x" * 100] * 1000).hears("Je ne sais pas")
    assert any("too large" in row.words for row in lea.ledger)


def test_the_customer_may_talk_meanwhile(chat: Opens) -> None:
    lea = chat(playbook(FLOW, policy=POLICY)).opens()
    fetch = next(effect for effect in lea.effects if isinstance(effect, Fetch))
    lea.says("merci").hears("plaisir")
    lea.meets(FetchReturned(id="", conversation=fetch.conversation, set_by=fetch.id, ok=True, value={}))
    lea.hears("Il en reste 0").ends("done")
