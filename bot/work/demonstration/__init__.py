"""A shop that never was: its customers, staff and months of history, lived by the program's own turns (`life`)."""
