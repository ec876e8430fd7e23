"""Questions that are not asked for again."""

from __future__ import annotations

from bot.rules.texts.unanswered import key_of
from bot.store import Store
from tests.store.samples import NOON, at


async def test_a_question_is_dismissed_however_it_is_put_and_taken_back(store: Store) -> None:
    key = key_of("Bonjour, reprenez-vous les machines ?")
    await store.dismissed_questions.dismiss(key, "reprenez-vous les machines", "staff-1", NOON)
    await store.dismissed_questions.dismiss(key, "les machines, reprenez-vous", "staff-2", at(5))
    [one] = await store.dismissed_questions.all()
    assert (one.text, one.by, one.at) == ("les machines, reprenez-vous", "staff-2", at(5))
    assert one.key == key_of("LES MACHINES, REPRENEZ VOUS SVP")
    await store.dismissed_questions.take_back(key)
    assert await store.dismissed_questions.all() == []
