"""Ratings and what follows from them: a trouble that is seen to, a friend who is brought."""
