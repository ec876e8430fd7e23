"""A picture as Mermaid text."""

from bot.studio.drawings.drawing import Arrow, Box, Picture
from bot.studio.drawings.mermaid import mermaid

PICTURE = Picture(
    'Un "titre"',
    (
        Box("·start1", "start", "the customer asks", "coffee"),
        Box("1", "ask", "ask", 'Dites "oui" ou <non> à la #1 ?', "→ customer.taste"),
        Box("·end", "end", "done"),
    ),
    (Arrow("·start1", "1"), Arrow("1", "·end", 'le "doux"'), Arrow("1", "1", "silence", unusual=True)),
)

EXPECTED = """\
---
title: "Un \\"titre\\""
---
flowchart TD
  n1(["<b>the customer asks</b><br/>coffee"]):::is_start
  n2("<b>ask</b><br/>Dites #quot;oui#quot; ou #lt;non#gt; à la #35;1 ?<br/><i>→ customer.taste</i>"):::is_ask
  n3(["<b>done</b>"]):::is_end
  n1 --> n2
  n2 -->|"le #quot;doux#quot;"| n3
  n2 -.->|"silence"| n2
"""


def test_boxes_arrows_and_labels_are_written_with_their_signs_escaped() -> None:
    text = mermaid(PICTURE)
    assert text.startswith(EXPECTED)
    assert "classDef is_ask " in text


def test_no_name_of_ours_is_a_word_of_mermaids() -> None:
    names = {line.split()[0].partition("(")[0] for line in mermaid(PICTURE).splitlines() if line.startswith("  n")}
    assert names == {"n1", "n2", "n3"}
    assert ":::end" not in mermaid(PICTURE)
