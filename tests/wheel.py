"""`python -m tests.wheel FILE.whl`: the wheel, installed alone, knows its default playbook.

Run by CI: it takes a fresh environment, an empty folder and the wheel, and asks the bot a question.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path


def main(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for expected in ("bot/default_playbook/flows/store.yaml", "bot/default_playbook/locales/en/LC_MESSAGES/flows.po"):
        if expected not in names:
            sys.exit(f"{wheel.name} lacks {expected}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "venv"
        venv.create(home, with_pip=False, system_site_packages=False)
        site = next((home / "lib").glob("python*/site-packages"))
        zipfile.ZipFile(wheel).extractall(site)
        # The dependencies are those of the environment we run in; the package is the wheel's.
        (site / "dependencies.pth").write_text(
            "\n".join(p for p in sys.path if p.endswith("site-packages")), encoding="utf-8"
        )
        empty = Path(folder) / "empty"
        empty.mkdir()
        for words in (["settings"], ["chat", "--json"]):
            done = subprocess.run(
                [str(home / "bin" / "python"), "-I", "-m", "bot", *words],
                cwd=empty,
                input="Bonjour\n",
                capture_output=True,
                text=True,
                timeout=600,
                check=False,
            )
            if done.returncode != 0:
                sys.exit(f"parcours {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        if not json.loads(done.stdout.splitlines()[0])["bot"]:
            sys.exit("the wheel's bot says nothing")
    print(f"{wheel.name}: the default playbook is in, and talks")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
