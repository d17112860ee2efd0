"""Boring factories: each makes one valid row; variants are traits. People are invented."""
