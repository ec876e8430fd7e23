"""What marketers write: files in, one checked, immutable `Playbook` out.

The way of a file: `source` reads it with the place of every word, `schema` holds it against its kind, `compile` makes
what runs (`draft` is a playbook on its way, `liquid` its texts), `check` refuses what does not fit together. `building`
walks all of it; `compiled` is what the rest of the program sees. `situations` are the program's own words.
"""

from bot.playbook.building import build, load, who_speaks
from bot.playbook.faults import Checked, Fault
from bot.playbook.source.parsing import Readings

__all__ = ["Checked", "Fault", "Readings", "build", "load", "who_speaks"]
