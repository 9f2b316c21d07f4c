"""The words of a turn: what arrives, what goes back, and every sentence in two languages."""
