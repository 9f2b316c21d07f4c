"""The same bot at a prompt, and for scripts."""
