"""Where towns are, and when a point of sale is open."""
