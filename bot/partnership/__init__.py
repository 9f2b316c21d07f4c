"""The domain: who is partner of record for what, as of when, says whom; and what follows from it."""
