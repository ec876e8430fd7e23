"""An order in the making, from the first wish to what the shop is told, and what the shop says of it."""
