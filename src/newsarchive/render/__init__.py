"""Articles as documents for readers, in Vietnamese; pure."""
