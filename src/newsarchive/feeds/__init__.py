"""Feeds: bytes in and entries out, articles in and text out; pure."""
