"""Servers that do as little as each framework allows: what ours is measured against."""
