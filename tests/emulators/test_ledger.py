from pathlib import Path

from tests.emulators.ledger import Ledger, read


def test_what_a_phone_showed_survives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    ledger = Ledger(path)
    ledger.show(to=7, text="Ça va ?")
    ledger.show(to=8, text="Oui")
    assert read(path) == [{"to": 7, "text": "Ça va ?"}, {"to": 8, "text": "Oui"}]
    assert ledger.texts("7") == ["Ça va ?"]
    ledger.close()


def test_a_line_cut_by_a_kill_is_no_entry(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    path.write_text('{"to": 7, "text": "a"}\n{"to": 8, "te', encoding="utf-8")
    assert len(read(path)) == 1


def test_it_goes_on_after_a_restart(tmp_path: Path) -> None:
    for text in ("un", "deux"):
        ledger = Ledger(tmp_path / "ledger")
        ledger.show(to=7, text=text)
        ledger.close()
    assert [entry["text"] for entry in read(tmp_path / "ledger")] == ["un", "deux"]
