"""The judge between a language model and the customer: what it says must stand in its source."""
