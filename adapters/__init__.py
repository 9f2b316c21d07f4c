"""The world: platforms, stores, files, settings. May import bot; siblings are strangers."""
