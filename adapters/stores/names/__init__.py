"""A million customers' names in a file that is mapped, not read."""
