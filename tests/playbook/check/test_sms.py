"""What texts cost by SMS."""

from __future__ import annotations

import pytest

from bot.playbook.check.sms import long_sms
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_fits_into_the_policys_segments(case: Case) -> None:
    prove(case)
