"""A delighted customer gives a code, and a friend tells it in their own words, on another channel."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.town import Telegram, WhatsApp, a_town

AROMA = {"name": "Machine Aroma 2", "offer": "aroma-2", "quantity": 1, "price": "349.00"}
YES = {"purpose": "marketing", "channel": "all", "wording": "Je souhaite recevoir les offres", "source": "form"}

pytestmark = pytest.mark.slow


async def test_a_friend_gives_the_code_in_their_own_words(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        lea, ana = Telegram(town, "203"), WhatsApp(town, "+33612000063")
        known = {"telegram_id": "203"}
        await lea.says("bonjour", "ici l’assistant")
        await town.tells("consent.given", known, YES)
        await town.tells("order.confirmed", known, {"number": "MM-3", "lines": [AROMA]})
        await lea.hears("MM-3")
        await town.tells("order.delivered", known, {"number": "MM-3"})
        for days in (4, 12, 100, 3, 3):
            await town.comes("18:05", days=days)
            await town.settles()
        await town.comes("11:05", days=1)
        await lea.hears("nous recommanderiez-vous à un proche")
        await lea.says("10", "Qu’est-ce qui vous plaît le plus")
        await lea.says("vos conseils", "un code à donner à un ami")
        told = await lea.presses("Un code pour un ami", "Voici votre code")
        code = told.partition("\u00a0: ")[2][:10]
        await ana.says(f"bonjour, une amie m'a donné le code {code}", "Un ami vous envoie")
        await town.comes("11:10", days=3)
        await town.comes("11:15", days=1)
        await lea.hears("Un ami est venu de votre part")
