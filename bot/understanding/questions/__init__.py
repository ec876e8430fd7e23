"""Which answer or flow does a question mean? Start with `matcher`."""
