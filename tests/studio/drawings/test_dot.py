"""A picture in Graphviz's language, and drawn by it."""

import shutil
from xml.etree.ElementTree import fromstring

import pytest

from bot.studio.drawings.dot import NoGraphviz, dot, rendered
from bot.studio.drawings.drawing import Arrow, Box, Picture, draw
from tests.studio.cafe import playbook

PICTURE = Picture(
    'Un "titre"',
    (
        Box("·start1", "start", "the customer asks", "coffee"),
        Box("1", "ask", "ask", "Dites « oui » & <non> à la très longue question ?", "→ customer.taste"),
    ),
    (Arrow("·start1", "1"), Arrow("1", "1", "le <doux>", unusual=True)),
)


def test_boxes_and_arrows_are_written_with_their_signs_escaped() -> None:
    text = dot(PICTURE)
    assert 'label="Un \\"titre\\""' in text
    assert "label=<<b>the customer asks</b><br/>coffee>]" in text
    assert "Dites « oui » &amp; &lt;non&gt; à la très<br/>longue question ?" in text
    assert '<font point-size="9" color="#5f6570">→ customer.taste</font>' in text
    assert "  n1 -> n2 []" in text
    assert "  n2 -> n2 [label=<\u00a0\u00a0le &lt;doux&gt;\u00a0\u00a0>, style=dashed]" in text


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_every_flow() -> None:
    for flow in playbook().flows.values():
        svg = rendered(draw(flow), "svg")
        assert fromstring(svg).tag.endswith("svg")
        assert rendered(draw(flow), "png").startswith(b"\x89PNG")


def test_without_graphviz_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(NoGraphviz, match="install it"):
        rendered(PICTURE, "svg")


def test_a_graphviz_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    with pytest.raises(NoGraphviz, match="could not draw"):
        rendered(PICTURE, "svg")
