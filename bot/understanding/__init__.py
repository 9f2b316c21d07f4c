"""From text to meaning: language, names, products, topic. Pure, deterministic, and able to say why."""
