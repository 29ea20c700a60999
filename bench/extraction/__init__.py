"""Measurements of reading pages: portals of our own making and the public benchmark, beside two other extractors."""
