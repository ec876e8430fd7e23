"""When a sender's marketing stops because carriers filter what it sends.

Carriers filter a number that looks like spam, and a filtered number is soon of no use for answers either. So marketing
stops while it is still the odd message: more than 2 % of the last 200 SMS, once 50 can be counted (reliability, 2:
"30004 blocked, 30007 filtered: stop campaign if rate > 2 %, alert"). Replies and service messages go on. It ends after
a day, or when a person releases it, from when on what came before no longer counts.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

LAST: Final = 200
ENOUGH: Final = 50
MOST: Final = 0.02
STOPPED_FOR: Final = timedelta(hours=24)


def must_stop(counted: int, blocked: int) -> bool:
    """Tell whether so many filtered SMS among the last ones are too many."""
    return counted >= ENOUGH and blocked / counted > MOST
