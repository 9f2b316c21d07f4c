"""One file for each thing the bot can do; `every.py` lists them."""
