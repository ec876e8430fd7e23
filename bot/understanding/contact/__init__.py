"""How a customer wishes to be written to, and where else they are known."""
