"""Whom the bot asks, and where it sends people."""

from __future__ import annotations

import pytest

from bot.playbook.check.addresses import fetched_hosts, insecure_links
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import POLICY, flow

HOSTS = {POLICY: "fetch: { hosts: [api.moka.example] }\n"}
GOOD = "https://api.moka.example/stock/{{ customer.id }}"


def fetch(address: str) -> str:
    return flow(f"  - fetch: {{ get: {address}, save: stock }}")


def refused(address: str, says: str) -> Case:
    return Case(fetched_hosts, fetch(f'▸"{address}"'), says, fetch(f'"{GOOD}"'), others=HOSTS)


CASES = [
    refused("http://api.moka.example/stock", "by `https://` only"),
    refused("https://api.moca.example/stock", "did you mean `api.moka.example`?"),
    refused("https://169.254.169.254/latest", "is not in the policy's"),
    refused("https://api.moka.example@evil.example/", "no user and no port"),
    refused("https://api.moka.example:8080/", "no user and no port"),
    refused("https://{{ customer.city }}/x", "the host must be written out"),
    refused("https://api.moka.example{{ customer.city }}/x", "the host must be written out"),
    refused("ftp://api.moka.example/x", "by `https://` only"),
    Case(
        insecure_links,
        flow("  - say: Voilà\n    links: [{ Voir: ▸http://moka.example }]"),
        "use `https://`",
        flow("  - say: Voilà\n    links: [{ Voir: https://moka.example }]"),
    ),
    Case(
        insecure_links,
        flow("  - say: Voilà\n    image: ▸http://moka.example/a.jpg"),
        "use `https://`",
        flow("  - say: Voilà\n    image: https://moka.example/a.jpg"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_address_is_safe(case: Case) -> None:
    prove(case)
