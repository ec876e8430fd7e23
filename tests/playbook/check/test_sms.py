"""What texts cost by SMS."""

from __future__ import annotations

import pytest

from bot.playbook.check.sms import long_sms, marketing_without_way_out
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import ANSWERS, POLICY, flow

LONG = "Votre commande est en route. " * 15
SHORT = "Votre commande est en route."
ONE = {POLICY: "sms: { segments: 1 }\n"}

CASES = [
    Case(
        long_sms,
        flow(f'  - say: Bonjour\n    sms: ▸"{LONG}"'),
        "3 SMS segments; the policy allows 2",
        flow(f'  - say: "{LONG}"\n    sms: "{SHORT}"'),
    ),
    Case(
        long_sms,
        flow(f'  - say: ▸"{LONG}"'),
        "no short wording (`sms:`)",
        flow(f'  - say: "{SHORT}"'),
        severity="warning",
    ),
    Case(
        long_sms,
        flow(
            '  - say: Bonjour\n    sms: ▸"Votre commande part aujourd\'hui, à très bientôt dans la boutique de Lyon : ☕ offert"'
        ),
        "because of ô ☕",
        flow(
            '  - say: Bonjour\n    sms: "Votre commande part aujourd\'hui, à très vite dans la boutique de Lyon : café offert"'
        ),
        others=ONE,
    ),
    Case(
        long_sms,
        f'- answer: a\n  question: Quoi ?\n  say: ▸"{LONG}"\n',
        "no short wording",
        f'- answer: a\n  question: Quoi ?\n  say: "{LONG}"\n  sms: "{SHORT}"\n',
        file=ANSWERS,
        severity="warning",
    ),
]

MARKETING = "purpose: marketing\nstarts: [{ event: cart.abandoned }]"
CASES += [
    Case(
        marketing_without_way_out,
        flow("  - say: ▸Votre panier attend.\n  - say: On continue ?", MARKETING),
        "names a way out",
        flow("  - say: Votre panier attend. STOP pour arrêter.\n  - say: On continue ?", MARKETING),
        severity="warning",
    ),
    Case(
        marketing_without_way_out,
        flow("  - set: { tries: 1 }\n  - ask: On continue ? STOP\n    sms: ▸On continue ?\n    as: text", MARKETING),
        "a line of its own will be added",
        flow("  - set: { tries: 1 }\n  - ask: On continue ?\n    sms: On continue ? Stop\n    as: text", MARKETING),
        severity="warning",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_fits_into_the_policys_segments(case: Case) -> None:
    prove(case)
