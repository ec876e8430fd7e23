"""`catalog/*.csv` and `*.yaml`."""

from __future__ import annotations

import pytest

from bot.playbook.schema.catalogue import read_csv
from bot.playbook.source.nodes import plain
from tests.playbook.playbooks import assert_told, playbook

CSV = "flows/catalog/a.csv"
YAML = "flows/catalog/a.yaml"
ATTRIBUTES = "flows/catalog/attributes.yaml"
WRONG = [
    (CSV, "id,name,price\na,Aroma,▸cher\n", "expected a number from 0 to 10,000,000, found `cher`"),
    (CSV, 'id,name,price\na,"Aroma 2, rouge",▸cher\n', "expected a number"),
    (CSV, "id;name;price\na;Aroma;▸cher\n", "expected a number"),
    (CSV, "id,name,guarantee\na,Aroma,▸2 ans\n", "is no duration"),
    (CSV, "id,name\na,Aroma\n▸,Brio\n", "`id` is missing"),
    (CSV, "id,name\na,Aroma,▸rouge\n", "3 cells in a table of 2 columns; a comma in a text needs quotes"),
    (CSV, "id,name,▸name\na,b,c\n", "the column `name` is there twice"),
    (CSV, "id,▸,name\na,b,c\n", "a column has no name"),
    (CSV, "id,name,stock.lyon\na,b,▸beaucoup\n", "expected a whole number"),
    (CSV, "id,name,▸pirce\na,b,3\nc,d,4\n", "unknown key `pirce`; did you mean `price`?"),
    (CSV, "id,▸nmae\na,b\nc,d\n", "unknown key `nmae`; did you mean `name`?"),
    (CSV, "▸id,price\na,3\nb,4\n", "this table has no column `name`, which every row needs"),
    (CSV, 'id,name\na,b\n▸c,"d\n', "this row can't be read"),
    (
        CSV,
        "id,name,attr.bruit (dB),attr.bruit (sone)\na,A,52,▸3\n",
        "the attribute `bruit` is there twice, in two units",
    ),
    (CSV, "id,name,delivery.home\na,A,▸4.90; 3 jours\n", "is no duration"),
    (CSV, "id,name,delivery.drone\na,A,▸4.90\n", "`drone` is not known here"),
    (YAML, "- { id: a, name: b, sold: ▸oui }\n", "expected `true` or `false`"),
    (YAML, "- { id: a, name: b, attr: { bruit: ▸[52] } }\n", "expected a number or a text"),
    (ATTRIBUTES, "- { attribute: bruit, better: ▸less }\n", "`less` is not known here"),
    (ATTRIBUTES, "- { attribute: bruit }\n- { attribute: ▸bruit }\n", "the attribute `bruit` is there already"),
    (ATTRIBUTES, "- ▸{ unit: dB }\n", "`attribute` is missing"),
    (YAML, "- ▸id: a\n", "`name` is missing"),
    (YAML, "- { id: a, name: b, ▸pirce: 3 }\n", "did you mean `price`?"),
    (YAML, "- { id: ▸a b, name: b }\n", "is not a name of letters"),
]


@pytest.mark.parametrize(("file", "snippet", "says"), WRONG)
def test_what_is_wrong_with_a_catalogue_is_told(file: str, snippet: str, says: str) -> None:
    assert_told(file, snippet, says)


def test_a_row_is_the_mapping_that_yaml_would_hold() -> None:
    rows, faults = read_csv("id,name,stock.lyon,stock.annecy,attr.bruit (dB),picture\na,A,4,2,52,\n\n", "a.csv")
    assert rows is not None
    assert not faults
    assert plain(rows) == [{"id": "a", "name": "A", "stock": {"lyon": 4, "annecy": 2}, "attr": {"bruit (dB)": 52}}]
    assert [(row.line, row.field("stock").field("annecy").column) for row in rows] == [(2, 7)]


def test_complements_are_cut_at_semicolons() -> None:
    offers = playbook({CSV: "id,name,complements\na,A,b;c\nb,B,\nc,C,\n"}).offers
    assert offers["a"].complements == ("b", "c")


def test_a_text_over_several_lines_moves_no_line() -> None:
    assert_told(CSV, 'id,name,price\na,"Aroma\n2",3\nb,Brio,▸x\n', "expected a number")
