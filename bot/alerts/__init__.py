"""What is told unasked: which conflicts become cases, and what rooms hear of them."""
