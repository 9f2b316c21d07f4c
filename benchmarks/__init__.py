"""What a question costs, as ratios against named yardsticks measured in the same run: `make bench`."""
