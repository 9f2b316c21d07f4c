"""The bot as a web page: for this machine, or behind a sign-in that somebody else provides."""
