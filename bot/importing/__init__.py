"""What files say, written into the record: planned, shown, brought in and taken back. The only way in."""
