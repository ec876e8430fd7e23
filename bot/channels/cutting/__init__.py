"""A message laid out in the parts that a channel can carry. Start with `cutting`."""
