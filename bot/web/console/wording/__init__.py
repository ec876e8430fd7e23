"""How things are said to staff, in the reader's language: times, amounts, states, reasons, names."""
