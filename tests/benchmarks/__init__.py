"""What is measured, each with its command. `bot` comes first, as in the program: it says how many threads numpy takes
for its algebra, which numpy reads once, when it is loaded; with two, a busy machine spends its time on their waiting.
"""

import bot  # noqa: F401 - for what it says to numpy
