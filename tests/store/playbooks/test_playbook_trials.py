from bot.store import Store
from bot.store.playbooks.playbook_trials import Trial
from tests.store.samples import NOON, at


async def test_a_trial_is_somebodys_own_and_begins_anew(store: Store) -> None:
    first = Trial(channel="telegram", language="fr", began_at=NOON, lines=("Bonjour « é »", "/wait 3 days"))
    await store.playbook_trials.put("d1", "camille", first)
    assert await store.playbook_trials.get("d1", "camille") == first
    assert await store.playbook_trials.get("d1", "theo") is None
    again = Trial(channel="sms", language="", began_at=at(1))
    await store.playbook_trials.put("d1", "camille", again)
    assert await store.playbook_trials.get("d1", "camille") == again
