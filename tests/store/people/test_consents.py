from bot.model.effects import RecordConsent
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.record import Record
from tests.store.samples import NOON, at, lea, write


async def test_every_consent_and_withdrawal_is_kept_with_its_proof(store: Store) -> None:
    record = Record()
    for n, granted in enumerate((True, False)):
        consent = RecordConsent(
            id=str(n),
            purpose="marketing",
            channel="sms",
            granted=granted,
            wording="Je souhaite recevoir…",
            version="a1",
            source="chat",
            evidence="message 7",
            language="fr",
        )
        record.consent(customer_id_of(lea()), consent, micros(at(n)))
    await write(store, record)
    given, taken_back = await store.consents.of(customer_id_of(lea()))
    assert (given.granted, given.at, given.wording, given.evidence) == (
        True,
        NOON,
        "Je souhaite recevoir…",
        "message 7",
    )
    assert (taken_back.granted, taken_back.at) == (False, at(1))
