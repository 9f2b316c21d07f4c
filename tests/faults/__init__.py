"""Faults that a store must survive, each in a file of its own; `make faults` runs them all, and long."""
