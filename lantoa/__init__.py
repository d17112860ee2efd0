"""Lan Tỏa: a signed plan goes in; duties, exemplars, stories, reports and points come out."""

__version__ = "0.1.0"
