"""Journey maps and contacts as Mermaid text."""

from __future__ import annotations

from bot.studio.drawings.journey_mermaid import journeys_mermaid, touchpoints_mermaid
from bot.studio.drawings.touchpoints import Contacts, intended
from tests.studio.drawings.journeys import PATH, figures


def test_the_bare_map_has_its_line_and_its_circle() -> None:
    assert journeys_mermaid([PATH], None, "fr").splitlines() == [
        "flowchart LR",
        '  subgraph j1["Du premier café à l’habitude"]',
        "    direction LR",
        '    j1s1("<b>Looks</b><br/>prévu 2 j")',
        '    j1s2("<b>Buys</b><br/>prévu 3 j")',
        '    j1s3("<b>Drinks it</b><br/>prévu 20 j")',
        '    j1s4("<b>Again</b><br/>prévu 9 j")',
        "    j1s1 --> j1s2",
        "    j1s2 --> j1s3",
        "    j1s3 --> j1s4",
        "    j1s4 -.-> j1s2",
        "  end",
    ]


def test_figures_stand_in_the_stages_and_on_the_arrows() -> None:
    found = figures({"looks": 1}, {("looks", "buys", True): 1, ("buys", "looks", False): 1}, looks=1)
    text = journeys_mermaid([PATH], found, "en")
    assert '("<b>Looks</b><br/>1 customer<br/>median 4 d<br/>1 stalled")' in text
    assert 'j1s1 -->|"1"| j1s2' in text
    assert 'j1s2 -.->|"1"| j1s1' in text


def test_contacts_are_arrows_and_those_only_intended_are_dotted() -> None:
    met = Contacts(intended=intended(PATH), counts={("looks", "telegram", "in"): 12})
    text = touchpoints_mermaid([PATH], {"coffee": met}, "en")
    assert 'j1telegram -->|"12"| j1s1' in text
    assert "j1s2 -.-> j1sms" in text
