"""Flows drawn for a page: every box and arrow, nothing inline, what differs marked."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bot.playbook import build
from bot.playbook.source.files import default_folder, read_folder
from bot.studio.drawings.drawing import Arrow, Box, Picture, draw
from bot.studio.drawings.flow_drawing import Marked, difference, svg
from tests.studio.cafe import COFFEE, SOURCES

CHANGED = {
    **SOURCES,
    "flows/conversations/coffee.yaml": COFFEE.replace("Plutôt doux ou corsé ?", "Doux ou corsé ?")
    .replace("      - Corsé: { say: Le Sidamo vous plaira. }\n", "")
    .replace("  - id: mild\n", "  - id: milder\n")
    .replace("go: mild }", "go: milder }"),
}


def picture(sources: dict[str, str], flow: str = "coffee") -> Picture:
    playbook = build(sources).playbook
    assert playbook is not None
    return draw(playbook.flows[flow], playbook.store)


def texts(drawing: str, kind: str) -> list[str]:
    groups = [one for one in ElementTree.fromstring(drawing).iter() if kind in one.get("class", "").split()]
    return [" ".join(text.text or "" for text in group if text.tag.endswith("text")) for group in groups]


def test_every_box_and_arrow_is_drawn_and_nothing_is_inline() -> None:
    found = picture(SOURCES)
    drawing = svg(Marked(found))
    assert len(texts(drawing, "fd-box")) == len(found.boxes)
    assert len(texts(drawing, "fd-arrow")) == len(found.arrows)
    assert "Plutôt doux ou corsé ?" in drawing
    assert not re.search(r"style|<script|\bon\w+=", drawing)


def test_boxes_do_not_lie_on_each_other() -> None:
    drawing = ElementTree.fromstring(svg(Marked(picture(SOURCES))))
    boxes = [
        tuple(float(one.get(name, "0")) for name in ("x", "y", "width", "height"))
        for one in drawing.iter()
        if one.tag.endswith("rect")
    ]
    for number, (x, y, wide, high) in enumerate(boxes):
        for x2, y2, wide2, high2 in boxes[number + 1 :]:
            assert x + wide <= x2 or x2 + wide2 <= x or y + high <= y2 or y2 + high2 <= y


def test_what_was_added_removed_and_changed_is_marked_in_words() -> None:
    drawing = svg(difference(picture(SOURCES), picture(CHANGED)), "fr")
    assert ["Doux ou corsé ?" in words and "modifié" in words for words in texts(drawing, "fd-changed")].count(
        True
    ) == 1
    assert any("tout en douceur" in words and "ajouté" in words for words in texts(drawing, "fd-added"))
    assert any("Sidamo" in words and "retiré" in words for words in texts(drawing, "fd-removed"))


def test_a_flow_that_is_the_same_has_no_marks() -> None:
    marked = difference(picture(SOURCES), picture(SOURCES))
    assert (marked.boxes, marked.arrows) == ({}, {})


@pytest.mark.parametrize("before", [True, False])
def test_a_flow_that_is_new_or_gone_is_marked_whole(before: bool) -> None:
    found = picture(SOURCES)
    marked = difference(found, None) if before else difference(None, found)
    assert set(marked.boxes.values()) == {"removed" if before else "added"}
    assert marked.boxes.keys() == {box.id for box in found.boxes}


def test_a_loop_is_drawn_as_a_way_back() -> None:
    boxes = (Box("a", "ask", "ask"), Box("b", "say", "say <b>&"))
    loop = Picture("t", boxes, (Arrow("a", "b"), Arrow("b", "a", "again"), Arrow("a", "a", "self")))
    drawing = svg(Marked(loop))
    assert len(texts(drawing, "fd-arrow")) == 3
    assert "say &lt;b&gt;&amp;" in drawing


def test_every_flow_of_the_example_store_can_be_drawn() -> None:
    playbook = build(read_folder(default_folder())).playbook
    assert playbook is not None
    for flow in playbook.flows.values():
        ElementTree.fromstring(svg(Marked(draw(flow, playbook.store))))
