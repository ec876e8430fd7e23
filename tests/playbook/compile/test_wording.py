"""Messages as the engine says them."""

from __future__ import annotations

import pytest

from bot.playbook.compiled import Say
from tests.playbook.playbooks import FLOW, assert_told, flow, playbook


def test_pictures_and_links_go_with_the_text() -> None:
    steps = (
        "  - say: Voilà\n    image: a.jpg\n    video: https://a.example/v.mp4\n    document: a.jpg\n"
        "    links: [{ Voir: https://a.example }]"
    )
    said = playbook({FLOW: flow(steps), "flows/a.jpg": "sha256:00"}).flows["order"].steps["1"]
    assert isinstance(said, Say)
    assert [(picture.kind, picture.source.source) for picture in said.wording.media] == [
        ("photo", "flows/a.jpg"),
        ("video", "https://a.example/v.mp4"),
        ("document", "flows/a.jpg"),
    ]
    assert [(link.label.source, link.url.source) for link in said.wording.links] == [("Voir", "https://a.example")]
    assert said.wording.sms is None


@pytest.mark.parametrize(
    "step",
    [
        "  - say: Voilà\n    image: ▸ftp://a.example/a.jpg",
        "  - say: Voilà\n    document: ▸file://a.pdf",
        "  - say: Voilà\n    links: [{ Voir: ▸javascript:alert(1) }]",
    ],
)
def test_an_address_that_no_phone_opens_is_told(step: str) -> None:
    assert_told(FLOW, flow(step), "can't be opened by customers; write `https://…`")


def test_a_link_may_call_or_write_to_the_shop() -> None:
    links = "[{ Voir: www.a.example }, { Appeler: 'tel:+33240000000' }, { Écrire: 'mailto:a@a.example' }]"
    said = playbook({FLOW: flow(f"  - say: Voilà\n    links: {links}")}).flows["order"].steps["1"]
    assert isinstance(said, Say)
    assert [link.label.source for link in said.wording.links] == ["Voir", "Appeler", "Écrire"]
