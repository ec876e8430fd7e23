"""What marketers write: files in, one checked, immutable `Playbook` out.

Read `compiled` for what the rest of the program sees; `files` for how the folder is read; `check` for what is refused.
"""

from bot.playbook.building import build, load, who_speaks
from bot.playbook.faults import Checked, Fault
from bot.playbook.parsing import Readings

__all__ = ["Checked", "Fault", "Readings", "build", "load", "who_speaks"]
