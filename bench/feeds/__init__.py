"""Measurements of feeds: syncing, importing and exporting; and of how well they are read."""
