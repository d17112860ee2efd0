"""Whether two nominations tell of one deed: plain Python, no database. Read in this order: facts, normalise, deeds, scoring, keys."""
