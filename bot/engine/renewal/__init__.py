"""What is bought again and again: when it runs out, and what the customer says of it."""
