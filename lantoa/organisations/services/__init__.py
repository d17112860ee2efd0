"""The only place that changes units, clusters and appointments."""
