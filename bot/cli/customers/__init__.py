"""Commands on customers: why, import, export, merge, erase."""
