"""Whose word for a host's name is taken while tests run: nobody's, as none of them reaches one beyond this machine.

Each client of HTTP reads the 140 authorities that the world trusts as it is made, 20 ms of the processor, and tests
make some thousand. The one in this file has no key any more.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

#: Settings of a process whose environment is not ours.
NOBODY: Final = {"SSL_CERT_FILE": str(Path(__file__).parent / "data" / "nobody.pem")}


def trust_nobody() -> None:
    """Let this process and those that it starts know no other authority."""
    os.environ.update(NOBODY)
