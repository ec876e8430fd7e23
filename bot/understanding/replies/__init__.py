"""Does a reply answer the question on the table, and with what? Start with `replies`."""
