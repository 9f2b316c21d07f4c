"""Takes what the outbox holds to the platforms."""
