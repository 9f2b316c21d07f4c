"""Articles: read from a folder, checked as an editor would; and what is learned from them, kept."""
