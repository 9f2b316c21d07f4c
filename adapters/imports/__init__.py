"""Files that say who is associated with what, read into values; and tables written back safely.

`file.File` is what comes in. `own_csv.read_holdings` reads our own format, `reading.opened_report` the
others, and `reading.kind_of` tells which it is. Nothing is loaded before it is needed.
"""
