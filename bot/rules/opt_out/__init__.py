"""Recognising who wants no more messages. Start with `opt_out`."""
