from bot.model.address import Address
from bot.model.message import Choice
from bot.model.parts import PartBody
from bot.store import Store
from bot.store.messages.part_rows import Planned, text_of
from tests.store.samples import NOON, at, plan


async def test_a_part_comes_back_as_it_was_planned(store: Store) -> None:
    part = Planned(
        id="p",
        customer="c",
        address=Address("sms", "+33612345678"),
        body=PartBody(text="Oui ? 🙂", choices=(Choice("oui", "Oui"),), segments=2),
        purpose="care",
        created_at=NOON,
        due_at=at(1),
        event="e",
        not_after=at(99),
        gate=False,
        language="en",
    )
    await plan(store, part)
    kept = await store.outbox.get("p")
    assert kept is not None
    for name in (
        "id",
        "customer",
        "address",
        "body",
        "purpose",
        "created_at",
        "due_at",
        "not_after",
        "gate",
        "language",
    ):
        assert getattr(kept, name) == getattr(part, name)
    assert (kept.state, kept.attempts, kept.resent) == ("queued", 0, False)


def test_the_text_of_a_body_without_text_is_empty() -> None:
    assert (text_of("{}"), text_of('{"text":"oui"}')) == ("", "oui")
