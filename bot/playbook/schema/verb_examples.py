"""How each verb that takes a mapping is written, in one line: shown to who wrote it otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXAMPLES: Final[Mapping[str, str]] = {
    "order": "order: { from: cart, confirmed: thanks, cancelled: keep }",
    "rate": "rate: { scale: csat, ask: Votre avis ?, low: { call: recovery } }",
    "compare": "compare: { offers: { category: machine }, criteria: [price] }",
    "recommend": "recommend: { complements_of: order }",
    "book": "book: { for: visit }",
    "set": 'set: { customer.roast: "dark" }',
    "split": "split: { name: tone, branches: [ { weight: 100, do: { call: warm } } ] }",
    "wait": "wait: { for: 2 days }",
    "move": "move: { stage: decision }",
    "emit": "emit: { name: x.asked }",
    "fetch": 'fetch: { get: "https://api.shop.example/stock", save: stock, failed: { go: unknown } }',
    "consent": "consent: { ask: marketing }",
    "hand_over": "hand_over: { team: shop, reason: delivery }",
}
