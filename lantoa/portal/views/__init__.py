"""Public pages: the same for everybody, kept by caches for a minute, no cookie on GET."""
