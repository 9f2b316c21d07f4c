"""Looks at everything that the bot stands on, and says in plain words what is wrong. Changes nothing."""
