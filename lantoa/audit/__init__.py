"""The log nobody can quietly change: one line per act, each carrying the hash of the line before it."""
