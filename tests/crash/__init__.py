"""The real process, killed for real, at every named point of a message's path.

The judge is what the customers' phones have shown (the emulators' ledgers), never our own database.
"""
