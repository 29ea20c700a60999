"""Measures how many reprints are found, and how fast."""
