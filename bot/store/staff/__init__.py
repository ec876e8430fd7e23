"""Who works here and what they did; the tokens of programs."""
