"""Vietnamese text: pure functions, text in and text or values out."""
