"""How facts come in, and what is told about them."""
