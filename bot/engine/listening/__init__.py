"""A message comes in: what it answers, asks or wishes. Start with `listening`, whose order is the rule."""
