"""Files that customers and staff send: what they are, where they lie, how they go out."""
