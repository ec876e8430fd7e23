"""Messages as the engine says them."""

from __future__ import annotations

from bot.playbook.compiled import Say
from tests.playbook.playbooks import FLOW, flow, playbook


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
